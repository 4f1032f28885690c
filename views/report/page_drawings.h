#pragma once

#include "views/report/page_flow.h"

#include <map>
#include <memory>

namespace headroom::paper {

/// Text of a document as it is shown: what cannot be seen in it as escapes.
[[nodiscard]] QString seen(const std::string &text);

/// What paints a logo from (0, 0) in its size.
[[nodiscard]] std::function<void(QPainter &)> painterOf(const report_writing::Logo &logo);

/// The drawings of a document, each made once however often the document is laid out.
class Drawings {
public:
    explicit Drawings(const DiagramSource &source)
        : m_source(source)
    {
    }

    [[nodiscard]] Flow::Drawn of(const report_writing::Diagram &diagram);

private:
    const DiagramSource &m_source;
    std::map<const report_writing::Diagram *, std::shared_ptr<const pictures::Picture>> m_made;
};

} // namespace headroom::paper

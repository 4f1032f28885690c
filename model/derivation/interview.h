#pragma once

#include "model/derivation/derivation.h"

#include <stop_token>

namespace headroom::derivation {

/// What is asked of a design: one number of one of its elements.
struct Question {
    project::Snapshot snapshot;
    std::size_t stage = 0;
    double users = 0;
    std::string element; ///< id of a component or connection; empty: the whole stage
    std::string wanted;  ///< the number's name, "cpu.utilization"; the element's first one where it has none so called
    bool operator==(const Question &) const = default;
};

/// All that can be asked of the element, and why one of these numbers is what it is.
struct Answer {
    Question question;
    std::vector<Metric> metrics; ///< of the element
    std::string path;            ///< of the metric unfolded; empty when the element has none
    std::optional<Derivation> root;
};

/// What a metric is called whichever element it belongs to: "cpu.utilization" of "db.cpu.utilization". Those of the
/// whole stage keep their path.
[[nodiscard]] std::string nameOf(const Metric &metric);

/// Questions one after the other; the stage is compiled and solved once for those about the same design, stage and
/// users. For one thread at a time.
class Interview {
public:
    /// @param catalog  must outlive the interview.
    explicit Interview(const catalog::Catalog &catalog);

    /// @pre question.snapshot exists and has the stage
    [[nodiscard]] Answer answer(const Question &question);

private:
    const catalog::Catalog &m_catalog;
    Question m_last;
    std::unique_ptr<Explainer> m_explainer; ///< looks into m_last.snapshot
};

} // namespace headroom::derivation

#pragma once

#include <QHash>
#include <QString>

namespace headroom::app {

/// What the parts of the window are for, from resources/help/help.json, in the language spoken.
class Help {
public:
    Help();
    /// As simple markup, with the terms of the glossary that the text uses. @param part  "canvas", "latency"; empty for
    /// one that nobody wrote about.
    [[nodiscard]] QString textOf(const QString &part) const;

private:
    QHash<QString, QString> m_parts;
    QList<std::pair<QString, QString>> m_glossary;
};

} // namespace headroom::app

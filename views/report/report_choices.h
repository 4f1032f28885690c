#pragma once

#include <QString>
#include <QStringList>

namespace headroom::paper {

/// What is chosen in the report dialog.
struct ReportChoices {
    QString format = QStringLiteral("html"); ///< id
    int stage = 0;
    double users = 0;    ///< 1 to 10⁹; 0: what was typed is no number of users
    QStringList leftOut; ///< ids of sections that are not wanted
    QString title;       ///< empty: the design's name
    QString author;
    bool isLetter = false; ///< paper of a PDF; else A4
    QString path;          ///< the target, as typed

    bool operator==(const ReportChoices &) const = default;
};

} // namespace headroom::paper

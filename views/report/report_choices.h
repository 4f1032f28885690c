#pragma once

#include <QString>
#include <QStringList>

namespace headroom::paper {

/// What is chosen in the report dialog.
struct ReportChoices {
    QString format = QStringLiteral("html"); ///< id
    int stage = 0;
    int before = -1;     ///< a decision record: the stage that is left for `stage`; −1: a report
    double users = 0;    ///< 1 to 10⁹; 0: what was typed is no number of users
    QStringList leftOut; ///< ids of sections that are not wanted
    QString title;       ///< empty: the design's name
    QString author;
    QString logo;          ///< a file, as typed; empty: none
    bool isLetter = false; ///< paper of a PDF; else A4
    QString path;          ///< the target, as typed

    bool operator==(const ReportChoices &) const = default;
};

} // namespace headroom::paper

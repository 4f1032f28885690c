#pragma once

#include "model/growth/difference.h"
#include "views/compare/diff_canvas.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace headroom::compare {

/// A line of the list of changes.
struct ChangeLine {
    std::string id; ///< of the component or connection; empty: the workload
    Badge::What what = Badge::What::Changed;
    QString element;
    QString field; ///< empty: the element as a whole
    QString before;
    QString after;
};

/// Everything that was added, removed and changed, a line each.
[[nodiscard]] std::vector<ChangeLine> changeLines(const growth::Difference &difference);

/// What the cards and lines of one side carry. @param isAfter  the side after; else the one before.
[[nodiscard]] std::vector<Badge> badgesOf(const growth::Difference &difference, bool isAfter);

/// A figure in words with its unit: what, before, after, by how much, each cell as shown.
[[nodiscard]] QStringList figureCells(const growth::FigureChange &figure, const std::string &currency);

} // namespace headroom::compare

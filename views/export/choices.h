#pragma once

#include <QString>

namespace headroom::pictures {

/// What of a design is exported.
enum class Extent { Stage, AllStages, Selection, Difference };

/// What somebody chose in the export dialog, kept for each design.
struct Choices {
    QString format = QStringLiteral("svg"); ///< id of a row of the table of formats
    Extent extent = Extent::Stage;
    int before = 0; ///< stage that is compared with, from 0; Difference only
    bool isDark = false;
    bool hasGround = true;
    bool showsFindings = true;
    bool showsNumbers = true;
    bool showsLegend = true;
    bool showsTitle = true;
    int scale = 2; ///< 1..4, PNG only
    int paper = 0; ///< 0 as large as the picture, 1 A4, 2 Letter; PDF only
    bool isOnePage = false;
    bool holdsDesign = true;
    QString path = {}; ///< of the last export; empty: none yet
    bool operator==(const Choices &) const = default;
};

} // namespace headroom::pictures

#pragma once

#include "views/canvas/scene.h"
#include "views/export/card_shapes.h"
#include "views/export/diagram.h"

#include <set>

namespace headroom::pictures {

/// What a diagram shows, for the legend: only what is there is explained.
struct Shown {
    std::set<canvas::LineStyle> lines;
    std::set<canvas::CardState> states;
    std::set<std::string> families;
    bool hasReplication = false;
    bool hasWatching = false; ///< lines that carry no load
    std::set<Change> changes;

    void add(const Shown &other);
};

/// Name of the design, stage and users, and the key figures. Laid out in `width` pixels from (0, 0).
/// @param height  gets the pixels it takes; 0 when nothing is shown.
[[nodiscard]] Part titleBlock(const Subject &subject, const DiagramOptions &options, double width, double &height);

/// Lines, states and families in rows of `width` pixels from (0, 0). @param height  gets the pixels it takes.
[[nodiscard]] Part legend(const Shown &shown, const DiagramOptions &options, const catalog::Catalog &catalog,
                          double width, double &height);

/// The worst findings as sentences, and how many there are besides, from (0, 0). @param height  gets the pixels it takes.
/// @param states  gets those of its signs, which the legend explains.
[[nodiscard]] Part findingList(const analysis::Report &report, const std::set<std::string> &subjects,
                               const DiagramOptions &options, double width, double &height,
                               std::set<canvas::CardState> &states);

/// What is not there any more, by name.
struct Gone {
    std::vector<std::string> cards;
    std::vector<std::string> lines; ///< "App → Database"
};

/// What is not there any more in words, a row each. @param height  gets the pixels it takes; 0: nothing is gone.
[[nodiscard]] Part goneList(const Gone &gone, const DiagramOptions &options, double width, double &height);

constexpr double kMargin = 28; ///< px around a picture

/// Moves shapes by an offset.
void translate(Part &part, QPointF offset);

} // namespace headroom::pictures

#pragma once

#include "model/analysis/report.h"
#include "model/catalog/catalog.h"
#include "model/project/project.h"
#include "views/canvas/faces.h"

#include <unordered_map>

namespace headroom::canvas {

/// Worst severity of the findings that name a component first.
using Severities = std::unordered_map<std::string, analysis::Severity>;

/// Whether two versions of a component differ in their position and place at most.
[[nodiscard]] bool looksLike(const project::Component &a, const project::Component &b);

/// The face of a component before any report.
[[nodiscard]] ComponentFace makeFace(const catalog::Catalog &catalog, const project::Component &component);
/// The face of a connection before any report; ends and route are left to the scene.
[[nodiscard]] ConnectionFace makeFace(const catalog::Catalog &catalog, const project::Connection &connection);

[[nodiscard]] Severities worstFindings(const analysis::Report &report);

/// Puts a report's numbers on a face; null takes them away. Renews `look`.
void wearReport(ComponentFace &face, const analysis::ComponentReport *report, const Severities &severities);
/// A component that a collapsed place hides, with what the report says of it; null: nothing yet.
struct Member {
    const ComponentFace *face = nullptr;
    const analysis::ComponentReport *report = nullptr;
};

/// Puts the totals of what is inside on the card of a collapsed place: worst state, fullest resource, cost.
/// Renews `look`.
void wearTotals(ComponentFace &place, const std::vector<Member> &members, const std::string &currency);

/// How full each resource of a card is, or what is inside a collapsed place: a line each. Empty without a report.
[[nodiscard]] QString loadsOf(const ComponentFace &face, const analysis::Report *report);

/// Puts the sum of their flows on a line that stands for several.
void wearBundle(ConnectionFace &face, double rate);

/// Puts a report's flow on a face; null takes it away.
void wearReport(ConnectionFace &face, const analysis::ConnectionReport *report);

} // namespace headroom::canvas

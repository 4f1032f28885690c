#pragma once

#include "model/catalog/catalog.h"
#include "model/project/project.h"

#include <vector>

namespace headroom::workload {

/// The project's classes, or its preset's.
[[nodiscard]] const std::vector<project::RequestClass> &classesOf(const project::Workload &workload,
                                                                  const catalog::Catalog &catalog);

/// The project's journeys; the preset's where the project states neither journeys nor classes; else none.
[[nodiscard]] const std::vector<project::Journey> &journeysOf(const project::Workload &workload,
                                                              const catalog::Catalog &catalog);

/// Requests that a session on this journey makes; visits of classes that do not exist do not count.
[[nodiscard]] double lengthOf(const project::Journey &journey, const std::vector<project::RequestClass> &classes);

/// k_sess: the mean of Σ count over the journeys by weight. 0 without weight. Source: domain spec 1.1, 1.2.
[[nodiscard]] double actionsPerSession(const std::vector<project::Journey> &journeys);

/// Per class: Σ over the journeys of weight · count, not normalized. Source: domain spec 1.2.
[[nodiscard]] std::vector<double> sharesOf(const std::vector<project::Journey> &journeys,
                                           const std::vector<project::RequestClass> &classes);

/// Per class: what the project's journeys give it, else the share it states; ≥ 0, not normalized.
[[nodiscard]] std::vector<double> statedShares(const project::Workload &workload, const catalog::Catalog &catalog);

/// Whether a request of the class waits for a write, which has a promise of its own.
[[nodiscard]] bool waitsForWrite(const project::RequestClass &given, const catalog::Catalog &catalog);

/// Whether the class counts as a write: as it states, else when it waits for one. A login that notes its time writes
/// and still counts as a read.
[[nodiscard]] bool changesState(const project::RequestClass &given, const catalog::Catalog &catalog);

/// Requests that count as reads per one that counts as a write; infinite without writes, 0 without either.
[[nodiscard]] double readsPerWrite(const std::vector<project::RequestClass> &classes, const std::vector<double> &shares,
                                   const catalog::Catalog &catalog);

/// 24 hourly samples of load over the peak hour: b + (1 − b)·((1 + cos(2π(t − 20 h)/24 h))/2)^k with mean 1/P.
/// k = 4 up to P = 256/70; beyond, where b would be negative, k grows by quarters until it is not.
/// Source: domain spec 1.3.  @param peak  P ≥ 1; a day of whole hours can show no more than 24.
[[nodiscard]] std::vector<double> dayCurve(double peak);

/// The samples over their highest. @pre one is above 0
[[nodiscard]] std::vector<double> relativeToPeak(const std::vector<double> &day);

/// Highest sample over the mean, ≥ 1. @pre one is above 0
[[nodiscard]] double peakFactor(const std::vector<double> &day);

} // namespace headroom::workload

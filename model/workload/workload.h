#pragma once

#include "model/catalog/catalog.h"
#include "model/core/result.h"
#include "model/project/project.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace headroom::workload {

/// The project's classes, or its preset's.
[[nodiscard]] const std::vector<project::RequestClass> &classesOf(const project::Workload &workload,
                                                                  const catalog::Catalog &catalog);

/// The project's journeys; the preset's where the project states neither journeys nor classes; else none.
[[nodiscard]] const std::vector<project::Journey> &journeysOf(const project::Workload &workload,
                                                              const catalog::Catalog &catalog);

constexpr std::size_t kMaximumClasses = 100; ///< and journeys, and visits of one
constexpr double kLargestCount = 1e6;        ///< of a class in a session, and of a weight
constexpr double kShortestPromise = 0.001;   ///< s
constexpr double kLongestPromise = 1e6;      ///< s
constexpr std::size_t kMaximumUses = 100;    ///< of one class
constexpr double kLongestTime = 1e6;         ///< s of one performance of an operation
constexpr double kMostBytes = 1e15;          ///< answered once, and of a sample of a day
constexpr std::size_t kHours = 24;           ///< samples of a day
constexpr double kLeastPeak = 1e-6;          ///< of a day, in its own unit

/// What is wrong with the project's own journeys: each has an id of its own, visits classes that exist, each of them
/// once, and together they make at least one request. Nothing when they may be.
[[nodiscard]] std::optional<Error> wrongJourneys(const project::Workload &workload, const catalog::Catalog &catalog);

/// What is wrong with the project's own classes: each has an id of its own, numbers in their ranges, and one of them a
/// share above 0. Nothing when they may be, and when there are none.
[[nodiscard]] std::optional<Error> wrongClasses(const std::vector<project::RequestClass> &classes);

/// What is wrong with the samples of a day: there are 24 of them, one above 0. Nothing for none at all.
[[nodiscard]] std::optional<Error> wrongDay(const std::vector<double> &day);

/// s: the widest of the promises of its classes, which a journey without a p95 of its own takes over; 0 without visits.
[[nodiscard]] double widestPromise(const project::Journey &journey, const project::Workload &workload,
                                   const catalog::Catalog &catalog);

/// What number of the journey is out of its range; nothing when none is.
[[nodiscard]] std::optional<Error> wrongNumbers(const project::Journey &journey);

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

/// The workload's parameter: stated, else the preset's, else the catalog's. 0 for what is no number.
[[nodiscard]] double parameterOf(const project::Workload &workload, const catalog::Catalog &catalog,
                                 std::string_view id);

/// The journeys as they act at present: those of journeysOf; where the preset's go together with a stated number of
/// actions a session, their counts are scaled to it, so that stating them changes no load. Source: domain spec 1.1, 1.2.
[[nodiscard]] std::vector<project::Journey> actingJourneys(const project::Workload &workload,
                                                           const catalog::Catalog &catalog);

/// Z in s: session length over the requests of a session, as they act at present; 0 where no session makes one.
/// Source: domain spec 1.1.
[[nodiscard]] double thinkTime(const project::Workload &workload, const catalog::Catalog &catalog);

/// The samples that act at present, over their peak: the project's day, else the curve of its peak factor.
[[nodiscard]] std::vector<double> actingDay(const project::Workload &workload, const catalog::Catalog &catalog);

/// 24 hourly samples of load over the peak hour: b + (1 − b)·((1 + cos(2π(t − 20 h)/24 h))/2)^k with mean 1/P.
/// k = 4 up to P = 256/70; beyond, where b would be negative, k grows by quarters until it is not.
/// Source: domain spec 1.3.  @param peak  P ≥ 1; a day of whole hours can show no more than 24.
[[nodiscard]] std::vector<double> dayCurve(double peak);

/// The samples over their highest. @pre one is above 0
[[nodiscard]] std::vector<double> relativeToPeak(const std::vector<double> &day);

/// Highest sample over the mean, ≥ 1. @pre one is above 0
[[nodiscard]] double peakFactor(const std::vector<double> &day);

} // namespace headroom::workload

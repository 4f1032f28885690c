#pragma once

#include "model/analysis/report.h"
#include "model/catalog/catalog.h"
#include "model/project/project.h"

#include <optional>
#include <string>
#include <vector>

namespace headroom::growth {

/// One of the two stages of a comparison.
struct Side {
    std::string design;
    std::size_t stageIndex = 0;
    std::string stageName;
    bool operator==(const Side &) const = default;
};

/// What is not the same about a component, a connection or the workload.
struct FieldChange {
    std::string id;    ///< of a parameter; "name", "kind", "place", "from", "to", "notes"; "classes", "journeys" …
    std::string title; ///< "Instances"
    std::optional<std::string> before; ///< in words, with unit; absent: that side knows no such thing
    std::optional<std::string> after;
    bool operator==(const FieldChange &) const = default;
};

/// A component or connection that is only on one side, or not the same on both. Elements are known by their ids.
struct ElementChange {
    enum class What { Added, Removed, Changed };
    What what = What::Changed;
    std::string id;
    std::string name;                ///< afterwards; of what is removed: before. Of a connection "App → Database"
    std::string kind;                ///< title of its kind
    std::vector<FieldChange> fields; ///< only of Changed; never empty there
    bool operator==(const ElementChange &) const = default;
};

/// A figure of both sides at the same number of users.
struct FigureChange {
    enum class Form { Rate, Duration, Share, Availability, Money, Users, Count, Text };
    std::string id;    ///< "requests_per_second"
    std::string title; ///< "Load at the peak hour"
    Form form = Form::Count;
    std::optional<double>
        before; ///< base unit (1/s, s, 0..1, USD, users); absent: does not exist, `words…` may say why
    std::optional<double> after;
    std::string wordsBefore; ///< of Form::Text, and why a number is absent
    std::string wordsAfter;
    /// after − before; absent where one of them is, or is infinite.
    [[nodiscard]] std::optional<double> delta() const;
    /// Nothing that anybody would notice: of availability, less than a second of downtime a month is none.
    [[nodiscard]] bool isSame() const;
    bool operator==(const FigureChange &) const = default;
};

/// What differs between two stages of one design, or of two designs.
struct Difference {
    Side before;
    Side after;
    double users = 0; ///< both are solved for
    std::string currency;
    std::vector<FieldChange> workload;      ///< of two designs, criticality too
    std::vector<ElementChange> components;  ///< added and changed in the order of `after`, then removed ones
    std::vector<ElementChange> connections; ///< likewise
    std::vector<FigureChange> figures;      ///< load, latency, availability, cost, headroom, single points, bottleneck
    /// Nothing was added, removed or changed.
    [[nodiscard]] bool isEmpty() const { return workload.empty() && components.empty() && connections.empty(); }
};

/// The users both stages are compared at where nobody says: the lower of the upper ends of their ranges, which is about
/// where one takes over from the other. @pre both stages exist
[[nodiscard]] double usersToCompareAt(const project::Project &a, std::size_t stageA, const project::Project &b,
                                      std::size_t stageB);

/// Compares two stages, each as part of its own design, both at `users`. Looks and positions are no difference; values
/// are compared as they act, so that stating a default changes nothing. Solves both stages with percentiles:
/// milliseconds to some tens of them. Thread-safe.
/// @pre both stages exist, users ≥ 0
[[nodiscard]] Difference differenceOf(const project::Project &a, std::size_t stageA, const project::Project &b,
                                      std::size_t stageB, double users, const catalog::Catalog &catalog);

/// The elements alone, without solving anything; for a canvas that shows what was added, removed and changed.
[[nodiscard]] Difference elementsBetween(const project::Project &a, std::size_t stageA, const project::Project &b,
                                         std::size_t stageB, const catalog::Catalog &catalog);

/// The figures of two reports, side by side. Both with percentiles where p50 to p99 are wanted.
[[nodiscard]] std::vector<FigureChange> figuresBetween(const analysis::Report &before, const analysis::Report &after);

} // namespace headroom::growth

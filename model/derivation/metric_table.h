#pragma once

#include "model/derivation/derivator.h"

#include <functional>
#include <span>

namespace headroom::derivation {

/// The number, or nothing when it is absent or infinite.
[[nodiscard]] std::optional<double> finite(std::optional<double> value);

/// Finds one metric in a report of a stage; nothing when it is absent there.
using ValueIn = std::function<std::optional<double>(const analysis::Report &)>;

/// What finds the metric in this report and in those of the same stage with other values; empty for an unknown path.
[[nodiscard]] ValueIn valueFinder(const analysis::Report &report, std::string_view path);

/// A number of the whole stage.
struct SystemMetric {
    std::string id;
    std::string title;
    std::string unit; ///< empty: money per month
    std::function<std::optional<double>(const analysis::Report &)> value;
    std::function<Derivation(Derivator &)> unfold;
    std::function<bool(const analysis::Report &)> applies = {}; ///< empty: always
};
[[nodiscard]] std::span<const SystemMetric> systemMetrics();

/// A number of a component.
struct ComponentMetric {
    std::string id;
    std::string title;
    std::string unit; ///< empty: money per month
    std::function<bool(const analysis::ComponentReport &)> applies;
    std::function<std::optional<double>(const analysis::ComponentReport &)> value;
    std::function<Derivation(Derivator &, std::size_t component)> unfold;
};
[[nodiscard]] std::span<const ComponentMetric> componentMetrics();

/// A number of one of a component's resources.
struct ResourceMetric {
    std::string id;
    std::string title;
    std::string unit; ///< empty: the resource's own
    std::function<double(const analysis::ResourceReport &)> value;
    std::function<Derivation(Derivator &, std::size_t component, std::size_t resource)> unfold;
    std::function<bool(const analysis::ResourceReport &)> applies = {}; ///< empty: always
};
[[nodiscard]] std::span<const ResourceMetric> resourceMetrics();

/// A number of a class of requests, of a connection or of a journey; their paths begin with "class.", "connection." and "journey.".
template <typename Row>
struct LineMetric {
    std::string id;
    std::string title;
    std::string unit;
    std::function<std::optional<double>(const Row &)> value;
    std::function<Derivation(Derivator &, std::size_t index)> unfold;
    std::function<bool(const Row &)> applies = {}; ///< empty: always
};
/// The percentile that `which` names; nothing where there are none.
[[nodiscard]] inline std::optional<double> quantile(const std::optional<analysis::Percentiles> &of,
                                                    double analysis::Percentiles::*which)
{
    return of ? std::optional((*of).*which) : std::nullopt;
}
[[nodiscard]] inline std::optional<double> quantile(const std::optional<analysis::LatencyReport> &of,
                                                    double analysis::Percentiles::*which)
{
    return of ? std::optional(of->value.*which) : std::nullopt;
}

using ClassMetric = LineMetric<analysis::ClassReport>;
using ConnectionMetric = LineMetric<analysis::ConnectionReport>;
using JourneyMetric = LineMetric<analysis::JourneyReport>;
using JobMetric = LineMetric<analysis::JobReport>;
[[nodiscard]] std::span<const ClassMetric> classMetrics();
[[nodiscard]] std::span<const ConnectionMetric> connectionMetrics();
[[nodiscard]] std::span<const JourneyMetric> journeyMetrics();
[[nodiscard]] std::span<const JobMetric> jobMetrics();

} // namespace headroom::derivation

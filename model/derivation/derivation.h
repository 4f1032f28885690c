#pragma once

#include "model/analysis/finding.h"
#include "model/catalog/catalog.h"
#include "model/catalog/formula.h"
#include "model/project/project.h"

#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace headroom::derivation {

/// How far an input can be trusted.
enum class Trust {
    Measured,     ///< a default that somebody measured
    Published,    ///< a default that somebody published
    Illustrative, ///< a default of this program, calibrated and not measured
    Size,         ///< comes with the chosen instance size
    Yours,        ///< stated in the design
    Definition    ///< true by convention: the length of a month, the number of users asked for
};

/// Where an input can be changed.
struct Place {
    enum class Owner { Component, Connection, Workload, RequestClass, Question };
    Owner owner = Owner::Question; ///< Question: the number of users, which no design holds
    std::string element;           ///< id of the component, connection or class; empty for the others
    std::string parameter;         ///< "vcpu"; of a class "share" or "OPERATION/count", "…/time", "…/bytes",
                                   ///< "…/request_bytes"
    bool operator==(const Place &) const = default;
};

/// A number of the model and how it comes about: an arithmetic expression over its children, a method over them,
/// or an input without children.
struct Derivation {
    std::string label;           ///< "CPU utilization of Database"
    std::string symbol;          ///< what the parent's formula calls it: "ρ"
    std::optional<double> value; ///< in `unit`; absent when it does not exist, and `note` says why
    std::string unit;            ///< base unit: "s", "1/s", "vCPU"; "1" for ratios and counts
    catalog::Formula formula;    ///< over the symbols of the children; empty: an input or a method
    std::string name;            ///< of the formula or method: "Utilization law"
    std::string source;          ///< literature, price list or default's origin; empty when there is none to name
    std::string note;            ///< a sentence that the formula does not say; empty when there is none
    std::optional<Trust> trust;  ///< inputs only
    std::optional<Place> place;  ///< inputs that can be changed
    std::string unfoldedAt;      ///< set when the children are shown elsewhere: the metric that unfolds it, or "above"
    std::vector<Derivation> children;
    std::vector<std::string> limits; ///< of the method, in plain sentences; on the root only
};

/// The formula with the values of the children put in: "3.48 vCPU / 4 vCPU"; empty without a formula.
[[nodiscard]] std::string filledIn(const Derivation &node);

/// The value that the formula gives for the children's values; nothing without a formula or where a child has no value.
/// Equals `value` up to rounding: the model computes the one, the formula explains it with the other.
[[nodiscard]] std::optional<double> reevaluate(const Derivation &node);

/// A value with its unit, as the inspector shows it: "12.5 ms", "3.48 vCPU"; "–" when absent.
[[nodiscard]] std::string valueText(const std::optional<double> &value, const std::string &unit);

/// Something that explain() can unfold.
struct Metric {
    std::string path;  ///< "db.cpu.utilization", "system.latency"
    std::string title; ///< "CPU utilization of Database"
    std::string unit;
    std::optional<double> value; ///< as in the report; absent when it does not exist
    std::string element = {};    ///< id of the component or connection it belongs to; empty: the whole stage
};

/// One solved stage that can be asked why. Compiles and solves once, so a window keeps it as long as design, stage and
/// users stay the same; each question is then a matter of a millisecond.
class Explainer {
public:
    /// @pre stage < project.stages.size(), users ≥ 0; project and catalog outlive the explainer.
    Explainer(const project::Project &project, std::size_t stage, double users, const catalog::Catalog &catalog);
    Explainer(project::Project &&, std::size_t, double, const catalog::Catalog &) = delete; // it is referred to
    ~Explainer();

    /// Everything that can be unfolded, the system first, then components, classes of requests and connections in their order.
    [[nodiscard]] std::vector<Metric> metrics() const;

    /// What else could be built for these users and what it would cost: system.over_provisioning_index and its kin, and
    /// what the rules measure that compare the stage with that.
    /// The first call, and the first explain() of one of these, size every stage: tenths of a second.
    [[nodiscard]] std::vector<Metric> growthMetrics() const;

    /// Where the curves of growth end or cross: system.scale_up_ceiling and its kin, by path and title. Their values cost
    /// dozens of sizings each, so only explain() finds them.
    [[nodiscard]] static std::vector<Metric> turningMetrics();

    /// Why a metric has its value; nothing for a path that no list has.
    /// At most some thousand nodes: what is used twice is unfolded once, and what lies deeper than 200 levels is a
    /// leaf.
    [[nodiscard]] std::optional<Derivation> explain(std::string_view path) const;

    /// What the rules find, each with the metric that unfolds what it measured.
    [[nodiscard]] std::vector<analysis::Finding> findings() const;

private:
    [[nodiscard]] std::optional<Derivation> explainGrowth(std::string_view path) const;

    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

/// One question to an Explainer.
[[nodiscard]] std::optional<Derivation> explain(const project::Project &project, std::size_t stage, double users,
                                                const catalog::Catalog &catalog, std::string_view path);

/// The project with one input set to another value; unchanged for Place::Owner::Question and places it does not have.
[[nodiscard]] project::Project withInput(const project::Project &project, std::size_t stage,
                                         const catalog::Catalog &catalog, const Place &place, double value);

/// What a change of one input does to a metric.
struct Sensitivity {
    std::string label; ///< of the input
    Place place;
    double value = 0; ///< of the input, in `unit`
    std::string unit;
    double elasticity
        = 0; ///< change of the metric in percent per percent of the input, both around their present value
};

/// The inputs that move a metric most, strongest first; found by solving the stage with each numeric input of its
/// derivation 1 % (whole numbers: one) lower and higher. Empty when the metric is zero or absent, and for
/// growthMetrics(): each trial would size every stage anew.
/// Of a stage so large that it would take minutes only the first inputs are tried; `untried` counts the others.
/// O(inputs · analyze): tenths of a second for a metric of the whole system, so not for every change of selection;
/// stops early, with nothing, when asked to.
[[nodiscard]] std::vector<Sensitivity> sensitivities(const project::Project &project, std::size_t stage, double users,
                                                     const catalog::Catalog &catalog, std::string_view path,
                                                     std::size_t count = 5, std::stop_token stop = {},
                                                     std::size_t *untried = nullptr);

} // namespace headroom::derivation

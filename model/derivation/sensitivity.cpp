#include "model/analysis/solve_figures.h"
#include "model/derivation/metric_table.h"

#include <algorithm>
#include <cmath>

namespace headroom::derivation {

namespace {

constexpr std::size_t kMostWork = 20'000; // inputs · components: some seconds

struct Input {
    Place place;
    std::string label;
    std::string unit;
    double value = 0;
};

/// Every changeable number of the tree once, in the order of first mention.
void collect(const Derivation &node, std::vector<Input> &inputs)
{
    const bool isNew = node.place
        && std::none_of(inputs.begin(), inputs.end(), [&](const Input &each) { return each.place == *node.place; });
    if (isNew && node.value && std::abs(*node.value) > 0)
        inputs.push_back({ *node.place, node.label, node.unit, *node.value });
    for (const Derivation &child : node.children)
        collect(child, inputs);
}

template <typename Element>
void setIn(std::vector<Element> &elements, const Place &place, double value)
{
    for (Element &each : elements)
        if (each.id == place.element)
            each.parameters.set(place.parameter, value);
}

void setInClasses(project::Workload &workload, const catalog::Catalog &catalog, const Place &place, double value)
{
    if (workload.classes.empty())
        workload.classes = catalog.preset(workload.preset).classes;
    const std::size_t slash = place.parameter.find('/');
    for (project::RequestClass &each : workload.classes) {
        if (each.id != place.element)
            continue;
        if (slash == std::string::npos)
            each.share = value;
        for (project::OperationUse &use : each.uses)
            if (slash != std::string::npos && use.operation == place.parameter.substr(0, slash)) {
                const std::string what = place.parameter.substr(slash + 1);
                if (what == "request_bytes")
                    use.requestBytes = value;
                else
                    (what == "count" ? use.count : what == "time" ? use.time : use.bytes) = value;
            }
    }
}

/// The spec of a parameter, where it has one: whether it is whole, and its range.
const catalog::ParameterSpec *specOf(const project::Stage &stage, const catalog::Catalog &catalog, const Place &place)
{
    if (place.owner == Place::Owner::Component)
        if (const auto *component = stage.findComponent(place.element))
            return catalog.kind(component->kind).findParameter(place.parameter);
    if (place.owner == Place::Owner::Connection)
        if (const auto *connection = stage.findConnection(place.element))
            return catalog.connectionKind(connection->kind).findParameter(place.parameter);
    if (place.owner == Place::Owner::Workload)
        for (const catalog::ParameterSpec &spec : catalog.workloadParameters())
            if (spec.id == place.parameter)
                return &spec;
    return nullptr;
}

/// Solves a stage with one input changed and looks what that does to one metric.
class Trial {
public:
    Trial(const project::Project &project, std::size_t stage, double users, const catalog::Catalog &catalog,
          ValueIn value, double present, analysis::SolveOptions options, bool asksRules)
        : m_project(project)
        , m_stage(stage)
        , m_users(users)
        , m_catalog(catalog)
        , m_value(std::move(value))
        , m_present(present)
        , m_options(options)
        , m_asksRules(asksRules)
    {
    }

    /// Percent per percent around the present value, from `portion` of a step down to as much up; nothing when it
    /// cannot be changed, or the metric does not exist there.
    [[nodiscard]] std::optional<double> elasticity(const Input &input, double portion) const
    {
        const catalog::ParameterSpec *spec = specOf(*m_project.stages[m_stage], m_catalog, input.place);
        if (spec && spec->type != catalog::ParameterType::Number)
            return std::nullopt;
        const double step = isWhole(input) ? 1 : portion * 0.01 * std::abs(input.value);
        const double low = std::max(input.value - step, spec ? spec->minimum : 0.0);
        const double high = std::min(input.value + step, spec ? spec->maximum : 1e300);
        const std::optional<double> below = at(input, low);
        const std::optional<double> above = at(input, high);
        if (!below || !above || !(high > low))
            return std::nullopt;
        return (*above - *below) / m_present / ((high - low) / input.value);
    }

    [[nodiscard]] bool isWhole(const Input &input) const
    {
        const catalog::ParameterSpec *spec = specOf(*m_project.stages[m_stage], m_catalog, input.place);
        return spec && spec->whole;
    }

    /// Whether half a step does about half as much: where a limit or a whole number of instances lies in between, the
    /// ratio would be a matter of the step's size.
    [[nodiscard]] bool isSmooth(const Input &input, double whole) const
    {
        if (isWhole(input))
            return true;
        const std::optional<double> half = elasticity(input, 0.5);
        return half && std::abs(*half - whole) <= 0.3 * std::abs(whole);
    }

private:
    [[nodiscard]] std::optional<double> at(const Input &input, double value) const
    {
        const bool asksUsers = input.place.owner == Place::Owner::Question;
        const project::Project edited = withInput(m_project, m_stage, m_catalog, input.place, value);
        const auto compiled = analysis::compile(edited, m_stage, m_catalog);
        const double users = asksUsers ? value : m_users;
        return m_value(m_asksRules ? analysis::solve(*compiled, users, m_options)
                                   : analysis::solveFigures(*compiled, users, m_options));
    }

    const project::Project &m_project;
    std::size_t m_stage;
    double m_users;
    const catalog::Catalog &m_catalog;
    ValueIn m_value;
    double m_present;
    analysis::SolveOptions m_options;
    bool m_asksRules; ///< the metric is what a rule measures
};

} // namespace

project::Project withInput(const project::Project &project, std::size_t stage, const catalog::Catalog &catalog,
                           const Place &place, double value)
{
    project::Project copy = project;
    if (place.owner == Place::Owner::Workload)
        copy.workload.parameters.set(place.parameter, value);
    if (place.owner == Place::Owner::RequestClass)
        setInClasses(copy.workload, catalog, place, value);
    if (place.owner == Place::Owner::Component || place.owner == Place::Owner::Connection) {
        project::Stage edited = *project.stages[stage];
        if (place.owner == Place::Owner::Component)
            setIn(edited.components, place, value);
        else
            setIn(edited.connections, place, value);
        copy.stages[stage] = std::make_shared<const project::Stage>(std::move(edited));
    }
    return copy;
}

std::vector<Sensitivity> sensitivities(const project::Project &project, std::size_t stage, double users,
                                       const catalog::Catalog &catalog, std::string_view path, std::size_t count,
                                       std::stop_token stop, std::size_t *untried)
{
    const std::optional<Derivation> root = explain(project, stage, users, catalog, path);
    const std::optional<double> present = root ? root->value : std::nullopt;
    if (!present || !(std::abs(*present) > 0))
        return {};
    const auto compiled = analysis::compile(project, stage, catalog);
    analysis::Report report = analysis::solve(*compiled, users);
    ValueIn value = valueFinder(report, path);
    if (!value)
        return {}; // no number of the report: see growthMetrics()
    const bool isPercentile = !value(report);
    if (isPercentile)
        report = analysis::solve(*compiled, users, { .percentiles = true });
    const Trial trial(project, stage, users, catalog, std::move(value), *present, { .percentiles = isPercentile },
                      path.starts_with("finding."));
    std::vector<Input> inputs;
    collect(*root, inputs);
    const std::size_t most = kMostWork / std::max<std::size_t>(1, project.stages[stage]->components.size());
    if (untried)
        *untried = inputs.size() - std::min(inputs.size(), most);
    if (inputs.size() > most)
        inputs.erase(inputs.begin() + static_cast<std::ptrdiff_t>(most), inputs.end());
    std::vector<std::pair<double, const Input *>> found;
    for (const Input &input : inputs) {
        if (stop.stop_requested())
            return {};
        if (const auto elasticity = trial.elasticity(input, 1); elasticity && std::abs(*elasticity) > 1e-9)
            found.emplace_back(*elasticity, &input);
    }
    std::stable_sort(found.begin(), found.end(), [](const auto &a, const auto &b) {
        return std::round(std::abs(a.first) * 1e6) > std::round(std::abs(b.first) * 1e6); // rounding decides no order
    });
    std::vector<Sensitivity> out;
    for (const auto &[elasticity, input] : found)
        if (out.size() < count && trial.isSmooth(*input, elasticity))
            out.push_back({ input->label, input->place, input->value, input->unit, elasticity });
    return out;
}

} // namespace headroom::derivation

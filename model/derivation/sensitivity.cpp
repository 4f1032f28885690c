#include "model/derivation/metric_table.h"

#include <algorithm>
#include <cmath>

namespace headroom::derivation {

namespace {

struct Input {
    Place place;
    std::string label;
    std::string unit;
    double value = 0;
};

/// Every changeable number of the tree once, in the order of first mention.
void collect(const Derivation &node, std::vector<Input> &inputs)
{
    const bool isNew = node.place && std::none_of(inputs.begin(), inputs.end(), [&](const Input &each) {
        return each.place == *node.place;
    });
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
                (what == "count" ? use.count : what == "time" ? use.time : use.bytes) = value;
            }
    }
}

/// The project with one number changed.
project::Project changed(const project::Project &project, std::size_t stage, const catalog::Catalog &catalog,
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

} // namespace

std::vector<Sensitivity> sensitivities(const project::Project &project, std::size_t stage, double users,
                                       const catalog::Catalog &catalog, std::string_view path, std::size_t count)
{
    std::vector<Sensitivity> out;
    const std::optional<Derivation> root = explain(project, stage, users, catalog, path);
    const std::optional<double> present = root ? root->value : std::nullopt;
    if (!present || !(std::abs(*present) > 0))
        return out;
    std::vector<Input> inputs;
    collect(*root, inputs);
    for (const Input &input : inputs) {
        const catalog::ParameterSpec *spec = specOf(*project.stages[stage], catalog, input.place);
        if (spec && spec->type != catalog::ParameterType::Number)
            continue;
        const double step = spec && spec->whole ? 1 : 0.01 * std::abs(input.value);
        const double low = std::max(input.value - step, spec ? spec->minimum : 0.0);
        const double high = std::min(input.value + step, spec ? spec->maximum : 1e300);
        const auto at = [&](double value) {
            const bool asksUsers = input.place.owner == Place::Owner::Question;
            const project::Project edited = changed(project, stage, catalog, input.place, value);
            return valueOf(analysis::solve(*analysis::compile(edited, stage, catalog), asksUsers ? value : users), path);
        };
        const std::optional<double> below = at(low);
        const std::optional<double> above = at(high);
        if (!below || !above || !(high > low))
            continue;
        const double elasticity = (*above - *below) / *present / ((high - low) / input.value);
        if (std::abs(elasticity) > 1e-9)
            out.push_back({ input.label, input.place, input.value, input.unit, elasticity });
    }
    std::stable_sort(out.begin(), out.end(), [](const Sensitivity &a, const Sensitivity &b) {
        return std::abs(a.elasticity) > std::abs(b.elasticity) * (1 + 1e-9);
    });
    if (out.size() > count)
        out.resize(count);
    return out;
}

} // namespace headroom::derivation

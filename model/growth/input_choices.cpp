#include "model/growth/input_choices.h"

#include "model/catalog/component_values.h"
#include "model/growth/ranges.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <span>

namespace headroom::growth {

namespace {

constexpr double kLow = 0.8;
constexpr double kHigh = 1.2;

bool isStated(const project::Project &project, const std::string &element, const std::string &parameter)
{
    return std::any_of(project.uncertainties.begin(), project.uncertainties.end(),
                       [&](const auto &each) { return each.element == element && each.parameter == parameter; });
}

/// ± 20 %; of a share near the whole, an availability say, half to twice what is missing of it.
project::Uncertainty proposed(const std::string &element, const catalog::ParameterSpec &spec,
                              std::optional<double> value)
{
    constexpr double kNearWhole = 0.9;
    if (!value || spec.display != "%" || *value <= kNearWhole || *value >= 1)
        return { element, spec.id, kLow, kHigh, true };
    const double missing = 1 - *value;
    return { element, spec.id, std::max(spec.minimum, 1 - 2 * missing), std::min(spec.maximum, 1 - missing / 2),
             false };
}

using ValueOf = std::function<std::optional<double>(const catalog::ParameterSpec &)>;

InputGroup groupOf(const project::Project &project, const std::string &element, const std::string &title,
                   std::span<const catalog::ParameterSpec> specs, const ValueOf &valueOf)
{
    InputGroup group { title, {}, {}, false };
    for (const catalog::ParameterSpec &spec : specs)
        if (spec.type == catalog::ParameterType::Number && !isStated(project, element, spec.id))
            group.choices.push_back({ proposed(element, spec, valueOf(spec)), spec.title });
    return group;
}

std::string titleOf(const project::Stage &stage, const std::string &id)
{
    const project::Component *found = stage.findComponent(id);
    return found && !found->name.empty() ? found->name : id;
}

} // namespace

std::vector<InputGroup> inputChoices(const project::Project &project, std::size_t stage,
                                     const catalog::Catalog &catalog)
{
    std::vector<InputGroup> groups;
    const ValueOf unknown = [](const catalog::ParameterSpec &) { return std::nullopt; };
    InputGroup workload = groupOf(project, {}, "Workload", catalog.workloadParameters(), unknown);
    for (const auto &[id, title] :
         { std::pair(kServiceDemand, "Service demand"), std::pair(kGrowth, "Speed of growth") })
        if (!isStated(project, {}, id))
            workload.choices.push_back({ { {}, id, kLow, kHigh, false }, title });
    groups.push_back(std::move(workload));
    const project::Stage &of = *project.stages[stage];
    for (const project::Component &each : of.components) {
        const catalog::ComponentValues values(catalog, each);
        groups.push_back(groupOf(project, each.id, titleOf(of, each.id), catalog.kind(each.kind).parameters,
                                 [&](const catalog::ParameterSpec &spec) { return values.number(spec.id); }));
        groups.back().place = each.place.empty() ? "" : titleOf(of, each.place);
    }
    for (const project::Connection &each : of.connections) {
        groups.push_back(groupOf(project, each.id,
                                 each.name.empty() ? titleOf(of, each.from) + " → " + titleOf(of, each.to) : each.name,
                                 catalog.connectionKind(each.kind).parameters, unknown));
        const project::Component *from = of.findComponent(each.from);
        groups.back().place = from && !from->place.empty() ? titleOf(of, from->place) : "";
        groups.back().isConnection = true;
    }
    std::erase_if(groups, [](const InputGroup &each) { return each.choices.empty(); });
    return groups;
}

} // namespace headroom::growth

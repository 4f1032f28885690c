#include "model/catalog/component_values.h"

#include <algorithm>
#include <cmath>

namespace headroom::catalog {

std::optional<double> asNumber(const project::Value &value)
{
    if (const double *number = std::get_if<double>(&value))
        return *number;
    if (const bool *flag = std::get_if<bool>(&value))
        return *flag ? 1.0 : 0.0;
    return std::nullopt;
}

ComponentValues::ComponentValues(const Catalog &catalog, const project::Component &component)
    : m_component(component)
    , m_kind(catalog.kind(component.kind))
{
    const SizeLadder *ladder = m_kind.ladder.empty() ? nullptr : catalog.ladder(m_kind.ladder);
    const ParameterSpec *size = ladder ? m_kind.findParameter("size") : nullptr;
    if (!size)
        return;
    const EffectiveValue chosen = effective(*size);
    const auto *id = std::get_if<std::string>(&chosen.value);
    for (const SizeOption &option : ladder->sizes)
        if (id && option.id == *id)
            m_figures = &option.figures;
}

EffectiveValue ComponentValues::effective(const ParameterSpec &spec) const
{
    if (const project::Value *stated = m_component.parameters.find(spec.id))
        return { *stated, ValueOrigin::Stated };
    return unstated(spec);
}

EffectiveValue ComponentValues::unstated(const ParameterSpec &spec) const
{
    if (m_figures && spec.id != "size")
        if (const auto figure = m_figures->find(spec.id); figure != m_figures->end())
            return { figure->second, ValueOrigin::Size };
    if (const auto number = computed(spec))
        return { *number, ValueOrigin::Computed };
    return { spec.fallback, ValueOrigin::Default };
}

std::optional<double> ComponentValues::computed(const ParameterSpec &spec) const
{
    if (spec.computed.empty())
        return std::nullopt;
    const double number = spec.computed.evaluate([this](std::string_view name) {
        const ParameterSpec *other = m_kind.findParameter(name);
        return other && other->computed.empty() ? asNumber(effective(*other).value).value_or(0) : 0;
    });
    if (!std::isfinite(number))
        return std::nullopt;
    return std::clamp(number, spec.minimum, spec.maximum);
}

std::optional<double> ComponentValues::number(std::string_view parameter) const
{
    const ParameterSpec *spec = m_kind.findParameter(parameter);
    return spec ? asNumber(effective(*spec).value) : std::nullopt;
}

std::optional<double> ComponentValues::figure(const ParameterSpec &spec) const
{
    const EffectiveValue value = effective(spec);
    if (const auto *word = std::get_if<std::string>(&value.value)) {
        const auto option = std::find_if(spec.options.begin(), spec.options.end(),
                                         [word](const Option &each) { return each.id == *word; });
        return option == spec.options.end() ? std::nullopt
                                            : std::optional(static_cast<double>(option - spec.options.begin()));
    }
    return asNumber(value.value);
}

EffectiveValue effectiveValue(const Catalog &catalog, const project::Component &component, const ParameterSpec &spec)
{
    return ComponentValues(catalog, component).effective(spec);
}

EffectiveValue unstatedValue(const Catalog &catalog, const project::Component &component, const ParameterSpec &spec)
{
    return ComponentValues(catalog, component).unstated(spec);
}

std::optional<double> numberOf(const Catalog &catalog, const project::Component &component, std::string_view parameter)
{
    return ComponentValues(catalog, component).number(parameter);
}

} // namespace headroom::catalog

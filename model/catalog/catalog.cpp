#include "model/catalog/catalog.h"

#include "model/catalog/component_values.h"
#include "model/reporting/limits_text.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <cmath>

namespace headroom::catalog {

namespace {

template <typename Element>
const Element *findById(const std::vector<Element> &elements, std::string_view id)
{
    const auto found
        = std::find_if(elements.begin(), elements.end(), [id](const Element &each) { return each.id == id; });
    return found == elements.end() ? nullptr : &*found;
}

} // namespace

const ParameterSpec *Kind::findParameter(std::string_view wanted) const
{
    return findById(parameters, wanted);
}

const ParameterSpec *ConnectionKind::findParameter(std::string_view wanted) const
{
    return findById(parameters, wanted);
}

const Kind &Catalog::kind(std::string_view id) const
{
    const Kind *found = findById(m_kinds, id);
    return found ? *found : m_placeholder;
}

bool Catalog::knowsKind(std::string_view id) const
{
    return findById(m_kinds, id) != nullptr;
}

const ConnectionKind &Catalog::connectionKind(std::string_view id) const
{
    const ConnectionKind *found = findById(m_connectionKinds, id);
    return found ? *found : m_connectionKinds.front();
}

bool Catalog::knowsConnectionKind(std::string_view id) const
{
    return findById(m_connectionKinds, id) != nullptr;
}

const ConnectionKind &Catalog::connectionKindBetween(const Kind &from, const Kind &to) const
{
    if (!to.incoming.empty())
        return connectionKind(to.incoming);
    return connectionKind(from.outgoing.empty() ? "call" : from.outgoing);
}

const SizeLadder *Catalog::ladder(std::string_view id) const
{
    return findById(m_ladders, id);
}

const RuleSpec *Catalog::rule(std::string_view id) const
{
    const auto found = m_ruleIndex.find(id);
    return found == m_ruleIndex.end() ? nullptr : &m_rules[found->second];
}

const WorkloadPreset &Catalog::preset(std::string_view id) const
{
    const WorkloadPreset *found = findById(m_presets, id);
    return found ? *found : m_presets.front();
}

const std::vector<PriceTier> &Catalog::priceTiers(std::string_view id) const
{
    static const std::vector<PriceTier> none;
    const auto found = m_tables->find(id);
    return found == m_tables->end() ? none : found->second;
}

std::string subtitleOf(const Catalog &catalog, const project::Component &component)
{
    const Kind &kind = catalog.kind(component.kind);
    const ComponentValues values(catalog, component);
    std::string text;
    for (std::size_t at = 0; at < kind.subtitle.size(); ++at) {
        const std::size_t close = kind.subtitle[at] == '{' ? kind.subtitle.find('}', at) : std::string::npos;
        if (close == std::string::npos) {
            text += kind.subtitle[at];
            continue;
        }
        const ParameterSpec *spec = kind.findParameter(std::string_view(kind.subtitle).substr(at + 1, close - at - 1));
        at = close;
        if (!spec)
            continue;
        const EffectiveValue effective = values.effective(*spec);
        if (const double *number = std::get_if<double>(&effective.value))
            text += spec->display == "%" ? reporting::percent(*number) : reporting::briefNumber(*number);
        else if (const auto *word = std::get_if<std::string>(&effective.value)) {
            const auto option = std::find_if(spec->options.begin(), spec->options.end(),
                                             [&](const Option &each) { return each.id == *word; });
            text += option == spec->options.end() ? *word : option->title;
        }
    }
    return text;
}

Result<Done> checkValue(const ParameterSpec &spec, const project::Value &value)
{
    const std::string name = spec.title.empty() ? spec.id : spec.title;
    const auto shown = [&spec](double number) { return reporting::quantity(number, spec.unit, spec.display); };
    const auto readable = [&spec](double number) { return reporting::readable(number, spec.unit, spec.display); };
    switch (spec.type) {
    case ParameterType::Number: {
        const double *number = std::get_if<double>(&value);
        if (!number)
            return Error { name + ": expected a number", "",
                           "Give a number in " + (spec.unit == "1" ? "plain figures" : spec.unit) };
        const bool fits = std::isfinite(*number) && *number >= spec.minimum && *number <= spec.maximum
            && (!spec.whole || std::floor(*number) >= *number);
        if (!fits)
            return Error { name + ": " + shown(*number) + " is out of range", "",
                           "Give a " + std::string(spec.whole ? "whole " : "") + "number from " + readable(spec.minimum)
                               + " to " + readable(spec.maximum) };
        return Done {};
    }
    case ParameterType::Flag:
        if (!std::holds_alternative<bool>(value))
            return Error { name + ": expected yes or no", "", "Give true or false" };
        return Done {};
    case ParameterType::Choice: {
        const auto *word = std::get_if<std::string>(&value);
        if (word && std::any_of(spec.options.begin(), spec.options.end(), [&](const Option &each) {
                return each.id == *word;
            }))
            return Done {};
        return Error { name + ": not one of the choices", "", "Choose one that the inspector offers" };
    }
    case ParameterType::Text:
        if (!std::holds_alternative<std::string>(value))
            return Error { name + ": expected text", "", "Give text in quotes" };
        return Done {};
    }
    return Done {};
}

} // namespace headroom::catalog

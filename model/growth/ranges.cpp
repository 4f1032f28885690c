#include "model/growth/ranges.h"

#include "model/edits/growth_checks.h"
#include "model/growth/service_demand.h"
#include "model/growth/stage_ranges.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <cmath>

namespace headroom::growth {

namespace {

using catalog::Catalog;
using catalog::ParameterSpec;
using project::Component;
using project::Connection;
using project::Value;

const ParameterSpec *specOfWorkload(const Catalog &catalog, std::string_view id)
{
    for (const ParameterSpec &spec : catalog.workloadParameters())
        if (spec.id == id)
            return &spec;
    return nullptr;
}

double workloadValue(const project::Workload &workload, const ParameterSpec &spec, const Catalog &catalog)
{
    for (const project::Parameters *each : { &workload.parameters, &catalog.preset(workload.preset).parameters })
        if (const Value *value = each->find(spec.id))
            if (const double *number = std::get_if<double>(value))
                return *number;
    const double *fallback = std::get_if<double>(&spec.fallback);
    return fallback ? *fallback : 0;
}

/// An element of a stage, its spec and value; nothing where the stage has no such element or parameter.
struct Place {
    const ParameterSpec *spec = nullptr;
    std::string name;
    double value = 0;
};

std::optional<Place> placeIn(const project::Stage &stage, const project::Uncertainty &given, const Catalog &catalog)
{
    if (const Component *component = stage.findComponent(given.element)) {
        const ParameterSpec *spec = catalog.kind(component->kind).findParameter(given.parameter);
        const std::string &name = component->name.empty() ? component->id : component->name;
        if (spec)
            return Place { spec, name, catalog::numberOf(catalog, *component, given.parameter).value_or(0) };
    }
    if (const Connection *connection = stage.findConnection(given.element)) {
        const ParameterSpec *spec = catalog.connectionKind(connection->kind).findParameter(given.parameter);
        if (!spec)
            return std::nullopt;
        const Value *stated = connection->parameters.find(given.parameter);
        const double *number = std::get_if<double>(stated ? stated : &spec->fallback);
        return Place { spec, connection->name.empty() ? connection->id : connection->name, number ? *number : 0 };
    }
    return std::nullopt;
}

std::optional<Place> placeOf(const project::Project &project, const project::Uncertainty &given, const Catalog &catalog,
                             std::size_t preferred = 0)
{
    if (given.element.empty()) {
        const ParameterSpec *spec = specOfWorkload(catalog, given.parameter);
        return spec ? std::optional(Place { spec, {}, workloadValue(project.workload, *spec, catalog) }) : std::nullopt;
    }
    if (preferred < project.stages.size())
        if (std::optional<Place> found = placeIn(*project.stages[preferred], given, catalog))
            return found;
    for (const auto &stage : project.stages)
        if (std::optional<Place> found = placeIn(*stage, given, catalog))
            return found;
    return std::nullopt;
}

std::string nameOf(const project::Uncertainty &given)
{
    return given.element.empty() ? given.parameter : given.element + "." + given.parameter;
}

/// The value at a place of the range.
double valueAt(const InputRange &input, double place, double base)
{
    const double from = input.given.isRelative ? base * input.given.low : input.low;
    const double to = input.given.isRelative ? base * input.given.high : input.high;
    const double value = std::clamp(from + (to - from) * place, input.minimum, input.maximum);
    return input.isWhole ? std::round(value) : value;
}

bool isStated(const project::Uncertainty &given, const char *factor)
{
    return given.element.empty() && given.parameter == factor;
}

void setInStages(project::Project &project, const InputRange &input, double place, const Catalog &catalog)
{
    for (auto &stage : project.stages) {
        const std::optional<Place> found = placeIn(*stage, input.given, catalog);
        if (!found)
            continue;
        auto changed = std::make_shared<project::Stage>(*stage);
        const double value = valueAt(input, place, found->value);
        for (Component &each : changed->components)
            if (each.id == input.given.element)
                each.parameters.set(input.given.parameter, value);
        for (Connection &each : changed->connections)
            if (each.id == input.given.element)
                each.parameters.set(input.given.parameter, value);
        stage = std::move(changed);
    }
}

Result<InputRange> resolved(const project::Project &project, const project::Uncertainty &given, const Catalog &catalog,
                            std::size_t stage)
{
    if (const std::optional<Error> problem = edits::wrongUncertainty(given))
        return *problem;
    InputRange out { given, {}, "1", {}, 1, given.low, given.high, 0, 1e6, false, false };
    if (out.isFactor()) {
        out.title = isStated(given, kGrowth) ? "Speed of growth" : "Service demand";
        out.minimum = 1e-6;
        if (given.low < out.minimum || given.high > out.maximum)
            return Error { nameOf(given) + " is a factor above 0", "", "Give it a range around 1, like 0.8..1.2" };
        return out;
    }
    const std::optional<Place> place = placeOf(project, given, catalog, stage);
    if (!place && !given.element.empty()) {
        out.title = nameOf(given);
        out.isGone = true;
        return out;
    }
    if (!place)
        return Error { "there is no input \"" + nameOf(given) + "\"", "",
                       "Name a parameter of the workload, or ELEMENT.PARAMETER of some stage" };
    if (place->spec->type != catalog::ParameterType::Number)
        return Error { "the input \"" + nameOf(given) + "\" is no number", "", "Name one that is" };
    out.title = place->spec->title + (place->name.empty() ? "" : " of " + place->name);
    out.unit = place->spec->unit;
    out.display = place->spec->display;
    out.base = place->value;
    out.minimum = place->spec->minimum;
    out.maximum = place->spec->maximum;
    out.isWhole = place->spec->whole;
    if (given.isRelative) {
        out.low = std::clamp(out.base * given.low, out.minimum, out.maximum);
        out.high = std::clamp(out.base * given.high, out.minimum, out.maximum);
    } else if (given.low < out.minimum || given.high > out.maximum) {
        return Error { "the range of \"" + nameOf(given) + "\" leaves what is possible", "",
                       "Stay within " + reporting::quantity(out.minimum, out.unit, out.display) + " to "
                           + reporting::quantity(out.maximum, out.unit, out.display) };
    }
    return out;
}

/// A number up to 1 without a sign: of something shown in percent it has two meanings.
bool isPlainShare(const std::string &text)
{
    double value = 0;
    return reporting::parseCompact(text, value) && value >= 0 && value <= 1;
}

std::string asPercent(const std::string &share)
{
    double value = 0;
    return reporting::parseCompact(share, value) ? reporting::exact(std::round(value * 1e12) / 1e10) : share;
}

} // namespace

bool InputRange::isFactor() const
{
    return isStated(given, kServiceDemand) || isStated(given, kGrowth);
}

Result<std::vector<InputRange>> resolveRangesIn(std::size_t stage, const project::Project &project,
                                                std::span<const project::Uncertainty> given, const Catalog &catalog)
{
    std::vector<InputRange> found;
    for (const project::Uncertainty &each : given) {
        Result<InputRange> input = resolved(project, each, catalog, stage);
        if (!input)
            return input.error();
        found.push_back(std::move(input).value());
    }
    return found;
}

Result<std::vector<InputRange>> resolveRanges(const project::Project &project,
                                              std::span<const project::Uncertainty> given, const Catalog &catalog)
{
    return resolveRangesIn(0, project, given, catalog);
}

project::Project withInputs(const project::Project &project, std::span<const InputRange> inputs,
                            std::span<const double> places, const Catalog &catalog)
{
    project::Project out = project;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const InputRange &input = inputs[i];
        if (std::isnan(places[i]) || isStated(input.given, kGrowth))
            continue;
        if (isStated(input.given, kServiceDemand))
            scaleServiceDemand(out, valueAt(input, places[i], 1), catalog);
        else if (input.given.element.empty())
            out.workload.parameters.set(input.given.parameter, valueAt(input, places[i], input.base));
        else
            setInStages(out, input, places[i], catalog);
    }
    return out;
}

double growthFactor(std::span<const InputRange> inputs, std::span<const double> places)
{
    for (std::size_t i = 0; i < inputs.size(); ++i)
        if (isStated(inputs[i].given, kGrowth) && !std::isnan(places[i]))
            return valueAt(inputs[i], places[i], 1);
    return 1;
}

Result<project::Uncertainty> parseRange(const std::string &text, const project::Project &project,
                                        const Catalog &catalog)
{
    const auto wrong = [&](const std::string &what) {
        return Error { "\"" + text + "\": " + what, "", "Write NAME=LOW..HIGH, like peak_factor=2..4 or db.disk=±20%" };
    };
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos || equals == 0)
        return wrong("there is no NAME=");
    project::Uncertainty out;
    const std::string name = text.substr(0, equals);
    out.parameter = name;
    // an id may have full stops: the longest that is an element wins
    for (std::size_t dot = name.rfind('.'); dot != std::string::npos && dot > 0; dot = name.rfind('.', dot - 1)) {
        const project::Uncertainty tried { name.substr(0, dot), name.substr(dot + 1), 0, 0, false };
        if (placeOf(project, tried, catalog)) {
            out = tried;
            break;
        }
    }
    const std::optional<Place> place = placeOf(project, out, catalog);
    const InputRange factor { out, {}, {}, {}, 1, 0, 0, 0, 1, false, false };
    if (!place && !factor.isFactor())
        return Error { "there is no input \"" + name + "\"", "",
                       "Name a parameter of the workload, service_demand, growth, or ELEMENT.PARAMETER" };
    std::string range = text.substr(equals + 1);
    const std::string unit = place ? place->spec->unit : "1";
    const std::string display = place ? place->spec->display : "";
    double bound = 0;
    for (const std::string_view sign : { std::string_view("±"), std::string_view("+-") })
        if (range.starts_with(sign)) {
            if (!reporting::parseQuantity(range.substr(sign.size()), "1", "%", bound) || bound < 0 || bound > 1)
                return wrong("± needs a share from 0 % to 100 %");
            out.isRelative = true;
            out.low = 1 - bound;
            out.high = 1 + bound;
            return out;
        }
    const std::size_t dots = range.find("..");
    if (dots == std::string::npos)
        return wrong("there is no LOW..HIGH");
    std::string low = range.substr(0, dots);
    std::string high = range.substr(dots + 2);
    if (low.ends_with('x') && high.ends_with('x')) {
        out.isRelative = true;
        low.pop_back();
        high.pop_back();
    }
    if (!out.isRelative && display == "%" && isPlainShare(low) && isPlainShare(high))
        return Error { "\"" + text + "\": " + low + " may be " + low + " % or a share of 1", "",
                       "Write the sign: " + name + "=" + asPercent(low) + "%.." + asPercent(high) + "%, or " + name
                           + "=" + low + "%.." + high + "%" };
    const std::string in = out.isRelative ? "1" : unit;
    const std::string shown = out.isRelative ? "1" : display;
    if (!reporting::parseQuantity(low, in, shown, out.low) || !reporting::parseQuantity(high, in, shown, out.high))
        return wrong("a bound is no quantity in " + (unit == "1" ? std::string("plain numbers") : unit));
    if (const std::optional<Error> problem = edits::wrongUncertainty(out))
        return wrong(problem->what);
    return out;
}

} // namespace headroom::growth

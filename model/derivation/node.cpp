#include "model/derivation/node.h"

#include "model/reporting/numbers.h"

#include <cassert>
#include <cctype>
#include <cmath>
#include <set>

namespace headroom::derivation {

namespace {

catalog::Formula parsed(std::string_view text)
{
    static const catalog::PriceTables none;
    Result<catalog::Formula> formula = catalog::Formula::parse(text, none);
    assert(formula.ok());
    return formula.ok() ? std::move(formula).value() : catalog::Formula();
}

void makeDistinct(std::vector<Derivation> &children)
{
    std::set<std::string> taken;
    for (Derivation &child : children) {
        const std::string base = child.symbol;
        for (int number = 2; !taken.insert(child.symbol).second; ++number)
            child.symbol = base + '_' + std::to_string(number);
    }
}

std::string figure(double value)
{
    const double size = std::abs(value);
    if (size >= 1e9 || (size > 0 && size < 1e-3)) {
        const int exponent = static_cast<int>(std::floor(std::log10(size)));
        const double mantissa = std::round(value / std::pow(10, exponent) * 1e4) / 1e4;
        return reporting::exact(mantissa) + "e" + std::to_string(exponent);
    }
    if (size <= 0)
        return "0";
    if (size > 0.99 && size < 1)
        return reporting::exact(std::round(value * 1e9) / 1e9); // availabilities differ in their last nines
    const double scale = std::pow(10, std::max(0.0, 4 - std::floor(std::log10(size))));
    return reporting::exact(std::round(value * scale) / scale);
}

} // namespace

std::string symbolOf(std::string_view id)
{
    std::string out;
    for (const char c : id)
        out += std::isalnum(static_cast<unsigned char>(c)) ? c : '_';
    return out.empty() || std::isdigit(static_cast<unsigned char>(out.front())) ? "x_" + out : out;
}

Derivation leaf(std::string label, std::string symbol, double value, std::string unit)
{
    Derivation node;
    node.label = std::move(label);
    node.symbol = std::move(symbol);
    if (std::isfinite(value))
        node.value = value;
    node.unit = std::move(unit);
    return node;
}

Derivation constant(std::string label, std::string symbol, double value, std::string unit)
{
    Derivation node = leaf(std::move(label), std::move(symbol), value, std::move(unit));
    node.trust = Trust::Definition;
    return node;
}

Derivation assumed(std::string label, std::string symbol, double value)
{
    Derivation node = constant(std::move(label), std::move(symbol), value, "s");
    node.trust = Trust::Illustrative;
    node.source = "Design default";
    return node;
}

Derivation computed(std::string label, std::string symbol, double value, std::string unit, std::string_view formula,
                    std::vector<Derivation> children)
{
    Derivation node = leaf(std::move(label), std::move(symbol), value, std::move(unit));
    node.formula = parsed(formula);
    node.children = std::move(children);
    return node;
}

namespace {

/// The children with their symbols made distinct, one operator between each two.
Derivation chain(const char *operation, std::string label, std::string symbol, double value, std::string unit,
                 std::vector<Derivation> children)
{
    if (children.empty())
        return method(std::move(label), std::move(symbol), value, std::move(unit), "there is nothing that adds to it",
                      {});
    makeDistinct(children);
    std::string text;
    for (const Derivation &child : children)
        text += (text.empty() ? "" : operation) + child.symbol;
    return computed(std::move(label), std::move(symbol), value, std::move(unit), text, std::move(children));
}

} // namespace

Derivation sum(std::string label, std::string symbol, double value, std::string unit, std::vector<Derivation> children)
{
    return chain(" + ", std::move(label), std::move(symbol), value, std::move(unit), std::move(children));
}

Derivation product(std::string label, std::string symbol, double value, std::string unit,
                   std::vector<Derivation> children)
{
    return chain(" * ", std::move(label), std::move(symbol), value, std::move(unit), std::move(children));
}

Derivation extreme(std::string_view function, std::string label, std::string symbol, double value, std::string unit,
                   std::vector<Derivation> children)
{
    if (children.size() < 2)
        return sum(std::move(label), std::move(symbol), value, std::move(unit), std::move(children));
    makeDistinct(children);
    std::string text;
    for (const Derivation &child : children)
        text += (text.empty() ? std::string(function) + '(' : ", ") + child.symbol;
    return computed(std::move(label), std::move(symbol), value, std::move(unit), text + ')', std::move(children));
}

Derivation method(std::string label, std::string symbol, std::optional<double> value, std::string unit,
                  std::string note, std::vector<Derivation> children)
{
    Derivation node = leaf(std::move(label), std::move(symbol), 0, std::move(unit));
    node.value = value && std::isfinite(*value) ? value : std::nullopt;
    node.note = std::move(note);
    node.children = std::move(children);
    return node;
}

Derivation named(Derivation node, std::string name, std::string source)
{
    node.name = std::move(name);
    node.source = std::move(source);
    return node;
}

Derivation as(std::string symbol, Derivation node)
{
    node.symbol = std::move(symbol);
    return node;
}

Derivation folded(const Derivation &node, std::string where)
{
    Derivation out = node;
    if (!out.children.empty())
        out.unfoldedAt = std::move(where);
    out.children.clear();
    out.formula = {};
    return out;
}

std::string valueText(const std::optional<double> &value, const std::string &unit)
{
    if (!value)
        return "–";
    const double given = *value;
    if (unit == "s" && given > 0)
        return given < 1 ? figure(given * 1e3) + " ms" : figure(given) + " s";
    if (unit == "users")
        return reporting::grouped(std::round(given)) + " users";
    if (unit == "1/s" || unit.starts_with("1/"))
        return figure(given) + unit.substr(1);
    return unit == "1" || unit.empty() ? figure(given) : figure(given) + ' ' + unit;
}

std::string filledIn(const Derivation &node)
{
    return node.formula.substituted([&](std::string_view name) {
        for (const Derivation &child : node.children)
            if (child.symbol == name) {
                const std::string text = valueText(child.value, child.unit);
                return text.starts_with('-') ? '(' + text + ')' : text;
            }
        return std::string(name);
    });
}

std::optional<double> reevaluate(const Derivation &node)
{
    if (node.formula.empty())
        return std::nullopt;
    std::vector<double> values;
    for (const std::string &name : node.formula.names()) {
        const Derivation *found = nullptr;
        for (const Derivation &child : node.children)
            if (child.symbol == name)
                found = &child;
        if (!found || !found->value)
            return std::nullopt;
        values.push_back(*found->value);
    }
    return node.formula.evaluate(values);
}

} // namespace headroom::derivation

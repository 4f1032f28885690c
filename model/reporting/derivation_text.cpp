#include "model/reporting/derivation_text.h"

#include "model/derivation/words.h"

#include <cmath>
#include <cstdio>

namespace headroom::reporting {

namespace {

using derivation::Derivation;
using derivation::Place;

std::string spoken(std::string formula)
{
    for (std::size_t at = formula.find(" * "); at != std::string::npos; at = formula.find(" * ", at))
        formula.replace(at, 3, " · ");
    return formula;
}

/// As much of a long formula as fits a line; the children say the rest.
std::string fitted(const std::string &text)
{
    constexpr std::size_t kMost = 240;
    if (text.size() <= kMost)
        return text;
    return text.substr(0, text.rfind(' ', kMost)) + " …";
}

std::string originOf(const Derivation &node)
{
    std::string text = node.trust ? derivation::textOf(*node.trust) : node.name;
    if (!node.source.empty())
        text += (text.empty() ? "" : "; ") + node.source;
    if (node.place)
        text += (text.empty() ? "change at " : "; change at ") + placeText(*node.place);
    return text.empty() ? "" : "  [" + text + ']';
}

void write(std::string &out, const Derivation &node, int level, int depth)
{
    const std::string indent(static_cast<std::size_t>(level) * 2, ' ');
    const bool isInput = node.formula.empty();
    out += indent + node.symbol + " = " + derivation::valueText(node.value, node.unit) + "  " + node.label;
    out += isInput ? originOf(node) + '\n' : "\n";
    if (!isInput) {
        const std::string filled = fitted(spoken(derivation::filledIn(node)));
        const std::string text = fitted(spoken(node.formula.text()));
        out += indent + "    = " + text + (filled == text ? "" : " = " + filled) + originOf(node) + '\n';
    }
    if (!node.note.empty())
        out += indent + "    " + node.note + '\n';
    if (!node.unfoldedAt.empty())
        out += indent + "    unfolded " + (node.unfoldedAt == "above" ? "above" : "by " + node.unfoldedAt) + '\n';
    if (level == depth && !node.children.empty()) {
        out += indent + "    … " + std::to_string(node.children.size())
            + (node.children.size() == 1 ? " part" : " parts") + ", with --depth " + std::to_string(depth + 1) + '\n';
        return;
    }
    for (const Derivation &child : node.children)
        write(out, child, level + 1, depth);
}

} // namespace

std::string placeText(const Place &place)
{
    if (place.owner == Place::Owner::Question)
        return "--users";
    const std::string at = place.element + ": " + place.parameter;
    if (place.owner == Place::Owner::Component)
        return at;
    return std::string(derivation::idOf(place.owner)) + (place.element.empty() ? "" : " ") + at;
}

std::string derivationText(const Derivation &root, int depth)
{
    std::string out;
    write(out, root, 0, depth);
    return out;
}

std::string sensitivityText(const std::vector<derivation::Sensitivity> &sensitivities)
{
    std::string out;
    for (const derivation::Sensitivity &each : sensitivities) {
        char percent[32];
        std::snprintf(percent, sizeof percent, std::abs(each.elasticity) < 0.01 ? "%+.2g %%" : "%+.2f %%",
                      each.elasticity);
        out += "  " + std::string(percent) + "  " + each.label + ", now " + derivation::valueText(each.value, each.unit)
            + "  [" + placeText(each.place) + "]\n";
    }
    return out;
}

} // namespace headroom::reporting

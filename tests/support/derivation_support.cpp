#include "tests/support/derivation_support.h"

#include <algorithm>
#include <cmath>

namespace headroom::test {

using derivation::Derivation;

bool isSame(double a, double b)
{
    return std::abs(a - b) <= 1e-12 * std::max(std::abs(a), std::abs(b));
}

void visit(const Derivation &node, const std::function<void(const Derivation &)> &each)
{
    each(node);
    for (const Derivation &child : node.children)
        visit(child, each);
}

std::string problemOf(const Derivation &root)
{
    std::string problem;
    visit(root, [&](const Derivation &node) {
        if (!problem.empty())
            return;
        const auto again = derivation::reevaluate(node);
        const auto fail = [&](const std::string &what) {
            problem = what + " at \"" + node.label + "\", " + node.symbol + " = " + node.formula.text();
        };
        if (node.value && !node.formula.empty() && !again)
            fail("the formula cannot be evaluated");
        else if (node.value && again && !isSame(*node.value, *again))
            fail(std::to_string(*node.value) + " is not " + std::to_string(*again));
        else if (node.label.empty() || node.symbol.empty() || node.unit.empty())
            fail("label, symbol or unit is missing");
        else if (!node.value && node.note.empty())
            fail("no value and no reason");
        else if (node.trust && node.source.empty() && *node.trust != derivation::Trust::Definition)
            fail("an input without a source");
        else if (!node.children.empty() && node.formula.empty() && node.note.empty())
            fail("children, and no word on how they make the value");
        else if (node.value && node.children.empty() && node.formula.empty() && node.note.empty() && node.name.empty()
                 && node.source.empty() && !node.trust && node.unfoldedAt.empty())
            fail("a number that says not where it comes from");
    });
    return problem;
}

} // namespace headroom::test

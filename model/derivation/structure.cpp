#include "model/derivation/derivator.h"
#include "model/derivation/sources.h"
#include "model/reliability/expansion.h"
#include "model/reporting/numbers.h"

#include <algorithm>

namespace headroom::derivation {

namespace {

using reliability::Expansion;

constexpr std::size_t kMostSplits = 250; // of one independent part; more of them tell nobody anything

/// What a tree of terms is unfolded with.
struct Terms {
    const Expansion &of;
    std::string key; ///< of the structure, to unfold its shared terms once
};

std::string namesOf(const std::vector<std::string> &names)
{
    if (names.size() <= 3) {
        std::string text;
        for (std::size_t i = 0; i < names.size(); ++i)
            text += (i == 0 ? "" : i + 1 == names.size() ? " and " : ", ") + names[i];
        return text;
    }
    return names[0] + ", " + names[1] + " and " + std::to_string(names.size() - 2) + " more";
}

/// Π (1 − pᵢ) over the children, taken from 1.
Derivation anyOf(std::string label, double value, std::vector<Derivation> parts)
{
    std::string text = "1";
    for (std::size_t i = 0; i < parts.size(); ++i) {
        parts[i].symbol = "A_" + std::to_string(i + 1);
        text += (i == 0 ? " - (1 - " : " * (1 - ") + parts[i].symbol + ")";
    }
    return computed(std::move(label), "A", value, "1", text, std::move(parts));
}

} // namespace

/// What is up where the term says so, in words: "Zone A", "any of App A and App B".
std::string Derivator::termName(const Expansion &of, int index) const
{
    const Expansion::Term &term = of.terms[static_cast<std::size_t>(index)];
    if (term.kind == Expansion::Kind::Event)
        return nameOf(static_cast<std::size_t>(term.event));
    std::vector<std::string> names;
    for (const int part : term.parts)
        names.push_back(termName(of, part));
    return (term.kind == Expansion::Kind::Parallel ? "any of " : "all of ") + namesOf(names);
}

Derivation Derivator::term(const Expansion &of, int index, const std::string &key)
{
    using Kind = Expansion::Kind;
    const Expansion::Term &here = of.terms[static_cast<std::size_t>(index)];
    const auto parts = [&] {
        std::vector<Derivation> out;
        for (const int part : here.parts)
            out.push_back(term(of, part, key));
        return out;
    };
    const auto unfolded = [&](const std::string &label, const std::string &symbol, const Build &build) {
        return once(key + std::to_string(index), leaf(label, symbol, here.value, "1"), build);
    };
    switch (here.kind) {
    case Kind::Event: {
        const auto component = static_cast<std::size_t>(here.event);
        return once("availability " + at(component).id,
                    leaf("Availability of " + nameOf(component), "A_" + symbolOf(at(component).id), here.value, "1"),
                    [&] { return availability(component); });
    }
    case Kind::Series:
        return unfolded("Availability of " + termName(of, index), "A", [&] {
            return named(product("Availability of " + termName(of, index), "A", here.value, "1", parts()),
                         "Series: all of them", kTrivedi);
        });
    case Kind::Parallel:
        return unfolded("Availability of " + termName(of, index), "A", [&] {
            return named(anyOf("Availability of " + termName(of, index), here.value, parts()), "Parallel: any of them",
                         kTrivedi);
        });
    case Kind::Split: {
        const std::string label = "Success of what hangs on " + termName(of, here.parts[0]);
        return unfolded(label, "φ", [&] {
            std::vector<Derivation> split = parts();
            return named(computed(label, "φ", here.value, "1", "p * with + (1 - p) * without",
                                  { as("p", std::move(split[0])), as("with", std::move(split[1])),
                                    as("without", std::move(split[2])) }),
                         "Shannon expansion", kTrivedi);
        });
    }
    case Kind::Diagram:
        return method("Success of what hangs on " + std::to_string(here.parts.size()) + " parts together", "φ",
                      here.value, "1",
                      "Shannon expansion by one part after the other, " + std::to_string(here.splits)
                          + " steps of value = p · with + (1 − p) · without in a shared decision diagram",
                      parts());
    case Kind::Number:
        break;
    }
    Derivation number = constant(here.value <= 0       ? "Nothing succeeds"
                                     : here.value >= 1 ? "Everything succeeds"
                                                       : "Share that succeeds, while users of a lost branch wait for "
                                                         "their failover",
                                 "φ", here.value, "1");
    return number;
}

std::vector<Derivation> Derivator::whatFails()
{
    std::vector<Derivation> parts;
    for (std::size_t i = 0; i < m_report.components.size(); ++i)
        if (const bool isPlace = at(i).kind->behavior == "place";
            (m_report.components[i].isReached || isPlace) && at(i).availability < 1)
            parts.push_back(availability(i));
    return parts;
}

/// The probability that a structure function is 1, as it was counted or sampled.
Derivation Derivator::structured(std::string label, std::string symbol,
                                 const std::optional<reliability::Estimate> &estimate,
                                 const reliability::Structure *structure, const std::string &absent)
{
    if (!estimate || !structure)
        return method(std::move(label), std::move(symbol), estimate ? std::optional(estimate->value) : std::nullopt,
                      "1", absent, whatFails());
    std::vector<double> up;
    for (const Component &component : m_stage->components)
        up.push_back(component.availability);
    std::optional<Expansion> expansion;
    if (estimate->isExact)
        expansion = reliability::expansionOf(*structure, up, analysis::briefEffort(), kMostSplits);
    if (!expansion) {
        std::vector<Derivation> parts { constant("Random states drawn", "samples", estimate->samples, "1"),
                                        method("Lower end of the 99 % interval", "low", estimate->low, "1",
                                               "of the share of states that serve it, by Wilson's formula", {}),
                                        method("Upper end of the 99 % interval", "high", estimate->high, "1",
                                               "of the share of states that serve it, by Wilson's formula", {}) };
        for (Derivation &each : whatFails())
            parts.push_back(std::move(each));
        return named(method(std::move(label), std::move(symbol), estimate->value, "1",
                            "mean of the structure function over random states, since there are too many parts for an "
                            "exact answer: the true value lies between low and high with a confidence of 99 %",
                            std::move(parts)),
                     "Monte-Carlo over the structure function, Wilson's interval", kTrivedi);
    }
    std::vector<Derivation> factors;
    const std::string key = "structure " + symbol + ' ';
    for (const int factor : expansion->factors)
        factors.push_back(term(*expansion, factor, key));
    Derivation node = product(std::move(label), std::move(symbol), estimate->value, "1", std::move(factors));
    node.note = !expansion->isPossible ? "no state of its parts lets a request succeed"
        : node.children.empty()        ? "such a request needs nothing that fails"
                                       : "";
    return named(std::move(node), "Independent parts that are all needed", kTrivedi);
}

Derivation Derivator::systemAvailability()
{
    const bool hasClass = !m_report.classes.empty();
    const auto &first = hasClass ? m_stage->classes[m_stage->readingClass] : analysis::CompiledClass {};
    std::optional<reliability::Estimate> estimate;
    if (m_report.availability && hasClass)
        estimate = m_report.classes[m_report.readingClass].availability;
    return structured("Availability of reads", "A", estimate, first.structure.get(),
                      "the class that reads is not served");
}

Derivation Derivator::classAvailability(std::size_t requestClass)
{
    const analysis::ClassReport &report = m_report.classes[requestClass];
    return structured("Availability of " + report.name, "A_" + symbolOf(report.id), report.availability,
                      m_stage->classes[requestClass].structure.get(), "the class is not served");
}

Derivation Derivator::journeyAvailability(std::size_t journey)
{
    const analysis::JourneyReport &report = m_report.journeys[journey];
    Derivation node = structured("Availability of " + report.name, "A_" + symbolOf(report.id), report.availability,
                                 m_stage->journeys[journey].structure.get(), "one of its classes is not served");
    if (report.availability && node.note.empty())
        node.note = "of a request that needs what any of its classes needs";
    return node;
}

} // namespace headroom::derivation

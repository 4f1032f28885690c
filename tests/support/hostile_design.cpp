#include "tests/support/dice.h"
#include "tests/support/model_support.h"
#include "tests/support/random_design.h"

#include <cmath>
#include <string>

namespace headroom::test {

namespace {

constexpr double kMostUsers = 1e12;   // what a file may hold
constexpr double kLargestCount = 1e6; // of operations in a class, its share, visits of a journey
constexpr double kLongestTime = 1e6;  // s
constexpr double kMostBytes = 1e15;

/// Draws one design that only the rules of the file format hold together.
class Vandal {
public:
    explicit Vandal(std::uint64_t seed)
        : m_dice(seed)
        , m_restraint(m_dice.between(0, 1)) // some designs are wild throughout, others in one place
    {
    }

    project::Project draw()
    {
        project::Project project;
        project.name = "hostile";
        const char *tiers[] { "hobby", "startup", "standard", "high", "critical", "" };
        project.criticality = tiers[m_dice.below(6)];
        m_stage.name = "stage";
        m_stage.users = { 0, m_dice.chance(0.2) ? kMostUsers : m_dice.spread(1, 1e9) };
        addComponents();
        addConnections();
        addWorkload(project.workload);
        project.stages = { std::make_shared<project::Stage>(std::move(m_stage)) };
        return project;
    }

private:
    /// An end of the range, something inside it, or close to an end.
    double within(double least, double most)
    {
        const double reach = most - least;
        switch (m_dice.below(6)) {
        case 0:
            return least;
        case 1:
            return most;
        case 2:
            return std::min(most, least + m_dice.spread(1e-12, 1));
        case 3:
            return std::min(most, std::max(least, m_dice.spread(1e-9, 1e9)));
        default:
            return m_dice.between(least, least + std::min(reach, 100.0));
        }
    }

    void fill(project::Parameters &parameters, const std::vector<catalog::ParameterSpec> &specs)
    {
        for (const catalog::ParameterSpec &spec : specs) {
            if (m_dice.chance(m_restraint))
                continue;
            project::Value value = spec.fallback;
            if (spec.type == catalog::ParameterType::Flag)
                value = m_dice.chance(0.5);
            else if (spec.type == catalog::ParameterType::Choice && !spec.options.empty())
                value = spec.options[m_dice.below(spec.options.size())].id;
            else if (spec.type == catalog::ParameterType::Number)
                value
                    = spec.whole ? std::round(within(spec.minimum, spec.maximum)) : within(spec.minimum, spec.maximum);
            if (catalog::checkValue(spec, value).ok())
                parameters.set(spec.id, value);
        }
    }

    void addComponents()
    {
        const auto &kinds = theCatalog().kinds();
        const std::size_t count
            = m_dice.chance(0.05) ? m_dice.below(2) : 1 + m_dice.below(m_dice.chance(0.05) ? 80 : 14);
        for (std::size_t i = 0; i < count; ++i) {
            project::Component each;
            each.id = each.name = "c" + std::to_string(i);
            each.kind = i == 0 && m_dice.chance(0.9) ? "client_population"
                : m_dice.chance(0.02)                ? "perpetuum_mobile"
                                                     : kinds[m_dice.below(kinds.size())].id;
            if (i > 0 && m_dice.chance(0.3)) // what was drawn before may be no place at all
                each.place = m_stage.components[m_dice.below(i)].id;
            fill(each.parameters, theCatalog().kind(each.kind).parameters);
            m_stage.components.push_back(std::move(each));
        }
    }

    void addConnections()
    {
        const std::size_t parts = m_stage.components.size();
        if (parts == 0)
            return;
        const auto &kinds = theCatalog().connectionKinds();
        const bool isOrderly = m_dice.chance(0.5); // as the catalog proposes, and mostly forwards
        const std::size_t count = m_dice.below(3 * parts + 1);
        for (std::size_t i = 0; i < count; ++i) {
            project::Connection each;
            const bool isCopy = i > 0 && m_dice.chance(0.05);
            std::size_t from = m_dice.below(parts);
            std::size_t to = m_dice.below(parts);
            if (isOrderly && from > to)
                std::swap(from, to);
            if (m_dice.chance(0.3))
                from = 0;
            each.from = m_stage.components[from].id;
            each.to = m_stage.components[to].id;
            each.kind = isOrderly ? theCatalog()
                                        .connectionKindBetween(theCatalog().kind(m_stage.components[from].kind),
                                                               theCatalog().kind(m_stage.components[to].kind))
                                        .id
                : m_dice.chance(0.02) ? "telepathy"
                                      : kinds[m_dice.below(kinds.size())].id;
            if (theCatalog().knowsConnectionKind(each.kind))
                fill(each.parameters, theCatalog().connectionKind(each.kind).parameters);
            if (isCopy)
                each = m_stage.connections[m_dice.below(i)];
            each.id = "l" + std::to_string(i);
            m_stage.connections.push_back(std::move(each));
        }
    }

    void addWorkload(project::Workload &workload)
    {
        const auto &presets = theCatalog().presets();
        workload.preset = presets[m_dice.below(presets.size())].id;
        fill(workload.parameters, theCatalog().workloadParameters());
        const std::size_t count = m_dice.chance(0.3) ? 0 : 1 + m_dice.below(5);
        for (std::size_t c = 0; c < count; ++c) {
            project::RequestClass each;
            each.id = each.name = "k" + std::to_string(c);
            each.share = c == 0 ? m_dice.spread(1e-9, kLargestCount) : within(0, kLargestCount);
            for (const catalog::Operation &operation : theCatalog().operations())
                if (m_dice.chance(0.5))
                    each.uses.push_back(huge(operation.id));
            workload.classes.push_back(std::move(each));
        }
        if (count > 0 && m_dice.chance(0.4))
            addJourneys(workload);
        if (m_dice.chance(0.2))
            for (int hour = 0; hour < 24; ++hour)
                workload.day.push_back(hour == 0 ? m_dice.spread(1e-6, kMostBytes) : within(0, kMostBytes));
    }

    project::OperationUse huge(const std::string &operation)
    {
        if (m_dice.chance(m_restraint))
            return { operation, m_dice.whole(0, 3), m_dice.spread(1e-5, 1), m_dice.spread(1, 1e6) };
        return { operation, within(0, kLargestCount), within(0, kLongestTime), within(0, kMostBytes) };
    }

    void addJourneys(project::Workload &workload)
    {
        const std::size_t count = 1 + m_dice.below(3);
        for (std::size_t j = 0; j < count; ++j) {
            project::Journey each;
            each.id = each.name = "j" + std::to_string(j);
            each.weight = j == 0 ? m_dice.spread(1e-9, kLargestCount) : within(0, kLargestCount);
            each.visits.push_back({ workload.classes[0].id, m_dice.spread(1e-9, kLargestCount) });
            for (std::size_t c = 1; c < workload.classes.size(); ++c)
                if (m_dice.chance(0.5))
                    each.visits.push_back({ workload.classes[c].id, within(0, kLargestCount) });
            if (m_dice.chance(0.5))
                each.p95 = m_dice.spread(0.001, kLongestTime);
            if (m_dice.chance(0.5))
                each.p99 = m_dice.spread(0.001, kLongestTime);
            if (m_dice.chance(0.5))
                each.errorBudget = within(0, 1);
            workload.journeys.push_back(std::move(each));
        }
    }

    Dice m_dice;
    double m_restraint;
    project::Stage m_stage;
};

} // namespace

project::Project hostileDesign(std::uint64_t seed)
{
    return Vandal(seed).draw();
}

double hostileUsers(std::uint64_t seed)
{
    Dice dice(~seed);
    const double few[] { 0, 1, 1e12, 1e3 };
    return dice.chance(0.4) ? few[dice.below(4)] : dice.spread(1e-3, kMostUsers);
}

} // namespace headroom::test

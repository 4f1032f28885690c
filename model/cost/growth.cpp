#include "model/cost/growth.h"

#include "model/analysis/compiled_stage.h"
#include "model/analysis/solve_figures.h"

#include <algorithm>
#include <cmath>

namespace headroom::cost {

namespace {

constexpr double kPrecision = 1.001;       // crossings and ceilings are found to one in a thousand
constexpr double kMostUsers = 1e9;         // beyond them nobody asks
constexpr std::size_t kTurningPoints = 29; // of curves on which crossings are looked for, four in each decade
constexpr int kMostCrossings = 64;         // between two points: each of them is another stage

Offer offerOf(const Sizing &sizing)
{
    if (sizing.isFeasible())
        return { sizing.costPerMonth, {} };
    return { std::nullopt, textOf(sizing.obstacles.front()) };
}

/// @param sizer  null: the stage serves nobody, so that its bill buys nothing
Offer offerAt(const std::unique_ptr<Sizer> &sizer, double users)
{
    return sizer ? offerOf(sizer->at(users)) : Offer { std::nullopt, "it serves nobody" };
}

bool servesAnybody(const project::Project &project, std::size_t stage, const catalog::Catalog &catalog)
{
    const double users = std::max(1.0, project.stages[stage]->users.to);
    const analysis::Report report = analysis::solveFigures(*analysis::compile(project, stage, catalog), users);
    return report.state != analysis::State::Unreachable && !report.classes.empty();
}

/// The last place, from the left, where `holds` is true, and the first where it is not, as near as kPrecision.
/// @pre holds(low), !holds(high)
template <typename Predicate>
std::pair<double, double> boundary(double low, double high, const Predicate &holds)
{
    while (high > low * kPrecision) {
        const double middle = std::sqrt(low * high);
        (holds(middle) ? low : high) = middle;
    }
    return { low, high };
}

std::string whyNot(const Provisioning &given, const std::vector<std::shared_ptr<const project::Stage>> &stages)
{
    std::string text = "no stage, each component sized by itself for twice these users, will do";
    for (std::size_t i = 0; i < given.stages.size(); ++i)
        text += (i == 0 ? ": " : "; ") + stages[i]->name + ": " + given.stages[i].against;
    return text;
}

} // namespace

GrowthCosts::GrowthCosts(const project::Project &project, std::size_t stage, const catalog::Catalog &catalog)
    : m_project(project)
    , m_index(stage)
    , m_catalog(catalog)
    , m_asIs(analysis::compile(project, stage, catalog))
    , m_scaleUp(project, stage, catalog, { .keepsCounts = true })
    , m_scaleOut(project, stage, catalog)
    , m_provisioner(project, stage, catalog)
{
    for (std::size_t i = 0; i < project.stages.size(); ++i)
        m_sizers.push_back(servesAnybody(project, i, catalog) ? std::make_unique<Sizer>(project, i, catalog) : nullptr);
}

Offer GrowthCosts::scaleUpAt(double users) const
{
    return offerOf(m_scaleUp.at(users));
}

GrowthPoint GrowthCosts::at(double users) const
{
    GrowthPoint point;
    const analysis::Report report = analysis::solveFigures(*m_asIs, users);
    point.users = users;
    point.state = report.state;
    point.cost = report.costPerMonth;
    point.costByCategory = report.costByCategory;
    point.scaleUp = scaleUpAt(users);
    point.scaleOut = m_scaleOut.at(users).cost;
    for (std::size_t i = 0; i < m_sizers.size(); ++i) {
        point.sized.push_back(offerAt(m_sizers[i], users));
        const std::optional<double> &cost = point.sized.back().cost;
        if (cost && (!point.cheapest || *cost < *point.sized[*point.cheapest].cost))
            point.cheapest = i;
    }
    const Provisioning provisioning = m_provisioner.at(users);
    point.overProvisioning = provisioning.index;
    if (!provisioning.index)
        point.notIndexed = whyNot(provisioning, m_project.stages);
    return point;
}

Growth GrowthCosts::over(std::span<const double> users, std::stop_token stop) const
{
    Growth growth { m_project.name, m_index, {}, m_catalog.currency(), {}, std::nullopt, {}, {} };
    for (const auto &stage : m_project.stages)
        growth.stageNames.push_back(stage->name);
    for (const double each : users) {
        if (stop.stop_requested())
            return growth;
        growth.points.push_back(at(each));
    }
    findCeiling(growth);
    findStageCrossovers(growth);
    findScaleOutCrossover(growth);
    std::stable_sort(growth.crossovers.begin(), growth.crossovers.end(),
                     [](const Crossover &a, const Crossover &b) { return a.users < b.users; });
    return growth;
}

void GrowthCosts::findCeiling(Growth &growth) const
{
    const auto end = std::find_if(growth.points.begin(), growth.points.end(),
                                  [](const GrowthPoint &point) { return !point.scaleUp.cost; });
    if (end == growth.points.end())
        return;
    growth.ceilingReason = end->scaleUp.reason;
    const double least = 1; // nobody is carried by what cannot carry one
    const double low = end == growth.points.begin() ? least : std::prev(end)->users;
    const auto holds = [&](double users) { return scaleUpAt(users).cost.has_value(); };
    if (!holds(low)) {
        growth.ceiling = 0;
        return;
    }
    const Ceiling found = ceilingBetween(low, end->users);
    growth.ceiling = found.users;
    growth.ceilingReason = found.reason;
}

/// The resource that stops the sizes is a straight line in users, so the point that halving comes near to is known.
/// @pre larger machines carry `low` users, and not `high`
Ceiling GrowthCosts::ceilingBetween(double low, double high) const
{
    const auto [last, first] = boundary(low, high, [&](double users) { return scaleUpAt(users).cost.has_value(); });
    const Obstacle obstacle = m_scaleUp.at(first).obstacles.front();
    Ceiling found { last, textOf(obstacle), {}, 0, 1, withSizing(m_project, m_scaleUp.at(last), m_catalog) };
    const auto stage = analysis::compile(*found.design, m_index, m_catalog);
    if (stage->retries)
        return found;
    double least = first * kPrecision;
    for (std::size_t i = 0; i < stage->components.size(); ++i) {
        const analysis::CompiledComponent &component = stage->components[i];
        for (std::size_t r = 0; r < component.resources.size() && component.id == obstacle.component; ++r) {
            const analysis::CompiledResource &resource = component.resources[r];
            const double limit
                = resource.spec->id == "memory" ? SizingLimits().memoryUtilization : SizingLimits().utilization;
            const double fixed = analysis::usedAt(*stage, component, resource, 0, true);
            const double slope = (analysis::usedAt(*stage, component, resource, last, true) - fixed) / last;
            const double users = (limit * resource.capacity - fixed) / slope;
            if (resource.countsPools || resource.link >= 0 || slope <= 0 || users < last / kPrecision || users > least)
                continue;
            least = users;
            found.users = users;
            found.component = i;
            found.resource = r;
            found.limit = limit;
        }
    }
    return found;
}

std::optional<Ceiling> GrowthCosts::ceiling() const
{
    const auto holds = [&](double users) { return scaleUpAt(users).cost.has_value(); };
    if (!holds(1))
        return Ceiling { 0, scaleUpAt(1).reason };
    double low = 1;
    for (double high = 1e2; high <= kMostUsers; high *= 10) {
        if (!holds(high))
            return ceilingBetween(low, high);
        low = high;
    }
    return std::nullopt;
}

std::optional<std::size_t> GrowthCosts::cheapestAt(double users) const
{
    std::optional<std::size_t> found;
    double least = 0;
    for (std::size_t i = 0; i < m_sizers.size(); ++i)
        if (const Offer offer = offerAt(m_sizers[i], users); offer.cost && (!found || *offer.cost < least)) {
            found = i;
            least = *offer.cost;
        }
    return found;
}

void GrowthCosts::findStageCrossovers(Growth &growth) const
{
    for (std::size_t p = 1; p < growth.points.size(); ++p) {
        const std::optional<std::size_t> right = growth.points[p].cheapest;
        std::optional<std::size_t> left = growth.points[p - 1].cheapest;
        double low = growth.points[p - 1].users;
        for (int more = 0; more < kMostCrossings && left != right; ++more) {
            const auto [last, first]
                = boundary(low, growth.points[p].users, [&](double users) { return cheapestAt(users) == left; });
            const std::optional<std::size_t> next = cheapestAt(first);
            if (left && next)
                growth.crossovers.push_back({ first, true, *left, *next, last });
            left = next;
            low = first;
        }
    }
}

std::optional<Crossover> GrowthCosts::nextStage(double users) const
{
    const std::optional<std::size_t> now = cheapestAt(users);
    double low = users;
    for (double high = 2 * users; now && low < kMostUsers; high *= 2) {
        if (cheapestAt(high) != now) {
            const auto [last, first] = boundary(low, high, [&](double each) { return cheapestAt(each) == now; });
            const std::optional<std::size_t> next = cheapestAt(first);
            return next ? std::optional(Crossover { first, true, *now, *next, last }) : std::nullopt;
        }
        low = high;
    }
    return std::nullopt;
}

std::optional<Crossover> GrowthCosts::scaleOutCrossover() const
{
    std::vector<double> users = analysis::logarithmicUsers(1e2, kMostUsers, kTurningPoints);
    while (!users.empty() && isScaleOutCheaper(users.back()))
        users.pop_back();
    if (users.empty() || users.size() == kTurningPoints)
        return std::nullopt;
    const double next = users.back() * std::pow(kMostUsers / 1e2, 1.0 / (kTurningPoints - 1));
    const auto [last, first] = boundary(users.back(), next, [&](double each) { return !isScaleOutCheaper(each); });
    return Crossover { first, false, 0, 0, last };
}

bool GrowthCosts::isScaleOutCheaper(double users) const
{
    const Offer up = scaleUpAt(users);
    return !up.cost || m_scaleOut.at(users).cost < *up.cost;
}

/// List prices come in steps, so the two may change places more than once: what counts is from where it stays so.
void GrowthCosts::findScaleOutCrossover(Growth &growth) const
{
    const auto isCheaper
        = [](const GrowthPoint &point) { return !point.scaleUp.cost || point.scaleOut < *point.scaleUp.cost; };
    std::size_t from = growth.points.size();
    while (from > 0 && isCheaper(growth.points[from - 1]))
        --from;
    if (from == growth.points.size() || from == 0)
        return;
    const auto found = boundary(growth.points[from - 1].users, growth.points[from].users,
                                [&](double users) { return !isScaleOutCheaper(users); });
    growth.crossovers.push_back({ found.second, false, 0, 0, found.first });
}

} // namespace headroom::cost

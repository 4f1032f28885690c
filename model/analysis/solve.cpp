#include "model/analysis/compiled_stage.h"
#include "model/core/quantity.h"
#include "model/queueing/mmc.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom::analysis {

namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();

Band bandOf(double utilization, bool isMemory)
{
    if (utilization >= 1)
        return Band::Saturated;
    if (utilization > (isMemory ? 0.90 : 0.85))
        return Band::Critical;
    return utilization > (isMemory ? 0.80 : 0.70) ? Band::Watch : Band::Fine;
}

ResourceReport resourceAt(const CompiledStage &stage, const CompiledComponent &component,
                          const CompiledResource &resource, double users)
{
    ResourceReport report;
    report.id = resource.spec->id;
    report.title = resource.spec->title;
    report.unit = resource.spec->unit;
    report.used = usedAt(stage, component, resource, users, false);
    report.capacity = resource.capacity;
    report.utilization = report.used / report.capacity;
    report.band = bandOf(report.utilization, report.id == "memory");
    report.usersAt070 = usersAt(stage, component, resource, 0.70);
    report.usersAt085 = usersAt(stage, component, resource, 0.85);
    report.usersAtSaturation = usersAt(stage, component, resource, 1.0);
    return report;
}

void addStation(ComponentReport &report, const CompiledStage &stage, const CompiledComponent &component, double users)
{
    const double rate = users * stage.ratePerUser * (component.isDeferred ? stage.meanShare : 1);
    const double visits
        = component.hotShare * (component.visits / report.instances + component.broadcastVisits / component.partitions);
    const double work = component.slowdown * component.hotShare
        * (component.work / report.instances + component.broadcastWork / component.partitions);
    report.servers = component.servers;
    report.serviceTime = visits > 0 ? work / visits : 0;
    for (const ResourceReport &resource : report.resources)
        if (resource.utilization >= 1)
            report.state = State::Saturated;
    if (component.station < 0 || visits <= 0 || rate <= 0)
        return;
    const auto wait
        = queueing::meanWait(Rate(rate * visits), Seconds(report.serviceTime), static_cast<int>(component.servers));
    if (!wait) {
        report.state = State::Saturated;
        return;
    }
    report.wait = wait->value();
    report.waitProbability = queueing::erlangC(static_cast<int>(component.servers), rate * work);
    report.waitDecay = work > 0 ? (component.servers - rate * work) / report.serviceTime : 0;
}

ComponentReport componentAt(const CompiledStage &stage, std::size_t index, double users)
{
    const CompiledComponent &component = stage.components[index];
    ComponentReport report;
    report.id = component.id;
    report.kind = component.kindId;
    report.name = component.name;
    report.isPlace = component.kind->behavior == "place";
    report.isReached = component.isReached;
    report.hitRatio = component.hit;
    report.availability = component.availability;
    const double rate = users * stage.ratePerUser;
    report.instances = instancesAt(stage, component, rate);
    report.maxInstances = component.maxInstances;
    report.requestsPerSecond = component.kind->behavior == "source" ? rate : component.requests * rate;
    double least = kNever;
    for (const CompiledResource &resource : component.resources) {
        report.resources.push_back(resourceAt(stage, component, resource, users));
        const ResourceReport &added = report.resources.back();
        const int last = static_cast<int>(report.resources.size()) - 1;
        if (report.fullestResource < 0 || added.utilization > report.utilization) {
            report.utilization = added.utilization;
            report.fullestResource = last;
            report.band = added.band;
        }
        if (added.usersAtSaturation < least) {
            least = added.usersAtSaturation;
            report.bindingResource = last;
        }
    }
    addStation(report, stage, component, users);
    report.singlePointFor = stage.singlePointFor[index];
    report.isSinglePoint = !report.singlePointFor.empty();
    return report;
}

/// Users within which resources count as full together (domain convention: 1 %).
constexpr double kTie = 1.01;

void findBottleneck(Report &report)
{
    report.usersAt070 = report.usersAt085 = report.usersAtSaturation = kNever;
    const auto forEach = [&report](auto look) {
        for (std::size_t i = 0; i < report.components.size(); ++i)
            for (std::size_t r = 0; r < report.components[i].resources.size(); ++r)
                look(report.components[i].resources[r], ResourceRef { static_cast<int>(i), static_cast<int>(r) });
    };
    forEach([&](const ResourceReport &resource, ResourceRef here) {
        report.usersAt070 = std::min(report.usersAt070, resource.usersAt070);
        report.usersAt085 = std::min(report.usersAt085, resource.usersAt085);
        if (resource.usersAtSaturation < report.usersAtSaturation) {
            report.usersAtSaturation = resource.usersAtSaturation;
            report.bottleneck = here;
        }
    });
    double second = kNever;
    forEach([&](const ResourceReport &resource, ResourceRef here) {
        if (!std::isfinite(resource.usersAtSaturation))
            return;
        if (resource.usersAtSaturation <= kTie * report.usersAtSaturation) {
            report.bottlenecks.push_back(here);
            report.components[static_cast<std::size_t>(here.component)].isBottleneck = true;
        } else if (resource.usersAtSaturation < second) {
            second = resource.usersAtSaturation;
            report.next = here;
        }
    });
}

void addClasses(Report &report, const CompiledStage &stage)
{
    double mean = 0;
    for (const CompiledClass &each : stage.classes) {
        ClassReport line;
        line.id = each.id;
        line.name = each.name;
        line.requestsPerSecond = report.requestsPerSecond * each.share;
        line.objective.limit = each.objective;
        line.availability = each.availability;
        line.singlePoints = each.singlePoints;
        double latency = each.serviceTime;
        for (std::size_t i = 0; i < each.visits.size(); ++i) {
            latency += each.visits[i] * report.components[i].wait;
            if (each.visits[i] > 0 && report.components[i].state == State::Saturated)
                line.state = State::Saturated;
        }
        if (!each.isServed)
            line.state = State::Unreachable;
        if (line.state == State::Fine)
            line.meanLatency = latency;
        else if (each.share > 0)
            report.state = line.state;
        mean += each.share * latency;
        report.classes.push_back(std::move(line));
    }
    if (report.state == State::Fine && !report.classes.empty())
        report.meanLatency = mean;
}

void addReliability(Report &report, const CompiledStage &stage)
{
    report.tolerance = stage.tolerance;
    report.downtimeCostPerHour = stage.downtimeCostPerHour;
    if (stage.classes.empty() || !stage.classes.front().availability)
        return;
    report.availability = stage.classes.front().availability->value;
    report.downtimeCostPerMonth = (1 - *report.availability) * kHoursPerMonth * stage.downtimeCostPerHour;
}

} // namespace

const ComponentReport *Report::findComponent(const std::string &id) const
{
    const auto found = std::find_if(components.begin(), components.end(),
                                    [&](const ComponentReport &each) { return each.id == id; });
    return found == components.end() ? nullptr : &*found;
}

Report solve(const CompiledStage &stage, double users, SolveOptions options)
{
    Report report;
    report.design = stage.design;
    report.stageIndex = stage.stageIndex;
    report.stageName = stage.stageName;
    report.users = users;
    report.currency = stage.catalog->currency();
    report.requestsPerSecond = users * stage.ratePerUser;
    report.meanRequestsPerSecond = report.requestsPerSecond * stage.meanShare;
    for (std::size_t i = 0; i < stage.components.size(); ++i)
        report.components.push_back(componentAt(stage, i, users));
    findBottleneck(report);
    addClasses(report, stage);
    addReliability(report, stage);
    report.connections = stage.connections;
    for (ConnectionReport &connection : report.connections) {
        connection.requestsPerSecond *= report.requestsPerSecond;
        connection.bytesPerSecond *= report.requestsPerSecond;
    }
    const CostReport cost = costAt(stage, users);
    report.costPerMonth = cost.total;
    report.transferCostPerMonth = cost.transfer;
    for (std::size_t i = 0; i < cost.components.size(); ++i) {
        report.components[i].costByCategory = cost.components[i];
        for (const auto &[category, amount] : cost.components[i]) {
            report.components[i].costPerMonth += amount;
            report.costByCategory[category] += amount;
        }
    }
    if (cost.betweenPlaces > 0)
        report.costByCategory["transfer"] += cost.betweenPlaces;
    if (options.percentiles)
        addPercentiles(report, stage);
    report.findings = findingsOf(stage, report);
    return report;
}

Report analyze(const project::Project &project, std::size_t stage, double users, const catalog::Catalog &catalog)
{
    return solve(*compile(project, stage, catalog), users, { .percentiles = true });
}

} // namespace headroom::analysis

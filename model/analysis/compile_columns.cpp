#include "model/analysis/compiled_stage.h"
#include "model/core/quantity.h"
#include "model/engine/solve.h"

#include <algorithm>
#include <cmath>

namespace headroom::analysis {

namespace {

using engine::Columns;
using engine::Input;

constexpr double kMostCores = 1e7;
constexpr double kSameHour = 1e-12; // hours before and after the peak differ by rounding only

void addStation(Columns &columns, const CompiledComponent &component)
{
    engine::Stations &out = columns.stations;
    const bool isScaled = component.maxInstances > component.instances && component.station >= 0;
    double perRate = 0;
    if (isScaled) {
        const CompiledResource &station = component.resources[static_cast<std::size_t>(component.station)];
        perRate = station.spread * component.hotShare / roomAtTarget(component);
    }
    out.target.push_back(isScaled ? component.target : 0);
    out.least.push_back(component.instances);
    out.most.push_back(component.maxInstances);
    out.perRate.push_back(perRate);
    out.spare.push_back(isScaled ? component.spare : 0);
    out.isDeferred.push_back(component.isDeferred);
    out.pace.push_back(component.isDeferred ? columns.meanShare : 1);
    out.hot.push_back(component.hotShare);
    out.slowdown.push_back(component.slowdown);
    out.servers.push_back(std::min(component.servers, kMostCores));
    out.visits.push_back(component.visits);
    out.broadcastVisits.push_back(component.broadcastVisits / component.partitions);
    out.work.push_back(component.work);
    out.broadcastWork.push_back(component.broadcastWork / component.partitions);
    out.waits.push_back(component.station >= 0 ? 1 : 0);
    out.variability.push_back(component.variability);
    columns.copies = columns.copies || component.broadcastVisits > 0 || component.broadcastWork > 0;
    if (component.isPooled && component.station >= 0)
        out.pooled.push_back(static_cast<int>(out.least.size()) - 1);
}

void addResources(Columns &columns, int index, const CompiledComponent &component)
{
    engine::Resources &out = columns.resources;
    columns.stations.firstResource.push_back(static_cast<int>(out.size()));
    columns.stations.station.push_back(component.station < 0 ? -1 : static_cast<int>(out.size()) + component.station);
    for (const CompiledResource &resource : component.resources) {
        out.pool.push_back(resource.countsPools ? static_cast<int>(out.pooled.size()) : -1);
        if (resource.countsPools) {
            out.pooled.push_back(static_cast<int>(out.size()));
            out.firstPool.push_back(static_cast<int>(out.poolCaller.size()));
            for (const auto &[caller, pool] : component.pools) {
                out.poolCaller.push_back(caller);
                out.poolSize.push_back(pool);
            }
        }
        if (static_cast<int>(out.size()) > columns.stations.firstResource.back())
            out.later.push_back(static_cast<int>(out.size()));
        out.component.push_back(index);
        out.capacity.push_back(resource.capacity);
        out.standing.push_back(resource.standing);
        out.perUser.push_back(resource.perUser);
        out.spread.push_back(resource.spread);
        out.broadcast.push_back(resource.broadcast / component.partitions);
        out.shared.push_back(resource.isShared ? 1 : 0);
        columns.copies = columns.copies || resource.broadcast > 0;
    }
}

/// Behind what it waits at comes what it only goes through, as balancers: nobody is measured to wait there, but where
/// that is full there is no steady state either.
void addClass(Columns &columns, const CompiledStage &stage, const CompiledClass &given)
{
    engine::Class out;
    out.share = given.share;
    out.serviceTime = given.serviceTime;
    for (std::size_t i = 0; i < given.visits.size(); ++i)
        if (given.visits[i] > 0) {
            out.component.push_back(static_cast<int>(i));
            out.visits.push_back(given.visits[i]);
        }
    for (std::size_t i = 0; i < given.passes.size(); ++i)
        if (const CompiledComponent &each = stage.components[i];
            given.passes[i] && given.visits[i] <= 0 && each.station < 0 && !each.refuses && !each.resources.empty()) {
            out.component.push_back(static_cast<int>(i));
            out.visits.push_back(0);
        }
    columns.classes.push_back(std::move(out));
}

int categoryIndex(engine::Bills &bills, const std::string &category)
{
    const auto found = std::find(bills.categories.begin(), bills.categories.end(), category);
    const auto index = static_cast<int>(found - bills.categories.begin());
    if (found == bills.categories.end())
        bills.categories.push_back(category);
    return index;
}

/// One line of a bill: straight where its formula is, else with what the formula asks for.
void addLine(engine::Bills &bills, const CompiledStage &stage, int index, const catalog::CostItem &item)
{
    const CompiledComponent &component = stage.components[static_cast<std::size_t>(index)];
    engine::Curve curve = curveOf(stage, component, item);
    const auto asks
        = [&](Input input) { return std::find(curve.inputs.begin(), curve.inputs.end(), input) != curve.inputs.end(); };
    const bool asksForDay = asks(Input::DayInstances);
    const bool isOverhead = item.category == "overhead";
    const std::optional<catalog::Affine> straight = isOverhead ? std::nullopt : engine::straightened(curve);
    const catalog::Affine line = straight.value_or(catalog::Affine {});
    if (!straight)
        (isOverhead ? bills.overheads : bills.curved).push_back(static_cast<int>(bills.size()));
    if (asksForDay && (bills.dayComponents.empty() || bills.dayComponents.back() != index))
        bills.dayComponents.push_back(index);
    bills.component.push_back(index);
    bills.isOverhead.push_back(isOverhead);
    bills.category.push_back(categoryIndex(bills, item.category));
    if (bills.category.back() == bills.transfer)
        bills.transfers.push_back(static_cast<int>(bills.size()) - 1);
    bills.base.push_back(line.base);
    bills.perUser.push_back(line.slopes[0]);
    bills.perInstance.push_back(line.slopes[1]);
    bills.perDay.push_back(line.slopes[2]);
    bills.curve.push_back(straight ? -1 : static_cast<int>(bills.curves.size()));
    if (!straight)
        bills.curves.push_back(std::move(curve));
}

void addDay(engine::Bills &bills, const CompiledStage &stage)
{
    std::vector<double> day = stage.day;
    std::sort(day.begin(), day.end());
    for (const double share : day)
        if (!bills.day.empty() && share - bills.day.back().first < kSameHour)
            ++bills.day.back().second;
        else
            bills.day.emplace_back(share, 1);
    bills.samples = static_cast<double>(std::max<std::size_t>(day.size(), 1));
}

/// What can be full before its tier has grown; with jobs a limit is told as if the tier had grown to its most.
void addScaledRows(Columns &columns, const CompiledStage &stage)
{
    const engine::Resources &in = columns.resources;
    for (std::size_t row = 0; row < in.size() && stage.jobs.empty(); ++row) {
        const auto i = static_cast<std::size_t>(in.component[row]);
        if (columns.stations.target[i] > 0 && columns.stations.station[i] != static_cast<int>(row)
            && in.perUser[row] <= 0 && !in.shared[row] && in.pool[row] < 0)
            columns.scaledRows.push_back(static_cast<int>(row));
    }
}

/// A row of the columns of jobs for each component and resource; none where there are no jobs.
void addJobs(Columns &columns, const CompiledStage &stage)
{
    engine::Jobs &out = columns.jobs;
    const auto add = [](std::vector<double> &base, std::vector<double> &perUser, const Line &line) {
        base.push_back(line.base);
        perUser.push_back(line.perUser);
    };
    for (const CompiledComponent &component : stage.components) {
        const JobLoad none;
        const JobLoad &load = component.jobs ? *component.jobs : none;
        const double replicas = component.maxInstances / component.partitions;
        add(out.visits, out.visitsPerUser, load.visits + load.copiedVisits * replicas);
        add(out.work, out.workPerUser, load.work + load.copiedWork * replicas);
        add(out.squares, out.squaresPerUser, load.squares + load.copiedSquares * replicas);
        out.arrivalScv.push_back(component.statesScv ? -1 : arrivalScvOf(component));
        Line judged;
        Line mean;
        if (component.maxInstances > component.instances && component.station >= 0) {
            const double perJob = component.hotShare / roomAtTarget(component);
            judged = component.resources[static_cast<std::size_t>(component.station)].jobs * perJob;
            mean = load.meanWork * perJob;
        }
        add(out.instances, out.instancesPerUser, judged);
        add(out.dayInstances, out.dayInstancesPerUser, mean);
        for (const CompiledResource &resource : component.resources)
            add(out.used, out.usedPerUser, resource.jobs);
    }
}

} // namespace

engine::Curve curveOf(const CompiledStage &stage, const CompiledComponent &component, const catalog::CostItem &item)
{
    engine::Curve curve;
    curve.formula = &item.perMonth;
    for (const std::string &name : item.perMonth.names()) {
        const PriceInput given = priceInputOf(stage, component, name);
        curve.values.push_back(given.value);
        curve.inputs.push_back(given.input);
        if (component.jobs)
            curve.bases.push_back(given.base);
    }
    return curve;
}

engine::Columns columnsOf(const CompiledStage &stage)
{
    Columns columns;
    columns.ratePerUser = stage.ratePerUser;
    columns.meanShare = stage.meanShare;
    columns.bills.transfer = categoryIndex(columns.bills, "transfer");
    addDay(columns.bills, stage);
    for (std::size_t i = 0; i < stage.components.size(); ++i) {
        const CompiledComponent &component = stage.components[i];
        addStation(columns, component);
        addResources(columns, static_cast<int>(i), component);
        for (const catalog::CostItem &item : component.kind->costs)
            addLine(columns.bills, stage, static_cast<int>(i), item);
    }
    columns.stations.firstResource.push_back(static_cast<int>(columns.resources.size()));
    columns.resources.firstPool.push_back(static_cast<int>(columns.resources.poolCaller.size()));
    engine::groupByServers(columns);
    addScaledRows(columns, stage);
    for (const int component : columns.bills.dayComponents)
        if (const auto i = static_cast<std::size_t>(component);
            columns.stations.target[i] > 0 && !columns.stations.isDeferred[i])
            columns.bills.dayScaled.push_back(component);
    if (!stage.jobs.empty())
        addJobs(columns, stage);
    for (const CompiledClass &each : stage.classes)
        addClass(columns, stage, each);
    for (std::size_t c = 0; c < stage.links.size(); ++c)
        columns.bills.betweenPlaces += stage.links[c].bytes * stage.ratePerUser * stage.meanShare * kSecondsPerMonth
            / kGigabyte * stage.transferPrices[c];
    for (std::size_t c = 0; c < stage.jobCalls.size(); ++c) {
        const Line price = stage.jobCalls[c].meanBytes * (kSecondsPerMonth / kGigabyte * stage.transferPrices[c]);
        columns.bills.betweenPlaces += price.perUser;
        columns.bills.betweenPlacesBase += price.base;
    }
    return columns;
}

} // namespace headroom::analysis

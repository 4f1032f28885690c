#include "model/analysis/rules/cures.h"

#include "model/analysis/rules/added_cards.h"
#include "model/analysis/rules/links.h"

#include <algorithm>
#include <cmath>

namespace headroom::analysis {

namespace {

double figureOf(const catalog::SizeOption &size, const char *name, double otherwise)
{
    const auto found = size.figures.find(name);
    return found == size.figures.end() ? otherwise : found->second;
}

/// How full the resources of a component would be with other parameters, and what they may be.
bool fits(const Inspection &in, std::size_t i, const CompiledComponent &remade, double target, double memoryTarget)
{
    for (const CompiledResource &resource : remade.resources) {
        const ResourceReport *now = in.resource(i, resource.spec->id);
        const double then = usedAt(in.stage, remade, resource, in.report.users, false) / resource.capacity;
        const double limit = resource.spec->id == "memory" ? memoryTarget : target;
        if (then > std::max(limit, now && now->utilization < 1 ? now->utilization : 0))
            return false;
    }
    return true;
}

} // namespace

std::optional<edits::Edit> oneMore(const Inspection &in, std::size_t component, double wanted)
{
    const CompiledComponent &each = in.stage.components[component];
    const bool isScaled = each.maxInstances > each.instances;
    const std::string parameter = isScaled ? "n_min" : each.kind->scaleOut;
    const catalog::ParameterSpec *spec = each.kind->findParameter(parameter);
    if (!spec)
        return std::nullopt;
    const double now = isScaled ? in.n(component) : in.value(component, parameter.c_str());
    const double next = std::ceil(std::max(now + 1, wanted));
    if (next > spec->maximum || (isScaled && next > each.maxInstances))
        return std::nullopt;
    edits::SetParameter more { in.stage.stageIndex, each.id, parameter, next };
    return now < 2 ? behindBalancer(in, component, std::move(more)) : edits::Edit(std::move(more));
}

std::optional<edits::Edit> spreadOut(const Inspection &in, std::size_t i, const ResourceReport &resource, double target)
{
    const CompiledComponent &component = in.stage.components[i];
    if (in.station(i) != &resource || component.kind->scaleOut.empty())
        return std::nullopt;
    const bool scales = in.value(i, "autoscale") > 0 && component.kind->findParameter("n_max");
    if (!scales)
        return oneMore(in, i, in.value(i, component.kind->scaleOut.c_str()) * resource.utilization / target);
    const catalog::ParameterSpec *most = component.kind->findParameter("n_max");
    const double wanted = std::ceil(component.maxInstances * resource.utilization / target);
    if (in.n(i) < component.maxInstances || wanted > most->maximum)
        return std::nullopt;
    return setTo(in, component.id, "n_max", wanted);
}

std::optional<edits::Edit> largerSize(const Inspection &in, std::size_t i, double target, double memoryTarget)
{
    const CompiledComponent &component = in.stage.components[i];
    const catalog::SizeLadder *ladder = in.stage.catalog->ladder(component.kind->ladder);
    if (!ladder || !in.stage.source || in.stage.source->components[i].parameters.find("vcpu"))
        return std::nullopt; // a machine described by hand
    const ResourceReport *station = in.station(i);
    const double power = in.value(i, "vcpu") * in.value(i, "baseline", 1)
        * (station ? std::max(1.0, station->utilization / target) : 1); // more vCPUs never do more than in proportion
    std::vector<const catalog::SizeOption *> sizes;
    for (const catalog::SizeOption &size : ladder->sizes)
        if (figureOf(size, "price_hour", 0) > in.value(i, "price_hour")
            && figureOf(size, "vcpu", power) * figureOf(size, "baseline", 1) >= power * (1 - 1e-9))
            sizes.push_back(&size);
    std::stable_sort(sizes.begin(), sizes.end(), [](const auto *a, const auto *b) {
        return figureOf(*a, "price_hour", 0) < figureOf(*b, "price_hour", 0);
    });
    for (const catalog::SizeOption *size : sizes) {
        project::Component edited = in.stage.source->components[i];
        edited.parameters.set("size", size->id);
        if (fits(in, i, remake(in.stage, component, edited), target, memoryTarget))
            return setTo(in, component.id, "size", size->id);
    }
    return std::nullopt;
}

std::optional<edits::Edit> moreMemory(const Inspection &in, std::size_t i, const ResourceReport &memory, double target)
{
    const CompiledComponent &component = in.stage.components[i];
    const catalog::SizeLadder *ladder = in.stage.catalog->ladder(component.kind->ladder);
    if (!ladder || !in.stage.source || in.stage.source->components[i].parameters.find("memory"))
        return std::nullopt; // of a machine described by hand
    const double wanted = in.value(i, "memory") * memory.utilization / target;
    const double power = in.value(i, "vcpu") * in.value(i, "baseline", 1);
    const catalog::SizeOption *best = nullptr;
    for (const catalog::SizeOption &size : ladder->sizes)
        if (figureOf(size, "memory", 0) >= wanted
            && figureOf(size, "vcpu", power) * figureOf(size, "baseline", 1) >= power
            && (!best || figureOf(size, "price_hour", 0) < figureOf(*best, "price_hour", 0)))
            best = &size;
    return best ? std::optional(setTo(in, in.id(i), "size", best->id)) : std::nullopt;
}

double busyOver(const Inspection &in, std::size_t connection)
{
    const CompiledLink &link = in.stage.links[connection];
    const std::size_t to = callee(in, connection);
    const ComponentReport &called = in.report.components[to];
    const ResourceReport *station = in.station(to);
    double wait = called.wait;
    if (called.state != State::Fine) // short of something else: as if all waited for one server, which is more
        wait = called.serviceTime / (1 - (station ? station->utilization : 0)) - called.serviceTime;
    return in.report.requestsPerSecond * (link.held + link.calls * wait) / in.n(caller(in, connection));
}

double roomForPools(const Inspection &in, std::size_t component)
{
    const CompiledComponent &each = in.stage.components[component];
    for (const CompiledResource &resource : each.resources)
        if (resource.countsPools)
            return resource.capacity - resource.standing;
    return in.value(component, "max_connections");
}

double poolsOf(const Inspection &in, std::size_t component, bool atMost)
{
    double sum = 0;
    for (const auto &[calling, pool] : in.stage.components[component].pools) {
        const auto i = static_cast<std::size_t>(calling);
        sum += pool * (atMost ? in.most(i) : in.n(i));
    }
    return sum;
}

std::optional<edits::Edit> smallerPools(const Inspection &in, std::size_t component, double most, double busy,
                                        bool atMost)
{
    const ResourceReport *station = in.station(component);
    if (station && station->utilization >= 1)
        return std::nullopt; // what is asked of them has no steady mean
    struct Pool {
        std::size_t connection;
        double size;
        double least;
        double count; ///< instances that have one
    };
    std::vector<Pool> pools;
    double least = 0;
    double spare = 0;
    for (std::size_t c = 0; c < in.stage.links.size(); ++c) {
        const CompiledLink &link = in.stage.links[c];
        const double size = in.linkValue(c, "pool");
        if (link.to != static_cast<int>(component) || link.from < 0 || size <= 0)
            continue;
        const auto from = static_cast<std::size_t>(link.from);
        const double needed = std::min(size, std::max(1.0, std::ceil(busyOver(in, c) / busy)));
        pools.push_back({ c, size, needed, atMost ? in.most(from) : in.n(from) });
        least += needed * pools.back().count;
        spare += (size - needed) * pools.back().count;
    }
    if (least > most || spare <= 0)
        return std::nullopt;
    edits::Batch cure { "Smaller pools", {} };
    for (const Pool &pool : pools) {
        const double size = pool.least + std::floor((pool.size - pool.least) * std::min(1.0, (most - least) / spare));
        if (size < pool.size)
            cure.steps.push_back(
                edits::SetParameter { in.stage.stageIndex, in.stage.connectionId(pool.connection), "pool", size });
    }
    return cure.steps.empty() ? std::nullopt : std::optional<edits::Edit>(std::move(cure));
}

} // namespace headroom::analysis

#include "model/analysis/compiler.h"
#include "model/core/almost_whole.h"
#include "model/engine/flow.h"

#include <algorithm>
#include <cmath>

namespace headroom::analysis {

namespace {

constexpr double kLeastServers = 1e-6;
constexpr double kWhole = 1e-9; // 400/s of 0.12 s are 48 servers however that is rounded; a real fraction stays one

} // namespace

void Compiler::finishComponent(std::size_t i)
{
    CompiledComponent &component = m_out.components[i];
    const int index = static_cast<int>(i);
    for (std::size_t o = 0; o < m_catalog.operations().size(); ++o)
        component.writeWork += m_catalog.operations()[o].writes ? m_work[i][o] : 0;
    component.resources.reserve(component.kind->resources.size());
    for (const catalog::ResourceSpec &spec : component.kind->resources) {
        CompiledResource resource;
        resource.spec = &spec;
        resource.capacity = evaluate(spec.capacity, index, 0);
        if (resource.capacity <= 0 || !std::isfinite(resource.capacity))
            continue;
        resource.isShared = spec.standingIsShared;
        if (!spec.queue.empty())
            resource.queue = std::max(0.0, std::floor(evaluate(spec.queue, index, 0)));
        readStanding(resource, index);
        readDemand(resource, i);
        if (spec.kind == "time" && component.station < 0) {
            component.station = static_cast<int>(component.resources.size());
            component.servers = std::max(kLeastServers, wholeWhereAlmost(evaluate(spec.servers, index, 1), kWhole));
        }
        component.resources.push_back(resource);
    }
    for (const catalog::HandledOperation &handled : component.kind->handles)
        if (!handled.hit.empty())
            component.hit = std::max(component.hit, std::clamp(evaluate(handled.hit, index, 1), 0.0, 1.0));
    const bool isServedElsewhere = component.kind->behavior == "balancer" || component.kind->behavior == "buffer";
    component.refuses = component.kind->is(catalog::Role::Limits)
        || (component.station < 0 && !isServedElsewhere
            && std::any_of(component.resources.begin(), component.resources.end(),
                           [](const CompiledResource &each) { return each.spec->kind == "rate"; }));
    findVariation(i);
    component.resources.shrink_to_fit();              // many kinds leave some of theirs out
    component.values = NamedValues(component.values); // a copy has no room to spare
}

void Compiler::readStanding(CompiledResource &resource, int index)
{
    const catalog::Formula &formula = resource.spec->standing;
    if (formula.empty())
        return;
    const auto at = [&](double users) {
        return formula.evaluate([&](std::string_view name) {
            return name == "users" ? users : name == "pools" ? 0.0 : valueOf(index, name);
        });
    };
    resource.countsPools = std::find(formula.names().begin(), formula.names().end(), "pools") != formula.names().end();
    resource.standing = std::max(0.0, at(0));
    resource.perUser = std::max(0.0, (at(1e6) - at(0)) / 1e6);
}

/// Where no load arrives, nothing of any user is kept: what stands there without users is all. After all load is known.
void Compiler::holdNobody(std::size_t i)
{
    if (CompiledComponent &component = m_out.components[i]; !component.isReached)
        for (CompiledResource &resource : component.resources)
            resource.perUser = 0;
}

void Compiler::readDemand(CompiledResource &resource, std::size_t i)
{
    const CompiledComponent &component = m_out.components[i];
    const bool isTime = resource.spec->kind == "time";
    if (isTime) {
        resource.spread = component.work;
        resource.broadcast = component.broadcastWork;
    }
    if (resource.spec->kind == "held")
        resource.spread = component.held;
    if (resource.spec->kind == "bytes_out")
        resource.spread = component.sent * engine::kGigabitsPerByte;
    if (resource.spec->kind == "bytes_in") {
        resource.spread = component.received * engine::kGigabitsPerByte;
        resource.broadcast = component.receivedCopies * engine::kGigabitsPerByte;
    }
    if (resource.countsPools)
        resource.spread += component.noPoolHold;
    for (const auto &[operation, formula] : resource.spec->perVisit)
        for (std::size_t o = 0; o < component.arrivals.size(); ++o)
            if (m_catalog.operations()[o].id == operation) {
                const double each = std::max(0.0, evaluate(formula, static_cast<int>(i), 0));
                resource.spread += component.arrivals[o] * each;
                if (!component.copiedArrivals.empty())
                    resource.broadcast += component.copiedArrivals[o] * each;
            }
}

void Compiler::countPools()
{
    for (const project::Connection &connection : m_stage.connections) {
        const double pool = poolOf(connection);
        if (pool <= 0)
            continue;
        const int from = indexOf(connection.from);
        const int to = indexOf(connection.to);
        if (from >= 0 && to >= 0)
            m_out.components[static_cast<std::size_t>(to)].pools.emplace_back(from, pool);
    }
}

} // namespace headroom::analysis

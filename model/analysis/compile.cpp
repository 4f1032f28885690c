#include "model/analysis/compile_like.h"
#include "model/analysis/compiler.h"
#include "model/analysis/retries.h"
#include "model/analysis/rules/facts.h"
#include "model/core/quantity.h"
#include "model/engine/solve.h"
#include "model/workload/workload.h"

#include <algorithm>
#include <atomic>
#include <cmath>

namespace headroom::analysis {

namespace {

using catalog::Catalog;
using catalog::Formula;

double numberOr(const project::Parameters &own, const project::Parameters &preset, const Catalog &catalog,
                std::string_view id, double otherwise)
{
    for (const project::Parameters *parameters : { &own, &preset })
        if (const project::Value *value = parameters->find(id))
            if (const auto number = asNumber(*value))
                return *number;
    for (const catalog::ParameterSpec &spec : catalog.workloadParameters())
        if (spec.id == id)
            return asNumber(spec.fallback).value_or(otherwise);
    return otherwise;
}

} // namespace

Compiler::Compiler(const project::Project &project, std::size_t index, const Catalog &catalog, CompileTrace *trace)
    : m_project(project)
    , m_stage(*project.stages[index])
    , m_catalog(catalog)
    , m_trace(trace)
{
    static std::atomic<std::uint64_t> made { 0 };
    m_out.serial = ++made;
    m_out.catalog = &catalog;
    m_out.design = project.name;
    m_out.source = project.stages[index];
    m_out.stageIndex = index;
    m_out.stageName = m_stage.name;
    m_out.range = m_stage.users;
    m_out.criticality = project.criticality;
    m_out.acknowledged = project.acknowledged;
}

std::shared_ptr<const CompiledStage> Compiler::run()
{
    readWorkload();
    m_out.components.reserve(m_stage.components.size());
    m_work.reserve(m_stage.components.size());
    for (const project::Component &component : m_stage.components)
        addComponent(component);
    m_network = flow::route(m_stage, m_kinds, m_catalog,
                            [this](int component, std::string_view name) { return valueOf(component, name); });
    m_order.emplace(m_network);
    addConnections();
    limitReaders();
    findOpeners();
    for (std::size_t i = 0; i < m_out.components.size(); ++i)
        m_out.components[i].place = m_out.components[i].failsWith = indexOf(m_stage.components[i].place);
    spreadStandbys();
    m_isOfLoads = m_isOfLoads && !hasRetries();
    if (!m_isOfLoads)
        prepareColdCaches();
    listHolders();
    for (const project::RequestClass &requestClass : *m_classes)
        addClass(requestClass);
    findReadingClass();
    shareUsers();
    addJobs();
    replicate();
    findDeferred();
    sumHolding();
    for (std::size_t i = 0; i < m_out.components.size(); ++i)
        finishComponent(i);
    loadJobs();
    countPools();
    addPools();
    if (!m_isOfLoads)
        noteJobStops();
    if (m_base)
        inheritStructure();
    else
        judgeStructure();
    if (m_trace)
        m_trace->network = m_network;
    m_out.ruleFacts = std::make_shared<const RuleFacts>(); // its own with attempts too: they change who calls whom
    const auto columns = std::make_shared<engine::Columns>(columnsOf(m_out));
    engine::Limits limits;
    engine::findLimits(*columns, limits);
    if (!m_isOfLoads)
        addHolders(*columns, limits);
    if (!m_isOfLoads)
        addMachines(*columns);
    m_out.columns = columns;
    m_out.limits = std::make_shared<const engine::Limits>(std::move(limits));
    if (m_keepsFlow)
        m_out.flow = writeFlow();
    if (m_base)
        m_out.limits = m_base->limits;
    else if (hasRetries())
        m_out.retries = std::make_shared<const CallNetwork>(*this);
    else if (hasTimeouts())
        m_out.timeouts = std::make_shared<const CallNetwork>(*this);
    if (!m_base && m_out.retries)
        m_out.limits = m_out.retries->limits();
    return std::make_shared<const CompiledStage>(std::move(m_out));
}

void Compiler::readWorkload()
{
    const project::Workload &stated = m_project.workload;
    m_classes = &workload::classesOf(stated, m_catalog);
    m_shares = workload::statedShares(stated, m_catalog);
    const auto number = [this](std::string_view id, double otherwise) { return workloadNumber(id, otherwise); };
    const double peak = stated.day.empty() ? std::max(1.0, number("peak_factor", 3)) : workload::peakFactor(stated.day);
    const double actions
        = stated.journeys.empty() ? number("actions_per_session", 24) : workload::actionsPerSession(stated.journeys);
    m_out.ratePerUser
        = number("daily_active_share", 0.3) * number("sessions_per_day", 4) * actions / kSecondsPerDay * peak;
    m_out.meanShare = 1 / peak;
    m_out.thinkTime = actions > 0 ? number("session_length", 360) / actions : 0;
    m_out.readsPerWrite = workload::readsPerWrite(*m_classes, m_shares, m_catalog);
    m_out.downtimeCostPerHour
        = std::max(0.0, number("revenue_per_hour", 0)) + std::max(0.0, number("staff_per_hour", 0));
    for (const catalog::ParameterSpec &spec : m_catalog.workloadParameters())
        m_out.workload[spec.id] = number(spec.id, 0);
    if (const std::optional<project::GrowthPlan> &plan = m_project.plan) { // it says the same more exactly
        constexpr double kMostGrowth = 10;
        constexpr double kDaysPerMonth = 30; // as the rule about lead times counts them
        m_out.workload["monthly_growth"]
            = std::clamp(std::pow(plan->to / plan->from, 1 / plan->months) - 1, 0.0, kMostGrowth);
        m_out.workload["lead_time"] = plan->leadTime * kDaysPerMonth;
    }
    m_out.day = stated.day.empty() ? workload::dayCurve(peak) : workload::relativeToPeak(stated.day);
}

double Compiler::workloadNumber(std::string_view id, double otherwise) const
{
    const catalog::WorkloadPreset &preset = m_catalog.preset(m_project.workload.preset);
    return numberOr(m_project.workload.parameters, preset.parameters, m_catalog, id, otherwise);
}

/// Of the classes that change nothing the one most asked for, whatever stands first in the file; else of all.
void Compiler::findReadingClass()
{
    const auto isLess = [&](std::size_t a, std::size_t b) { // of the two, a
        const bool changesA = workload::changesState((*m_classes)[a], m_catalog);
        const bool changesB = workload::changesState((*m_classes)[b], m_catalog);
        if (changesA != changesB)
            return changesA;
        const double shareA = m_out.classes[a].share;
        const double shareB = m_out.classes[b].share;
        return shareA < shareB || (shareA == shareB && m_out.classes[a].id > m_out.classes[b].id);
    };
    m_out.readingClass = 0;
    for (std::size_t c = 1; c < m_out.classes.size(); ++c)
        if (isLess(m_out.readingClass, c))
            m_out.readingClass = c;
}

int Compiler::indexOf(const std::string &id) const
{
    const auto found = m_indexOf.find(id);
    return found == m_indexOf.end() ? -1 : found->second;
}

double Compiler::valueOf(int component, std::string_view name) const
{
    const auto &values = m_out.components[static_cast<std::size_t>(component)].values;
    const auto found = values.find(name);
    return found == values.end() ? 0 : found->second;
}

double Compiler::evaluate(const Formula &formula, int component, double otherwise) const
{
    if (formula.empty())
        return otherwise;
    const double value = formula.evaluate([&](std::string_view name) { return valueOf(component, name); });
    return std::isfinite(value) ? value : otherwise;
}

void Compiler::addComponent(const project::Component &component)
{
    CompiledComponent out;
    out.kind = &m_catalog.kind(component.kind);
    out.kindId = component.kind;
    out.id = component.id;
    out.name = component.name.empty() ? out.kind->title : component.name;
    const catalog::ComponentValues values(m_catalog, component);
    out.values.reserve(out.kind->parameters.size() + out.kind->derived.size() + 3);
    if (values.sizeFigures())
        for (const auto &[name, figure] : *values.sizeFigures())
            out.values[name] = figure;
    for (const catalog::ParameterSpec &spec : out.kind->parameters)
        if (const auto figure = values.figure(spec))
            out.values[spec.id] = *figure;
    out.values["hours"] = kHoursPerMonth;
    out.values["mean_share"] = m_out.meanShare;
    m_indexOf[out.id] = static_cast<int>(m_out.components.size());
    m_kinds.push_back(out.kind);
    m_out.components.push_back(std::move(out));
    const int index = static_cast<int>(m_out.components.size()) - 1;
    for (const auto &[name, formula] : m_kinds.back()->derived)
        m_out.components.back().values[name] = evaluate(formula, index, 0);
    readInstances(index);
}

/// Of several cards of clients each has its part of the users; one that leads nowhere has none.
void Compiler::shareUsers()
{
    std::vector<std::size_t> sources;
    for (std::size_t i = 0; i < m_kinds.size(); ++i)
        if (m_kinds[i]->behavior == "source")
            sources.push_back(i);
    if (sources.size() < 2)
        return;
    for (const std::size_t source : sources)
        m_out.components[source].usersShare = 0;
    for (std::size_t e = 0; e < m_network.entries.size(); ++e) {
        const std::size_t node = at(m_network.entries[e]);
        const auto operations = at(m_network.operations);
        CompiledComponent &owner = m_out.components[node / operations];
        if (m_catalog.operations()[node % operations].isVisit)
            owner.usersShare = std::max(owner.usersShare, m_network.entryShare(e));
    }
}

void Compiler::readInstances(int index)
{
    CompiledComponent &out = m_out.components[static_cast<std::size_t>(index)];
    const auto value = [&](const char *name, double otherwise) {
        const auto found = out.values.find(name);
        return found == out.values.end() ? otherwise : found->second;
    };
    out.instances = std::max(1.0, evaluate(out.kind->instances, index, 1));
    out.maxInstances = out.instances;
    if (out.kind->autoscales && value("autoscale", 1) != 0) {
        out.instances = std::max(1.0, value("n_min", 1));
        out.maxInstances = std::max(out.instances, value("n_max", out.instances));
        out.target = std::clamp(value("target", 0.6), 0.05, 1.0);
        out.spare = value("spare", 0);
    }
    out.values["n"] = out.instances;
    out.partitions = std::max(1.0, value("shards", 1));
    out.hotShare = std::max(1.0, evaluate(out.kind->hotShare, index, 1));
    out.slowdown = std::max(1e-9, value("slowdown", 1));
    out.statesScv = m_stage.components[static_cast<std::size_t>(index)].parameters.find("service_scv") != nullptr;
    out.serviceScv = std::max(0.0, value("service_scv", 1));
    out.arrivals.assign(m_catalog.operations().size(), 0.0);
    m_work.emplace_back(m_catalog.operations().size(), 0.0);
}

std::shared_ptr<const CompiledStage> compile(const project::Project &project, std::size_t stage, const Catalog &catalog)
{
    return Compiler(project, stage, catalog).run();
}

std::shared_ptr<const CompiledStage> compileTraced(const project::Project &project, std::size_t stage,
                                                   const Catalog &catalog, CompileTrace &trace)
{
    return Compiler(project, stage, catalog, &trace).run();
}

std::shared_ptr<const CompiledStage> compileLike(const CompiledStage &like, const project::Project &project,
                                                 std::size_t stage, const Catalog &catalog)
{
    Compiler compiler(project, stage, catalog);
    compiler.takeFrom(like);
    return compiler.run();
}

std::shared_ptr<const CompiledStage> compileLoadsLike(const CompiledStage &like, const project::Project &project,
                                                      std::size_t stage, const Catalog &catalog)
{
    Compiler compiler(project, stage, catalog);
    compiler.takeFrom(like);
    compiler.leaveOutTimes();
    return compiler.run();
}

} // namespace headroom::analysis

#include "model/analysis/compiled_stage.h"
#include "model/core/quantity.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <set>

namespace headroom::analysis {

namespace {

using catalog::Catalog;
using catalog::Formula;

double numberOr(const project::Parameters &own, const project::Parameters &preset, const Catalog &catalog,
                std::string_view id, double otherwise)
{
    for (const project::Parameters *parameters : { &own, &preset })
        if (const project::Value *value = parameters->find(id))
            if (const double *number = std::get_if<double>(value))
                return *number;
    for (const catalog::ParameterSpec &spec : catalog.workloadParameters())
        if (spec.id == id)
            if (const double *number = std::get_if<double>(&spec.fallback))
                return *number;
    return otherwise;
}

/// Turns one stage of a project into flat arrays.
class Compiler {
public:
    Compiler(const project::Project &project, std::size_t index, const Catalog &catalog)
        : m_project(project), m_stage(*project.stages[index]), m_catalog(catalog)
    {
        m_out.catalog = &catalog;
        m_out.design = project.name;
        m_out.stageIndex = index;
        m_out.stageName = m_stage.name;
        m_out.range = m_stage.users;
        m_out.criticality = project.criticality;
    }

    std::shared_ptr<const CompiledStage> run()
    {
        readWorkload();
        for (const project::Component &component : m_stage.components)
            addComponent(component);
        m_network = flow::route(m_stage, m_kinds, m_catalog, [this](int component, std::string_view name) {
            return valueOf(component, name);
        });
        addConnections();
        for (const project::RequestClass &requestClass : *m_classes)
            addClass(requestClass);
        replicate();
        findDeferred();
        for (std::size_t i = 0; i < m_out.components.size(); ++i)
            finishComponent(i);
        countPools();
        judgeStructure();
        return std::make_shared<const CompiledStage>(std::move(m_out));
    }

private:
    void readWorkload()
    {
        const catalog::WorkloadPreset &preset = m_catalog.preset(m_project.workload.preset);
        m_classes = m_project.workload.classes.empty() ? &preset.classes : &m_project.workload.classes;
        const auto number = [&](std::string_view id, double otherwise) {
            return numberOr(m_project.workload.parameters, preset.parameters, m_catalog, id, otherwise);
        };
        const double peak = std::max(1.0, number("peak_factor", 3));
        m_out.ratePerUser = number("daily_active_share", 0.3) * number("sessions_per_day", 4)
            * number("actions_per_session", 24) / kSecondsPerDay * peak;
        m_out.meanShare = 1 / peak;
        shapeDay(peak);
    }

    /// Domain spec 1.3: b + (1 − b)·((1 + cos(2π(t − 20)/24))/2)^k with mean 1/P; k grows when b would be negative.
    void shapeDay(double peak)
    {
        double exponent = 4;
        const auto mean = [&](double power) {
            double sum = 0;
            for (int hour = 0; hour < 24; ++hour)
                sum += std::pow((1 + std::cos(2 * std::numbers::pi * (hour - 20) / 24)) / 2, power);
            return sum / 24;
        };
        while (mean(exponent) > 1 / peak && exponent < 4000)
            exponent *= 1.25;
        const double base = std::max(0.0, (1 / peak - mean(exponent)) / (1 - mean(exponent)));
        for (int hour = 0; hour < 24; ++hour) {
            const double swing = std::pow((1 + std::cos(2 * std::numbers::pi * (hour - 20) / 24)) / 2, exponent);
            m_out.day.push_back(base + (1 - base) * swing);
        }
    }

    double valueOf(int component, std::string_view name) const
    {
        const auto &values = m_out.components[static_cast<std::size_t>(component)].values;
        const auto found = values.find(std::string(name));
        return found == values.end() ? 0 : found->second;
    }

    double evaluate(const Formula &formula, int component, double otherwise) const
    {
        if (formula.empty())
            return otherwise;
        const double value = formula.evaluate([&](std::string_view name) { return valueOf(component, name); });
        return std::isfinite(value) ? value : otherwise;
    }

    void addComponent(const project::Component &component)
    {
        CompiledComponent out;
        out.kind = &m_catalog.kind(component.kind);
        out.kindId = component.kind;
        out.id = component.id;
        out.name = component.name.empty() ? out.kind->title : component.name;
        if (const catalog::SizeLadder *ladder = m_catalog.ladder(out.kind->ladder))
            for (const catalog::SizeOption &size : ladder->sizes)
                if (const auto *spec = out.kind->findParameter("size")) {
                    const auto chosen = catalog::effectiveValue(m_catalog, component, *spec);
                    if (chosen.value == project::Value(size.id))
                        out.values.insert(size.figures.begin(), size.figures.end());
                }
        for (const catalog::ParameterSpec &spec : out.kind->parameters) {
            const auto effective = catalog::effectiveValue(m_catalog, component, spec);
            if (const auto number = catalog::numberOf(m_catalog, component, spec.id))
                out.values[spec.id] = *number;
            else if (const auto *word = std::get_if<std::string>(&effective.value))
                for (std::size_t i = 0; i < spec.options.size(); ++i)
                    if (spec.options[i].id == *word)
                        out.values[spec.id] = static_cast<double>(i);
        }
        out.values["hours"] = kHoursPerMonth;
        m_kinds.push_back(out.kind);
        m_out.components.push_back(std::move(out));
        const int index = static_cast<int>(m_out.components.size()) - 1;
        for (const auto &[name, formula] : m_kinds.back()->derived)
            m_out.components.back().values[name] = evaluate(formula, index, 0);
        readInstances(index);
    }

    void readInstances(int index)
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
        out.arrivals.assign(m_catalog.operations().size(), 0.0);
        m_work.emplace_back(m_catalog.operations().size(), 0.0);
    }

    void addConnections()
    {
        for (const project::Connection &connection : m_stage.connections) {
            const catalog::ConnectionKind &kind = m_catalog.connectionKind(connection.kind);
            ConnectionReport report;
            report.id = connection.id;
            report.from = connection.from;
            report.to = connection.to;
            report.waits = kind.waits;
            report.isReplication = kind.routing == catalog::Routing::Replicate;
            m_out.connections.push_back(std::move(report));
            m_out.transferPrices.push_back(connectionNumber(connection, "transfer_price", 0));
        }
    }

    double connectionNumber(const project::Connection &connection, std::string_view id, double otherwise) const
    {
        if (const project::Value *value = connection.parameters.find(id))
            if (const double *number = std::get_if<double>(value))
                return *number;
        if (const auto *spec = m_catalog.connectionKind(connection.kind).findParameter(id))
            if (const double *number = std::get_if<double>(&spec->fallback))
                return *number;
        return otherwise;
    }

    void addClass(const project::RequestClass &requestClass)
    {
        double shares = 0;
        for (const project::RequestClass &each : *m_classes)
            shares += std::max(0.0, each.share);
        CompiledClass out;
        out.id = requestClass.id;
        out.name = requestClass.name;
        out.share = shares > 0 ? std::max(0.0, requestClass.share) / shares : 0;
        const std::size_t operations = m_catalog.operations().size();
        std::vector<double> counts(operations), times(operations, 0.0), sizes(operations, 0.0);
        for (std::size_t i = 0; i < operations; ++i) {
            counts[i] = m_catalog.operations()[i].fallbackCount;
            for (const project::OperationUse &use : requestClass.uses)
                if (use.operation == m_catalog.operations()[i].id) {
                    counts[i] = use.count;
                    times[i] = use.time;
                    sizes[i] = use.bytes;
                }
        }
        const flow::Visits all = flow::propagate(m_network, counts, false);
        if (!all.converged)
            reportLoop(all.loop);
        addLoad(out.share, all, times, sizes);
        noteLost(all, counts);
        const flow::Visits waited = flow::propagate(m_network, counts, true);
        addLatency(out, waited, times);
        m_counts.push_back(std::move(counts));
        m_out.classes.push_back(std::move(out));
    }

    double serviceTime(std::size_t component, std::size_t operation, double classTime)
    {
        for (const catalog::HandledOperation &handled : m_kinds[component]->handles)
            if (handled.operation == m_catalog.operations()[operation].id && !handled.time.empty())
                return std::max(0.0, handled.time.evaluate([&](std::string_view name) {
                    return name == "time" ? classTime : valueOf(static_cast<int>(component), name);
                }));
        return 0;
    }

    /// Whether the operation queues for a server of the component rather than riding along or passing through.
    bool isStationVisit(std::size_t component, std::size_t operation) const
    {
        if (!m_catalog.operations()[operation].isVisit)
            return false;
        for (const catalog::HandledOperation &handled : m_kinds[component]->handles)
            if (handled.operation == m_catalog.operations()[operation].id)
                return !handled.time.empty();
        return false;
    }

    double latency(std::size_t component, std::size_t operation)
    {
        for (const catalog::HandledOperation &handled : m_kinds[component]->handles)
            if (handled.operation == m_catalog.operations()[operation].id)
                return std::max(0.0, evaluate(handled.latency, static_cast<int>(component), 0));
        return 0;
    }

    void addLoad(double share, const flow::Visits &visits, const std::vector<double> &times,
                 const std::vector<double> &sizes)
    {
        const std::size_t operations = m_catalog.operations().size();
        for (std::size_t node = 0; node < visits.nodes.size(); ++node) {
            const double rate = share * visits.nodes[node];
            if (rate <= 0)
                continue;
            const std::size_t i = node / operations;
            const std::size_t o = node % operations;
            CompiledComponent &component = m_out.components[i];
            component.isReached = true;
            component.arrivals[o] += rate;
            if (!m_network.handles[node])
                continue;
            const double work = rate * serviceTime(i, o, times[o]);
            component.work += work;
            m_work[i][o] += work;
            if (isStationVisit(i, o))
                component.visits += rate;
        }
        for (std::size_t s = 0; s < visits.steps.size(); ++s) {
            const flow::Step &step = m_network.steps[s];
            if (step.connection < 0)
                continue;
            const auto o = static_cast<std::size_t>(step.to) % operations;
            const double rate = share * visits.steps[s];
            ConnectionReport &report = m_out.connections[static_cast<std::size_t>(step.connection)];
            report.requestsPerSecond += rate;
            report.bytesPerSecond += rate * sizes[o];
            const auto to = static_cast<std::size_t>(step.to) / operations;
            m_out.components[to].bytesIn += rate * sizes[o];
            if (m_kinds[to]->behavior != "cache")
                m_out.components[static_cast<std::size_t>(step.from) / operations].bytesOut += rate * sizes[o];
        }
    }

    void addLatency(CompiledClass &out, const flow::Visits &waited, const std::vector<double> &times)
    {
        const std::size_t operations = m_catalog.operations().size();
        out.visits.assign(m_out.components.size(), 0.0);
        for (std::size_t node = 0; node < waited.nodes.size(); ++node) {
            if (waited.nodes[node] <= 0 || !m_network.handles[node])
                continue;
            const std::size_t i = node / operations;
            const std::size_t o = node % operations;
            out.serviceTime += waited.nodes[node] * serviceTime(i, o, times[o]) * m_out.components[i].slowdown;
            if (isStationVisit(i, o))
                out.visits[i] += waited.nodes[node];
            if (m_catalog.operations()[o].isVisit)
                out.serviceTime += waited.nodes[node] * latency(i, o);
        }
        for (std::size_t s = 0; s < waited.steps.size(); ++s) {
            const flow::Step &step = m_network.steps[s];
            const auto o = static_cast<std::size_t>(step.to) % operations;
            const bool isAtEdge = m_kinds[static_cast<std::size_t>(step.from) / operations]->behavior == "source";
            if (step.connection >= 0 && !isAtEdge && m_catalog.operations()[o].isVisit)
                out.serviceTime += waited.steps[s]
                    * connectionNumber(m_stage.connections[static_cast<std::size_t>(step.connection)], "latency", 0);
        }
        for (std::size_t node = 0; node < waited.nodes.size(); ++node)
            if (waited.nodes[node] > 0 && !m_network.handles[node] && m_catalog.operations()[node % operations].isVisit)
                out.serviceTime += waited.nodes[node]
                    * std::max(0.0, valueOf(static_cast<int>(node / operations), "forward_latency"));
    }

    /// What is fed by buffers alone, directly or through others that are, works at its own pace (domain spec 8.6).
    void findDeferred()
    {
        std::vector<char> deferred(m_out.components.size(), 1);
        for (bool changed = true; changed;) {
            changed = false;
            for (const flow::Step &step : m_network.steps) {
                const auto from = static_cast<std::size_t>(step.from / m_network.operations);
                const auto to = static_cast<std::size_t>(step.to / m_network.operations);
                const bool carries = step.connection >= 0
                    && m_out.connections[static_cast<std::size_t>(step.connection)].requestsPerSecond > 0;
                if (!carries || !deferred[to] || m_kinds[from]->behavior == "buffer")
                    continue;
                if (m_kinds[from]->behavior == "source" || !deferred[from] || !hasFeeder(from)) {
                    deferred[to] = 0;
                    changed = true;
                }
            }
        }
        for (std::size_t i = 0; i < deferred.size(); ++i)
            m_out.components[i].isDeferred = deferred[i] && hasFeeder(i);
    }

    bool hasFeeder(std::size_t component) const
    {
        return std::any_of(m_out.connections.begin(), m_out.connections.end(), [&](const ConnectionReport &each) {
            return each.to == m_out.components[component].id && each.requestsPerSecond > 0 && !each.isReplication;
        });
    }

    /// Copies of what is written: every replica replays it all (domain spec 3.1, `replicate`).
    void replicate()
    {
        for (std::size_t c = 0; c < m_stage.connections.size(); ++c) {
            const project::Connection &connection = m_stage.connections[c];
            if (!m_out.connections[c].isReplication)
                continue;
            const auto indexOf = [&](const std::string &id) {
                return std::find_if(m_out.components.begin(), m_out.components.end(),
                                    [&](const CompiledComponent &each) { return each.id == id; });
            };
            const auto from = indexOf(connection.from);
            const auto to = indexOf(connection.to);
            if (from == m_out.components.end() || to == m_out.components.end())
                continue;
            const auto source = static_cast<std::size_t>(from - m_out.components.begin());
            const double factor = connectionNumber(connection, "work_factor", 0.25);
            const double copies = connectionNumber(connection, "calls", 1);
            double writes = 0;
            for (std::size_t o = 0; o < m_catalog.operations().size(); ++o) {
                if (!m_catalog.operations()[o].writes)
                    continue;
                writes += from->arrivals[o];
                to->broadcastWork += factor * m_work[source][o];
            }
            if (factor > 0)
                to->broadcastVisits += writes;
            to->isReached = to->isReached || writes > 0;
            m_out.connections[c].requestsPerSecond += writes * copies;
            m_out.connections[c].bytesPerSecond += writes * copies * connectionNumber(connection, "bytes", 2000);
        }
    }

    void finishComponent(std::size_t i)
    {
        CompiledComponent &component = m_out.components[i];
        const int index = static_cast<int>(i);
        for (const catalog::ResourceSpec &spec : component.kind->resources) {
            CompiledResource resource;
            resource.spec = &spec;
            resource.capacity = evaluate(spec.capacity, index, 0);
            if (resource.capacity <= 0 || !std::isfinite(resource.capacity))
                continue;
            resource.isShared = spec.standingIsShared;
            readStanding(resource, index);
            readDemand(resource, i);
            if (spec.kind == "time" && component.station < 0) {
                component.station = static_cast<int>(component.resources.size());
                component.servers = std::max(1.0, std::round(evaluate(spec.servers, index, 1)));
            }
            component.resources.push_back(resource);
        }
        for (const catalog::HandledOperation &handled : component.kind->handles)
            if (!handled.hit.empty())
                component.hit = std::max(component.hit, std::clamp(evaluate(handled.hit, index, 1), 0.0, 1.0));
    }

    void readStanding(CompiledResource &resource, int index)
    {
        const Formula &formula = resource.spec->standing;
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

    void readDemand(CompiledResource &resource, std::size_t i)
    {
        const CompiledComponent &component = m_out.components[i];
        const bool isTime = resource.spec->kind == "time";
        if (isTime) {
            resource.spread = component.work;
            resource.broadcast = component.broadcastWork;
        }
        for (const auto &[operation, formula] : resource.spec->perVisit)
            for (std::size_t o = 0; o < component.arrivals.size(); ++o)
                if (m_catalog.operations()[o].id == operation)
                    resource.spread += component.arrivals[o] * std::max(0.0, evaluate(formula, static_cast<int>(i), 0));
    }

    void countPools()
    {
        for (const project::Connection &connection : m_stage.connections) {
            const double pool = connectionNumber(connection, "pool", 0);
            if (pool <= 0)
                continue;
            int from = -1;
            for (std::size_t i = 0; i < m_out.components.size(); ++i)
                if (m_out.components[i].id == connection.from)
                    from = static_cast<int>(i);
            for (CompiledComponent &component : m_out.components)
                if (component.id == connection.to && from >= 0)
                    component.pools.emplace_back(from, pool);
        }
    }

    void reportLoop(const std::vector<int> &loop)
    {
        if (!m_out.structureFindings.empty() && m_out.structureFindings.back().rule == "FLOW-DIVERGE")
            return;
        Finding finding;
        finding.rule = "FLOW-DIVERGE";
        finding.severity = Severity::Error;
        std::string names;
        for (const int component : loop) {
            finding.subjects.push_back(m_out.components[static_cast<std::size_t>(component)].id);
            names += (names.empty() ? "" : ", ") + m_out.components[static_cast<std::size_t>(component)].name;
        }
        finding.title = "Calls go round in circles without end";
        finding.message = "Each round through " + names
            + " makes at least as many calls as the one before, so no load is steady. Cut one of these connections"
              " or lower its calls.";
        m_out.structureFindings.push_back(std::move(finding));
    }

    std::vector<double> availabilities() const
    {
        std::vector<double> up;
        for (std::size_t i = 0; i < m_out.components.size(); ++i) {
            const catalog::FailureSpec &failure = m_kinds[i]->failure;
            const int index = static_cast<int>(i);
            const double one = std::clamp(evaluate(failure.instanceAvailability, index, 1), 0.0, 1.0);
            if (!failure.groupAvailability.empty()) {
                up.push_back(std::clamp(evaluate(failure.groupAvailability, index, one), 0.0, 1.0));
                continue;
            }
            up.push_back(atLeast(i, one));
        }
        return up;
    }

    reliability::Surroundings readSurroundings() const
    {
        reliability::Surroundings around;
        for (std::size_t i = 0; i < m_stage.components.size(); ++i) {
            around.failoverShare.push_back(
                std::clamp(evaluate(m_kinds[i]->failure.failoverShare, static_cast<int>(i), 0), 0.0, 1.0));
            around.enclosing.push_back(-1);
            for (std::size_t place = 0; place < m_stage.components.size(); ++place)
                if (m_stage.components[place].id == m_stage.components[i].place && place != i)
                    around.enclosing.back() = static_cast<int>(place);
        }
        return around;
    }

    /// k of n at the upper end of the stage's range, k being what carries the load there.
    double atLeast(std::size_t i, double one) const
    {
        const CompiledComponent &component = m_out.components[i];
        const double rate = m_out.range.to * m_out.ratePerUser;
        const double n = std::min(instancesAt(m_out, component, rate), 1000.0);
        double needed = 1;
        if (component.station >= 0) {
            const CompiledResource &resource = component.resources[static_cast<std::size_t>(component.station)];
            const double room = resource.capacity - rate * resource.broadcast / component.partitions;
            needed = room > 0 ? std::ceil(rate * resource.spread * component.hotShare / room - 1e-9) : n;
        }
        needed = std::clamp(needed, 1.0, n);
        double sum = 0;
        for (double k = needed; k <= n; ++k)
            sum += std::exp(std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1) + k * std::log(one)
                            + (n - k) * (one < 1 ? std::log1p(-one) : (n > k ? -1e300 : 0)));
        return std::min(1.0, sum);
    }

    void judgeStructure()
    {
        m_out.singlePointFor.resize(m_out.components.size());
        std::vector<char> required;
        for (const catalog::Operation &operation : m_catalog.operations())
            required.push_back(operation.required);
        std::vector<char> candidates;
        for (std::size_t i = 0; i < m_out.components.size(); ++i) {
            const catalog::FailureSpec &failure = m_kinds[i]->failure;
            const bool several = failure.redundant.empty()
                ? instancesAt(m_out, m_out.components[i], m_out.range.to * m_out.ratePerUser) >= 2
                : evaluate(failure.redundant, static_cast<int>(i), 0) != 0;
            const bool isPlace = m_kinds[i]->behavior == "place";
            candidates.push_back((m_out.components[i].isReached || isPlace) && !failure.managed && !several
                                 && m_kinds[i]->behavior != "source");
        }
        const std::vector<double> up = availabilities();
        const reliability::Surroundings surroundings = readSurroundings();
        for (std::size_t c = 0; c < m_out.classes.size(); ++c) {
            const reliability::Structure structure(m_network, surroundings, m_counts[c], required);
            m_out.classes[c].isServed = structure.value(std::vector<char>(m_out.components.size(), 1)) > 0;
            for (const int component : reliability::singlePoints(structure, candidates))
                m_out.singlePointFor[static_cast<std::size_t>(component)].push_back(m_out.classes[c].name);
            if (c == 0)
                m_out.availability = reliability::availability(structure, up);
        }
        reportLost();
    }

    /// Notes the work of one class that nobody does, once per component and operation.
    void noteLost(const flow::Visits &visits, const std::vector<double> &counts)
    {
        for (const flow::Network::Lost &lost : m_network.lost) {
            const bool isAsked = visits.nodes[static_cast<std::size_t>(lost.node)] > 0
                && (lost.counted < 0 || counts[static_cast<std::size_t>(lost.counted)] > 0);
            if (isAsked && m_catalog.operations()[static_cast<std::size_t>(lost.operation)].required)
                m_lost.emplace(lost.node / m_network.operations, lost.operation);
        }
    }

    void reportLost()
    {
        for (const auto &[component, operation] : m_lost) {
            const CompiledComponent &place = m_out.components[static_cast<std::size_t>(component)];
            const catalog::Operation &lost = m_catalog.operations()[static_cast<std::size_t>(operation)];
            Finding finding;
            finding.rule = "FLOW-LOST";
            finding.severity = Severity::Warning;
            finding.subjects = { place.id };
            finding.title = "Nobody answers " + lost.title + " of " + place.name;
            finding.message = "No connection from " + place.name + " leads to a component that does this. Connect one.";
            m_out.structureFindings.push_back(std::move(finding));
        }
    }

    const project::Project &m_project;
    const project::Stage &m_stage;
    const Catalog &m_catalog;
    const std::vector<project::RequestClass> *m_classes = nullptr;
    std::vector<const catalog::Kind *> m_kinds;
    std::vector<std::vector<double>> m_counts;
    std::vector<std::vector<double>> m_work; ///< per component and operation, s per dynamic request
    flow::Network m_network;
    std::set<std::pair<int, int>> m_lost; ///< component, operation
    CompiledStage m_out;
};

} // namespace

std::shared_ptr<const CompiledStage> compile(const project::Project &project, std::size_t stage, const Catalog &catalog)
{
    return Compiler(project, stage, catalog).run();
}

} // namespace headroom::analysis

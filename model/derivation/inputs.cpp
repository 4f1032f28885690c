#include "model/analysis/retries.h"
#include "model/core/quantity.h"
#include "model/derivation/derivator.h"

#include <algorithm>
#include <cmath>

namespace headroom::derivation {

namespace {

constexpr int kDeepest = 200;
constexpr std::size_t kMostUnfolded = 4000;

Trust trustOf(catalog::Trust trust)
{
    switch (trust) {
    case catalog::Trust::Measured:
        return Trust::Measured;
    case catalog::Trust::Published:
        return Trust::Published;
    case catalog::Trust::Illustrative:
        break;
    }
    return Trust::Illustrative;
}

/// The leaf of a default as its spec describes it.
void describe(Derivation &node, const catalog::ParameterSpec &spec)
{
    node.unit = spec.unit;
    node.source = spec.source;
    node.trust = trustOf(spec.trust);
}

void markStated(Derivation &node)
{
    node.source = "stated in the design";
    node.trust = Trust::Yours;
}

/// Compiled with what retries and timeouts come to.
std::shared_ptr<const analysis::CompiledStage> traced(const project::Project &project, std::size_t stage, double users,
                                                      const catalog::Catalog &catalog, analysis::CompileTrace &trace)
{
    auto compiled = analysis::compileTraced(project, stage, catalog, trace);
    analysis::CompileTrace settledTrace;
    const analysis::Settled settled = analysis::settledAt(*compiled, users, &settledTrace);
    if (!settled.stage)
        return compiled;
    trace = std::move(settledTrace);
    return settled.stage;
}

} // namespace

Derivator::Derivator(const project::Project &project, std::size_t stage, double users, const catalog::Catalog &catalog)
    : m_project(project)
    , m_design(*project.stages[stage])
    , m_catalog(catalog)
    , m_users(users)
    , m_stage(traced(project, stage, users, catalog, m_trace))
    , m_report(analysis::solve(*m_stage, users, { .percentiles = true }))
{
}

const std::string &Derivator::operationTitle(std::size_t operation) const
{
    return m_catalog.operations()[operation].title;
}

Derivation Derivator::once(const std::string &key, Derivation head, const Build &build)
{
    // The key is marked before the children are built, so loops fold too.
    if (!m_unfolded.insert(key).second) {
        head.unfoldedAt = "above";
        return head;
    }
    if (m_depth >= kDeepest || m_unfolded.size() > kMostUnfolded) {
        head.note = "not unfolded here: the tree would become too large";
        return head;
    }
    ++m_depth;
    Derivation node = build();
    --m_depth;
    return node;
}

Derivation Derivator::users()
{
    Derivation node = constant("Registered users", "U", m_users, "users");
    node.source = "the question asked";
    node.place = Place { Place::Owner::Question, {}, "users" };
    return node;
}

Derivation Derivator::workloadValue(std::string_view id, const std::string &symbol)
{
    Derivation node = leaf(std::string(id), symbol, 0, "1");
    node.place = Place { Place::Owner::Workload, {}, std::string(id) };
    for (const catalog::ParameterSpec &spec : m_catalog.workloadParameters())
        if (spec.id == id) {
            describe(node, spec);
            node.label = spec.title;
            if (const double *number = std::get_if<double>(&spec.fallback))
                node.value = *number;
        }
    const catalog::WorkloadPreset &preset = m_catalog.preset(m_project.workload.preset);
    if (const project::Value *value = preset.parameters.find(id); value && std::holds_alternative<double>(*value)) {
        node.value = std::get<double>(*value);
        node.source = "workload preset " + preset.title;
        node.trust = Trust::Illustrative;
    }
    if (const project::Value *value = m_project.workload.parameters.find(id);
        value && std::holds_alternative<double>(*value)) {
        node.value = std::get<double>(*value);
        markStated(node);
    }
    return node;
}

double Derivator::connectionNumber(std::size_t connection, std::string_view id, double otherwise) const
{
    const project::Connection &line = m_design.connections[connection];
    const project::Value *value = line.parameters.find(id);
    const auto *spec = m_catalog.connectionKind(line.kind).findParameter(id);
    for (const project::Value *each : { value, spec ? &spec->fallback : nullptr })
        if (each && std::holds_alternative<double>(*each))
            return std::get<double>(*each);
        else if (each && std::holds_alternative<bool>(*each))
            return std::get<bool>(*each) ? 1 : 0;
    return otherwise;
}

Derivation Derivator::connectionValue(std::size_t connection, std::string_view id, const std::string &symbol,
                                      double value)
{
    const project::Connection &line = m_design.connections[connection];
    Derivation node = leaf(std::string(id), symbol, value, "1");
    if (const auto *spec = m_catalog.connectionKind(line.kind).findParameter(id)) {
        describe(node, *spec);
        node.label = spec->title;
    }
    node.label += " of connection " + line.id;
    node.place = Place { Place::Owner::Connection, line.id, std::string(id) };
    if (line.parameters.find(id))
        markStated(node);
    return node;
}

Derivation Derivator::parameterValue(std::size_t component, const catalog::ParameterSpec &spec, double value)
{
    Derivation node = leaf(spec.title + " of " + nameOf(component), spec.id, value, "1");
    describe(node, spec);
    node.place = Place { Place::Owner::Component, at(component).id, spec.id };
    const auto effective = catalog::effectiveValue(m_catalog, m_design.components[component], spec);
    if (effective.origin == catalog::ValueOrigin::Computed) {
        Derivation made = fromCatalog(component, spec.computed, node.label, node.symbol, value, node.unit);
        made.source = spec.source;
        return named(std::move(made), "Computed where it is not stated", spec.source);
    }
    if (effective.origin == catalog::ValueOrigin::Stated)
        markStated(node);
    if (effective.origin == catalog::ValueOrigin::Size) {
        const auto *ladder = m_catalog.ladder(at(component).kind->ladder);
        const auto *size = at(component).kind->findParameter("size");
        const auto chosen = catalog::effectiveValue(m_catalog, m_design.components[component], *size);
        node.trust = Trust::Size;
        node.source = std::get<std::string>(chosen.value) + ", " + ladder->source;
    }
    if (const auto *word = std::get_if<std::string>(&effective.value))
        node.note = "the choice \"" + *word + "\" counts as this number";
    return node;
}

Derivation Derivator::componentValue(std::size_t component, const std::string &name)
{
    const Component &owner = at(component);
    const auto found = owner.values.find(name);
    const double value = found == owner.values.end() ? 0 : found->second;
    if (name == "hours")
        return constant("Hours of a month", name, value, "h");
    if (name == "standby_drawn")
        return constant("Standby drawn as a card of its own", name, value, "1");
    if (name == "mean_share") {
        Derivation share = constant("Daily mean of the load over its peak", name, value, "1");
        share.unfoldedAt = "system.mean_load";
        return share;
    }
    for (const auto &[derived, formula] : owner.kind->derived)
        if (derived == name && m_names.insert(name).second) {
            const std::string label = name + " of " + owner.name;
            Derivation node
                = once("value " + std::to_string(component) + ' ' + name, leaf(label, name, value, "1"),
                       [&, &rule = formula] { return fromCatalog(component, rule, label, name, value, "1"); });
            m_names.erase(name);
            return node;
        }
    if (const catalog::ParameterSpec *spec = owner.kind->findParameter(name))
        return parameterValue(component, *spec, value);
    Derivation node = leaf(name + " of " + owner.name, name, value, "1");
    node.trust = found == owner.values.end() ? Trust::Definition : Trust::Size;
    if (const auto *ladder = m_catalog.ladder(owner.kind->ladder))
        node.source = ladder->source;
    return node;
}

Derivation Derivator::fromCatalog(std::size_t component, const catalog::Formula &formula, std::string label,
                                  std::string symbol, double value, std::string unit, const Special &special)
{
    std::vector<Derivation> children;
    for (const std::string &name : formula.names()) {
        std::optional<Derivation> child = special ? special(name) : std::nullopt;
        children.push_back(as(name, child ? std::move(*child) : componentValue(component, name)));
    }
    Derivation node = leaf(std::move(label), std::move(symbol), value, std::move(unit));
    node.children = std::move(children);
    node.formula = formula;
    node.name = "Catalog formula";
    const std::optional<double> plain = reevaluate(node);
    if (formula.names().empty())
        node.source = "catalog, " + m_stage->components[component].kind->title;
    if (plain && !(std::abs(*plain - value) <= 1e-12 * std::max(1e-300, std::abs(value)))) {
        node.note = "the formula gives " + valueText(*plain, node.unit) + ", which is kept within its limits";
        node.formula = {};
    }
    return node;
}

Derivation Derivator::classShare(std::size_t requestClass)
{
    const analysis::CompiledClass &each = m_stage->classes[requestClass];
    const Derivation head = leaf("Share of " + each.name, "share", each.share, "1");
    return once("share " + std::to_string(requestClass), head, [&] {
        std::vector<Derivation> parts;
        double all = 0;
        for (const analysis::ClassTrace &trace : m_trace.classes) {
            parts.push_back(statedShare(trace));
            all += *parts.back().value;
        }
        if (all <= 0)
            return head;
        const Derivation own = as("stated", parts[requestClass]);
        const std::string label = "Sum of the stated shares";
        Derivation total
            = once("all shares", leaf(label, "all", all, "1"), [&] { return sum(label, "all", all, "1", parts); });
        return named(computed(head.label, "share", each.share, "1", "stated / all", { own, std::move(total) }),
                     "Normalized share");
    });
}

Derivation Derivator::statedShare(const analysis::ClassTrace &trace) const
{
    Derivation part = leaf("Stated share of " + trace.stated.name, symbolOf(trace.stated.id),
                           std::max(0.0, trace.stated.share), "1");
    if (m_project.workload.journeys.empty())
        part.place = Place { Place::Owner::RequestClass, trace.stated.id, "share" };
    part.source = "workload preset " + m_catalog.preset(m_project.workload.preset).title;
    part.trust = Trust::Illustrative;
    if (!m_project.workload.classes.empty() || !m_project.workload.journeys.empty())
        markStated(part);
    return part;
}

Derivation Derivator::classUse(std::size_t requestClass, std::size_t operation, std::string_view what, double value)
{
    const project::RequestClass &stated = m_trace.classes[requestClass].stated;
    const catalog::Operation &use = m_catalog.operations()[operation];
    const bool isCount = what == "count";
    const bool isRequest = what == "request_bytes";
    Derivation node = leaf((isCount              ? "Times of "
                                : what == "time" ? "Core time of "
                                : isRequest      ? "Size of a request for "
                                                 : "Size of ")
                               + use.title + " in " + stated.name,
                           isCount ? "count" : std::string(what), value,
                           isCount              ? "1"
                               : what == "time" ? "s"
                                                : "B");
    const auto found = std::find_if(stated.uses.begin(), stated.uses.end(),
                                    [&](const project::OperationUse &each) { return each.operation == use.id; });
    if (isRequest && (found == stated.uses.end() || !found->requestBytes)) {
        node.source = use.requestSource;
        node.trust = trustOf(use.requestTrust);
        if (found != stated.uses.end())
            node.place = Place { Place::Owner::RequestClass, stated.id, use.id + '/' + std::string(what) };
        return node;
    }
    if (found == stated.uses.end()) {
        node.source = "catalog, where a class does not state it";
        node.trust = Trust::Illustrative;
        return node;
    }
    node.place = Place { Place::Owner::RequestClass, stated.id, use.id + '/' + std::string(what) };
    node.trust = Trust::Illustrative;
    node.source = "workload preset " + m_catalog.preset(m_project.workload.preset).title;
    if (!m_project.workload.classes.empty())
        markStated(node);
    return node;
}

} // namespace headroom::derivation

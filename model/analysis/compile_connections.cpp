#include "model/analysis/compiler.h"

#include <algorithm>
#include <cmath>

namespace headroom::analysis {

namespace {

/// A choice counts as the index of what is chosen; NaN for text.
double numberOrIndex(const project::Value &value, const catalog::ParameterSpec &spec)
{
    if (const auto number = asNumber(value))
        return *number;
    const auto *word = std::get_if<std::string>(&value);
    for (std::size_t i = 0; word && i < spec.options.size(); ++i)
        if (spec.options[i].id == *word)
            return static_cast<double>(i);
    return std::nan("");
}

constexpr double kAutomatic = 2; // of the choices of `standby`

bool isSameValue(double a, double b)
{
    return a == b || (std::isnan(a) && std::isnan(b));
}

} // namespace

double CompiledStage::linkValue(const CompiledLink &link, std::size_t parameter) const
{
    for (std::uint32_t own = link.firstOwn; own < link.endOwn; ++own)
        if (linkOwn[own].first == parameter)
            return linkOwn[own].second;
    return linkDefaults[link.firstValue + parameter];
}

void Compiler::addConnections()
{
    m_out.links.reserve(m_stage.connections.size());
    m_out.transferPrices.reserve(m_stage.connections.size());
    const std::vector<Distance> distances = distancesOf(m_stage, m_catalog);
    for (std::size_t c = 0; c < m_stage.connections.size(); ++c) {
        const project::Connection &connection = m_stage.connections[c];
        const catalog::ConnectionKind &kind = m_catalog.connectionKind(connection.kind);
        CompiledLink link;
        link.kind = &kind;
        link.stated = &connection.parameters;
        link.from = indexOf(connection.from);
        link.to = indexOf(connection.to);
        link.isOfClient = link.from < 0 || m_kinds[static_cast<std::size_t>(link.from)]->behavior == "source";
        link.distance = distances[c];
        const bool isApart = link.distance.isApart();
        const auto isStated = [&](std::string_view id) { return connection.parameters.find(id) != nullptr; };
        link.latency = connectionNumber(connection, "latency", 0);
        if (isApart && kind.waits && !isStated("latency"))
            link.latency = std::max(link.latency, link.distance.roundTrip);
        if (link.distance.reach == Reach::Host && kind.waits && !isStated("latency"))
            link.latency = std::min(link.latency, link.distance.roundTrip);
        addLinkValues(link);
        m_out.links.push_back(link);
        m_out.transferPrices.push_back(isApart && !isStated("transfer_price")
                                           ? link.distance.price
                                           : connectionNumber(connection, "transfer_price", 0));
    }
    findPooled();
    findStandbys();
}

bool Compiler::leadsToStandby(const CompiledLink &link)
{
    return link.isReplication() && link.from >= 0 && link.to >= 0 && valueOf(link.to, "takes_over") != 0;
}

/// Whoever is copied to a standby has one, whose machine is billed where it is drawn (domain spec 2.2, AP partner).
void Compiler::findStandbys()
{
    for (const CompiledLink &link : m_out.links) {
        if (!leadsToStandby(link))
            continue;
        NamedValues &values = m_out.components[static_cast<std::size_t>(link.from)].values;
        if (!values.contains("standby") || m_kinds[static_cast<std::size_t>(link.from)]->is(catalog::Role::Sharded))
            continue; // one card is no standby of many shards
        values["standby"] = kAutomatic;
        values["standby_drawn"] = 1;
    }
}

/// A place takes a pair down only where both stand inside (domain spec 5.2).
void Compiler::spreadStandbys()
{
    const auto isInside = [&](int place, int component) {
        int around = m_out.components[static_cast<std::size_t>(component)].place;
        for (std::size_t depth = 0; around >= 0 && around != place && depth < m_out.components.size(); ++depth)
            around = m_out.components[static_cast<std::size_t>(around)].place;
        return around == place;
    };
    for (const CompiledLink &link : m_out.links) {
        if (!leadsToStandby(link))
            continue;
        CompiledComponent &primary = m_out.components[static_cast<std::size_t>(link.from)];
        if (!primary.values.contains("standby_drawn"))
            continue;
        for (std::size_t depth = 0;
             primary.failsWith >= 0 && !isInside(primary.failsWith, link.to) && depth < m_out.components.size();
             ++depth)
            primary.failsWith = m_out.components[static_cast<std::size_t>(primary.failsWith)].place;
    }
}

/// What the parameters of a connection's kind are by default, once a kind, and where this one differs.
void Compiler::addLinkValues(CompiledLink &link)
{
    const std::vector<catalog::ParameterSpec> &specs = link.kind->parameters;
    const auto known = std::find_if(m_out.links.rbegin(), m_out.links.rend(),
                                    [&](const CompiledLink &each) { return each.kind == link.kind; });
    link.firstValue = known == m_out.links.rend() ? m_out.linkDefaults.size() : known->firstValue;
    if (known == m_out.links.rend())
        for (const catalog::ParameterSpec &spec : specs)
            m_out.linkDefaults.push_back(numberOrIndex(spec.fallback, spec));
    link.firstOwn = static_cast<std::uint32_t>(m_out.linkOwn.size());
    for (std::size_t p = 0; p < specs.size(); ++p) {
        const project::Value *stated = link.stated->find(specs[p].id);
        if (!stated && specs[p].id != "latency")
            continue;
        const double value = specs[p].id == "latency" ? link.latency : numberOrIndex(*stated, specs[p]);
        if (!isSameValue(value, m_out.linkDefaults[link.firstValue + p]))
            m_out.linkOwn.push_back({ p, value });
    }
    link.endOwn = static_cast<std::uint32_t>(m_out.linkOwn.size());
}

/// Instances serve one line where all that comes to them comes from balancers that send to the least busy, and no part
/// of it is bound to an instance.
void Compiler::findPooled()
{
    std::vector<char> isBalanced(m_out.components.size(), 0);
    std::vector<char> isOther(m_out.components.size(), 0);
    for (const CompiledLink &link : m_out.links) {
        if (link.to < 0 || link.kind->routing == catalog::Routing::Replicate
            || link.kind->routing == catalog::Routing::Control)
            continue;
        const bool isLeastBusy = link.from >= 0 && valueOf(link.from, "least_busy") != 0;
        (isLeastBusy ? isBalanced : isOther)[static_cast<std::size_t>(link.to)] = 1;
    }
    for (std::size_t i = 0; i < m_out.components.size(); ++i) {
        CompiledComponent &component = m_out.components[i];
        component.isPooled = isBalanced[i] && !isOther[i] && component.hotShare <= 1 && component.partitions <= 1;
    }
}

/// A partition is read by one instance at a time, so those beyond have nothing to do.
/// Source: domain spec 2.2, log broker ("one consumer per partition per group").
void Compiler::limitReaders()
{
    std::vector<double> partitions(m_out.components.size(), 0);
    std::vector<char> takesElsewhere(m_out.components.size(), 0);
    for (const CompiledLink &link : m_out.links) {
        if (link.to < 0 || link.kind->routing == catalog::Routing::Replicate
            || link.kind->routing == catalog::Routing::Control)
            continue;
        const catalog::Formula *readers
            = link.from < 0 ? nullptr : &m_kinds[static_cast<std::size_t>(link.from)]->readers;
        if (readers && !readers->empty())
            partitions[static_cast<std::size_t>(link.to)] += std::max(1.0, evaluate(*readers, link.from, 1));
        else
            takesElsewhere[static_cast<std::size_t>(link.to)] = 1;
    }
    for (std::size_t i = 0; i < m_out.components.size(); ++i)
        if (partitions[i] > 0 && !takesElsewhere[i]) {
            m_out.components[i].readers = partitions[i];
            leaveIdle(m_out.components[i]);
        }
}

/// A tier grows to no more than have work; of a fixed number the others stand by, and those at work have their part.
void Compiler::leaveIdle(CompiledComponent &component)
{
    component.maxInstances = std::max(component.instances, std::min(component.maxInstances, component.readers));
    component.hotShare *= std::max(1.0, component.instances / component.readers);
}

double Compiler::connectionNumber(const project::Connection &connection, std::string_view id, double otherwise) const
{
    if (const project::Value *value = connection.parameters.find(id))
        if (const auto number = asNumber(*value))
            return *number;
    const auto *spec = m_catalog.connectionKind(connection.kind).findParameter(id);
    if (!spec)
        return otherwise;
    const project::Value *stated = connection.parameters.find(id);
    const double value = numberOrIndex(stated ? *stated : spec->fallback, *spec);
    return std::isnan(value) ? asNumber(spec->fallback).value_or(otherwise) : value;
}

} // namespace headroom::analysis

#include "model/catalog/catalog_reader.h"
#include "model/catalog/rule_reader.h"

#include <algorithm>

namespace headroom::catalog {

using nlohmann::json;

ParameterSpec CatalogReader::parameter(const json &object)
{
    ParameterSpec spec;
    spec.id = object.at("id").get<std::string>();
    spec.title = text(object, "title", spec.id);
    spec.unit = text(object, "unit", "1");
    spec.display = text(object, "display");
    spec.group = text(object, "group");
    const std::string type = text(object, "type", "number");
    spec.type = type == "flag" ? ParameterType::Flag
        : type == "choice"     ? ParameterType::Choice
        : type == "text"       ? ParameterType::Text
                               : ParameterType::Number;
    spec.fallback = value(object.at("default"));
    spec.computed = formula(object, "computed");
    spec.minimum = object.value("min", 0.0);
    spec.maximum = object.value("max", 1e15);
    spec.whole = object.value("whole", false);
    for (const json &option : object.value("options", json::array()))
        spec.options.push_back({ option.at("id"), option.at("title") });
    spec.help = text(object, "help");
    spec.source = text(object, "source");
    spec.trust = trustIn(object);
    if (Result<Done> check = checkValue(spec, spec.fallback); !check)
        fail("default of " + spec.id + ": " + check.error().what);
    return spec;
}

void CatalogReader::readKinds(const json &document)
{
    for (const json &each : document.value("kinds", json::array())) {
        const std::string id = each.at("id");
        m_place = "/kinds/" + id;
        if (m_catalog.knowsKind(id))
            fail("the kind is there twice");
        m_catalog.m_kinds.push_back(readKind(each, id));
    }
    m_place.clear();
}

Kind CatalogReader::readKind(const json &each, const std::string &id)
{
    Kind kind;
    kind.id = id;
    kind.title = each.at("title");
    kind.family = each.at("family");
    kind.behavior = each.at("behavior");
    const Result<unsigned> roles = rolesOf(each.value("roles", json::array()));
    if (!roles)
        fail(roles.error().what);
    kind.roles = *roles;
    kind.summary = text(each, "summary");
    kind.subtitle = text(each, "subtitle");
    kind.icon = text(each, "icon", "custom");
    kind.synonyms = each.value("synonyms", std::vector<std::string> {});
    kind.ladder = text(each, "ladder");
    addSizes(kind, text(each, "default_size"), text(each, "size_title", "Size"));
    for (const json &spec : each.value("parameters", json::array())) {
        kind.parameters.push_back(parameter(spec));
        if (kind.findParameter(kind.parameters.back().id) != &kind.parameters.back())
            fail("the parameter " + kind.parameters.back().id + " is there twice");
    }
    for (const json &pair : each.value("derived", json::array()))
        kind.derived.emplace_back(pair.at(0).get<std::string>(), formula({ { "f", pair.at(1) } }, "f"));
    for (const json &resource : each.value("resources", json::array()))
        kind.resources.push_back(readResource(resource));
    addStationParameters(kind);
    const json handles = each.value("handles", json::object());
    for (const auto &[operation, handled] : handles.items())
        kind.handles.push_back({ known(operation), formula(handled, "time"), formula(handled, "job_time"),
                                 formula(handled, "parts"), formula(handled, "slowest"), formula(handled, "latency"),
                                 formula(handled, "hit"), handled.value("only_local", false),
                                 handled.value("forwards", false) });
    kind.originates = each.value("originates", std::vector<std::string> {});
    kind.instances = formula(each, "instances");
    kind.machines = formula(each, "machines");
    kind.autoscales = each.value("autoscales", false);
    kind.hotShare = formula(each, "hot_share");
    kind.readers = formula(each, "readers");
    for (const json &cost : each.value("costs", json::array())) {
        const std::string item = cost.at("id");
        if (std::any_of(kind.costs.begin(), kind.costs.end(), [&](const CostItem &other) { return other.id == item; }))
            fail("the cost " + item + " is there twice");
        kind.costs.push_back({ item, cost.at("title"), cost.at("category"), formula(cost, "per_month") });
    }
    kind.scaling = readScaling(kind, each.value("scaling", json::object()));
    const json failure = each.value("failure", json::object());
    kind.failure = { formula(failure, "instance"),    formula(failure, "group"),     formula(failure, "quorum"),
                     formula(failure, "redundant"),   formula(failure, "unnoticed"), formula(failure, "failover_share"),
                     failure.value("managed", false), formula(failure, "own_risk") };
    kind.incoming = text(each, "incoming");
    kind.outgoing = text(each, "outgoing");
    kind.scaleOut = text(each, "scale_out");
    if (!kind.scaleOut.empty() && !kind.findParameter(kind.scaleOut))
        fail("scale_out names no parameter");
    return kind;
}

/// How elements are drawn is the same for all kinds; it comes after what they are.
void CatalogReader::readLooks(const json &document)
{
    const json looks = document.value("looks", json::object());
    const auto add = [&](const char *key, std::vector<ParameterSpec> &parameters) {
        m_place = std::string("/looks/") + key;
        for (const json &each : looks.value(key, json::array()))
            parameters.push_back(parameter(each));
    };
    for (Kind &kind : m_catalog.m_kinds) {
        add("components", kind.parameters);
        if (kind.behavior == "place")
            add("places", kind.parameters);
    }
    add("components", m_catalog.m_placeholder.parameters); // what nobody knows can be locked as well
    for (ConnectionKind &kind : m_catalog.m_connectionKinds)
        add("connections", kind.parameters);
    m_place.clear();
}

/// What all kinds with a station have, unless they say it in their own words.
void CatalogReader::addStationParameters(Kind &kind) const
{
    if (std::none_of(kind.resources.begin(), kind.resources.end(),
                     [](const ResourceSpec &each) { return each.kind == "time"; }))
        return;
    for (const ParameterSpec &spec : m_stationParameters)
        if (!kind.findParameter(spec.id))
            kind.parameters.push_back(spec);
}

ScalingSpec CatalogReader::readScaling(const Kind &kind, const json &object)
{
    ScalingSpec out;
    out.size = object.value("size", false);
    out.fits = formula(object, "fits");
    if (out.size && kind.ladder.empty())
        fail("scaling: there is no ladder of sizes");
    for (const json &count : object.value("counts", json::array()))
        out.counts.push_back({ scaled(kind, count.at("parameter")), formula(count, "when"), text(count, "ceiling"),
                               count.value("at_least", 1.0), count.value("tolerates_loss", false),
                               count.value("needs_balancer", false), count.value("most_fixed", 1.0) });
    for (const CountScaling &count : out.counts)
        if (!count.ceiling.empty())
            scaled(kind, count.ceiling);
    for (const json &quota : object.value("quotas", json::array()))
        out.quotas.push_back({ scaled(kind, quota.at("parameter")), formula(quota, "most") });
    for (const json &parameter : object.value("follows", json::array()))
        out.follows.push_back(scaled(kind, parameter));
    return out;
}

/// The parameter, which must be a number of the kind.
std::string CatalogReader::scaled(const Kind &kind, const std::string &parameter)
{
    const ParameterSpec *spec = kind.findParameter(parameter);
    if (!spec || spec->type != ParameterType::Number)
        fail("scaling: there is no number " + parameter);
    return parameter;
}

std::string CatalogReader::known(const std::string &operation)
{
    for (const Operation &each : m_catalog.m_operations)
        if (each.id == operation)
            return operation;
    fail("there is no operation " + operation);
}

void CatalogReader::addSizes(Kind &kind, const std::string &size, const std::string &title)
{
    const SizeLadder *ladder = m_catalog.ladder(kind.ladder);
    if (!ladder)
        return;
    ParameterSpec spec;
    spec.id = "size";
    spec.title = title;
    spec.type = ParameterType::Choice;
    spec.fallback = size;
    spec.source = ladder->source;
    spec.trust = Trust::Published;
    for (const SizeOption &option : ladder->sizes)
        spec.options.push_back({ option.id, option.title });
    kind.parameters.push_back(std::move(spec));
}

ResourceSpec CatalogReader::readResource(const json &resource)
{
    ResourceSpec out;
    out.id = resource.at("id");
    out.title = resource.at("title");
    out.unit = text(resource, "unit", "1");
    out.kind = resource.at("kind");
    out.capacity = formula(resource, "capacity");
    out.servers = formula(resource, "servers");
    out.queue = formula(resource, "queue");
    out.standing = formula(resource, "standing");
    out.isInSeries = resource.value("in_series", false);
    out.standingIsShared = resource.value("standing_is_shared", false);
    const json perVisit = resource.value("per_visit", json::object());
    for (const auto &[operation, amount] : perVisit.items())
        out.perVisit[known(operation)] = formula(perVisit, operation.c_str());
    return out;
}

} // namespace headroom::catalog

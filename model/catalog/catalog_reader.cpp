#include "model/catalog/catalog.h"
#include "model/catalog/rule_reader.h"

#include <nlohmann/json.hpp>

#include <limits>

namespace headroom::catalog {

using nlohmann::json;

/// Fills a catalog from the parsed texts; the first problem throws an Error that parse() catches.
class CatalogReader {
public:
    Result<Catalog> run(const std::vector<CatalogText> &texts)
    {
        try {
            std::vector<json> documents;
            for (const CatalogText &text : texts) {
                m_file = text.name;
                documents.push_back(json::parse(text.text));
            }
            for (const auto step : { &CatalogReader::readBasics, &CatalogReader::readConnections,
                                     &CatalogReader::readKinds, &CatalogReader::readLooks })
                for (std::size_t i = 0; i < documents.size(); ++i) {
                    m_file = texts[i].name;
                    (this->*step)(documents[i]);
                }
        } catch (const Error &error) {
            return error;
        } catch (const json::exception &error) {
            return Error { std::string("not what a catalog file holds: ") + error.what(), m_file + m_place,
                           "Correct the file" };
        }
        if (m_catalog.m_connectionKinds.empty() || m_catalog.m_presets.empty())
            return Error { "connections or workload presets are missing", "catalog", "Add the missing file" };
        m_catalog.m_placeholder.title = "Unknown";
        m_catalog.m_placeholder.family = "compute";
        m_catalog.m_placeholder.behavior = "station";
        m_catalog.m_placeholder.icon = "custom";
        m_catalog.m_placeholder.placeholderFor = "?";
        return std::move(m_catalog);
    }

private:
    [[noreturn]] void fail(const std::string &what) { throw Error { what, m_file + m_place, "Correct the file" }; }

    Formula formula(const json &object, const char *key)
    {
        if (!object.contains(key))
            return {};
        const json &value = object[key];
        Result<Formula> parsed
            = Formula::parse(value.is_string() ? value.get<std::string>() : value.dump(), *m_catalog.m_tables);
        if (!parsed)
            throw Error { parsed.error().what, m_file + m_place + '/' + key + ": " + parsed.error().where,
                          parsed.error().mend };
        return std::move(parsed).value();
    }

    static std::string text(const json &object, const char *key, const std::string &otherwise = {})
    {
        return object.value(key, otherwise);
    }

    static project::Value value(const json &given)
    {
        if (given.is_boolean())
            return given.get<bool>();
        if (given.is_number())
            return given.get<double>();
        return given.get<std::string>();
    }

    static Trust trustIn(const json &object)
    {
        const std::string trust = text(object, "trust", "illustrative");
        return trust == "measured" ? Trust::Measured : trust == "published" ? Trust::Published : Trust::Illustrative;
    }

    ParameterSpec parameter(const json &object)
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

    void readBasics(const json &document)
    {
        m_catalog.m_currency = text(document, "currency", m_catalog.m_currency);
        const json prices = document.value("prices", json::object());
        for (const auto &[id, tiers] : prices.items())
            for (const json &tier : tiers)
                (*m_catalog.m_tables)[id].push_back(
                    { tier.value("up_to", std::numeric_limits<double>::infinity()), tier.at("price") });
        for (const json &family : document.value("families", json::array()))
            m_catalog.m_families.push_back({ family.at("id"), family.at("title") });
        for (const json &ladder : document.value("ladders", json::array())) {
            SizeLadder out { ladder.at("id"), ladder.at("title"), text(ladder, "source"), {} };
            for (const json &size : ladder.at("sizes")) {
                SizeOption option { size.at("id"), size.at("title"), {} };
                for (const auto &[name, figure] : size.at("figures").items())
                    option.figures[name] = figure.get<double>();
                out.sizes.push_back(std::move(option));
            }
            m_catalog.m_ladders.push_back(std::move(out));
        }
        for (const json &operation : document.value("operations", json::array())) {
            Operation out { operation.at("id"),
                            operation.at("title"),
                            text(operation, "parent"),
                            operation.value("is_visit", true),
                            operation.value("writes", false),
                            operation.value("deferrable", false),
                            operation.value("required", false),
                            operation.value("dispensable", false),
                            operation.value("remote", false),
                            operation.value("count", 1.0),
                            formula(operation, "factor"),
                            0,
                            {},
                            Trust::Illustrative };
            if (operation.contains("request")) {
                const json &request = operation["request"];
                out.requestBytes = request.at("bytes").get<double>();
                out.requestSource = request.at("source").get<std::string>();
                out.requestTrust = trustIn(request);
            }
            m_catalog.m_operations.push_back(std::move(out));
        }
        for (const json &spec : document.value("workload_parameters", json::array()))
            m_catalog.m_workloadParameters.push_back(parameter(spec));
        for (const json &spec : document.value("station_parameters", json::array()))
            m_stationParameters.push_back(parameter(spec));
        for (const json &preset : document.value("presets", json::array()))
            readPreset(preset);
        for (const json &shape : document.value("day_shapes", json::array()))
            m_catalog.m_dayShapes.push_back(
                { shape.at("id"), shape.at("title"), text(shape, "summary"), shape.at("hours") });
        for (const json &rule : document.value("rules", json::array()))
            readRule(rule);
    }

    static project::OperationUse readUse(const json &use)
    {
        project::OperationUse out { use.at("operation"), use.value("count", 1.0), use.value("time", 0.0),
                                    use.value("bytes", 0.0), std::nullopt };
        if (use.contains("request_bytes"))
            out.requestBytes = use["request_bytes"].get<double>();
        return out;
    }

    void readPreset(const json &preset)
    {
        WorkloadPreset out { preset.at("id"), preset.at("title"), text(preset, "summary"), {}, {}, {} };
        const json parameters = preset.value("parameters", json::object());
        for (const auto &[id, given] : parameters.items())
            out.parameters.set(id, value(given));
        for (const json &each : preset.at("classes")) {
            project::RequestClass requestClass { each.at("id"), each.at("name"), each.at("share"), {}, {} };
            if (each.contains("changes_state"))
                requestClass.changesState = each["changes_state"].get<bool>();
            for (const json &use : each.at("uses"))
                requestClass.uses.push_back(readUse(use));
            out.classes.push_back(std::move(requestClass));
        }
        for (const json &each : preset.value("journeys", json::array()))
            out.journeys.push_back(readJourney(each, out));
        m_catalog.m_presets.push_back(std::move(out));
    }

    project::Journey readJourney(const json &each, const WorkloadPreset &preset)
    {
        project::Journey out { each.at("id"), each.at("name"), each.value("weight", 1.0), {}, {}, {}, {}, {} };
        for (const json &visit : each.at("visits"))
            out.visits.push_back({ visit.at("class"), visit.at("count") });
        for (const project::ClassVisit &visit : out.visits)
            if (std::none_of(preset.classes.begin(), preset.classes.end(),
                             [&](const auto &known) { return known.id == visit.requestClass; }))
                fail("the journey " + out.id + " visits no class " + visit.requestClass);
        if (each.contains("p95"))
            out.p95 = each["p95"].get<double>();
        out.criticality = text(each, "criticality");
        return out;
    }

    void readRule(const json &rule)
    {
        Result<RuleSpec> read = ruleOf(rule);
        if (!read)
            fail(read.error().what);
        if (m_catalog.rule(read->id))
            fail("the rule " + read->id + " is there twice");
        m_catalog.m_ruleIndex.emplace(read->id, m_catalog.m_rules.size());
        m_catalog.m_rules.push_back(std::move(read).value());
    }

    void readConnections(const json &document)
    {
        static const std::map<std::string, Routing> routings {
            { "share", Routing::Share }, { "each", Routing::Each },           { "lookup", Routing::Lookup },
            { "miss", Routing::Miss },   { "replicate", Routing::Replicate }, { "control", Routing::Control }
        };
        for (const json &each : document.value("connections", json::array())) {
            ConnectionKind kind;
            kind.id = each.at("id");
            m_place = "connections/" + kind.id;
            kind.title = each.at("title");
            kind.summary = text(each, "summary");
            const auto routing = routings.find(each.at("routing").get<std::string>());
            if (routing == routings.end())
                fail("unknown routing");
            kind.routing = routing->second;
            kind.waits = each.value("waits", true);
            kind.hard = each.value("hard", true);
            kind.joins = each.value("joins", false);
            kind.line = text(each, "line", "solid");
            kind.carries = each.value("carries", std::vector<std::string> {});
            for (const json &spec : each.value("parameters", json::array()))
                kind.parameters.push_back(parameter(spec));
            m_catalog.m_connectionKinds.push_back(std::move(kind));
        }
        m_place.clear();
    }

    void readKinds(const json &document)
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

    Kind readKind(const json &each, const std::string &id)
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
                                     formula(handled, "latency"), formula(handled, "hit"),
                                     handled.value("only_local", false), handled.value("forwards", false) });
        kind.originates = each.value("originates", std::vector<std::string> {});
        kind.instances = formula(each, "instances");
        kind.machines = formula(each, "machines");
        kind.autoscales = each.value("autoscales", false);
        kind.hotShare = formula(each, "hot_share");
        for (const json &cost : each.value("costs", json::array())) {
            const std::string item = cost.at("id");
            if (std::any_of(kind.costs.begin(), kind.costs.end(),
                            [&](const CostItem &other) { return other.id == item; }))
                fail("the cost " + item + " is there twice");
            kind.costs.push_back({ item, cost.at("title"), cost.at("category"), formula(cost, "per_month") });
        }
        kind.scaling = readScaling(kind, each.value("scaling", json::object()));
        const json failure = each.value("failure", json::object());
        kind.failure
            = { formula(failure, "instance"),  formula(failure, "group"),          formula(failure, "redundant"),
                formula(failure, "unnoticed"), formula(failure, "failover_share"), failure.value("managed", false),
                formula(failure, "own_risk") };
        kind.incoming = text(each, "incoming");
        kind.outgoing = text(each, "outgoing");
        kind.scaleOut = text(each, "scale_out");
        if (!kind.scaleOut.empty() && !kind.findParameter(kind.scaleOut))
            fail("scale_out names no parameter");
        return kind;
    }

    /// How elements are drawn is the same for all kinds; it comes after what they are.
    void readLooks(const json &document)
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
        for (ConnectionKind &kind : m_catalog.m_connectionKinds)
            add("connections", kind.parameters);
        m_place.clear();
    }

    /// What all kinds with a station have, unless they say it in their own words.
    void addStationParameters(Kind &kind) const
    {
        if (std::none_of(kind.resources.begin(), kind.resources.end(),
                         [](const ResourceSpec &each) { return each.kind == "time"; }))
            return;
        for (const ParameterSpec &spec : m_stationParameters)
            if (!kind.findParameter(spec.id))
                kind.parameters.push_back(spec);
    }

    ScalingSpec readScaling(const Kind &kind, const json &object)
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
    std::string scaled(const Kind &kind, const std::string &parameter)
    {
        const ParameterSpec *spec = kind.findParameter(parameter);
        if (!spec || spec->type != ParameterType::Number)
            fail("scaling: there is no number " + parameter);
        return parameter;
    }

    std::string known(const std::string &operation)
    {
        for (const Operation &each : m_catalog.m_operations)
            if (each.id == operation)
                return operation;
        fail("there is no operation " + operation);
    }

    void addSizes(Kind &kind, const std::string &size, const std::string &title)
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

    ResourceSpec readResource(const json &resource)
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
        out.standingIsShared = resource.value("standing_is_shared", false);
        const json perVisit = resource.value("per_visit", json::object());
        for (const auto &[operation, amount] : perVisit.items())
            out.perVisit[known(operation)] = formula(perVisit, operation.c_str());
        return out;
    }

    Catalog m_catalog;
    std::vector<ParameterSpec> m_stationParameters;
    std::string m_file;
    std::string m_place;
};

Result<Catalog> Catalog::parse(const std::vector<CatalogText> &texts)
{
    return CatalogReader().run(texts);
}

} // namespace headroom::catalog

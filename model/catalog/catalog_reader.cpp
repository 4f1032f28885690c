#include "model/catalog/catalog_reader.h"
#include "model/catalog/rule_reader.h"

#include <algorithm>
#include <limits>
#include <map>

namespace headroom::catalog {

using nlohmann::json;

Result<Catalog> CatalogReader::run(const std::vector<CatalogText> &texts)
{
    try {
        std::vector<json> documents;
        for (const CatalogText &text : texts) {
            m_file = text.name;
            documents.push_back(json::parse(text.text));
        }
        for (const auto step : { &CatalogReader::readBasics, &CatalogReader::readConnections, &CatalogReader::readKinds,
                                 &CatalogReader::readLooks })
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

void CatalogReader::fail(const std::string &what) const
{
    throw Error { what, m_file + m_place, "Correct the file" };
}

Formula CatalogReader::formula(const json &object, const char *key)
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

std::string CatalogReader::text(const json &object, const char *key, const std::string &otherwise)
{
    return object.value(key, otherwise);
}

project::Value CatalogReader::value(const json &given)
{
    if (given.is_boolean())
        return given.get<bool>();
    if (given.is_number())
        return given.get<double>();
    return given.get<std::string>();
}

Trust CatalogReader::trustIn(const json &object)
{
    const std::string trust = text(object, "trust", "illustrative");
    return trust == "measured" ? Trust::Measured : trust == "published" ? Trust::Published : Trust::Illustrative;
}

void CatalogReader::readBasics(const json &document)
{
    m_catalog.m_currency = text(document, "currency", m_catalog.m_currency);
    const json prices = document.value("prices", json::object());
    for (const auto &[id, tiers] : prices.items())
        for (const json &tier : tiers)
            (*m_catalog.m_tables)[id].push_back(
                { tier.value("up_to", std::numeric_limits<double>::infinity()), tier.at("price") });
    for (const json &family : document.value("families", json::array()))
        m_catalog.m_families.push_back({ family.at("id"), family.at("title") });
    for (const json &ladder : document.value("ladders", json::array()))
        readLadder(ladder);
    for (const json &operation : document.value("operations", json::array()))
        readOperation(operation);
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
    m_catalog.m_phrases.merge(phrasesOf(document));
}

void CatalogReader::readLadder(const json &ladder)
{
    SizeLadder out { ladder.at("id"), ladder.at("title"), text(ladder, "source"), {} };
    for (const json &size : ladder.at("sizes")) {
        SizeOption option { size.at("id"), size.at("title"), {} };
        for (const auto &[name, figure] : size.at("figures").items())
            option.figures[name] = figure.get<double>();
        out.sizes.push_back(std::move(option));
    }
    m_catalog.m_ladders.push_back(std::move(out));
}

void CatalogReader::readOperation(const json &operation)
{
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

project::OperationUse CatalogReader::readUse(const json &use)
{
    project::OperationUse out { use.at("operation"), use.value("count", 1.0), use.value("time", 0.0),
                                use.value("bytes", 0.0), std::nullopt };
    if (use.contains("request_bytes"))
        out.requestBytes = use["request_bytes"].get<double>();
    return out;
}

void CatalogReader::readPreset(const json &preset)
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

project::Journey CatalogReader::readJourney(const json &each, const WorkloadPreset &preset)
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

void CatalogReader::readRule(const json &rule)
{
    Result<RuleSpec> read = ruleOf(rule);
    if (!read)
        fail(read.error().what);
    if (m_catalog.rule(read->id))
        fail("the rule " + read->id + " is there twice");
    m_catalog.m_ruleIndex.emplace(read->id, m_catalog.m_rules.size());
    m_catalog.m_rules.push_back(std::move(read).value());
}

void CatalogReader::readConnections(const json &document)
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

Result<Catalog> Catalog::parse(const std::vector<CatalogText> &texts)
{
    return CatalogReader().run(texts);
}

} // namespace headroom::catalog

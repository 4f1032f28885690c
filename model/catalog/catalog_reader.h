#pragma once

#include "model/catalog/catalog.h"

#include <nlohmann/json.hpp>

namespace headroom::catalog {

/// Fills a catalog from the parsed texts; the first problem throws an Error that run() catches.
class CatalogReader {
public:
    Result<Catalog> run(const std::vector<CatalogText> &texts);

private:
    using json = nlohmann::json;

    // catalog_reader.cpp
    [[noreturn]] void fail(const std::string &what) const;
    Formula formula(const json &object, const char *key);
    static std::string text(const json &object, const char *key, const std::string &otherwise = {});
    static project::Value value(const json &given);
    static Trust trustIn(const json &object);
    void readBasics(const json &document);
    void readLadder(const json &ladder);
    void readOperation(const json &operation);
    static project::OperationUse readUse(const json &use);
    void readPreset(const json &preset);
    project::Journey readJourney(const json &each, const WorkloadPreset &preset);
    void readRule(const json &rule);
    void readConnections(const json &document);

    // kind_reader.cpp
    ParameterSpec parameter(const json &object);
    void readKinds(const json &document);
    Kind readKind(const json &each, const std::string &id);
    void readLooks(const json &document);
    void addStationParameters(Kind &kind) const;
    ScalingSpec readScaling(const Kind &kind, const json &object);
    std::string scaled(const Kind &kind, const std::string &parameter);
    std::string known(const std::string &operation);
    void addSizes(Kind &kind, const std::string &size, const std::string &title);
    ResourceSpec readResource(const json &resource);

    Catalog m_catalog;
    std::vector<ParameterSpec> m_stationParameters;
    std::string m_file;
    std::string m_place;
};

} // namespace headroom::catalog

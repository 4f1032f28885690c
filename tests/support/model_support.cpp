#include "tests/support/model_support.h"

#include "model/serialization/project_json.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace headroom::test {

namespace {

[[noreturn]] void giveUp(const std::string &why)
{
    std::fprintf(stderr, "test support: %s\n", why.c_str());
    std::abort();
}

project::Parameters parametersOf(std::vector<project::Parameters::Entry> entries)
{
    project::Parameters parameters;
    for (auto &[id, value] : entries)
        parameters.set(id, value);
    return parameters;
}

} // namespace

std::string sourceText(const std::string &path)
{
    std::ifstream file(std::string(HEADROOM_SOURCE_DIR) + "/" + path, std::ios::binary);
    if (!file)
        giveUp("cannot read " + path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

const catalog::Catalog &theCatalog()
{
    static const catalog::Catalog read = [] {
        std::vector<catalog::CatalogText> texts;
        for (const char *name : { "connections.json", "kinds.json", "locations.json", "looks.json", "prices.json",
                                  "rules.json", "workload.json" })
            texts.push_back({ name, sourceText(std::string("resources/catalog/") + name) });
        Result<catalog::Catalog> result = catalog::Catalog::parse(texts);
        if (!result)
            giveUp(result.error().message());
        return std::move(result).value();
    }();
    return read;
}

project::Snapshot openDesign(const std::string &path)
{
    const auto read = serialization::readProject(sourceText(path), path, theCatalog());
    if (!read)
        giveUp(read.error().message());
    return read->project;
}

std::vector<std::string> allDesigns()
{
    std::vector<std::string> found;
    for (const char *folder : { "examples", "resources/templates" })
        for (const auto &entry : std::filesystem::directory_iterator(std::string(HEADROOM_SOURCE_DIR) + "/" + folder))
            if (entry.path().extension() == ".headroom")
                found.push_back(std::string(folder) + "/" + entry.path().filename().string());
    std::sort(found.begin(), found.end());
    return found;
}

ProjectBuilder::ProjectBuilder()
{
    m_project.name = "test";
    m_stage.name = "stage";
    m_stage.users = { 1, 1000 };
}

ProjectBuilder &ProjectBuilder::component(const std::string &id, const std::string &kind,
                                          std::vector<project::Parameters::Entry> parameters, const std::string &place)
{
    project::Component component;
    component.id = component.name = id;
    component.kind = kind;
    component.place = place;
    component.parameters = parametersOf(std::move(parameters));
    m_stage.components.push_back(std::move(component));
    return *this;
}

ProjectBuilder &ProjectBuilder::link(const std::string &from, const std::string &to, const std::string &kind,
                                     std::vector<project::Parameters::Entry> parameters)
{
    project::Connection connection;
    connection.id = from + "-" + to;
    connection.from = from;
    connection.to = to;
    connection.kind = kind;
    connection.parameters = parametersOf(std::move(parameters));
    m_stage.connections.push_back(std::move(connection));
    return *this;
}

ProjectBuilder &ProjectBuilder::upTo(double users)
{
    m_stage.users.to = users;
    return *this;
}

ProjectBuilder &ProjectBuilder::onlyClass(std::vector<project::OperationUse> uses)
{
    m_project.workload.classes = { { "only", "Only", 1, std::move(uses) } };
    return *this;
}

project::Project ProjectBuilder::build() const
{
    project::Project project = m_project;
    project.stages = { std::make_shared<project::Stage>(m_stage) };
    return project;
}

analysis::Report ProjectBuilder::at(double users) const
{
    return analysis::analyze(build(), 0, users, theCatalog());
}

const analysis::ComponentReport &componentOf(const analysis::Report &report, const std::string &id)
{
    const analysis::ComponentReport *found = report.findComponent(id);
    if (!found)
        giveUp("no component " + id);
    return *found;
}

const analysis::ConnectionReport &connectionOf(const analysis::Report &report, const std::string &id)
{
    for (const analysis::ConnectionReport &each : report.connections)
        if (each.id == id)
            return each;
    giveUp("no connection " + id);
}

const analysis::ResourceReport &resourceOf(const analysis::Report &report, const std::string &component,
                                           const std::string &resource)
{
    for (const analysis::ResourceReport &each : componentOf(report, component).resources)
        if (each.id == resource)
            return each;
    giveUp("no resource " + resource + " of " + component);
}

bool hasFinding(const analysis::Report &report, const std::string &rule)
{
    return std::any_of(report.findings.begin(), report.findings.end(),
                       [&](const analysis::Finding &each) { return each.rule == rule; });
}

} // namespace headroom::test

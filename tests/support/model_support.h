#pragma once

#include "model/analysis/analyze.h"
#include "model/catalog/catalog.h"
#include "model/project/project.h"

#include <string>
#include <vector>

namespace headroom::test {

/// The catalog of resources/catalog, read once. Ends the test program when it cannot be read.
const catalog::Catalog &theCatalog();

/// Text of a file below the source folder.
std::string sourceText(const std::string &path);

/// A design below the source folder. Ends the test program when it cannot be read.
project::Snapshot openDesign(const std::string &path);

/// Paths of all examples and templates.
std::vector<std::string> allDesigns();

/// Builds a one-stage project that reads like the diagram.
class ProjectBuilder {
public:
    ProjectBuilder();
    /// Adds a component; its id is also its name.
    ProjectBuilder &component(const std::string &id, const std::string &kind,
                              std::vector<project::Parameters::Entry> parameters = {}, const std::string &place = {});
    ProjectBuilder &link(const std::string &from, const std::string &to, const std::string &kind,
                         std::vector<project::Parameters::Entry> parameters = {});
    ProjectBuilder &upTo(double users);
    /// One class with these operations instead of the preset's.
    ProjectBuilder &onlyClass(std::vector<project::OperationUse> uses);
    [[nodiscard]] project::Project build() const;
    [[nodiscard]] analysis::Report at(double users) const;

private:
    project::Project m_project;
    project::Stage m_stage;
};

/// The component of a report; ends the test program when there is none.
const analysis::ComponentReport &componentOf(const analysis::Report &report, const std::string &id);
const analysis::ConnectionReport &connectionOf(const analysis::Report &report, const std::string &id);
const analysis::ResourceReport &resourceOf(const analysis::Report &report, const std::string &component,
                                           const std::string &resource);
/// Whether a rule has something to say.
bool hasFinding(const analysis::Report &report, const std::string &rule);

} // namespace headroom::test

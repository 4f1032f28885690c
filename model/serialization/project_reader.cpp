#include "model/serialization/project_json.h"

#include "model/core/nearest.h"
#include "model/edits/limits.h"
#include "model/reliability/tolerance.h"
#include "model/serialization/budgeted_json.h"
#include "model/serialization/growth_settings_reader.h"
#include "model/serialization/json_reader.h"
#include "model/serialization/png_design.h"
#include "model/serialization/stage_reader.h"
#include "model/serialization/workload_reader.h"

#include <algorithm>

namespace headroom::serialization {

namespace {

using nlohmann::json;

constexpr double kFirstUsers = 1000; // upper end of the stage that an empty design gets

void checkFormat(JsonReader &reader, const json &root)
{
    const auto format = root.is_object() ? root.find("format") : root.end();
    if (!root.is_object() || format == root.end() || *format != "headroom")
        return reader.fail("this is not a Headroom design", "Open a file that has \"format\": \"headroom\"");
    const json &version = reader.member(root, "version");
    const JsonReader::Step step(reader, "version");
    if (!version.is_number_integer())
        return reader.fail("expected a whole number", "Write 1");
    const double read = version.get<double>();
    if (read > kFormatVersion)
        reader.fail("this design was made by a newer Headroom (version " + version.dump() + ", this one knows "
                        + std::to_string(kFormatVersion) + ")",
                    "Open it with a newer Headroom");
    else if (read < 1)
        reader.fail("there is no version " + version.dump() + " of the format", "Write 1");
}

/// A design always has a stage to show.
void ensureStage(JsonReader &reader, project::Project &project)
{
    if (!project.stages.empty())
        return;
    project.stages.push_back(
        std::make_shared<project::Stage>(project::Stage { "Stage 1", { 0, kFirstUsers }, {}, {}, {} }));
    reader.note("the design had no stage; an empty one was added");
}

project::Acknowledgment readAcknowledgment(JsonReader &reader, const json &value)
{
    project::Acknowledgment read;
    read.rule = reader.text(value, "rule", edits::kMaximumName);
    read.reason = reader.text(value, "reason", edits::kMaximumNotes);
    const json &subjects = reader.member(value, "subjects");
    const JsonReader::Step step(reader, "subjects");
    if (!reader.hasFailed() && !subjects.is_array())
        reader.fail("expected a list", "Write the ids of the components and connections in brackets");
    if (!reader.hasFailed() && subjects.size() > edits::kMaximumComponents)
        reader.fail("there are more than 20,000 ids", "Acknowledge less at once");
    if (reader.hasFailed())
        return read;
    for (const json &each : subjects) {
        const bool isId = each.is_string() && edits::isLegalId(each.get_ref<const std::string &>());
        if (!isId) {
            reader.fail("expected an id", "Write letters, digits, '_', '-' and '.'");
            return read;
        }
        read.subjects.push_back(each.get<std::string>());
    }
    return read;
}

void noteUnknownTier(JsonReader &reader, const std::string &stated)
{
    std::vector<std::string> known;
    for (const reliability::Tier &tier : reliability::tiers())
        known.emplace_back(tier.id);
    if (!reader.hasFailed() && std::find(known.begin(), known.end(), stated) == known.end())
        reader.note("the criticality \"" + stated + "\" is unknown; it counts as \""
                    + std::string(reliability::tierOf(stated).id) + "\"" + didYouMean(stated, known));
}

project::Snapshot readRoot(JsonReader &reader, const json &root, const catalog::Catalog &catalog)
{
    auto project = std::make_shared<project::Project>();
    checkFormat(reader, root);
    if (reader.hasFailed())
        return project;
    project->name = reader.text(root, "name", edits::kMaximumName);
    project->notes = reader.optionalText(root, "notes", edits::kMaximumNotes);
    if (root.contains("criticality"))
        project->criticality = reader.text(root, "criticality", edits::kMaximumName);
    noteUnknownTier(reader, project->criticality);
    if (root.contains("workload"))
        project->workload = readWorkload(reader, root["workload"], catalog);
    reader.member(root, "stages");
    reader.list(root, "stages", edits::kMaximumStages, [&](const json &each) {
        project->stages.push_back(std::make_shared<project::Stage>(readStage(reader, each, catalog)));
    });
    ensureStage(reader, *project);
    reader.list(root, "acknowledged", edits::kMaximumAcknowledgments,
                [&](const json &each) { project->acknowledged.push_back(readAcknowledgment(reader, each)); });
    project->plan = readPlan(reader, root);
    project->uncertainties = readUncertainties(reader, root);
    project->unknown = JsonReader::unknownKeys(root,
                                               { "format", "version", "name", "notes", "criticality", "workload",
                                                 "stages", "acknowledged", "plan", "uncertainties" });
    return project;
}

Result<ReadProject> readText(std::string_view text, const std::string &fileName, const catalog::Catalog &catalog)
{
    const Result<json> parsed = parseJson(text, fileName);
    if (!parsed)
        return parsed.error();
    JsonReader reader;
    project::Snapshot project = readRoot(reader, *parsed, catalog);
    if (!reader.hasFailed())
        return ReadProject { std::move(project), reader.takeNotes() };
    const Error &found = reader.error();
    if (found.where.empty())
        return Error { found.what, fileName, found.mend };
    const std::size_t line = lineOfPath(text, found.where);
    const std::string place = line > 0 ? ", line " + std::to_string(line) : std::string();
    return Error { found.what, fileName + place + ", " + found.where, found.mend };
}

} // namespace

Result<ReadProject> readProject(std::string_view text, const std::string &fileName, const catalog::Catalog &catalog)
{
    if (!isPng(text))
        return readText(text, fileName, catalog);
    const Result<std::string> design = designOfPng(text, fileName);
    return design ? readText(*design, fileName, catalog) : design.error();
}

} // namespace headroom::serialization

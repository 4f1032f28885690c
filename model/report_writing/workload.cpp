#include "model/workload/workload.h"
#include "model/report_writing/sections.h"
#include "model/report_writing/words.h"
#include "model/reporting/limits_text.h"
#include "model/reporting/numbers.h"
#include "model/reporting/stated_time.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace headroom::report_writing {

namespace {

const char *word(catalog::Trust trust)
{
    switch (trust) {
    case catalog::Trust::Measured:
        return "measured";
    case catalog::Trust::Published:
        return "published";
    case catalog::Trust::Illustrative:
        break;
    }
    return "illustrative";
}

/// What the help of a parameter says that 0 stands for, as in "…; 0: by its vCPUs."; empty: the number itself.
std::string meaningOfZero(const catalog::ParameterSpec &spec)
{
    const std::size_t at = spec.help.find("0: ");
    if (at == std::string::npos || (at > 0 && spec.help[at - 1] != ' '))
        return {};
    const std::size_t from = at + 3;
    return spec.help.substr(from, spec.help.find_first_of(".;", from) - from);
}

std::string valueWords(const catalog::ParameterSpec &spec, const project::Value &value)
{
    if (const double *number = std::get_if<double>(&value)) {
        const std::string meaning = *number == 0 ? meaningOfZero(spec) : std::string();
        return meaning.empty() ? reporting::readable(*number, spec.unit, spec.display) : meaning;
    }
    if (const bool *flag = std::get_if<bool>(&value))
        return *flag ? "yes" : "no";
    const std::string &chosen = std::get<std::string>(value);
    for (const catalog::Option &option : spec.options)
        if (option.id == chosen)
            return option.title;
    return chosen.empty() ? "–" : chosen;
}

/// Value and where it is from: the design, the preset, or the catalog with its source and trust.
std::vector<Cell> workloadRow(const Study &study, const catalog::ParameterSpec &spec)
{
    const project::Workload &workload = study.project.workload;
    const catalog::WorkloadPreset &preset = study.catalog.preset(workload.preset);
    const bool isTyped = workload.parameters.find(spec.id);
    const project::Value *stated = isTyped ? workload.parameters.find(spec.id) : preset.parameters.find(spec.id);
    const std::string from = isTyped ? "Stated in this design"
        : stated                     ? "Preset " + inQuotes(preset.title)
                                     : spec.source;
    return { { spec.title },
             { valueWords(spec, stated ? *stated : spec.fallback) },
             { from },
             { isTyped ? "stated" : word(spec.trust) } };
}

/// "A; B; C": of what has commas and numbers in it.
std::string joined(const std::vector<std::string> &parts)
{
    std::string text;
    for (const std::string &each : parts)
        text += (text.empty() ? "" : "; ") + each;
    return text;
}

constexpr const char *kTimes = "\u00a0×\u00a0"; ///< no line ends here

/// "30.0 ms" on one line.
std::string unbroken(std::string text)
{
    if (const std::size_t space = text.find(' '); space != std::string::npos)
        text.replace(space, 1, "\u00a0");
    return text;
}

std::string operationsOf(const Study &study, const project::RequestClass &given)
{
    std::vector<std::string> parts;
    for (const project::OperationUse &use : given.uses)
        for (const catalog::Operation &operation : study.catalog.operations())
            if (operation.id == use.operation && use.count > 0)
                parts.push_back(operation.title + ": " + reporting::briefNumber(use.count)
                                + (use.time > 0 ? kTimes + unbroken(reporting::duration(use.time)) : ""));
    return joined(parts);
}

void addClasses(const Study &study, Section &section)
{
    const auto &classes = workload::classesOf(study.project.workload, study.catalog);
    Table table { "What users ask for: the classes of requests, and what one request of each takes",
                  { { "Class", false },
                    { "Share", true },
                    { "Requests in the peak hour", true },
                    { "One request performs", false } },
                  {} };
    for (const analysis::ClassReport &each : study.report.classes) {
        const auto given = std::find_if(classes.begin(), classes.end(),
                                        [&](const project::RequestClass &one) { return one.id == each.id; });
        const double share
            = study.report.requestsPerSecond > 0 ? each.requestsPerSecond / study.report.requestsPerSecond : 0;
        table.rows.push_back({ { each.name },
                               { study.report.requestsPerSecond > 0 ? reporting::percent(share) : "–" },
                               { reporting::compactRate(each.requestsPerSecond) },
                               { given == classes.end() ? "–" : operationsOf(study, *given) } });
    }
    if (!table.rows.empty())
        section.blocks.emplace_back(std::move(table));
}

/// ", “Session” among them, which writes in passing": a login notes its time, say, and counts as a read.
std::string writersAmongReads(const Study &study)
{
    std::vector<std::string> names;
    for (const project::RequestClass &each : workload::classesOf(study.project.workload, study.catalog))
        if (workload::waitsForWrite(each, study.catalog) && !workload::changesState(each, study.catalog))
            names.push_back(inQuotes(each.name));
    return names.empty()
        ? ""
        : ", " + listed(names, 4) + " among them, which " + (names.size() == 1 ? "writes" : "write") + " in passing";
}

void addJobs(const Study &study, Section &section)
{
    if (study.report.jobs.empty())
        return;
    Table table { "Work that no user waits for",
                  { { "Job", false },
                    { "Items", true },
                    { "Mean rate", true },
                    { "Highest rate", true },
                    { "Done within", true },
                    { "Deadline", true } },
                  {} };
    for (const analysis::JobReport &each : study.report.jobs) {
        Cell time = timeCell(each.time, each.state);
        if (!each.time)
            time.text = "never";
        if (each.holds && !*each.holds)
            time.tone = Tone::Bad;
        table.rows.push_back({ { each.name },
                               { usersCell(each.items) + (each.isBatch ? " a run" : " a day") },
                               { reporting::compactRate(each.itemsPerSecond) },
                               { reporting::compactRate(each.peakPerSecond) },
                               time,
                               { each.deadline > 0 ? reporting::statedTime(each.deadline) : "–" } });
    }
    section.blocks.emplace_back(std::move(table));
}

/// Every default that a component of the stage works with, once per kind.
Table defaultsOf(const Study &study)
{
    Table table {
        "Defaults that this design leaves as they are, per kind of component",
        { { "Kind", false }, { "Parameter", false }, { "Value", true }, { "Source", false }, { "Trust", false } },
        {}
    };
    std::set<std::pair<std::string, std::string>> said;
    for (const project::Component &each : study.given().components) {
        const catalog::Kind &kind = study.catalog.kind(each.kind);
        for (const catalog::ParameterSpec &spec : kind.parameters) {
            const catalog::EffectiveValue value = catalog::effectiveValue(study.catalog, each, spec);
            if (value.origin != catalog::ValueOrigin::Default || spec.type != catalog::ParameterType::Number
                || spec.source.empty() || !said.emplace(kind.id, spec.id).second)
                continue;
            table.rows.push_back({ { kind.title },
                                   { spec.title },
                                   { valueWords(spec, value.value) },
                                   { spec.source },
                                   { word(spec.trust) } });
        }
    }
    return table;
}

/// What the design states of its components itself; those that are stated alike share a row.
Table statedOf(const Study &study)
{
    Table table { "What this design states of its components",
                  { { "Component", false }, { "Kind", false }, { "Stated", false } },
                  {} };
    std::vector<std::vector<std::string>> names;
    for (const project::Component &each : study.given().components) {
        const catalog::Kind &kind = study.catalog.kind(each.kind);
        std::vector<std::string> stated;
        for (const catalog::ParameterSpec &spec : kind.parameters)
            if (const project::Value *value = each.parameters.find(spec.id);
                value && spec.type != catalog::ParameterType::Text)
                stated.push_back(spec.title + ": " + valueWords(spec, *value));
        if (stated.empty())
            continue;
        const std::string text = joined(stated);
        const auto alike = std::find_if(table.rows.begin(), table.rows.end(), [&](const std::vector<Cell> &row) {
            return row[1].text == kind.title && row[2].text == text;
        });
        names.resize(alike == table.rows.end() ? names.size() + 1 : names.size());
        names[static_cast<std::size_t>(alike - table.rows.begin())].push_back(each.name);
        if (alike == table.rows.end())
            table.rows.push_back({ {}, { kind.title }, { text } });
    }
    for (std::size_t i = 0; i < names.size(); ++i)
        table.rows[i][0].text = listedCounted(names[i], 20);
    return table;
}

} // namespace

Section workloadSection(const Study &study)
{
    Section section { "workload", "Workload", {} };
    const catalog::WorkloadPreset &preset = study.catalog.preset(study.project.workload.preset);
    std::string text = study.project.workload.classes.empty()
        ? "Users behave as in the preset " + inQuotes(preset.title) + "."
        : "The design states its own classes of requests.";
    text += " " + capital(usersWords(study.users)) + " registered users make "
        + rateWords(study.report.requestsPerSecond)
        + (rateWords(study.report.requestsPerSecond) == "1" ? " dynamic request" : " dynamic requests")
        + " a second in the peak hour and " + rateWords(study.report.meanRequestsPerSecond)
        + " on average over the day";
    if (study.report.concurrentUsers && *study.report.concurrentUsers >= 1)
        text += "; in the peak hour " + usersWords(*study.report.concurrentUsers) + " of them are active at a time";
    text += ".";
    if (std::isfinite(study.report.readsPerWrite) && study.report.readsPerWrite > 0)
        text += " For every request that counts as a write there are "
            + reporting::briefNumber(std::round(study.report.readsPerWrite * 10) / 10) + " that count as reads"
            + writersAmongReads(study) + ".";
    section.blocks.emplace_back(Paragraph { text });
    addClasses(study, section);
    addJobs(study, section);
    Table table { "What users do, and how well each number is known",
                  { { "Assumption", false }, { "Value", true }, { "From", false }, { "Trust", false } },
                  {} };
    for (const catalog::ParameterSpec &spec : study.catalog.workloadParameters()) {
        const bool isPlanned = study.plan && (spec.id == "monthly_growth" || spec.id == "lead_time");
        if (!isPlanned) // the plan says it
            table.rows.push_back(workloadRow(study, spec));
    }
    section.blocks.emplace_back(std::move(table));
    return section;
}

Section assumptionSection(const Study &study)
{
    Section section { "assumptions", "Assumptions about components", {} };
    section.blocks.emplace_back(Paragraph {
        "Where the design states nothing, the numbers rest on defaults of the catalog. “Measured” means that the "
        "source has measured it, “published” that it stands in the source, “illustrative” that it is calibrated so "
        "that typical designs break where they are known to break. Put in what you have measured yourself before you "
        "rely on absolute numbers." });
    for (Table &table : std::vector<Table> { statedOf(study), defaultsOf(study) })
        if (!table.rows.empty())
            section.blocks.emplace_back(std::move(table));
    return section;
}

} // namespace headroom::report_writing

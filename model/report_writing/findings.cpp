#include "model/report_writing/sections.h"
#include "model/report_writing/words.h"

#include <algorithm>

namespace headroom::report_writing {

namespace {

using analysis::Finding;
using analysis::Severity;

/// A row of the table, and what else is found in the same words.
struct Said {
    std::vector<Cell> row;
    std::string gist; ///< its title without the name of whom it is about
    std::vector<std::string> others;
    std::size_t again = 0; ///< in parts of the same name
};

/// The name of whom a finding is about, where its title says it; else nothing.
std::string subjectOf(const Study &study, const Finding &finding)
{
    const analysis::ComponentReport *about
        = finding.subjects.empty() ? nullptr : study.report.findComponent(finding.subjects.front());
    return about && finding.title.starts_with(about->name) ? about->name : std::string();
}

/// A column of dashes only says nothing.
void dropLastIfEmpty(Table &table)
{
    const auto isEmpty = [](const std::vector<Cell> &row) { return row.back().text == "–"; };
    if (table.rows.empty() || !std::all_of(table.rows.begin(), table.rows.end(), isEmpty))
        return;
    table.columns.pop_back();
    for (std::vector<Cell> &row : table.rows)
        row.pop_back();
}

Table tableOf(const Study &study, const std::string &caption, bool (*isMeant)(const Finding &))
{
    std::vector<Said> said;
    for (const Finding &each : study.report.findings) {
        if (!isMeant(each))
            continue;
        const Tone tone = each.severity == Severity::Error ? Tone::Bad
            : each.severity == Severity::Warning           ? Tone::Watch
                                                           : Tone::Plain;
        const std::string effect = effectWords(each, study.report.currency);
        const auto words = [&](const std::string &text) { return inWords(text, study.report); };
        std::vector<Cell> row { { each.rule, tone },
                                { words(each.title + "." + (each.message.empty() ? "" : " " + each.message)) },
                                { each.acknowledged      ? "Lived with: " + *each.acknowledged
                                      : each.fix.empty() ? "–"
                                                         : words(each.fix) },
                                { effect.empty() ? "–" : capital(effect) } };
        const std::string subject = subjectOf(study, each);
        const std::string gist
            = each.rule + each.title.substr(subject.size()) + each.message + row[2].text + row[3].text;
        const auto twin = std::find_if(said.begin(), said.end(), [&](const Said &other) {
            return other.row == row || (!subject.empty() && other.gist == gist);
        });
        if (twin == said.end())
            said.push_back({ std::move(row), subject.empty() ? std::string() : gist, {}, 0 });
        else if (twin->row == row)
            ++twin->again;
        else
            twin->others.push_back(subject);
    }
    Table table { caption,
                  { { "Rule", false }, { "Finding", false }, { "What to do", false }, { "What that changes", false } },
                  {} };
    for (Said &each : said) {
        std::string &text = each.row[1].text;
        if (each.again > 0)
            text += " This is found " + std::to_string(each.again + 1) + " times, in parts of the same name.";
        if (!each.others.empty())
            text += " The same holds for " + listed(each.others) + ".";
        table.rows.push_back(std::move(each.row));
    }
    dropLastIfEmpty(table); // what that changes
    dropLastIfEmpty(table); // what to do, where that is gone
    return table;
}

} // namespace

Section findingSection(const Study &study)
{
    Section section { "findings", "Findings", {} };
    const std::vector<Table> tables {
        tableOf(study, "Errors: these keep the design from doing what it is for",
                [](const Finding &each) { return !each.acknowledged && each.severity == Severity::Error; }),
        tableOf(study, "Warnings: these will hurt with growth or a failure, or cost more than they must",
                [](const Finding &each) { return !each.acknowledged && each.severity == Severity::Warning; }),
        tableOf(study, "Worth knowing",
                [](const Finding &each) { return !each.acknowledged && each.severity == Severity::Info; }),
        tableOf(study, "Acknowledged by the owner of the design",
                [](const Finding &each) { return each.acknowledged.has_value(); })
    };
    for (const Table &table : tables)
        if (!table.rows.empty())
            section.blocks.emplace_back(table);
    if (section.blocks.empty())
        section.blocks.emplace_back(Paragraph { "None of the rules has anything to say about this stage." });
    return section;
}

} // namespace headroom::report_writing

#include "model/report_writing/sections.h"
#include "model/report_writing/words.h"

#include <algorithm>

namespace headroom::report_writing {

namespace {

using analysis::Finding;
using analysis::Severity;

Table tableOf(const Study &study, const std::string &caption, bool (*isMeant)(const Finding &))
{
    Table table { caption,
                  { { "Rule", false }, { "Finding", false }, { "What to do", false }, { "What that changes", false } },
                  {} };
    std::vector<std::size_t> counts; // of findings, per row
    for (const Finding &each : study.report.findings) {
        if (!isMeant(each))
            continue;
        const Tone tone = each.severity == Severity::Error ? Tone::Bad
            : each.severity == Severity::Warning           ? Tone::Watch
                                                           : Tone::Plain;
        const std::string effect = each.effect ? effectWords(*each.effect, study.report.currency) : std::string();
        std::vector<Cell> row { { each.rule, tone },
                                { each.title + "." + (each.message.empty() ? "" : " " + each.message) },
                                { each.acknowledged      ? "Lived with: " + *each.acknowledged
                                      : each.fix.empty() ? "–"
                                                         : each.fix },
                                { effect.empty() ? "–" : capital(effect) } };
        const auto twin = std::find(table.rows.begin(), table.rows.end(), row);
        if (twin == table.rows.end()) {
            table.rows.push_back(std::move(row));
            counts.push_back(1);
        } else {
            ++counts[static_cast<std::size_t>(twin - table.rows.begin())];
        }
    }
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (counts[i] > 1)
            table.rows[i][1].text
                += " This is found " + std::to_string(counts[i]) + " times, in parts of the same name.";
    return table;
}

} // namespace

Section findingSection(const Study &study)
{
    Section section { "findings", "Findings", {} };
    const std::vector<Table> tables {
        tableOf(study, "Errors: these keep the design from doing what it is for",
                [](const Finding &each) { return !each.acknowledged && each.severity == Severity::Error; }),
        tableOf(study, "Warnings: these will hurt with growth or a failure",
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

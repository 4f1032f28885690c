#include "model/report_writing/sections.h"
#include "model/report_writing/words.h"
#include "model/reporting/effect_text.h"

namespace headroom::report_writing {

namespace {

using analysis::Finding;
using analysis::Severity;

Table tableOf(const Study &study, const std::string &caption, bool (*isMeant)(const Finding &))
{
    Table table { caption,
                  { { "Rule", false }, { "Finding", false }, { "What to do", false }, { "What that changes", false } },
                  {} };
    for (const Finding &each : study.report.findings) {
        if (!isMeant(each))
            continue;
        const Tone tone = each.severity == Severity::Error ? Tone::Bad
            : each.severity == Severity::Warning           ? Tone::Watch
                                                           : Tone::Plain;
        table.rows.push_back({ { each.rule, tone },
                               { each.title + "." + (each.message.empty() ? "" : " " + each.message) },
                               { each.acknowledged      ? "Lived with: " + *each.acknowledged
                                     : each.fix.empty() ? "–"
                                                        : each.fix },
                               { each.effect ? reporting::effectText(*each.effect, study.report.currency) : "–" } });
    }
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

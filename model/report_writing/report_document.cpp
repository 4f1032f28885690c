#include "model/report_writing/report_document.h"

#include "model/report_writing/sections.h"
#include "model/report_writing/words.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <array>

namespace headroom::report_writing {

namespace {

struct Row {
    SectionChoice choice;
    Section (*write)(const Study &study);
    bool needsComponents;
    StudyParts parts = {}; ///< what it tells of
};

constexpr std::array kRows {
    Row { { "summary", "Summary" }, summarySection, false, { .hasGrowthHere = true } },
    Row { { "diagrams", "Diagrams" }, diagramSection, false, { .hasStages = true } },
    Row { { "growth", "Growth" }, growthSection, true, { .hasStages = true } },
    Row { { "capacity", "Capacity" }, capacitySection, true, { .hasCurve = true } },
    Row { { "latency", "Response times" }, latencySection, true, { .hasPercentiles = true } },
    Row { { "failures", "Failures" }, reliabilitySection, true, { .hasClasses = true } },
    Row { { "availability", "Availability" }, availabilitySection, true, { .hasClasses = true } },
    Row { { "cost", "Cost" }, costSection, true, { .hasStages = true, .hasGrowth = true } },
    Row { { "findings", "Findings" }, findingSection, true },
    Row { { "workload", "Workload" }, workloadSection, false },
    Row { { "assumptions", "Assumptions" }, assumptionSection, true },
    Row { { "glossary", "Glossary" }, glossarySection, false },
    Row { { "method", "Method and limits" }, methodSection, false, { .hasClasses = true } },
};

bool isChosen(const Wish &wish, const Row &row)
{
    return wish.sections.empty()
        || std::find(wish.sections.begin(), wish.sections.end(), row.choice.id) != wish.sections.end();
}

/// What the chosen sections tell of.
StudyParts partsOf(const Wish &wish)
{
    StudyParts all;
    for (const Row &row : kRows)
        if (isChosen(wish, row))
            for (const auto part : { &StudyParts::hasStages, &StudyParts::hasClasses, &StudyParts::hasCurve,
                                     &StudyParts::hasPercentiles, &StudyParts::hasGrowth, &StudyParts::hasGrowthHere })
                all.*part |= row.parts.*part;
    return all;
}

/// Whether the report is about the first day of the design's growth plan.
bool isPresent(const Study &study)
{
    return study.plan && study.plan->firstStage == study.stage && study.plan->settings.from == study.users;
}

} // namespace

const std::vector<SectionChoice> &sectionChoices()
{
    static const std::vector<SectionChoice> kChoices = [] {
        std::vector<SectionChoice> choices;
        for (const Row &row : kRows)
            choices.push_back(row.choice);
        return choices;
    }();
    return kChoices;
}

Document reportOf(const Wish &wish)
{
    Study study = studyOf(wish.project, wish.stage, wish.users, wish.catalog, partsOf(wish), wish.stop);
    Document document;
    if (wish.stop.stop_requested())
        return document;
    document.title = wish.title.empty() ? wish.project.name : wish.title;
    document.subtitle = capital(stageWords(wish.stage, study.report.stageName)) + " at " + exactUsers(wish.users)
        + (isPresent(study) ? ", where the growth plan begins" : "");
    document.author = wish.author;
    document.date = wish.date;
    document.logo = wish.logo;
    for (const Row &row : kRows) {
        if (isChosen(wish, row) && !(row.needsComponents && isEmpty(study)) && !wish.stop.stop_requested())
            document.sections.push_back(row.write(study));
    }
    explainTerms(document);
    document.solved = std::make_shared<const analysis::Report>(std::move(study.report));
    return document;
}

} // namespace headroom::report_writing

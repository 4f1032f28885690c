#include "model/growth/built_anew.h"
#include "model/growth/difference.h"
#include "model/report_writing/sections.h"
#include "model/report_writing/words.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <map>

namespace headroom::report_writing {

namespace {

using Names = std::vector<std::string>;

/// "New: A, B; built anew: C; gone: D; changed: E.": what a stage does otherwise than the one before.
std::string differenceText(const Study &study, std::size_t stage)
{
    using What = growth::ElementChange::What;
    const growth::Difference found
        = growth::elementsBetween(study.project, stage - 1, study.project, stage, study.catalog);
    // By their plain names, as those that share one are counted here.
    const growth::BuiltAnew again
        = growth::builtAnew(found, *study.project.stages[stage - 1], *study.project.stages[stage]);
    std::map<What, Names> names;
    Names anew; // each name once, however many there are now
    for (const growth::ElementChange &each : found.components) {
        const project::Stage &side = *study.project.stages[each.what == What::Removed ? stage - 1 : stage];
        const project::Component *component = side.findComponent(each.id);
        const std::string name = component && !component->name.empty() ? component->name : each.name;
        const project::Component *former
            = each.what == What::Changed ? study.project.stages[stage - 1]->findComponent(each.id) : nullptr;
        const bool isRenamed = former && !former->name.empty() && former->name != name;
        if (again.components.count(each.id) == 0)
            names[each.what].push_back(isRenamed ? name + " (was " + former->name + ")" : name);
        else if (each.what == What::Added && std::find(anew.begin(), anew.end(), name) == anew.end())
            anew.push_back(name);
    }
    const Names &changed = names[What::Changed];
    for (Names *others : { &names[What::Added], &anew }) // beside one of the same name that stays
        for (std::string &name : *others)
            if (std::find(changed.begin(), changed.end(), name) != changed.end())
                name = "further " + name;
    std::string text;
    for (const auto &[word, each] :
         { std::pair("new", names[What::Added]), std::pair("built anew", anew), std::pair("gone", names[What::Removed]),
           std::pair("changed", names[What::Changed]) })
        if (!each.empty())
            text += (text.empty() ? "" : "; ") + std::string(word) + ": " + listedCounted(each, 6);
    if (text.empty())
        return found.connections.empty() ? "Nothing changes." : "Only connections change.";
    return capital(text) + ".";
}

std::string rangeOf(const project::UserRange &users)
{
    return usersCell(users.from) + " to " + usersCell(users.to) + " users";
}

/// Not a stage that answers nobody, however full it is.
bool isFullInRange(const analysis::StageSummary &stage)
{
    return stage.failsInRange && stage.usersAtSaturation < stage.to;
}

std::string holdsText(const analysis::StageSummary &stage)
{
    if (stage.bottleneckComponent.empty())
        return "nothing ever fills in it";
    return theResource(stage.bottleneckResource, stage.bottleneckComponent) + " fills first, at "
        + usersWords(stage.usersAtSaturation) + " users" + (isFullInRange(stage) ? ", before the range ends" : "");
}

std::string inWords(const project::Stage &stage, const catalog::Catalog &catalog)
{
    std::vector<std::string> names;
    for (const project::Component &each : stage.components)
        if (catalog.kind(each.kind).behavior != "place")
            names.push_back(each.name);
    return names.empty() ? "An empty drawing." : "Drawing of " + listedCounted(names, 12) + ".";
}

} // namespace

Section diagramSection(const Study &study)
{
    Section section { "diagrams", study.project.stages.size() == 1 ? "The design" : "The design in its stages", {} };
    if (!study.project.notes.empty())
        section.blocks.emplace_back(Paragraph { study.project.notes });
    for (std::size_t i = 0; i < study.project.stages.size(); ++i) {
        const project::Stage &stage = *study.project.stages[i];
        section.blocks.emplace_back(Subheading { "Stage " + std::to_string(i + 1) + ": " + stage.name });
        std::string text = "For " + rangeOf(stage.users) + ": " + count(stage.components.size(), "component") + ", "
            + count(stage.connections.size(), "connection") + ".";
        if (!stage.components.empty())
            text += " " + capital(holdsText(study.stages[i])) + ".";
        if (i > 0)
            text += " " + differenceText(study, i);
        section.blocks.emplace_back(Paragraph { text });
        const double users = i == study.stage ? study.users : stage.users.to;
        if (!stage.components.empty())
            section.blocks.emplace_back(Diagram {
                i, "Stage " + std::to_string(i + 1) + ", " + stage.name + ", at " + usersCell(users) + " users",
                inWords(stage, study.catalog), users });
    }
    return section;
}

Section growthSection(const Study &study)
{
    Section section { "growth", "Growth", {} };
    Table table { "What each stage is meant for, what gives way first in it, and what it costs at the end of its range",
                  { { "Stage", false },
                    { "Meant for users", true },
                    { "Gives way first", false },
                    { "Full at users", true },
                    { "Its use at the end", true },
                    { "Cost a month at the end", true } },
                  {} };
    std::vector<std::string> failing;
    std::vector<std::string> unanswered;
    for (std::size_t i = 0; i < study.stages.size(); ++i) {
        const analysis::StageSummary &each = study.stages[i];
        const std::string name = std::to_string(i + 1) + ": " + each.name;
        const bool binds = !each.bottleneckComponent.empty();
        table.rows.push_back(
            { { name },
              { usersCell(each.from) + " – " + usersCell(each.to) },
              { binds ? each.bottleneckResource + " of " + each.bottleneckComponent : "nothing" },
              { usersCell(each.usersAtSaturation), isFullInRange(each) ? Tone::Bad : Tone::Plain },
              { binds ? reporting::percent(each.utilizationAtTo) : "–", isFullInRange(each) ? Tone::Bad : Tone::Plain },
              { amountCell(each.costAtTo, study.report.currency) } });
        if (each.failsInRange)
            (isFullInRange(each) ? failing : unanswered).push_back(std::to_string(i + 1));
    }
    std::string text = !unanswered.empty() ? ""
        : study.stages.size() == 1         ? "The stage holds to the end of its range."
                                           : "Every stage holds to the end of its range.";
    if (!failing.empty())
        text = (failing.size() == 1 ? "Stage " : "Stages ") + listed(failing, 20)
            + (failing.size() == 1 ? " is" : " are")
            + " full before the end of the range: what comes next has to be ready earlier.";
    if (!unanswered.empty())
        text += (text.empty() ? "Stage" : " Stage") + std::string(unanswered.size() == 1 ? " " : "s ")
            + listed(unanswered, 20) + (unanswered.size() == 1 ? " does" : " do") + " not answer all requests.";
    if (!study.project.plan)
        text += " The design states no growth plan, so nothing is said here about dates.";
    section.blocks.emplace_back(Paragraph { std::move(text) });
    section.blocks.emplace_back(std::move(table));
    if (study.plan)
        addPlan(study, section);
    return section;
}

} // namespace headroom::report_writing

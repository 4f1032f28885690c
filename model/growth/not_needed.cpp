#include "model/growth/not_needed.h"

#include "model/analysis/effects.h"
#include "model/analysis/rules/stages.h"
#include "model/growth/leftovers.h"
#include "model/growth/remover.h"
#include "model/growth/stage_names.h"
#include "model/reporting/numbers.h"

#include <algorithm>

namespace headroom::growth {

namespace {

using analysis::Report;

constexpr std::size_t kNamed = 2; ///< of several, the first so many are named

/// How full the fullest of what goes is; null: nothing of it fills.
const analysis::ComponentReport *fullestOf(const Removable &removable, const Report &report)
{
    const analysis::ComponentReport *fullest = nullptr;
    for (const std::string &id : removable.ids)
        if (const analysis::ComponentReport *each = report.findComponent(id); each && each->fullestResource >= 0)
            if (!fullest || each->utilization > fullest->utilization)
                fullest = each;
    return fullest;
}

/// "A", "A and B", "A, B and 3 more"
std::string listed(const std::vector<std::string> &names)
{
    std::string text;
    const std::size_t count = names.size() == kNamed + 1 ? names.size() : std::min(names.size(), kNamed);
    for (std::size_t i = 0; i < count; ++i)
        text += (i == 0 ? "" : i + 1 == count && count == names.size() ? " and " : ", ") + names[i];
    return count < names.size() ? text + " and " + std::to_string(names.size() - count) + " more" : text;
}

std::string whyOf(const Unneeded &part, double idle)
{
    std::string text = "at twice the users ";
    if (!part.fullest.empty())
        text += (part.removed.size() > 1 ? part.fullest + ", its fullest, is " : std::string("it is "))
            + (part.isIdle ? "less than " + reporting::percent(idle) : reporting::percent(part.utilizationAtTwice))
            + " used (" + part.resource + "); ";
    text += "all is done without it";
    if (!part.along.empty())
        text += ", once " + listed(part.along) + (part.along.size() > 1 ? " are" : " is") + " gone, too";
    return text;
}

/// Describes what can go.
class Describer {
public:
    Describer(const Remover &remover, const project::Stage &stage, double users, double idle)
        : m_remover(remover)
        , m_names(stage)
        , m_users(users)
        , m_idle(idle)
        , m_before(analysis::figuresOf(remover.now()))
    {
    }
    [[nodiscard]] Unneeded part(const Departure &departure) const
    {
        const Removable &going = departure.going;
        const analysis::CompiledComponent &component = m_remover.compiled().components[going.component];
        const analysis::ComponentReport *fullest = fullestOf(going, m_remover.twice());
        const Report after = departure.way.at(m_users, true);
        Unneeded part;
        part.id = component.id;
        part.kind = component.kind->title;
        part.removed = going.ids;
        part.isPassedBy = departure.isPassedBy;
        part.utilizationAtTwice = fullest ? fullest->utilization : 0;
        part.isIdle = part.utilizationAtTwice < m_idle;
        part.saving = m_remover.now().costPerMonth - after.costPerMonth;
        part.effect = { m_before, analysis::figuresOf(after) };
        for (const std::string &id : going.heads())
            part.name += (part.name.empty() ? "" : " + ") + m_names.of(id);
        for (const std::string &id : departure.along)
            part.along.push_back(m_names.of(id));
        if (fullest) {
            part.fullest = fullest->name;
            part.resource = fullest->resources[static_cast<std::size_t>(fullest->fullestResource)].title;
        }
        part.removal = asOneEdit(departure.way.steps, "Take out " + part.name);
        part.why = whyOf(part, m_idle);
        return part;
    }

private:
    const Remover &m_remover;
    StageNames m_names;
    double m_users;
    double m_idle;
    analysis::Figures m_before;
};

} // namespace

NotYet notNeededAt(const project::Project &project, std::size_t stage, double users, const catalog::Catalog &catalog,
                   const std::stop_token &stop, double idle)
{
    const Remover remover(project, stage, users, catalog);
    NotYet out;
    out.stage = stage;
    out.users = users;
    out.currency = catalog.currency();
    out.costPerMonth = remover.now().costPerMonth;
    const analysis::Inspection in(remover.compiled(), remover.now());
    out.builtFor = analysis::stageOfDesign(in);
    out.neededFor = analysis::stageOfLoad(remover.now(), catalog);
    out.overProvisioning = cost::overProvisioning(project, stage, users, catalog);
    out.serves = remover.now().state != analysis::State::Unreachable && !remover.now().classes.empty();
    out.isSound = remover.isSound();
    if (!out.serves || !out.isSound)
        return out; // what is short of something has nothing to spare
    Leftovers leftovers(remover, project, users);
    const Describer describer(remover, *project.stages[stage], users, idle);
    for (const Departure &each : leftovers.takeAll(stop))
        out.parts.push_back(describer.part(each));
    out.saving = leftovers.saving();
    out.together = leftovers.taken();
    for (const Removable &each : leftovers.kept())
        if (!stop.stop_requested())
            out.kept.push_back({ each.ids.front(), in.name(each.component), leftovers.missedWithout(each) });
    if (!leftovers.steps().empty())
        out.removal = asOneEdit(leftovers.steps(), "Take out what is not needed yet");
    return out;
}

} // namespace headroom::growth

#include "model/growth/story.h"

#include "model/growth/growth_order.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom::growth {

namespace {

std::vector<StoryEvent> eventsOf(const StageMove &move)
{
    std::vector<StoryEvent> events;
    for (std::size_t i = 0; i < move.resources.size(); ++i) {
        const Filling &each = move.resources[i];
        for (const auto &[what, users] :
             { std::pair(StoryEvent::What::Amber, each.usersAtAmber), std::pair(StoryEvent::What::Red, each.usersAtRed),
               std::pair(StoryEvent::What::Saturated, each.usersAtSaturation) })
            if (std::isfinite(users))
                events.push_back({ what, users, each.component, each.componentName, each.resourceTitle, i == 0 });
    }
    std::stable_sort(events.begin(), events.end(),
                     [](const StoryEvent &a, const StoryEvent &b) { return a.users < b.users; });
    return events;
}

} // namespace

const StoryEvent *Story::latest(std::size_t stage, double users) const
{
    if (stage >= stages.size())
        return nullptr;
    const std::vector<StoryEvent> &events = stages[stage];
    const auto after = std::upper_bound(events.begin(), events.end(), users,
                                        [](double wanted, const StoryEvent &each) { return wanted < each.users; });
    return after == events.begin() ? nullptr : &*(after - 1);
}

const StoryEvent *Story::saturation(std::size_t stage, double users) const
{
    if (stage >= stages.size())
        return nullptr;
    for (const StoryEvent &each : stages[stage])
        if (each.what == StoryEvent::What::Saturated)
            return each.users <= users ? &each : nullptr; // the first of them
    return nullptr;
}

std::optional<std::size_t> Story::stageAt(double users) const
{
    std::optional<std::size_t> stage;
    for (const Takeover &each : takeovers)
        if (!stage || each.users <= users)
            stage = each.stage;
    return stage;
}

std::optional<double> Story::next(std::size_t stage, double users) const
{
    std::optional<double> found;
    const auto consider = [&](double at) {
        if (at > users && (!found || at < *found))
            found = at;
    };
    if (stage < stages.size())
        for (const StoryEvent &each : stages[stage])
            consider(each.users);
    for (const Takeover &each : takeovers)
        consider(each.users);
    return found;
}

Story storyOf(const StageMap &map)
{
    Story story;
    for (const StageMove &move : map.stages) {
        story.stages.push_back(eventsOf(move));
        story.serves.push_back(move.serves);
    }
    double reached = 0;
    const StageMove *present = nullptr;
    for (const std::size_t i : orderOfGrowth(map)) {
        const StageMove &move = map.stages[i];
        if (!move.serves)
            continue;
        if (!present) {
            present = &move;
            story.takeovers.push_back({ 0, move.index });
            continue;
        }
        if (!present->trigger || !std::isfinite(present->trigger->users))
            break; // it is never left
        if (move.usersAtSaturation <= present->usersAtSaturation)
            continue; // it would not last longer
        reached = std::max(reached, present->trigger->users);
        if (story.takeovers.back().users >= reached && story.takeovers.size() > 1)
            story.takeovers.back().stage = move.index; // due again at once
        else
            story.takeovers.push_back({ reached, move.index });
        present = &move;
    }
    return story;
}

std::size_t stageForUsers(const project::Project &project, double users, std::size_t present)
{
    const auto &stages = project.stages;
    const bool areAllEmpty
        = std::all_of(stages.begin(), stages.end(), [](const auto &each) { return each->components.empty(); });
    const auto counts = [&](std::size_t i) { return areAllEmpty || !stages[i]->components.empty(); };
    const auto holds
        = [&](std::size_t i) { return counts(i) && stages[i]->users.from <= users && users < stages[i]->users.to; };
    if (holds(present))
        return present;
    std::optional<std::size_t> below;
    std::optional<std::size_t> above;
    for (std::size_t i = 0; i < stages.size(); ++i) {
        if (holds(i))
            return i;
        if (!counts(i))
            continue;
        const project::UserRange &range = stages[i]->users;
        if (range.to <= users && (!below || range.to >= stages[*below]->users.to))
            below = i;
        if (range.from > users && (!above || range.from < stages[*above]->users.from))
            above = i;
    }
    return below ? *below : above.value_or(present);
}

} // namespace headroom::growth

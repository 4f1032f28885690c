#include "model/analysis/job_days.h"
#include "model/core/quantity.h"
#include "model/derivation/derivator.h"
#include "model/derivation/sources.h"

#include <cmath>
#include <cstdio>

namespace headroom::derivation {

namespace {

/// "14:30".
std::string clock(double second)
{
    const int minutes = static_cast<int>(std::lround(std::fmod(second + kSecondsPerDay, kSecondsPerDay) / 60)) % 1440;
    char text[8];
    std::snprintf(text, sizeof text, "%02d:%02d", minutes / 60, minutes % 60);
    return text;
}

} // namespace

/// Work that can be done per second by all instances.
Derivation Derivator::pace(std::size_t component, std::size_t resource, const analysis::ResourceDay &day)
{
    const Component &owner = at(component);
    const analysis::CompiledResource &given = owner.resources[resource];
    const double n = m_report.components[component].instances;
    double standing = (given.standing + given.perUser * m_users) * (given.isShared ? 1 / n : 1);
    if (given.countsPools)
        standing += analysis::poolsAt(*m_stage, owner, m_users, false);
    Derivation fixed = leaf("Standing amount of an instance", "standing", standing, given.spec->unit);
    fixed.note = "used whatever arrives";
    return named(computed(given.spec->title + " that is free for work, of all instances of " + owner.name, "μ",
                          day.pace, given.spec->unit, "n * (c - standing) / hot",
                          { as("n", instances(component)), as("c", capacity(component, resource)), std::move(fixed),
                            as("hot", hotShare(component)) }),
                 "As far as the hottest instance lets it be used");
}

/// What waits at a moment: all that came over what could be done since the line was last empty.
/// @param end  s since the begin of the day before
Derivation Derivator::pile(std::size_t component, std::size_t resource, const analysis::ResourceDay &day, double end)
{
    const std::string unit = at(component).resources[resource].spec->unit;
    const std::vector<queueing::DayPart> parts = queueing::pilingUp(day.parts, day.pace, end);
    double begin = end;
    for (const queueing::DayPart &part : parts)
        begin -= part.duration;
    double waiting = 0;
    std::vector<Derivation> grown;
    for (const queueing::DayPart &part : parts) {
        const double more = (part.rate - day.pace) * part.duration;
        waiting += more;
        grown.push_back(computed(
            "From " + clock(begin) + " to " + clock(begin + part.duration), "B", more, unit + "·s", "(λ - μ) * t",
            { method("Work that arrives", "λ", part.rate, unit,
                     "of users' requests in that hour of the day, and of jobs with an open window", {}),
              method("Work that can be done", "μ", day.pace, unit, "what all instances have free for it", {}),
              method("Time", "t", part.duration, "s", "for which that stays as it is", {}) }));
        begin += part.duration;
    }
    return named(sum("Work that waits at " + nameOf(component) + " at " + clock(end), "B", std::max(0.0, waiting),
                     unit + "·s", std::move(grown)),
                 kFluid);
}

analysis::ResourceDay Derivator::dayOfBacklog(std::size_t component) const
{
    const auto resource = static_cast<std::size_t>(m_report.components[component].backlog->resource);
    return analysis::dayOf(*m_stage, component, resource, m_users, m_report.components[component].instances);
}

Derivation Derivator::backlogPace(std::size_t component)
{
    const analysis::BacklogReport &report = *m_report.components[component].backlog;
    const auto resource = static_cast<std::size_t>(report.resource);
    const analysis::ResourceDay day = dayOfBacklog(component);
    const std::string label = "Items that " + nameOf(component) + " can do";
    if (day.pace <= 0)
        return method(label, "μ", report.pace, "1/s", "standing amounts leave nothing",
                      { as("free", pace(component, resource, day)) });
    return named(
        computed(label, "μ", report.pace, "1/s", "free * (arriving / mean)",
                 { as("free", pace(component, resource, day)), arriving(component), workOfDay(component, day) }),
        "Utilization law", kDenningBuzen);
}

Derivation Derivator::arriving(std::size_t component)
{
    return method("Items that arrive at " + nameOf(component) + ", daily mean", "arriving",
                  m_report.components[component].backlog->arriving, "1/s", "of users' requests and of jobs",
                  { meanRate() });
}

Derivation Derivator::workOfDay(std::size_t component, const analysis::ResourceDay &day) const
{
    const auto resource = static_cast<std::size_t>(m_report.components[component].backlog->resource);
    return method("Work that they bring, daily mean", "mean", day.mean, at(component).resources[resource].spec->unit,
                  "of all parts of the day", {});
}

Derivation Derivator::backlogMost(std::size_t component)
{
    const analysis::BacklogReport &report = *m_report.components[component].backlog;
    const std::string label = "Longest backlog of the day at " + nameOf(component);
    const analysis::ResourceDay day = dayOfBacklog(component);
    const auto found = day.pace > 0 ? queueing::backlogOfDay(day.parts, day.pace) : std::nullopt;
    if (!report.most || !found)
        return named(method(label, "B", std::nullopt, "1", kGrows, { backlogPace(component), arriving(component) }),
                     kFluid);
    return named(
        computed(label, "B", *report.most, "1", "work * (arriving / mean)",
                 { as("work", pile(component, static_cast<std::size_t>(report.resource), day, found->highestAt)),
                   arriving(component), workOfDay(component, day) }),
        "Work that waits, in items");
}

Derivation Derivator::backlogAge(std::size_t component)
{
    const analysis::BacklogReport &report = *m_report.components[component].backlog;
    const std::string label = "Longest wait in the backlog of " + nameOf(component);
    if (!report.age || report.pace <= 0)
        return method(label, "age", report.age, "s", kGrows, { backlogMost(component) });
    return named(computed(label, "age", *report.age, "s", "B / μ", { backlogMost(component), backlogPace(component) }),
                 "First come, first served");
}

Derivation Derivator::backlogDrain(std::size_t component)
{
    const analysis::BacklogReport &report = *m_report.components[component].backlog;
    const std::string label = "Time until the longest backlog of " + nameOf(component) + " is worked off";
    const analysis::ResourceDay day = dayOfBacklog(component);
    const auto found = day.pace > 0 ? queueing::backlogOfDay(day.parts, day.pace) : std::nullopt;
    if (!report.drain || !found)
        return named(method(label, "drain", std::nullopt, "s", kGrows, { backlogMost(component) }), kFluid);
    if (found->highest <= 0)
        return named(method(label, "drain", report.drain, "s", "nothing ever waits", { backlogMost(component) }),
                     kFluid);
    const auto resource = static_cast<std::size_t>(report.resource);
    const queueing::DayBacklog::Emptying &last = found->emptying;
    const std::string unit = at(component).resources[resource].spec->unit;
    return named(
        computed(label, "drain", *report.drain, "s", "begin + left / (μ - λ) - highest",
                 { method("Begin of the part of the day that empties it, at " + clock(last.began), "begin", last.began,
                          "s", "found by following the backlog through the day", {}),
                   as("left", pile(component, resource, day, last.began)), as("μ", pace(component, resource, day)),
                   method("Work that arrives meanwhile", "λ", last.rate, unit,
                          "of users' requests in that hour of the day, and of jobs with an open window", {}),
                   method("Last moment of the highest backlog, at " + clock(found->highestAt), "highest",
                          found->highestAt, "s", "found by following the backlog through the day", {}),
                   as("most", backlogMost(component)) }),
        kFluid);
}

} // namespace headroom::derivation

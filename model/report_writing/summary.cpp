#include "model/report_writing/sections.h"
#include "model/report_writing/words.h"
#include "model/reporting/numbers.h"
#include "model/reporting/stated_time.h"

#include <algorithm>
#include <cmath>

namespace headroom::report_writing {

namespace {

using analysis::Report;
using analysis::Severity;
using analysis::State;

constexpr std::size_t kMostAdvice = 3;

/// The fullest resource of all components.
analysis::ResourceRef fullestOf(const Report &report)
{
    analysis::ResourceRef fullest;
    for (std::size_t i = 0; i < report.components.size(); ++i) {
        const analysis::ComponentReport &each = report.components[i];
        if (each.fullestResource >= 0
            && (!fullest.exists()
                || each.utilization > report.components[static_cast<std::size_t>(fullest.component)].utilization))
            fullest = { static_cast<int>(i), each.fullestResource };
    }
    return fullest;
}

double useOf(const Report &report, analysis::ResourceRef resource)
{
    return report.components[static_cast<std::size_t>(resource.component)]
        .resources[static_cast<std::size_t>(resource.resource)]
        .utilization;
}

bool isSame(analysis::ResourceRef a, analysis::ResourceRef b)
{
    return a.component == b.component && a.resource == b.resource;
}

/// Whether the tier still adds instances by itself.
bool growsItself(const Report &report, analysis::ResourceRef resource)
{
    const analysis::ComponentReport &component = report.components[static_cast<std::size_t>(resource.component)];
    return component.maxInstances > component.instances;
}

std::string loadSentence(const Study &study)
{
    const Report &report = study.report;
    const std::string stage = stageWords(study.stage, report.stageName);
    if (study.users <= 0)
        return "Without users nothing is loaded; the figures are those of " + stage + " standing idle.";
    const std::string at = "At " + countedUsers(study.users) + ", " + stage;
    if (report.state == State::Unreachable)
        return at + " cannot answer all requests: " + unansweredWords(study.given(), study.catalog)
            + " The findings say what is missing.";
    const analysis::ResourceRef fullest = fullestOf(report);
    if (report.state == State::Saturated) {
        std::string text = at + " does not carry its load";
        if (fullest.exists())
            text += ": " + theResource(report, fullest) + " is asked for " + partWords(useOf(report, fullest))
                + " what it has";
        if (report.overload)
            text += ". Of the " + countedRequests(report.requestsPerSecond, "request")
                + " a second in the peak hour at most " + rateWords(report.overload->answeredPerSecond)
                + " can be answered"
                + (isSame(report.overload->full, fullest) ? ""
                                                          : ", as " + theResource(report, report.overload->full)
                           + " is full then, and fewer where the lack of other resources slows them down");
        return text + ".";
    }
    std::string text = at + " carries its load of " + countedRequests(report.requestsPerSecond, "dynamic request")
        + " a second in the peak hour";
    if (fullest.exists())
        text += ". The fullest resource is " + theResource(report, fullest) + ", at "
            + reporting::percent(useOf(report, fullest))
            + (isSame(fullest, report.bottleneck) || !growsItself(report, fullest) ? ""
                                                                                   : ", and autoscaling adds to it");
    return text + ".";
}

std::string limitSentence(const Study &study)
{
    const Report &report = study.report;
    if (!report.bottleneck.exists())
        return "Nothing in this stage ever fills, however many users come.";
    const std::string what = theResource(report, report.bottleneck);
    const std::string alike = twinsWords(report, study.given(), report.bottleneck);
    const std::string twins = alike.empty() ? "" : ", " + alike + ',';
    std::string text;
    if (report.usersAtSaturation < 1)
        text = capital(what) + " is full before the first user comes";
    else if (report.usersAtSaturation <= study.users)
        text = "It holds up to " + countedUsers(report.usersAtSaturation) + "; there " + what + " is full";
    else
        text = "As users grow, "
            + (report.state == State::Fine && study.users > 0 && isSame(fullestOf(report), report.bottleneck)
                   ? "it also"
                   : what)
            + " gives way first" + (twins.empty() ? "," : twins) + " at " + countedUsers(report.usersAtSaturation)
            + (study.users > 0 ? " (" + distanceWords(report.usersAtSaturation, study.users) + ")" : "");
    if (report.next.exists()) {
        const auto &next = study.component(report.next.component);
        const double users = next.resources[static_cast<std::size_t>(report.next.resource)].usersAtSaturation;
        if (std::isfinite(users))
            text += ". Next in line is " + theResource(report, report.next) + ", at " + countedUsers(users);
    }
    return text + "."
        + (report.isSoftwareBottleneck
               ? " What runs out are threads or connections that wait for others; the machines still have room then."
               : "")
        + (report.isMetastable ? " After an outage the retries alone would keep it down." : "");
}

std::string promiseSentence(const Report &report)
{
    std::vector<std::string> broken;
    std::size_t kept = 0;
    const auto judge = [&](const std::string &name, const analysis::Objective &objective) {
        if (objective.holds.value_or(false))
            return ++kept, void();
        const std::string limit = reporting::statedTime(objective.limit);
        broken.push_back(inQuotes(name) + (objective.measured ? " (" + reporting::duration(*objective.measured) : " (")
                         + (objective.measured ? " instead of " + limit : "within " + limit) + ")");
    };
    for (const analysis::ClassReport &each : report.classes)
        judge(each.name, each.objective);
    for (const analysis::JourneyReport &each : report.journeys)
        judge(each.name, each.objective);
    if (broken.empty())
        return kept == 0 ? ""
            : kept == 1  ? " Its promise is kept."
                         : " All " + std::to_string(kept) + " promises are kept.";
    const std::string all = std::to_string(broken.size()) + " of " + std::to_string(kept + broken.size());
    return " " + all + (broken.size() == 1 ? " promises is broken: " : " promises are broken: ") + listed(broken, 4)
        + ".";
}

/// Of jobs and backlogs that have a deadline.
std::string deadlineSentence(const Report &report)
{
    std::vector<std::string> late;
    std::size_t all = 0;
    const auto judge = [&](const std::string &name, const std::optional<double> &time, double deadline) {
        ++all;
        if (!time)
            late.push_back(name + " (never done, and due within " + reporting::statedTime(deadline) + ")");
        else if (*time > deadline)
            late.push_back(name + " (" + reporting::duration(*time) + " instead of " + reporting::statedTime(deadline)
                           + ")");
    };
    for (const analysis::JobReport &job : report.jobs)
        if (job.deadline > 0)
            judge(inQuotes(job.name), job.time, job.deadline);
    if (all == 0)
        for (const analysis::ComponentReport &each : report.components)
            if (each.backlog && each.backlog->deadline > 0)
                judge("the backlog of " + each.name, each.backlog->age, each.backlog->deadline);
    if (late.empty())
        return "";
    return " " + std::to_string(late.size()) + " of " + count(all, "job") + " with a deadline "
        + (late.size() == 1 ? "is late: " : "are late: ") + listed(late, 4) + ".";
}

std::string latencySentence(const Report &report)
{
    if (!report.meanLatency)
        return report.state == State::Unreachable ? "No time can be told for requests that are not answered."
                                                  : "Waiting has no end there, so no response time can be told.";
    std::string text = "A request takes " + reporting::duration(*report.meanLatency) + " on average at the servers";
    if (report.serverTime)
        text += "; 95 of 100 are answered within " + reporting::duration(report.serverTime->value.p95)
            + ", 99 of 100 within " + reporting::duration(report.serverTime->value.p99);
    return text + "." + promiseSentence(report) + deadlineSentence(report);
}

std::string availabilitySentence(const Study &study)
{
    const Report &report = study.report;
    if (!report.availability || report.classes.empty() || !report.classes[report.readingClass].availability)
        return "Nothing is served, so there is no availability to tell.";
    const analysis::ClassReport &reads = report.classes[report.readingClass];
    const analysis::ClassReport &least = leastAvailable(report);
    std::string text = "Reads (" + inQuotes(reads.name) + ") are available " + availabilityWords(*reads.availability)
        + " of the time, with " + downtimeWords(reads.availability->downPerMonth()) + " of downtime a month";
    if (availabilityWords(*least.availability) != availabilityWords(*reads.availability))
        text += "; the least available requests are " + inQuotes(least.name) + ", at "
            + availabilityWords(*least.availability) + " (" + downtimeWords(least.availability->downPerMonth()) + ")";
    text += ". " + tierSentence(report.tolerance);
    if (report.state == State::Saturated)
        text += " This counts failures alone: what the overload leaves unanswered comes on top.";
    std::vector<std::string> alone;
    for (const analysis::ComponentReport &each : report.components)
        if (each.isSinglePoint)
            alone.push_back(each.name);
    if (alone.empty())
        return text + " No component that you run stops users alone when it fails.";
    return text + " " + capital(count(alone.size(), "component")) + (alone.size() == 1 ? " stops" : " stop")
        + " users when " + (alone.size() == 1 ? "it fails: " : "one fails: ") + listed(alone) + ".";
}

std::string costSentence(const Study &study)
{
    const Report &report = study.report;
    std::string text = "It costs " + amountWords(report.costPerMonth, report.currency) + " a month";
    if (study.users >= 1)
        text
            += ", " + amountWords(report.costPerMonth / study.users * 1000, report.currency) + " for every 1,000 users";
    const cost::GrowthPoint *now = nullptr;
    for (const cost::GrowthPoint &each : study.growth)
        if (std::abs(each.users - study.users) <= study.users * 1e-6)
            now = &each;
    if (!now || !now->overProvisioning || now->overProvisioning->index < 1.5)
        return text + ".";
    return text + ", which is " + reporting::briefNumber(std::round(now->overProvisioning->index * 10) / 10)
        + " times what the cheapest design of these stages would cost for twice the users.";
}

KeyFigures figuresOf(const Study &study)
{
    const Report &report = study.report;
    KeyFigures keys;
    const bool holds = report.state == State::Fine;
    keys.figures.push_back({ "Users",
                             { reporting::grouped(study.users) },
                             countedRequests(report.requestsPerSecond, "request") + " a second in the peak hour" });
    const bool hasRoom = report.usersAtSaturation > study.users;
    keys.figures.push_back(
        { "Full at",
          { std::isfinite(report.usersAtSaturation) ? countedUsers(report.usersAtSaturation) : "never",
            hasRoom ? Tone::Good : Tone::Bad },
          report.bottleneck.exists() ? resourceWords(report, report.bottleneck) : "nothing fills" });
    keys.figures.push_back({ "95 of 100 requests within",
                             report.serverTime ? Cell { reporting::duration(report.serverTime->value.p95) }
                                 : report.state == State::Unreachable
                                 ? Cell { "not answered", Tone::Bad }
                                 : Cell { holds ? "–" : "no end", holds ? Tone::Plain : Tone::Bad },
                             "time at the servers" });
    if (report.availability && !report.classes.empty() && report.classes[report.readingClass].availability) {
        // The class that misses the target, where not reading does.
        const double target = report.tolerance.targetAvailability;
        const bool isReading
            = report.tolerance.isAvailabilityMet || report.classes[report.readingClass].availability->value < target;
        const analysis::ClassReport &shown = isReading ? report.classes[report.readingClass] : leastAvailable(report);
        KeyFigures::Figure figure;
        figure.caption = "Availability of " + (isReading ? "reads" : inQuotes(shown.name));
        figure.value.text = availabilityWords(*shown.availability);
        figure.value.tone = report.tolerance.isAvailabilityMet ? Tone::Good : Tone::Bad;
        figure.remark = "target " + availabilityWords(target);
        if (!holds) {
            figure.remark = "failures alone, without the overload";
            figure.value.tone = report.tolerance.isAvailabilityMet ? Tone::Plain : Tone::Bad;
        }
        keys.figures.push_back(std::move(figure));
    }
    keys.figures.push_back(
        { "Cost a month", { amountWords(report.costPerMonth, report.currency) }, "list prices, no people" });
    std::size_t open = 0;
    std::size_t errors = 0;
    for (const analysis::Finding &each : report.findings)
        if (!each.acknowledged && each.severity != Severity::Info) {
            ++open;
            errors += each.severity == Severity::Error ? 1U : 0U;
        }
    keys.figures.push_back({ "To mend",
                             { capital(count(open, "finding")),
                               errors > 0     ? Tone::Bad
                                   : open > 0 ? Tone::Watch
                                              : Tone::Good },
                             errors > 0 ? count(errors, "error") + " among them" : "no errors" });
    return keys;
}

} // namespace

bool isEmpty(const Study &study)
{
    return std::all_of(study.report.components.begin(), study.report.components.end(),
                       [](const analysis::ComponentReport &each) { return each.isPlace; });
}

Section summarySection(const Study &study)
{
    Section section { "summary", "Summary", {} };
    if (isEmpty(study)) {
        section.blocks.emplace_back(
            Paragraph { capital(stageWords(study.stage, study.report.stageName))
                        + " holds no component that could carry load yet, so there is nothing to judge." });
        return section;
    }
    section.blocks.emplace_back(figuresOf(study));
    section.blocks.emplace_back(Paragraph { loadSentence(study) + " " + limitSentence(study) });
    section.blocks.emplace_back(Paragraph { latencySentence(study.report) });
    section.blocks.emplace_back(Paragraph { availabilitySentence(study) });
    section.blocks.emplace_back(Paragraph { costSentence(study) });
    if (study.plan)
        section.blocks.emplace_back(Paragraph { planSummary(study) });
    section.blocks.emplace_back(Subheading { "What to do" });
    Advice advice = adviceOn(study, kMostAdvice);
    if (advice.further > 0)
        advice.items.push_back("Then look at the "
                               + (advice.further == 1
                                      ? "one other finding that is an error or a warning."
                                      : count(advice.further, "other finding") + " that are errors or warnings."));
    if (advice.items.empty())
        section.blocks.emplace_back(Paragraph { "Nothing needs to be done at this number of users." });
    else
        section.blocks.emplace_back(List { advice.items, true });
    return section;
}

} // namespace headroom::report_writing

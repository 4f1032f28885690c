#include "views/findings/finding_order.h"

#include "model/cost/comparisons.h"
#include "views/language/words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace headroom::findings {

namespace {

using analysis::Finding;
using analysis::Severity;

/// The topics by which rules are numbered.
constexpr std::array<std::pair<const char *, const char *>, 17> kTopics { {
    { "CAP", QT_TR_NOOP("Capacity") },
    { "LAT", QT_TR_NOOP("Latency") },
    { "SPOF", QT_TR_NOOP("Single points of failure") },
    { "ST", QT_TR_NOOP("State in servers") },
    { "DB", QT_TR_NOOP("Databases") },
    { "CA", QT_TR_NOOP("Caches") },
    { "RES", QT_TR_NOOP("Timeouts and retries") },
    { "ASG", QT_TR_NOOP("Automatic scaling") },
    { "HC", QT_TR_NOOP("Health checks") },
    { "HOT", QT_TR_NOOP("Hot spots") },
    { "Q", QT_TR_NOOP("Queues and jobs") },
    { "MR", QT_TR_NOOP("Regions") },
    { "COST", QT_TR_NOOP("Cost") },
    { "STG", QT_TR_NOOP("Stages") },
    { "OBS", QT_TR_NOOP("Monitoring") },
    { "FLOW", QT_TR_NOOP("Shape of the design") },
    { "KIND", QT_TR_NOOP("Unknown kinds") },
} };

QString topicTitle(const std::string &topic)
{
    for (const auto &[id, title] : kTopics)
        if (topic == id)
            return tr(title);
    return topic.empty() ? tr("Others") : QString::fromStdString(topic);
}

/// What a cure gains, most telling first, in steps of half a thousandth so that rounding does not decide.
std::array<double, 4> gainOf(const Finding &finding)
{
    constexpr double kStep = 5e-4;
    constexpr double kMost = 50; // in powers of e: from something to without end
    const auto times = [=](double more, double less) {
        if (!(more > 0) || !(less > 0) || (std::isinf(more) && std::isinf(less)))
            return 0.0;
        return std::round(std::clamp(std::log(more / less), -kMost, kMost) / kStep);
    };
    const auto both = [&](const std::optional<double> &more, const std::optional<double> &less) {
        return more && less ? times(*more, *less) : 0.0;
    };
    const auto down = [](const std::optional<double> &up) { return up ? std::optional(1 - *up + 1e-9) : up; };
    const auto &[before, after] = *finding.effect;
    const double isAnswered
        = (after.meanLatency.has_value() ? kMost / kStep : 0) - (before.meanLatency.has_value() ? kMost / kStep : 0);
    const double faster = both(before.p99, after.p99);
    return { times(after.usersAtSaturation, before.usersAtSaturation),
             both(down(before.leastAvailability), down(after.leastAvailability)),
             isAnswered + (faster != 0 ? faster : both(before.meanLatency, after.meanLatency)),
             times(before.costPerMonth, after.costPerMonth) };
}

QString wordOf(const Finding &finding)
{
    return finding.acknowledged                 ? QStringLiteral("acknowledged")
        : finding.severity == Severity::Error   ? QStringLiteral("error")
        : finding.severity == Severity::Warning ? QStringLiteral("warning")
                                                : QStringLiteral("note");
}

Group groupFor(const Finding &finding, Grouping grouping)
{
    if (grouping == Grouping::Topic) {
        const std::string topic = topicOf(finding.rule);
        return { QStringLiteral("topic:") + QString::fromStdString(topic), topicTitle(topic), {}, {} };
    }
    if (grouping == Grouping::None)
        return {};
    const QString word = wordOf(finding);
    const QString title = finding.acknowledged  ? tr("Acknowledged")
        : finding.severity == Severity::Error   ? tr("Errors")
        : finding.severity == Severity::Warning ? tr("Warnings")
                                                : tr("Notes");
    return { word, title, {}, {} };
}

bool says(const Finding &finding, const QString &text)
{
    const QString all = QString::fromStdString(finding.title + ' ' + finding.message + ' ' + finding.fix + ' '
                                               + finding.rule + ' ' + finding.acknowledged.value_or(""));
    for (const QString &word : text.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts))
        if (!all.contains(word, Qt::CaseInsensitive))
            return false;
    return true;
}

bool isAboutAny(const Finding &finding, const std::vector<std::string> &ids)
{
    return std::find_first_of(finding.subjects.begin(), finding.subjects.end(), ids.begin(), ids.end())
        != finding.subjects.end();
}

bool passes(const Finding &finding, const Choices &choices, const std::vector<std::string> &selection)
{
    const bool isKindShown = finding.acknowledged ? choices.hasAcknowledged
        : finding.severity == Severity::Error     ? choices.hasErrors
        : finding.severity == Severity::Warning   ? choices.hasWarnings
                                                  : choices.hasNotes;
    return isKindShown && (!choices.isOnSelection || isAboutAny(finding, selection)) && says(finding, choices.text);
}

bool isAbout(const Finding &a, const Finding &b)
{
    return a.rule == b.rule && a.subjects == b.subjects;
}

} // namespace

bool Choices::hidesAny() const
{
    return !hasErrors || !hasWarnings || !hasNotes || !hasAcknowledged || isOnSelection || !text.trimmed().isEmpty();
}

QString Choices::toText() const
{
    QStringList words;
    words << (order == Order::Gain ? QStringLiteral("by-gain") : QStringLiteral("by-severity"));
    words << (grouping == Grouping::None        ? QStringLiteral("in-one")
                  : grouping == Grouping::Topic ? QStringLiteral("in-topics")
                                                : QStringLiteral("in-severities"));
    for (const auto &[isShown, word] :
         { std::pair(hasErrors, "no-errors"), std::pair(hasWarnings, "no-warnings"), std::pair(hasNotes, "no-notes"),
           std::pair(hasAcknowledged, "no-acknowledged") })
        if (!isShown)
            words << QLatin1String(word);
    for (const QString &group : closed)
        words << QStringLiteral("closed=") + group;
    return words.join(QLatin1Char(' '));
}

Choices Choices::fromText(const QString &text)
{
    Choices choices;
    const QStringList words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    const auto has = [&words](const char *word) { return words.contains(QLatin1String(word)); };
    choices.order = has("by-gain") ? Order::Gain : Order::Severity;
    choices.grouping = has("in-one") ? Grouping::None : has("in-topics") ? Grouping::Topic : Grouping::Severity;
    choices.hasErrors = !has("no-errors");
    choices.hasWarnings = !has("no-warnings");
    choices.hasNotes = !has("no-notes");
    choices.hasAcknowledged = !has("no-acknowledged");
    for (const QString &word : words)
        if (word.startsWith(QLatin1String("closed=")))
            choices.closed << word.mid(7);
    return choices;
}

std::string topicOf(const std::string &rule)
{
    return rule.substr(0, std::min(rule.find('-'), rule.size()));
}

std::vector<Group> arranged(const std::vector<Finding> &findings, const Choices &choices,
                            const std::vector<std::string> &selection)
{
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < findings.size(); ++i)
        if (passes(findings[i], choices, selection))
            order.push_back(i);
    if (choices.order == Order::Gain)
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            const bool hasA = findings[a].effect && !findings[a].acknowledged;
            const bool hasB = findings[b].effect && !findings[b].acknowledged;
            return hasA != hasB ? hasA : hasA && gainOf(findings[a]) > gainOf(findings[b]);
        });
    std::vector<Group> groups;
    for (const std::size_t index : order) {
        Group wanted = groupFor(findings[index], choices.grouping);
        auto group
            = std::find_if(groups.begin(), groups.end(), [&](const Group &each) { return each.id == wanted.id; });
        if (group == groups.end())
            group = groups.insert(groups.end(), std::move(wanted));
        group->members.push_back(index);
        if (!findings[index].acknowledged)
            group->worst = std::max(group->worst, findings[index].severity);
    }
    if (choices.grouping == Grouping::Severity) { // errors first, whatever the order inside
        const auto place = [](const Group &group) {
            return QStringList { QStringLiteral("error"), QStringLiteral("warning"), QStringLiteral("note") }.indexOf(
                group.id);
        };
        std::stable_sort(groups.begin(), groups.end(), [&](const Group &a, const Group &b) {
            return static_cast<std::size_t>(place(a)) < static_cast<std::size_t>(place(b)); // −1 comes last
        });
    }
    return groups;
}

std::vector<Finding> asBefore(std::vector<Finding> next, const std::vector<Finding> &shown)
{
    const auto place = [&shown](const Finding &finding) {
        return std::find_if(shown.begin(), shown.end(), [&](const Finding &each) { return isAbout(each, finding); });
    };
    for (const Finding &each : shown)
        if (cost::isComparison(each.rule))
            next.push_back(each);
    for (Finding &each : next)
        if (const auto before = place(each); before != shown.end() && each.cure)
            each.effect = before->effect;
    std::stable_sort(next.begin(), next.end(), [&](const Finding &a, const Finding &b) {
        if (a.acknowledged.has_value() != b.acknowledged.has_value())
            return b.acknowledged.has_value();
        return a.severity != b.severity ? a.severity > b.severity : place(a) < place(b);
    });
    return next;
}

} // namespace headroom::findings

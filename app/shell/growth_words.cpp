#include "app/shell/growth_words.h"

#include "views/language/words.h"
#include "views/numbers/model_words.h"
#include "views/numbers/screen_numbers.h"
#include "views/numbers/stage_name.h"

#include <QStringList>

#include <cmath>
#include <limits>

namespace headroom::app {

namespace {

using growth::StoryEvent;
using theme::Role;

QString number(double users)
{
    return text(screen::compactNumber(users));
}

QString line(const QString &what, const QString &value)
{
    return what + QLatin1Char('\t') + value;
}

Remark remarkOn(const StoryEvent &event)
{
    const QString what = QStringLiteral("%1 · %2").arg(text(event.componentName), text(event.resource));
    switch (event.what) {
    case StoryEvent::What::Amber:
        return { tr("▲ %1 has to be watched since %2 users").arg(what, number(event.users)), Role::Warning };
    case StoryEvent::What::Red:
        return { (event.isFirst ? tr("◆ %1 is in the red since %2 users: it gives way first")
                                : tr("◆ %1 is in the red since %2 users"))
                     .arg(what, number(event.users)),
                 Role::Critical };
    case StoryEvent::What::Saturated:
        break;
    }
    return { (event.isFirst ? tr("◆ %1 is full since %2 users: it is the bottleneck, requests are turned away")
                            : tr("◆ %1 is full too, since %2 users"))
                 .arg(what, number(event.users)),
             Role::Critical };
}

/// What happened last to a stage that is saturated already.
QString laterText(const StoryEvent &event)
{
    const QString what = QStringLiteral("%1 · %2").arg(text(event.componentName), text(event.resource));
    switch (event.what) {
    case StoryEvent::What::Amber:
        return tr("; %1 is amber since %2").arg(what, number(event.users));
    case StoryEvent::What::Red:
        return tr("; %1 is red since %2").arg(what, number(event.users));
    case StoryEvent::What::Saturated:
        break;
    }
    return tr("; %1 is full since %2").arg(what, number(event.users));
}

QString reason(const edits::SkippedElement &skipped)
{
    switch (skipped.why) {
    case edits::Skip::NotThere:
        return tr("is not there");
    case edits::Skip::AlreadyThere:
        return tr("is there already");
    case edits::Skip::OtherKind:
        return tr("is something else there");
    case edits::Skip::OtherValue:
        return tr("had another value there");
    case edits::Skip::OtherSpot:
        return tr("stands elsewhere there");
    case edits::Skip::EndMissing:
        return tr("has no other end there");
    case edits::Skip::Refused:
        break;
    }
    return text(skipped.detail);
}

/// What is to be said about one stage under the pointer.
QStringList linesOf(const growth::StageMove &move, const std::string &currency)
{
    QStringList lines;
    const auto users = [&lines](const QString &what, double count) {
        lines.append(line(what, std::isfinite(count) ? number(count) : tr("never")));
    };
    if (!move.serves)
        return { tr("It serves nobody: nothing in it answers requests of users.") };
    lines.append(line(tr("worth having from"),
                      move.justifiedFrom ? (*move.justifiedFrom > 0 ? number(*move.justifiedFrom) : tr("the start"))
                                         : tr("never")));
    if (move.first) {
        lines.append(line(tr("fills first"), text(move.first->text())));
        users(tr("▲ watched from"), move.first->usersAtAmber);
        users(tr("◆ red from"), move.first->usersAtRed);
    }
    users(tr("saturated at"), move.usersAtSaturation);
    if (move.second)
        lines.append(
            line(tr("next in line: %1").arg(text(move.second->text())), number(move.second->usersAtSaturation)));
    if (move.trigger)
        lines.append(line(tr("leave at: %1").arg(screen::modelWords(move.trigger->what)), number(move.trigger->users)));
    if (move.nextSaturation)
        users(tr("the next stage holds up to"), *move.nextSaturation);
    if (move.costAtTrigger && move.nextCost)
        lines.append(line(tr("cost a month there, now and next"),
                          QStringLiteral("%1 → %2").arg(text(screen::money(*move.costAtTrigger, currency)),
                                                        text(screen::money(*move.nextCost, currency)))));
    lines.append(line(tr("rule of thumb"),
                      QStringLiteral("%1 – %2").arg(text(screen::briefNumber(move.range.from)),
                                                    text(screen::briefNumber(move.range.to)))));
    if (move.failsInRange)
        lines.append(tr("◆ It fails before the end of its range."));
    if (move.isOvertaken)
        lines.append(tr("◆ It lasts no longer than an earlier one."));
    return lines;
}

} // namespace

Remark remarkOn(const growth::Story &story, const project::Project &project, std::size_t stage, double users,
                bool isMoving)
{
    const StoryEvent *event = story.latest(stage, users);
    const growth::Takeover *taken = nullptr;
    for (const growth::Takeover &each : story.takeovers)
        if (isMoving && each.stage == stage && each.users > 0 && each.users <= users)
            taken = &each;
    QString name
        = screen::stageName(stage, stage < project.stages.size() ? text(project.stages[stage]->name) : QString());
    name.front() = name.front().toUpper();
    if (taken && (!event || event->users <= taken->users))
        return { tr("→ %1 took over at %2 users").arg(name, number(taken->users)), Role::Fine };
    if (stage < story.serves.size() && !story.serves[stage])
        return { tr("◆ %1 serves nobody: nothing in it answers requests of users").arg(name), Role::Warning };
    // What came later is told behind what turns requests away.
    if (const StoryEvent *full = story.saturation(stage, users); full && full != event) {
        Remark remark = remarkOn(*full);
        remark.text += laterText(*event);
        return remark;
    }
    if (event)
        return remarkOn(*event);
    return { tr("✓ %1: nothing is nearly full").arg(name), Role::Fine };
}

std::vector<charts::StageBar> barsOf(const growth::StageMap &map)
{
    std::vector<charts::StageBar> bars;
    for (const growth::StageMove &move : map.stages) {
        const double never = std::numeric_limits<double>::infinity();
        bars.push_back({ text(move.name), move.justifiedFrom, move.first ? move.first->usersAtAmber : never,
                         move.first ? move.first->usersAtRed : never, move.usersAtSaturation, move.range.from,
                         move.range.to, move.serves, linesOf(move, map.currency) });
    }
    return bars;
}

QString skippedText(const edits::LaterEdit &edit)
{
    QStringList sentences;
    for (const edits::StageReach &stage : edit.stages) {
        if (stage.skipped.empty())
            continue;
        const edits::SkippedElement &first = stage.skipped.front();
        QString sentence = tr("Not in stage %1: %2 %3").arg(stage.stage + 1).arg(text(first.name), reason(first));
        if (stage.skipped.size() > 1)
            sentence += tr(", and %1 more").arg(stage.skipped.size() - 1);
        sentences.append(sentence);
    }
    constexpr qsizetype kMost = 3;
    if (sentences.size() > kMost) {
        const qsizetype left = sentences.size() - kMost;
        sentences.resize(kMost);
        sentences.append(tr("%1 more").arg(left));
    }
    return sentences.join(QLatin1Char('\n'));
}

} // namespace headroom::app

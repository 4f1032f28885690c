#include "views/growth/plan_words.h"

#include "views/language/words.h"
#include "views/numbers/model_words.h"
#include "views/numbers/screen_numbers.h"

#include <algorithm>
#include <cmath>

namespace headroom::growth_views {

using growth::Plan;
using growth::PlanEvent;
using growth::PlanStep;
using What = growth::PlanEvent::What;

namespace {

QString money(double amount, const Plan &plan)
{
    return text(screen::money(amount, plan.currency));
}

QString userCount(double count)
{
    return text(screen::compactNumber(count));
}

QString twoDigits(double value)
{
    return text(screen::exact(std::round(value * 100) / 100));
}

bool isTurn(What what)
{
    return what == What::Amber || what == What::Red || what == What::Saturated;
}

} // namespace

std::vector<StageSpan> stagesOf(const Plan &plan)
{
    std::vector<StageSpan> spans;
    if (plan.months.empty())
        return spans;
    spans.push_back({ plan.firstStage, 0, plan.months.back().month });
    for (const PlanStep &step : plan.steps) {
        spans.back().to = step.inPlace;
        spans.push_back({ step.to, step.inPlace, plan.months.back().month });
    }
    return spans;
}

std::vector<TimelineRow> turnsOf(const Plan &plan)
{
    std::vector<TimelineRow> rows;
    const std::vector<StageSpan> reigns = stagesOf(plan);
    const auto endOf = [&](const PlanEvent &event) {
        for (const StageSpan &each : reigns)
            if (each.stage == event.stage && event.month >= each.from - 1e-9 && event.month <= each.to + 1e-9)
                return each.to;
        return event.month;
    };
    for (const PlanEvent &event : plan.events) {
        if (!isTurn(event.what))
            continue;
        const QString name = text(event.subject);
        auto row = std::find_if(rows.begin(), rows.end(), [&](const TimelineRow &each) { return each.name == name; });
        if (row == rows.end())
            row = rows.insert(rows.end(), TimelineRow { name, {} });
        const double end = endOf(event);
        if (!row->spans.empty() && row->spans.back().to >= end - 1e-9)
            row->spans.back().to = event.month; // it was in the band before until now
        row->spans.push_back({ event.month, end, event.what });
    }
    for (TimelineRow &row : rows) // bands that are passed at once
        std::erase_if(row.spans, [](const TimelineSpan &each) { return each.to <= each.from; });
    std::erase_if(rows, [](const TimelineRow &each) { return each.spans.empty(); });
    return rows;
}

std::vector<TimelineRow> ifKept(const Plan &plan)
{
    std::vector<TimelineRow> rows;
    const std::vector<StageSpan> reigns = stagesOf(plan);
    for (std::size_t i = 0; i + 1 < reigns.size() && i < plan.kept.size(); ++i) {
        const growth::KeptStage &kept = plan.kept[i];
        TimelineRow row { tr("stage %1, if kept").arg(kept.stage + 1), {}, true };
        const double end = reigns.back().to;
        const auto add = [&](const std::optional<double> &from, const std::optional<double> &to, What band) {
            const double begin = std::max(reigns[i].to, from.value_or(end));
            if (to.value_or(end) > begin)
                row.spans.push_back({ begin, to.value_or(end), band });
        };
        add(kept.amber, kept.red, What::Amber);
        add(kept.red, kept.saturated, What::Red);
        add(kept.saturated, std::nullopt, What::Saturated);
        if (!row.spans.empty())
            rows.push_back(std::move(row));
    }
    return rows;
}

QString whenText(double month, const Plan &plan)
{
    const std::string date = month >= 0 ? growth::dateOf(plan.settings.start, month) : std::string();
    return date.empty() ? tr("month %1").arg(twoDigits(month)) : text(date);
}

QString stageText(std::size_t stage, const Plan &plan)
{
    const QString name = stage < plan.stageNames.size() ? text(plan.stageNames[stage]) : QString();
    return QStringLiteral("%1  %2").arg(stage + 1).arg(name);
}

QString summaryOf(const Plan &plan)
{
    QString said = (plan.isSteady ? tr("%1 → %2 users in %3 months: ×%4 a month")
                                  : tr("%1 → %2 users in %3 months: on average ×%4 a month"))
                       .arg(userCount(plan.settings.from), userCount(plan.settings.to), twoDigits(plan.settings.months),
                            text(screen::exact(std::round(plan.factorPerMonth * 1000) / 1000)));
    if (plan.doubling)
        said += tr(", doubling every %1 months").arg(twoDigits(*plan.doubling));
    said += tr(". All of it costs %1.").arg(money(plan.totalCost, plan));
    for (const growth::WayBack &each : plan.back)
        said += QLatin1Char(' ')
            + tr("Stage %1 would do again from %2 on, for %3 instead of %4 a month.")
                  .arg(QString::number(each.to + 1), whenText(each.month, plan), money(each.costAfter, plan),
                       money(each.costBefore, plan));
    if (plan.serves && !plan.kept.empty() && std::isfinite(plan.kept.back().usersAtAmber) && !plan.kept.back().amber)
        said += QLatin1Char(' ')
            + tr("Stage %1, in force at the end, is amber from %2 users on.")
                  .arg(plan.kept.back().stage + 1)
                  .arg(userCount(plan.kept.back().usersAtAmber));
    if (plan.steps.empty() && plan.holds && plan.back.empty())
        said += QLatin1Char(' ') + tr("One stage carries it all.");
    if (!plan.notNeeded.empty()) {
        QStringList names;
        for (const std::size_t stage : plan.notNeeded)
            names.append(QString::number(stage + 1));
        said += QLatin1Char(' ') + tr("Not needed within it: stage %1.").arg(names.join(QStringLiteral(", ")));
    }
    return said;
}

QString warningOf(const Plan &plan)
{
    QStringList found;
    if (!plan.serves)
        found.append(tr("◆ No stage serves anybody, so there is nothing to plan: connect clients to a server first."));
    else if (plan.saturates)
        found.append(tr("◆ It does not hold: something is saturated while its stage is in force."));
    for (const PlanStep &step : plan.steps)
        if (step.isLate())
            found.append(
                tr("◆ Stage %1 should have been begun %2 months ago: it can stand %3 at the earliest%4.")
                    .arg(QString::number(step.to + 1), twoDigits(-step.decide), whenText(step.earliest, plan),
                         step.isFullMeanwhile() ? tr(", and stage %1 is full before").arg(step.from + 1) : QString()));
    return found.join(QLatin1Char(' '));
}

/// "2026-03-06 · 2026-03-21": when the stage before turns amber and red if it is kept; the timeline has the rest.
QString keptText(const PlanStep &step, const Plan &plan)
{
    const auto kept = std::find_if(plan.kept.begin(), plan.kept.end(),
                                   [&](const growth::KeptStage &each) { return each.stage == step.from; });
    if (kept == plan.kept.end() || !kept->amber)
        return tr("not within the plan");
    QStringList turns;
    for (const std::optional<double> &each : { kept->amber, kept->red })
        turns.append(each ? whenText(*each, plan) : tr("later"));
    return turns.join(QStringLiteral(" · "));
}

QStringList stepHeads()
{
    return { tr("Begin by"),
             tr("In place by"),
             tr("Stage"),
             tr("Users"),
             tr("Why"),
             tr("Cost a month"),
             tr("If kept: amber · red"),
             tr("Or first, instead") };
}

QStringList stepCells(const PlanStep &step, const Plan &plan)
{
    QString instead = QStringLiteral("–");
    if (step.instead) {
        const growth::SingleChange &change = *step.instead;
        QString title = screen::modelWords(change.title, plan.stageNames);
        for (const growth::FieldChange &each : change.settings)
            if (each.after)
                title
                    += QStringLiteral(" · %1: %2").arg(screen::modelWords(each.title), screen::modelWords(*each.after));
        const QString cost = money(change.cost, plan);
        instead = change.isEnough ? tr("%1 (%2 a month): lasts to the end").arg(title, cost)
                                  : tr("%1 (%2 a month): red again %3").arg(title, cost, whenText(*change.lasts, plan));
        if (step.isByRange)
            instead += tr("; the range ends all the same");
        if (plan.settings.changeLead)
            instead += change.decide < 0 ? tr("; begin now") : tr("; begin by %1").arg(whenText(change.decide, plan));
    }
    QString stage = stageText(step.to, plan);
    if (!step.passed.empty())
        stage += tr(" (passing %1)")
                     .arg(step.passed.size() == 1 ? QString::number(step.passed.front().stage + 1)
                                                  : QStringLiteral("%1–%2")
                                                        .arg(step.passed.front().stage + 1)
                                                        .arg(step.passed.back().stage + 1));
    const QString begin
        = step.isLate() ? tr("◆ now, %1 months late").arg(twoDigits(-step.decide)) : whenText(step.decide, plan);
    return { begin,
             whenText(step.inPlace, plan),
             stage,
             userCount(step.users),
             screen::modelWords(step.why, plan.stageNames),
             QStringLiteral("%1 → %2").arg(money(step.costBefore, plan), money(step.costAfter, plan)),
             keptText(step, plan),
             instead };
}

QString eventText(What what)
{
    switch (what) {
    case What::Amber:
        return tr("▲ amber");
    case What::Red:
        return tr("◆ red");
    case What::Saturated:
        return tr("◆ saturated");
    case What::Decide:
        return tr("begin");
    case What::InPlace:
        return tr("in place");
    case What::Milestone:
        break;
    }
    return tr("milestone");
}

QStringList calendarHeads()
{
    return { tr("Month"), tr("Date"), tr("Users"), tr("Stage"), tr("Cost a month"), tr("What") };
}

std::vector<CalendarRow> calendarOf(const Plan &plan)
{
    std::vector<CalendarRow> rows;
    for (const growth::PlanMonth &each : plan.months)
        rows.push_back(
            { each.month,
              each.stage,
              each.users,
              { twoDigits(each.month), text(each.date), userCount(each.users), QString::number(each.stage + 1),
                money(each.cost, plan),
                each.fullest.empty()
                    ? tr("nothing fills")
                    : tr("fullest: %1, %2").arg(text(each.fullest), text(screen::percent(each.utilization))) } });
    for (const PlanEvent &each : plan.events)
        rows.push_back(
            { each.month,
              each.inForce,
              each.users,
              { twoDigits(each.month), text(each.date), userCount(each.users), QString::number(each.inForce + 1),
                money(each.cost, plan),
                QStringLiteral("%1: %2").arg(eventText(each.what), screen::modelWords(each.text, plan.stageNames)) } });
    std::stable_sort(rows.begin(), rows.end(),
                     [](const CalendarRow &a, const CalendarRow &b) { return a.month < b.month; });
    return rows;
}

std::vector<Moment> costCurve(const Plan &plan)
{
    std::vector<Moment> points;
    for (const growth::PlanMonth &each : plan.months)
        points.push_back({ each.month, each.users, each.stage, each.cost });
    std::size_t from = plan.firstStage;
    for (const PlanStep &step : plan.steps) {
        points.push_back({ step.inPlace, step.users, from, step.costBefore });
        points.push_back({ step.inPlace, step.users, step.to, step.costAfter });
        from = step.to;
    }
    std::stable_sort(points.begin(), points.end(), [](const Moment &a, const Moment &b) {
        return a.month < b.month || (a.month <= b.month && a.stage < b.stage);
    });
    return points;
}

Moment momentAt(const Plan &plan, double month)
{
    const growth::UsersOverTime over(plan.settings);
    Moment out { std::clamp(month, 0.0, over.end()), 0, plan.firstStage, 0 };
    out.users = over.at(out.month);
    for (const StageSpan &each : stagesOf(plan))
        if (out.month >= each.from)
            out.stage = each.stage;
    const std::vector<Moment> curve = costCurve(plan);
    for (std::size_t i = 0; i < curve.size(); ++i) {
        if (curve[i].month > out.month) {
            const Moment &before = curve[i == 0 ? 0 : i - 1];
            const double wide = curve[i].month - before.month;
            const double share = wide > 0 ? (out.month - before.month) / wide : 0;
            out.cost = before.cost + share * (curve[i].cost - before.cost);
            return out;
        }
        out.cost = curve[i].cost;
    }
    return out;
}

} // namespace headroom::growth_views

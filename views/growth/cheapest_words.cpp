#include "views/growth/cheapest_words.h"

#include "model/growth/stage_names.h"
#include "model/reliability/tolerance.h"
#include "views/language/words.h"
#include "views/numbers/availability.h"
#include "views/numbers/model_words.h"
#include "views/numbers/screen_numbers.h"
#include "views/numbers/stage_name.h"
#include "views/workload/tier_text.h"

namespace headroom::growth_views {

using growth::Optimum;
using growth::SizedStage;
using growth::StageOptimum;

namespace {

QString latency(const SizedStage &sized)
{
    return sized.p99 ? text(screen::duration(*sized.p99)) : tr("none");
}

QString availability(const SizedStage &sized)
{
    return sized.availability ? screen::availability(*sized.availability) : tr("none");
}

QString valueText(const std::optional<project::Value> &value, const catalog::ParameterSpec *spec)
{
    if (!value)
        return tr("as usual");
    if (const auto *number = std::get_if<double>(&*value))
        return text(screen::shortQuantity(*number, spec ? spec->unit : "1", spec ? spec->display : ""));
    if (const auto *flag = std::get_if<bool>(&*value))
        return *flag ? tr("yes") : tr("no");
    return text(std::get<std::string>(*value));
}

/// What was asked because nothing was typed; empty: it was typed.
QString tierGoal(const growth::Goal &goal)
{
    if (goal.tier.empty() || !goal.availability)
        return {};
    const reliability::Tier &tier = reliability::tierOf(goal.tier);
    return QLatin1Char(' ')
        + (reliability::protectsEverything(tier)
               ? tr("Asked for: %1 for every kind of request, as the tier “%2” of the design has it.")
               : tr("Asked for: %1 for reading, as the tier “%2” of the design has it."))
              .arg(screen::availability(*goal.availability), workload_views::tierName(tier));
}

} // namespace

QString answerText(const Optimum &optimum)
{
    if (!optimum.cheapest) {
        const bool isOne = optimum.stages.size() == 1;
        return (isOne && !optimum.stages.front().reason.empty()
                    ? tr("Nothing meets this: %1.").arg(screen::modelWords(optimum.stages.front().reason))
                    : tr("No stage meets this; the table says why."))
            + (optimum.elsewhere
                   ? QLatin1Char(' ') + tr("Stage %1 would meet it: search all stages.").arg(*optimum.elsewhere + 1)
                   : QString())
            + tierGoal(optimum.goal);
    }
    const StageOptimum &best = optimum.stages[*optimum.cheapest];
    QString said = tr("Cheapest: %1, for %2 a month.")
                       .arg(screen::stageName(best.stage, text(best.name)),
                            text(screen::money(best.best->cost, optimum.currency)));
    said += QLatin1Char(' ')
        + (best.isProven ? tr("Proven: nothing cheaper meets it.")
                         : tr("Not proven to be the cheapest: the best that was found."));
    said
        += QLatin1Char(' ') + tr("Method: %1; %2 designs solved.").arg(screen::modelWords(best.method)).arg(best.tried);
    said += tierGoal(optimum.goal);
    if (optimum.goal.tier.empty() && !best.tierMissed.empty())
        said += QLatin1Char(' ')
            + tr("▲ The design's tier of criticality asks more: %1.").arg(screen::modelWords(best.tierMissed));
    for (const std::string &each : best.newErrors)
        said += QLatin1Char(' ') + tr("▲ Brings a new error: %1.").arg(screen::modelWords(each));
    return said;
}

QString stoppedText(const Optimum &optimum)
{
    std::size_t tried = 0;
    for (const StageOptimum &each : optimum.stages)
        tried += each.tried;
    const QString after = tr("Stopped after %n design(s).", nullptr, static_cast<int>(tried)) + QLatin1Char(' ');
    if (!optimum.cheapest)
        return after + tr("Nothing that meets the goal was found until then.");
    const StageOptimum &best = optimum.stages[*optimum.cheapest];
    return after
        + tr("The best so far: %1, for %2 a month. Something cheaper may exist.")
              .arg(screen::stageName(best.stage, text(best.name)),
                   text(screen::money(best.best->cost, optimum.currency)));
}

QStringList optimumHeads()
{
    return { tr("Stage"), tr("Cost a month"), tr("p99"), tr("Available"), tr("Full at"), tr("Proven"), tr("Why not") };
}

QStringList optimumCells(const StageOptimum &stage, const std::string &currency)
{
    QStringList cells { QStringLiteral("%1  %2").arg(stage.stage + 1).arg(text(stage.name)),
                        QStringLiteral("–"),
                        QString(),
                        QString(),
                        QString(),
                        stage.isProven ? tr("yes") : tr("no"),
                        screen::modelWords(stage.reason) };
    if (stage.best) {
        cells[1] = text(screen::money(stage.best->cost, currency));
        cells[2] = latency(*stage.best);
        cells[3] = availability(*stage.best);
        cells[4] = text(screen::compactNumber(stage.best->usersAtSaturation));
    }
    return cells;
}

QStringList changeHeads()
{
    return { tr("Component"), tr("What"), tr("Now"), tr("Then") };
}

QList<QStringList> changeRows(const SizedStage &sized, const project::Project &searched,
                              const catalog::Catalog &catalog)
{
    QList<QStringList> rows;
    const growth::StageNames names(*searched.stages[sized.stage]);
    for (const edits::SetParameter &edit : sized.edits) {
        const project::Component *component = searched.stages[sized.stage]->findComponent(edit.id);
        if (!component)
            continue;
        const catalog::ParameterSpec *spec = catalog.kind(component->kind).findParameter(edit.parameter);
        const std::optional<project::Value> before
            = spec ? std::optional(catalog::effectiveValue(catalog, *component, *spec).value) : std::nullopt;
        rows.append({ text(names.of(edit.id)), text(spec ? spec->title : edit.parameter), valueText(before, spec),
                      valueText(edit.value, spec) });
    }
    return rows;
}

QList<FrontPoint> frontOf(const StageOptimum &stage, bool isLatency, const std::string &currency)
{
    QList<FrontPoint> points;
    const std::vector<SizedStage> &front = isLatency ? stage.latencyFront : stage.availabilityFront;
    for (std::size_t i = 0; i < front.size(); ++i) {
        const SizedStage &each = front[i];
        if (isLatency ? !each.p99 : !each.availability)
            continue;
        FrontPoint point;
        point.index = static_cast<int>(i);
        point.cost = each.cost;
        point.value = isLatency ? *each.p99 : 1 - *each.availability;
        point.isBest = stage.best && stage.best->edits == each.edits;
        point.lines
            = { tr("%1 a month").arg(text(screen::money(each.cost, currency))), QStringLiteral("p99\t") + latency(each),
                tr("available") + QLatin1Char('\t') + availability(each),
                tr("full at") + QLatin1Char('\t') + text(screen::compactNumber(each.usersAtSaturation)),
                tr("settings that change") + QLatin1Char('\t') + QString::number(each.edits.size()) };
        if (point.isBest)
            point.lines.append(tr("✓ the cheapest that meets the goal"));
        points.append(point);
    }
    return points;
}

} // namespace headroom::growth_views

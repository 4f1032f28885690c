#include "views/stages/indicators.h"

#include "views/language/words.h"
#include "views/numbers/availability.h"
#include "views/numbers/screen_numbers.h"
#include "views/numbers/screen_units.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace headroom::stages {

namespace {

using theme::Role;

/// Gives the texts of this file their context.
struct IndicatorWords {
    Q_DECLARE_TR_FUNCTIONS(headroom::stages::IndicatorStrip)
};

Indicator load(const analysis::Report &report)
{
    return { IndicatorWords::tr("Load"),
             text(screen::compactRate(report.requestsPerSecond)),
             IndicatorWords::tr("peak · mean %1").arg(text(screen::compactRate(report.meanRequestsPerSecond))),
             Role::Secondary,
             {} };
}

Indicator latency(const analysis::Report &report)
{
    if (report.serverTime) {
        std::size_t missed = 0;
        const analysis::Objective *tightest = nullptr;
        for (const analysis::ClassReport &each : report.classes) {
            missed += each.objective.holds && !*each.objective.holds ? 1 : 0;
            if (each.objective.limit > 0 && (!tightest || each.objective.limit < tightest->limit))
                tightest = &each.objective;
        }
        const QString mean = IndicatorWords::tr("mean %1").arg(text(screen::duration(report.serverTime->value.mean)));
        // Where there is little room, what follows the point is left out.
        const QString kept = !tightest
            ? mean
            : IndicatorWords::tr("✓ p%1 ≤ %2 · %3")
                  .arg(qRound(tightest->quantile * 100))
                  .arg(text(screen::duration(tightest->limit)),
                       tightest->measured
                           ? IndicatorWords::tr("now %1").arg(text(screen::duration(*tightest->measured)))
                           : mean);
        constexpr double kLeastLate = 1e-3;
        const bool isLate = report.timedOut >= kLeastLate;
        const QString note = isLate
            ? IndicatorWords::tr("▲ %1 time out · %2").arg(text(screen::smallShare(report.timedOut)), mean)
            : missed == 0 ? kept
                          : IndicatorWords::tr("▲ %1 over SLO · %2").arg(missed).arg(mean);
        return { IndicatorWords::tr("p99 latency"),
                 text(screen::duration(report.serverTime->value.p99)),
                 note,
                 missed > 0 || isLate ? Role::Warning
                     : tightest       ? Role::Fine
                                      : Role::Secondary,
                 {} };
    }
    if (report.meanLatency)
        return { IndicatorWords::tr("Mean latency"),
                 text(screen::duration(*report.meanLatency)),
                 IndicatorWords::tr("server time"),
                 Role::Secondary,
                 {} };
    if (report.components.empty())
        return { IndicatorWords::tr("Mean latency"),
                 QStringLiteral("—"),
                 IndicatorWords::tr("nothing is served"),
                 Role::Secondary,
                 {} };
    const bool isSaturated = report.state == analysis::State::Saturated;
    return { IndicatorWords::tr("Mean latency"),
             QStringLiteral("—"),
             isSaturated ? IndicatorWords::tr("◆ saturated") : IndicatorWords::tr("◆ not served"),
             Role::Critical,
             {} };
}

Indicator availability(const analysis::Report &report)
{
    if (!report.availability)
        return { IndicatorWords::tr("Availability"),
                 QStringLiteral("—"),
                 IndicatorWords::tr("nothing is served"),
                 Role::Secondary,
                 {} };
    const analysis::ToleranceReport &tier = report.tolerance;
    const analysis::ClassReport *least = nullptr; // that misses the target, where reading does not
    if (!tier.isAvailabilityMet && *report.availability >= tier.targetAvailability)
        for (const analysis::ClassReport &each : report.classes)
            if (each.availability && (!least || each.availability->value < least->availability->value))
                least = &each;
    const double shown = least ? least->availability->value : *report.availability;
    const QString down = IndicatorWords::tr("%1 / yr down").arg(screen::downtimeAYear(shown));
    const std::size_t single = tier.singlePoints.size() + tier.lostPlaces.size();
    const QString note = !tier.isAvailabilityMet
        ? IndicatorWords::tr("▲ target %1 · %2").arg(screen::availability(tier.targetAvailability), down)
        : single == 1 ? IndicatorWords::tr("▲ 1 single point · %1").arg(down)
        : single > 1  ? IndicatorWords::tr("▲ %1 single points · %2").arg(single).arg(down)
                      : IndicatorWords::tr("✓ ≥ %1 · %2").arg(screen::availability(tier.targetAvailability), down);
    return { least ? IndicatorWords::tr("Availability of %1").arg(text(least->name))
                   : IndicatorWords::tr("Availability of reads"),
             screen::availability(shown),
             note,
             tier.isMet() ? Role::Fine : Role::Warning,
             {},
             {},
             IndicatorWords::tr("Available") };
}

Indicator cost(const analysis::Report &report)
{
    const double perThousand = report.users > 0 ? report.costPerMonth / report.users * 1e3 : 0;
    return { IndicatorWords::tr("Cost"),
             IndicatorWords::tr("%1 / mo").arg(text(screen::money(report.costPerMonth, report.currency))),
             IndicatorWords::tr("%1 per 1,000 users").arg(text(screen::money(perThousand, report.currency))),
             Role::Secondary,
             {},
             text(screen::money(report.costPerMonth, report.currency)) };
}

Indicator headroom(const analysis::Report &report)
{
    Indicator out {
        IndicatorWords::tr("Headroom"), QStringLiteral("—"), IndicatorWords::tr("nothing fills up"), Role::Secondary, {}
    };
    if (report.state == analysis::State::Unreachable
        && !report.components.empty()) { // what arrives nowhere fills nothing
        out.note = IndicatorWords::tr("◆ not served");
        out.noteRole = Role::Critical;
        return out;
    }
    if (!report.bottleneck.exists() || !std::isfinite(report.usersAtSaturation))
        return out;
    const analysis::ComponentReport &component
        = report.components[static_cast<std::size_t>(report.bottleneck.component)];
    const analysis::ResourceReport &resource
        = component.resources[static_cast<std::size_t>(report.bottleneck.resource)];
    out.subject = text(component.id);
    out.brief = QStringLiteral("%1 → %2").arg(text(screen::briefNumber(report.users)),
                                              text(screen::briefNumber(report.usersAtSaturation)));
    out.value = IndicatorWords::tr("%1 → %2 users")
                    .arg(text(screen::briefNumber(report.users)), text(screen::briefNumber(report.usersAtSaturation)));
    const double growth = report.users > 0 ? report.usersAtSaturation / report.users - 1 : 0;
    const QString what = IndicatorWords::tr("%1 of %2").arg(text(resource.title), text(component.name));
    if (growth <= 0) {
        out.note = IndicatorWords::tr("◆ overloaded: %1").arg(what);
        out.noteRole = Role::Critical;
    } else {
        const QString more = growth >= 10
            ? QStringLiteral("×%1").arg(text(screen::compactNumber(growth + 1)))
            : QStringLiteral("+%1 %").arg(text(screen::fixed(growth * 100, growth < 0.1 ? 1 : 0)));
        const bool isNear = growth < 1 / screen::units().critical - 1;
        out.note = (isNear ? QStringLiteral("▲ ") : QString()) + IndicatorWords::tr("%1 until %2").arg(more, what);
        out.noteRole = isNear ? Role::Warning : Role::Fine;
    }
    return out;
}

} // namespace

std::vector<Indicator> indicatorsOf(const analysis::Report &report)
{
    return { load(report), latency(report), availability(report), cost(report), headroom(report) };
}

} // namespace headroom::stages

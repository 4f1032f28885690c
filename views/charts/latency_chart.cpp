#include "views/charts/latency_chart.h"

#include "views/numbers/screen_numbers.h"

namespace headroom::charts {

namespace {

QString secondsText(double seconds)
{
    return seconds > 0 ? QString::fromStdString(screen::duration(seconds)) : QStringLiteral("0");
}

/// At the ticks, which are round: "50 ms" and not "50.0 ms".
QString tickText(double seconds)
{
    if (seconds <= 0)
        return QStringLiteral("0");
    const auto brief = [](double value) { return QString::fromStdString(screen::briefNumber(value)); };
    return seconds < 1 ? QStringLiteral("%1 ms").arg(brief(seconds * 1000))
                       : QStringLiteral("%1 s").arg(brief(seconds));
}

} // namespace

LatencyChart::LatencyChart(QWidget *parent)
    : CurveChart(tr("Latency by users"), tickText, secondsText, parent)
{
}

void LatencyChart::setCurves(std::shared_ptr<const LatencyCurves> curves)
{
    m_source = std::move(curves);
    setSaturation(m_source ? m_source->saturation : 0);
    redraw();
}

void LatencyChart::setReport(std::shared_ptr<const analysis::Report> report)
{
    m_report = std::move(report);
    const analysis::ClassReport *tightest = nullptr;
    for (const analysis::ClassReport &each : m_report->classes)
        if (each.objective.limit > 0 && (!tightest || each.objective.limit < tightest->objective.limit))
            tightest = &each;
    std::optional<Limit> limit;
    if (tightest) {
        const QString quantile = QString::number(qRound(tightest->objective.quantile * 100));
        const QString most = tickText(tightest->objective.limit);
        limit = { tr("objective of %1: p%2 ≤ %3").arg(QString::fromStdString(tightest->name), quantile, most),
                  tightest->objective.limit, QStringLiteral("p%1 ≤ %2").arg(quantile, most) };
    }
    setLimit(std::move(limit));
    redraw();
}

void LatencyChart::setBands(std::shared_ptr<const growth::StageBands> bands)
{
    m_spread = std::move(bands);
    redraw();
}

void LatencyChart::redraw()
{
    const UsersAxis axis = wantedAxis();
    QList<Curve> shown { { QStringLiteral("p50"), {}, theme::Role::Series1, Qt::SolidLine },
                         { QStringLiteral("p95"), {}, theme::Role::Series3, Qt::DashLine },
                         { QStringLiteral("p99"), {}, theme::Role::Series4, Qt::DotLine } };
    for (std::size_t i = 0; m_source && i < m_source->percentiles.size(); ++i) {
        const std::optional<analysis::Percentiles> &each = m_source->percentiles[i];
        if (!each || !axis.contains(m_source->users[i]))
            continue;
        shown[0].points.append({ m_source->users[i], each->p50 });
        shown[1].points.append({ m_source->users[i], each->p95 });
        shown[2].points.append({ m_source->users[i], each->p99 });
    }
    if (shown.front().points.isEmpty())
        shown.clear();
    const bool isPending = !m_source && m_report && m_report->serverTime; // the curves take longer than the report
    setEmptyText(isPending ? tr("Being computed…")
                           : tr("No request is answered yet. Connect clients to a server, and the curves begin."));
    QList<CurveBand> bands;
    const auto add = [&](qsizetype curve, growth::Band growth::BandPoint::*figure) {
        if (curve < shown.size())
            bands += bandsAround(shown[curve], m_spread.get(),
                                 [figure](const growth::BandPoint &point) { return &(point.*figure); });
    };
    add(0, &growth::BandPoint::p50);
    add(1, &growth::BandPoint::p95);
    add(2, &growth::BandPoint::p99);
    hatch(bands, shown);
    CurveChart::setBands(std::move(bands));
    CurveChart::setCurves(std::move(shown), axis);
}

} // namespace headroom::charts

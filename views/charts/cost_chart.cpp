#include "views/charts/cost_chart.h"

#include "model/reporting/numbers.h"

#include <algorithm>
#include <cmath>

namespace headroom::charts {

namespace {

/// 1, 2, 2.5 or 5 times a power of ten that divides `most` into about four.
double niceTick(double most)
{
    const double raw = most / 4;
    const double scale = std::pow(10, std::floor(std::log10(raw)));
    for (const double factor : { 1.0, 2.0, 2.5, 5.0, 10.0 })
        if (raw <= factor * scale)
            return factor * scale;
    return 10 * scale;
}

QString shortMoney(double amount)
{
    if (amount < 1000)
        return QStringLiteral("$%1").arg(qRound(amount));
    return QLatin1Char('$') + QString::fromStdString(reporting::briefNumber(amount)).remove(QLatin1Char(' '));
}

} // namespace

CostChart::CostChart(QWidget *parent) : CurveChart(tr("Monthly cost by users"), shortMoney, parent)
{
    setEmptyText(tr("Nothing here costs anything yet"));
}

void CostChart::setCurves(std::shared_ptr<const analysis::Curves> curves)
{
    QList<Curve> shown;
    double from = 1e3;
    double to = 1e7;
    double most = 1;
    if (curves && !curves->users.empty()) {
        if (std::isfinite(curves->saturation) && curves->saturation > 0) {
            to = std::clamp(std::pow(10, std::ceil(std::log10(curves->saturation * 1.05))), 1e3, 1e9);
            from = std::clamp(to / 1e3, 1e2, 1e6);
        }
        Curve design { tr("this design"), {}, theme::Role::Series1, Qt::SolidLine };
        Curve beyond { tr("beyond saturation"), {}, theme::Role::Series6, Qt::DashLine };
        for (std::size_t i = 0; i < curves->users.size(); ++i) {
            if (curves->users[i] < from * 0.9 || curves->users[i] > to * 1.1 || !std::isfinite(curves->costPerMonth[i]))
                continue;
            const QPointF point(curves->users[i], curves->costPerMonth[i]);
            (curves->users[i] <= curves->saturation ? design : beyond).points.append(point);
            most = std::max(most, point.y());
        }
        if (!design.points.isEmpty() && !beyond.points.isEmpty())
            beyond.points.prepend(design.points.last());
        shown.append(std::move(design));
        if (!beyond.points.isEmpty())
            shown.append(std::move(beyond));
    }
    const double tick = niceTick(most);
    CurveChart::setCurves(std::move(shown), from, to, std::ceil(most / tick) * tick, tick);
}

} // namespace headroom::charts

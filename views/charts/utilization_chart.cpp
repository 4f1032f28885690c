#include "views/charts/utilization_chart.h"

#include <algorithm>
#include <cmath>

namespace headroom::charts {

namespace {

constexpr double kMost = 1.1; // curves leave the picture a little above full
constexpr theme::Role kRoles[] { theme::Role::Series1, theme::Role::Series3, theme::Role::Series2, theme::Role::Series4, theme::Role::Series5 };
constexpr Qt::PenStyle kStyles[] { Qt::SolidLine, Qt::DashLine, Qt::DashDotLine, Qt::DotLine, Qt::DashDotDotLine };
constexpr std::size_t kCurves = 5;

} // namespace

UtilizationChart::UtilizationChart(QWidget *parent)
    : CurveChart(tr("Utilization by users"), [](double value) { return QStringLiteral("%1 %").arg(qRound(value * 100)); }, parent)
{
    setEmptyText(tr("Users load nothing here yet"));
}

void UtilizationChart::setCurves(std::shared_ptr<const analysis::Curves> curves)
{
    QList<Curve> shown;
    double from = 1e3;
    double to = 1e7;
    if (curves && std::isfinite(curves->saturation) && curves->saturation > 0) {
        to = std::pow(10, std::ceil(std::log10(curves->saturation * 1.05)));
        to = std::clamp(to, 1e3, 1e9);
        from = std::clamp(to / 1e3, 1e2, 1e6);
    }
    for (std::size_t i = 0; curves && i < std::min(kCurves, curves->utilization.size()); ++i) {
        const auto &source = curves->utilization[i];
        Curve curve { QString::fromStdString(source.label), {}, kRoles[i], kStyles[i] };
        for (std::size_t p = 0; p < source.values.size() && p < curves->users.size(); ++p)
            if (std::isfinite(source.values[p]) && curves->users[p] >= from * 0.9 && curves->users[p] <= to * 1.1 && source.values[p] < kMost * 4)
                curve.points.append({ curves->users[p], source.values[p] });
        shown.append(std::move(curve));
    }
    CurveChart::setCurves(std::move(shown), from, to, kMost, 0.25);
}

} // namespace headroom::charts

#include "views/charts/utilization_chart.h"

#include "model/reporting/visible_text.h"
#include "views/numbers/screen_numbers.h"

#include <algorithm>
#include <cmath>

namespace headroom::charts {

namespace {

constexpr double kMost = 1.1; // curves leave the picture a little above full
constexpr theme::Role kRoles[] { theme::Role::Series1, theme::Role::Series3, theme::Role::Series2, theme::Role::Series4,
                                 theme::Role::Series5 };
constexpr Qt::PenStyle kStyles[] { Qt::SolidLine, Qt::DashLine, Qt::DashDotLine, Qt::DotLine, Qt::DashDotDotLine };
constexpr std::size_t kCurves = 5;

QString percentText(double value)
{
    return value > 0 && value < 0.0095 ? QStringLiteral("%1 %").arg(value * 100)
                                       : QStringLiteral("%1 %").arg(qRound(value * 100));
}

} // namespace

UtilizationChart::UtilizationChart(QWidget *parent)
    : CurveChart(
        tr("Utilization by users"), [](double value) { return percentText(value); },
        [](double value) { return QString::fromStdString(screen::percent(value)); }, parent)
{
    setFixedScale(kMost, 0.25);
    setEmptyText(tr("Users load nothing here yet. Connect clients to a server, and the curves begin."));
}

void UtilizationChart::setCurves(std::shared_ptr<const analysis::Curves> curves)
{
    m_source = std::move(curves);
    setSaturation(m_source ? m_source->saturation : 0);
    redraw();
}

void UtilizationChart::setBands(std::shared_ptr<const growth::StageBands> bands)
{
    m_spread = std::move(bands);
    redraw();
}

QList<CurveBand> UtilizationChart::bandsOn(const QList<Curve> &shown) const
{
    QList<CurveBand> bands;
    for (qsizetype i = 0; i < shown.size() && m_spread; ++i) {
        const auto &source = m_source->utilization[static_cast<std::size_t>(i)];
        const auto &known = m_spread->resources;
        const auto found = std::find(known.begin(), known.end(), std::pair(source.component, source.resource));
        if (found == known.end())
            continue;
        const auto at = static_cast<std::size_t>(found - known.begin());
        bands += bandsAround(shown[i], m_spread.get(),
                             [at](const growth::BandPoint &point) { return &point.resources[at]; });
    }
    hatch(bands, shown);
    return bands;
}

void UtilizationChart::redraw()
{
    const UsersAxis axis = wantedAxis();
    QList<Curve> shown;
    for (std::size_t i = 0; m_source && i < std::min(kCurves, m_source->utilization.size()); ++i) {
        const auto &source = m_source->utilization[i];
        Curve curve { QString::fromStdString(reporting::visibleText(source.label)), {}, kRoles[i], kStyles[i] };
        for (std::size_t p = 0; p < source.values.size() && p < m_source->users.size(); ++p)
            if (std::isfinite(source.values[p]) && axis.contains(m_source->users[p]) && source.values[p] < kMost * 4)
                curve.points.append({ m_source->users[p], source.values[p] });
        for (const Curve &other : std::as_const(shown))
            if (other.label == curve.label) // two of one name: the id tells
                curve.label += QStringLiteral(" (%1)").arg(QString::fromStdString(source.component));
        shown.append(std::move(curve));
    }
    CurveChart::setBands(bandsOn(shown));
    CurveChart::setCurves(std::move(shown), axis);
}

} // namespace headroom::charts

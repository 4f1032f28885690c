#include "views/charts/cost_chart.h"

#include "views/numbers/screen_numbers.h"

#include <QLocale>

#include <algorithm>
#include <cmath>

namespace headroom::charts {

namespace {

/// None for whole amounts, else two or what a tick of a thousandth needs.
int decimalsOf(double amount)
{
    constexpr int kMost = 6;
    const auto isWhole = [](double value) { return std::abs(value - std::round(value)) < 1e-6; };
    if (isWhole(amount))
        return 0;
    int decimals = 2;
    while (decimals < kMost && !isWhole(amount * std::pow(10, decimals)))
        ++decimals;
    return decimals;
}

bool costsAnything(const Curve &curve)
{
    return std::any_of(curve.points.begin(), curve.points.end(), [](QPointF point) { return point.y() > 0; });
}

} // namespace

QString shortMoney(double amount)
{
    const QString sign = QString::fromStdString(screen::currencySign("USD"));
    if (amount < 1000)
        return sign + QLocale().toString(amount, 'f', decimalsOf(amount));
    return sign + QString::fromStdString(screen::briefNumber(amount)).remove(QLatin1Char(' '));
}

CostChart::CostChart(QWidget *parent)
    : CurveChart(
        tr("Monthly cost by users"), shortMoney,
        [](double value) { return QString::fromStdString(screen::money(value, "USD")); }, parent)
{
    setEmptyText(tr("Nothing here costs anything yet."));
}

void CostChart::setCurves(std::shared_ptr<const analysis::Curves> curves)
{
    m_source = std::move(curves);
    setSaturation(m_source ? m_source->saturation : 0);
    redraw();
}

void CostChart::setOthers(std::shared_ptr<const OtherBills> others)
{
    m_others = std::move(others);
    redraw();
}

void CostChart::setBands(std::shared_ptr<const growth::StageBands> bands)
{
    m_spread = std::move(bands);
    redraw();
}

void CostChart::setOfferBands(std::shared_ptr<const growth::StageBands> bands)
{
    m_offers = std::move(bands);
    redraw();
}

QList<CurveBand> CostChart::bandsOn(const QList<Curve> &shown) const
{
    QList<CurveBand> bands;
    for (const Curve &curve : shown) {
        const auto around = [&](const auto &spread, growth::Band growth::BandPoint::*figure) {
            bands += bandsAround(curve, spread.get(),
                                 [figure](const growth::BandPoint &point) { return &(point.*figure); });
        };
        if (curve.label == tr("larger machines alone"))
            around(m_offers, &growth::BandPoint::scaleUp);
        else if (curve.label == tr("ideally many small ones"))
            around(m_offers, &growth::BandPoint::scaleOut);
        else
            around(m_spread, &growth::BandPoint::cost);
    }
    hatch(bands, shown);
    return bands;
}

void CostChart::redraw()
{
    const UsersAxis axis = wantedAxis();
    QList<Curve> shown;
    double most = 0;
    if (m_source && !m_source->users.empty()) {
        Curve design { tr("this design"), {}, theme::Role::Series1, Qt::SolidLine };
        Curve beyond { tr("saturated"), {}, theme::Role::Series6, Qt::DashLine };
        for (std::size_t i = 0; i < m_source->users.size(); ++i) {
            if (!axis.contains(m_source->users[i]) || !std::isfinite(m_source->costPerMonth[i]))
                continue;
            const QPointF point(m_source->users[i], m_source->costPerMonth[i]);
            (m_source->users[i] <= m_source->saturation ? design : beyond).points.append(point);
            most = std::max(most, point.y());
        }
        if (!design.points.isEmpty() && !beyond.points.isEmpty())
            beyond.points.prepend(design.points.last());
        for (Curve *each : { &design, &beyond })
            if (!each->points.isEmpty() && most > 0) // a bill of nothing has no curve
                shown.append(std::move(*each));
        Curve up { tr("larger machines alone"), {}, theme::Role::Series2, Qt::DashDotLine };
        Curve out { tr("ideally many small ones"), {}, theme::Role::Series3, Qt::DotLine };
        for (std::size_t i = 0; m_others && i < m_others->users.size(); ++i) {
            if (!axis.contains(m_others->users[i]))
                continue;
            if (const std::optional<double> &cost = m_others->scaleUp[i])
                up.points.append({ m_others->users[i], *cost });
            out.points.append({ m_others->users[i], m_others->scaleOut[i] });
        }
        for (Curve *each : { &up, &out })
            if (most > 0 && costsAnything(*each)) // nothing: of the stage before it had any components
                shown.append(std::move(*each));
    }
    CurveChart::setBands(bandsOn(shown));
    CurveChart::setCurves(std::move(shown), axis);
}

} // namespace headroom::charts

#include "views/growth/growth_cost_chart.h"

#include "views/charts/cost_chart.h"
#include "views/growth/cost_words.h"
#include "views/numbers/screen_numbers.h"

#include <algorithm>
#include <cmath>

namespace headroom::growth_views {

using charts::Curve;
using charts::Mark;
using charts::UsersAxis;
using cost::GrowthPoint;
using theme::Role;

namespace {

constexpr double kLeastAxis = 1e2;
constexpr double kMostAxis = 1e9;

std::optional<double> costOf(const cost::Offer &offer)
{
    return offer.cost;
}

} // namespace

GrowthCostChart::GrowthCostChart(QWidget *parent)
    : CurveChart(
        tr("What growth costs a month"), charts::shortMoney,
        [](double value) { return QString::fromStdString(screen::money(value, "USD")); }, parent)
{
    setEmptyText(tr("Costs are being compared…"));
    setLogarithmic(true);
}

void GrowthCostChart::setGrowth(std::shared_ptr<const cost::Growth> growth)
{
    m_growth = std::move(growth);
    redraw();
}

void GrowthCostChart::setBands(std::shared_ptr<const growth::StageBands> bands)
{
    m_spread = std::move(bands);
    redraw();
}

void GrowthCostChart::setOfferBands(std::shared_ptr<const growth::StageBands> bands)
{
    m_offers = std::move(bands);
    redraw();
}

void GrowthCostChart::setPerThousand(bool isOn)
{
    m_isPerThousand = isOn;
    redraw();
}

void GrowthCostChart::setEveryStage(bool isOn)
{
    m_hasEveryStage = isOn;
    redraw();
}

/// What cannot be had has no point: the curve ends or begins there.
void GrowthCostChart::addCurve(QList<Curve> &curves, Curve curve, const UsersAxis &axis,
                               const std::function<std::optional<double>(const GrowthPoint &)> &costAt) const
{
    for (const GrowthPoint &point : m_growth->points)
        if (const std::optional<double> cost = costAt(point); cost && axis.contains(point.users))
            curve.points.append({ point.users, m_isPerThousand ? *cost / point.users * 1000 : *cost });
    if (!curve.points.isEmpty())
        curves.append(std::move(curve));
}

void GrowthCostChart::redraw()
{
    QList<Curve> curves;
    if (!m_growth || m_growth->points.empty()) {
        setMarks({});
        CurveChart::setBands({});
        return setCurves({}, { kLeastAxis, kMostAxis });
    }
    const UsersAxis axis { std::max(kLeastAxis, m_growth->points.front().users),
                           std::min(kMostAxis, m_growth->points.back().users) };
    const auto holds = [](const GrowthPoint &point) { return point.state != analysis::State::Saturated; };
    addCurve(curves, { tr("this design"), {}, Role::Series1, Qt::SolidLine }, axis,
             [&](const GrowthPoint &point) { return holds(point) ? std::optional(point.cost) : std::nullopt; });
    addCurve(curves, { tr("this design, saturated"), {}, Role::Series6, Qt::DotLine }, axis,
             [&](const GrowthPoint &point) { return holds(point) ? std::nullopt : std::optional(point.cost); });
    addCurve(curves, { tr("larger machines alone"), {}, Role::Series2, Qt::DashLine }, axis,
             [](const GrowthPoint &point) { return costOf(point.scaleUp); });
    addCurve(curves, { tr("ideally many small ones"), {}, Role::Series3, Qt::DashDotLine }, axis,
             [](const GrowthPoint &point) { return std::optional(point.scaleOut); });
    const QString bound
        = tr("At most so much: every component by itself takes the cheapest size and count that carry the "
             "users. The page of the cheapest way tries them together, and asks for availability, too.");
    const QString atMost = QStringLiteral("≤ ");
    addCurve(curves, { tr("cheapest that holds"), {}, Role::Series4, Qt::DashDotDotLine, false, {}, bound, atMost },
             axis, [](const GrowthPoint &point) {
                 return point.cheapest ? costOf(point.sized[*point.cheapest]) : std::optional<double>();
             });
    // Six colors are used up by now: stages bear their number instead.
    for (std::size_t i = 0; m_hasEveryStage && i < m_growth->stageNames.size(); ++i)
        addCurve(curves,
                 { tr("stage %1").arg(i + 1),
                   {},
                   Role::Secondary,
                   Qt::SolidLine,
                   false,
                   QString::number(i + 1),
                   bound,
                   atMost },
                 axis, [i](const GrowthPoint &point) { return costOf(point.sized[i]); });
    setMarks(marksOn(curves));
    CurveChart::setBands(bandsOn(curves));
    setCurves(std::move(curves), axis);
}

QList<charts::CurveBand> GrowthCostChart::bandsOn(const QList<Curve> &curves) const
{
    using growth::Band;
    using growth::BandPoint;
    QList<charts::CurveBand> bands;
    for (const Curve &curve : curves) {
        const auto around = [&](const auto &spread, Band BandPoint::*figure) {
            bands += charts::bandsAround(curve, spread.get(),
                                         [figure](const BandPoint &point) { return &(point.*figure); });
        };
        if (!curve.badge.isEmpty())
            bands += charts::bandsAround(curve, m_offers.get(),
                                         [stage = curve.badge.toUInt() - 1](const BandPoint &point) -> const Band * {
                                             return stage < point.sized.size() ? &point.sized[stage] : nullptr;
                                         });
        else if (curve.label == tr("larger machines alone"))
            around(m_offers, &BandPoint::scaleUp);
        else if (curve.label == tr("ideally many small ones"))
            around(m_offers, &BandPoint::scaleOut);
        else if (curve.label == tr("cheapest that holds"))
            around(m_offers, &BandPoint::cheapest);
        else
            around(m_spread, &BandPoint::cost);
    }
    charts::hatch(bands, curves);
    for (charts::CurveBand &band : bands)
        for (QList<QPointF> *edge : { &band.low, &band.high })
            for (QPointF &point : *edge)
                if (m_isPerThousand)
                    point.setY(point.y() / point.x() * 1000);
    return bands;
}

/// Crossings lie on the curve of what became cheaper, the ceiling at the end of that of larger machines.
QList<Mark> GrowthCostChart::marksOn(const QList<Curve> &curves) const
{
    const auto valueOn = [&](const QString &label, double users) -> std::optional<double> {
        for (const Curve &each : curves)
            if (each.label == label)
                return charts::valueAt(each, users);
        return std::nullopt;
    };
    QList<Mark> marks;
    for (const cost::Takeover &each : cost::takeoversOf(m_growth->crossovers)) {
        const double users = each.to == each.from ? each.users : each.settled;
        const QString text = takeoverText(each, *m_growth);
        if (const auto y = valueOn(tr("cheapest that holds"), users); y && !text.isEmpty())
            marks.append({ { users, *y }, text });
    }
    for (const cost::Crossover &each : m_growth->crossovers)
        if (!each.isStage)
            if (const auto y = valueOn(tr("ideally many small ones"), each.users))
                marks.append({ { each.users, *y }, scaleOutText(each.users) });
    for (const Curve &each : curves)
        if (m_growth->ceiling && each.label == tr("larger machines alone"))
            marks.append({ each.points.last(), ceilingText(*m_growth) });
    std::stable_sort(marks.begin(), marks.end(), [](const Mark &a, const Mark &b) { return a.at.x() < b.at.x(); });
    return marks;
}

} // namespace headroom::growth_views

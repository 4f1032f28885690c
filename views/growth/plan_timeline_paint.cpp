#include "views/charts/chart_ground.h"
#include "views/charts/hover_box.h"
#include "views/growth/plan_timeline.h"
#include "views/numbers/screen_numbers.h"
#include "views/theme/letters.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>

namespace headroom::growth_views {

using theme::Role;
using theme::Theme;
using What = growth::PlanEvent::What;

namespace {

struct BandLook {
    Role line;
    Role fill;
    Qt::BrushStyle pattern;
    QString sign;
};

/// Told apart by pattern and sign as much as by color.
BandLook lookOf(What band)
{
    switch (band) {
    case What::Red:
        return { Role::Critical, Role::CriticalSoft, Qt::SolidPattern, QStringLiteral("◆") };
    case What::Saturated:
        return { Role::Critical, Role::Critical, Qt::SolidPattern, QStringLiteral("◆") };
    default:
        return { Role::Warning, Role::WarningSoft, Qt::SolidPattern, QStringLiteral("▲") };
    }
}

/// Months between two dates on the axis, so that their texts keep apart.
double stepOf(double months, double room)
{
    for (const double step : { 1.0, 2.0, 3.0, 6.0, 12.0, 24.0, 60.0, 120.0, 240.0, 600.0 })
        if (months / step <= room)
            return step;
    return 1200;
}

} // namespace

void PlanTimeline::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    charts::paintGround(painter, *this, *m_theme);
    const QRectF plot = plotArea();
    if (m_stages.empty()) {
        painter.setPen(m_theme->color(Role::Secondary));
        painter.setFont(Theme::font(12));
        painter.drawText(
            QRectF(rect()).adjusted(16, 8, -16, -8), Qt::AlignCenter | Qt::TextWordWrap,
            tr("State present users, a target and the time until then: what has to be begun when, and what "
               "it costs, is drawn here."));
        return;
    }
    if (plot.width() < 40 || plot.height() < 40)
        return;
    paintDates(painter, plot);
    paintCost(painter);
    paintTurns(painter);
    paintStages(painter);
    paintPointer(painter, plot);
}

void PlanTimeline::paintDates(QPainter &painter, const QRectF &plot) const
{
    painter.setFont(Theme::font(10));
    const QFontMetricsF metrics(painter.font());
    const double high = metrics.height();
    const double end = m_stages.back().to;
    const double step = stepOf(end, plot.width() / (metrics.horizontalAdvance(QStringLiteral("2026-12")) + 14));
    double last = -1e9;
    for (double month = 0; month <= end + 1e-9; month += step) {
        const double x = xOf(month);
        painter.setPen(QPen(m_theme->color(Role::Hairline), 1));
        painter.drawLine(QPointF(x, plot.top() - 2), QPointF(x, plot.bottom()));
        const std::string date = growth::dateOf(m_plan->settings.start, month);
        const QString text = date.empty() ? QString::number(month) : QString::fromStdString(date.substr(0, 7));
        const double wide = metrics.horizontalAdvance(text);
        const double left = std::min(x - wide / 2, width() - wide - 2); // the last one is pushed inwards
        if (left < last + 6)
            continue;
        last = left + wide;
        painter.setPen(m_theme->color(Role::Faint));
        painter.drawText(QRectF(left - 20, plot.top() - high - 3, wide + 40, high), Qt::AlignCenter, text);
    }
    last = -1e9;
    painter.setPen(m_theme->color(Role::Secondary));
    for (const growth::PlanEvent &event : m_plan->events) {
        if (event.what != What::Milestone)
            continue;
        const QString text = QString::fromStdString(screen::briefNumber(event.users));
        const double wide = metrics.horizontalAdvance(text);
        const double x = std::min(xOf(event.month), width() - wide / 2 - 2);
        if (x - wide / 2 < last + 8)
            continue;
        last = x + wide / 2;
        painter.drawText(QRectF(x - 40, plot.top() - 2 * high - 3, 80, high), Qt::AlignCenter, text);
    }
    paintName(painter, QRectF(plot.left(), plot.top() - 2 * high - 3, 1, high), tr("users"));
    paintName(painter, QRectF(plot.left(), plot.top() - high - 3, 1, high),
              m_plan->settings.start.empty() ? tr("month") : QString());
}

void PlanTimeline::paintName(QPainter &painter, const QRectF &lane, const QString &name) const
{
    const QFontMetricsF metrics(painter.font());
    const QRectF box(8, lane.top(), plotArea().left() - 16, lane.height());
    painter.drawText(box, Qt::AlignRight | Qt::AlignVCenter, metrics.elidedText(name, Qt::ElideMiddle, box.width()));
}

void PlanTimeline::paintStages(QPainter &painter) const
{
    painter.setFont(Theme::font(11));
    painter.setPen(m_theme->color(Role::Secondary));
    paintName(painter, laneRect(0), tr("stage in force"));
    paintName(painter, laneRect(1), tr("to be built"));
    painter.setFont(Theme::font(11, QFont::DemiBold));
    const QFontMetricsF metrics(painter.font());
    for (std::size_t i = 0; i < m_stages.size(); ++i) {
        const QRectF bar = stageRect(i);
        painter.setPen(QPen(m_theme->color(Role::Accent), 1));
        painter.setBrush(m_theme->color(Role::AccentSoft));
        painter.drawRoundedRect(bar.adjusted(0.5, 0, -0.5, 0), 4, 4);
        painter.setPen(m_theme->color(Role::Text));
        QString text = metrics.elidedText(stageText(m_stages[i].stage, *m_plan), Qt::ElideRight, bar.width() - 10);
        if (text.size() < 3)
            text = QString::number(m_stages[i].stage + 1);
        if (metrics.horizontalAdvance(text) <= bar.width() - 2)
            painter.drawText(bar.adjusted(2, 0, -2, 0), Qt::AlignCenter, text);
    }
    paintSpreads(painter);
    for (std::size_t i = 0; i < m_plan->steps.size(); ++i) {
        const QRectF bar = leadRect(i);
        if (bar.isNull())
            continue;
        const bool isLate = m_plan->steps[i].isLate();
        const QColor color = m_theme->color(isLate ? Role::Critical : Role::Accent);
        painter.setPen(QPen(color, 1, Qt::DashLine));
        painter.setBrush(QBrush(color, Qt::BDiagPattern));
        painter.drawRoundedRect(bar, 3, 3);
        const QString text = (isLate ? QStringLiteral("◆ ") : QString()) + QString::number(m_plan->steps[i].to + 1);
        const QRectF pill(bar.center().x() - metrics.horizontalAdvance(text) / 2 - 4, bar.top(),
                          metrics.horizontalAdvance(text) + 8, bar.height());
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme->color(Role::Panel));
        painter.drawRoundedRect(pill, 3, 3);
        painter.setPen(color);
        painter.drawText(pill, Qt::AlignCenter, text);
    }
}

/// A bracket below the stage: it may have to be left as early, or as late.
void PlanTimeline::paintSpreads(QPainter &painter) const
{
    painter.save();
    painter.setPen(QPen(m_theme->color(Role::Text), 1.6));
    const double end = m_stages.back().to;
    for (std::size_t i = 0; i < m_stages.size(); ++i) {
        const growth::Band *band = spreadOf(m_stages[i].stage);
        if (!band || band->p05 >= end)
            continue;
        const double y = stageRect(i).bottom() + 1;
        const double left = xOf(band->p05);
        const double right = xOf(band->p95);
        painter.drawLine(QPointF(left, y), QPointF(right, y));
        painter.drawLine(QPointF(left, y), QPointF(left, y - 5));
        if (band->p95 <= end)
            painter.drawLine(QPointF(right, y), QPointF(right, y - 5));
    }
    painter.restore();
}

void PlanTimeline::paintTurns(QPainter &painter) const
{
    for (std::size_t row = 0; row < m_rows.size(); ++row) {
        painter.setFont(Theme::font(11));
        painter.setPen(m_theme->color(Role::Secondary));
        paintName(painter, laneRect(2 + static_cast<double>(row)), m_rows[row].name);
        painter.setFont(Theme::font(10, QFont::DemiBold));
        const QFontMetricsF metrics(painter.font());
        for (std::size_t i = 0; i < m_rows[row].spans.size(); ++i) {
            const TimelineSpan &span = m_rows[row].spans[i];
            const BandLook look = lookOf(span.band);
            const QRectF bar = spanRect(row, i);
            const bool isReal = !m_rows[row].isIfKept; // else it is not to come to that
            painter.setPen(QPen(m_theme->color(look.line), 1, isReal ? Qt::SolidLine : Qt::DashLine));
            painter.setBrush(
                QBrush(m_theme->color(isReal ? look.fill : look.line), isReal ? look.pattern : Qt::NoBrush));
            painter.drawRoundedRect(bar, 3, 3);
            QString text = eventText(span.band);
            if (metrics.horizontalAdvance(text) > bar.width() - 6)
                text = look.sign;
            painter.setPen(m_theme->color(span.band == What::Saturated && isReal ? Role::Panel : look.line));
            if (metrics.horizontalAdvance(text) <= bar.width() - 2)
                painter.drawText(bar, Qt::AlignCenter, text);
        }
    }
}

/// Around the bill of each stage, where stages change when the plan has them do so.
void PlanTimeline::paintBills(QPainter &painter, const std::function<double(double)> &yOf) const
{
    painter.save();
    QColor tint = m_theme->color(Role::Series1);
    QColor edge = tint;
    tint.setAlphaF(0.22F);
    edge.setAlphaF(0.6F);
    for (const growth::StageBands &stage : m_bills) {
        QPolygonF low;
        QPolygonF around;
        for (const growth::BillBand &each : stage.bills) {
            low.append({ xOf(each.month), yOf(each.cost.p05) });
            around.append({ xOf(each.month), yOf(each.cost.p95) });
        }
        painter.setPen(QPen(edge, 1));
        painter.drawPolyline(low);
        painter.drawPolyline(around);
        for (qsizetype i = low.size(); i-- > 0;)
            around.append(low[i]);
        painter.setPen(Qt::NoPen);
        painter.setBrush(tint);
        painter.drawPolygon(around);
    }
    painter.restore();
}

void PlanTimeline::paintCost(QPainter &painter) const
{
    const QRectF area = costArea();
    if (area.height() < 24)
        return;
    painter.setFont(Theme::font(10));
    const QFontMetricsF metrics(painter.font());
    const auto yOf = [&](double cost) { return area.bottom() - m_scale.shareOf(cost) * area.height(); };
    double last = area.bottom() + metrics.height() * 2;
    double widest = 0;
    for (const double tick : m_scale.ticks) {
        const double y = yOf(tick);
        painter.setPen(QPen(m_theme->color(Role::Hairline), 1));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        if (last - y < metrics.height() * 1.1)
            continue;
        last = y;
        painter.setPen(m_theme->color(Role::Faint));
        const QString amount = QString::fromStdString(screen::money(tick, m_plan->currency));
        widest = std::max(widest, metrics.horizontalAdvance(amount));
        paintName(painter, QRectF(area.left(), y - metrics.height() / 2, 1, metrics.height()), amount);
    }
    painter.setFont(Theme::font(11));
    painter.setPen(m_theme->color(Role::Secondary));
    if (area.height() > 60)
        painter.drawText(QRectF(8, area.top(), area.left() - widest - 24, area.height()),
                         Qt::AlignRight | Qt::AlignVCenter | Qt::TextWordWrap, tr("cost a month"));
    QPainterPath path;
    for (std::size_t i = 0; i < m_cost.size(); ++i) {
        const QPointF at(xOf(m_cost[i].month), yOf(std::isfinite(m_cost[i].cost) ? m_cost[i].cost : 0));
        if (i == 0)
            path.moveTo(at);
        else
            path.lineTo(at);
    }
    QPainterPath under(path);
    under.lineTo(area.right(), area.bottom());
    under.lineTo(area.left(), area.bottom());
    if (m_bills.empty()) {
        QColor soft = m_theme->color(Role::Series1);
        soft.setAlphaF(0.14F);
        painter.fillPath(under, soft);
    } else {
        paintBills(painter, yOf);
    }
    painter.setPen(QPen(m_theme->color(Role::Series1), 2));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(path);
}

void PlanTimeline::paintPointer(QPainter &painter, const QRectF &plot) const
{
    const QStringList lines = hoverLines();
    if (lines.isEmpty())
        return;
    const double x = xOf(*m_pointed);
    painter.setPen(QPen(m_theme->color(Role::Secondary), 1));
    painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    charts::paintHoverBox(painter, *m_theme, lines, { x, costArea().top() }, rect(), width() * 0.6);
}

} // namespace headroom::growth_views

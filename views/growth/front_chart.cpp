#include "views/growth/front_chart.h"

#include "views/charts/chart_ground.h"
#include "views/charts/hover_box.h"
#include "views/theme/letters.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom::growth_views {

using theme::Role;
using theme::Theme;

namespace {

constexpr double kReach = 14; ///< px around a point that count as on it

/// From zero, or from a round value below where all costs lie close together.
charts::ValueScale costScale(double least, double most)
{
    if (least < most / 2)
        return charts::linearScale(most);
    const double span = std::max(most - least, most * 0.02);
    const charts::ValueScale steps = charts::linearScale(span);
    const double tick = steps.ticks.size() > 1 ? steps.ticks[1] : span;
    const double first = std::floor(least / tick + 1e-9);
    const double last = std::max(std::ceil(most / tick - 1e-9), first + 1);
    charts::ValueScale scale { first * tick, last * tick, false, {} };
    for (double step = first; step <= last + 0.5; ++step)
        scale.ticks.push_back(step * tick);
    return scale;
}

} // namespace

FrontChart::FrontChart(const QString &title, ValueText costText, ValueText valueText, QWidget *parent)
    : QWidget(parent)
    , m_theme(&Theme::light())
    , m_title(title)
    , m_costText(std::move(costText))
    , m_valueText(std::move(valueText))
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(title);
}

void FrontChart::setTheme(const Theme &theme)
{
    m_theme = &theme;
    update();
}

void FrontChart::setEmptyText(const QString &text)
{
    m_emptyText = text;
    update();
}

void FrontChart::setPoints(QList<FrontPoint> points, std::optional<double> limit, QStringList names)
{
    m_points = std::move(points);
    m_limit = limit;
    m_names = std::move(names);
    double most = 1;
    double cheapest = std::numeric_limits<double>::infinity();
    double least = std::numeric_limits<double>::infinity();
    double worst = 0;
    for (const FrontPoint &each : std::as_const(m_points)) {
        most = std::max(most, each.cost);
        cheapest = std::min(cheapest, each.cost);
        if (each.value > 0)
            least = std::min(least, each.value);
        worst = std::max(worst, each.value);
    }
    if (m_limit && *m_limit > 0) {
        least = std::min(least, *m_limit);
        worst = std::max(worst, *m_limit);
    }
    m_costs
        = cheapest < most ? costScale(cheapest, most) : costScale(0.9 * most, 1.1 * most); // one stands in the middle
    m_values
        = std::isfinite(least) ? charts::logarithmicScale(least, std::max(worst, least * 1.5)) : charts::linearScale(1);
    m_hovered = -1;
    m_chosen = -1;
    choose(-1);
}

void FrontChart::choose(int point)
{
    const bool isOther = point != m_chosen;
    m_chosen = point;
    QStringList spoken;
    for (QString line : chosenLines())
        spoken.append(line.replace(QLatin1Char('\t'), QStringLiteral(": ")));
    setAccessibleDescription(m_points.isEmpty() ? m_emptyText : spoken.join(QStringLiteral(", ")));
    update();
    if (isOther)
        Q_EMIT chosenChanged(point);
}

QStringList FrontChart::chosenLines() const
{
    return m_chosen >= 0 ? m_points[m_chosen].lines : QStringList();
}

QSize FrontChart::minimumSizeHint() const
{
    return { theme::scaled(200), theme::scaled(120) };
}

QRectF FrontChart::plotArea() const
{
    const double text = theme::letterScale();
    return QRectF(rect()).adjusted(58 * text, 32 * text, -18 * text, -22 * text);
}

QPointF FrontChart::toWidget(const FrontPoint &point) const
{
    const QRectF plot = plotArea();
    return { plot.left() + m_costs.shareOf(point.cost) * plot.width(),
             plot.bottom() - std::clamp(m_values.shareOf(point.value), 0.0, 1.0) * plot.height() };
}

int FrontChart::pointAt(QPointF position) const
{
    int found = -1;
    double nearest = kReach;
    for (int i = 0; i < m_points.size(); ++i) {
        const QPointF to = toWidget(m_points[i]) - position;
        if (const double far = std::hypot(to.x(), to.y()); far < nearest) {
            nearest = far;
            found = i;
        }
    }
    return found;
}

void FrontChart::mousePressEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton)
        choose(pointAt(event->position()));
}

void FrontChart::mouseDoubleClickEvent(QMouseEvent *event)
{
    const int point = pointAt(event->position());
    choose(point);
    if (point >= 0)
        Q_EMIT applyRequested(point);
}

void FrontChart::mouseMoveEvent(QMouseEvent *event)
{
    m_hovered = pointAt(event->position());
    setCursor(m_hovered >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void FrontChart::leaveEvent(QEvent *)
{
    m_hovered = -1;
    update();
}

void FrontChart::keyPressEvent(QKeyEvent *event)
{
    const int count = static_cast<int>(m_points.size());
    if (count > 0 && (event->key() == Qt::Key_Right || event->key() == Qt::Key_Down))
        return choose(std::min(count - 1, m_chosen + 1));
    if (count > 0 && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Up))
        return choose(std::max(0, m_chosen - 1));
    if (m_chosen >= 0 && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        Q_EMIT applyRequested(m_chosen);
        return;
    }
    QWidget::keyPressEvent(event);
}

void FrontChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    charts::paintGround(painter, *this, *m_theme);
    painter.setFont(Theme::font(11, QFont::DemiBold));
    painter.setPen(m_theme->color(Role::Secondary));
    painter.drawText(QRectF(rect()).adjusted(10, 4, -10, 0), Qt::AlignLeft | Qt::AlignTop, m_title);
    const double used = QFontMetricsF(painter.font()).horizontalAdvance(m_title) + 20;
    if (m_points.isEmpty()) {
        painter.setFont(Theme::font(12));
        painter.drawText(QRectF(rect()).adjusted(16, 26, -16, -8), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
        return;
    }
    const QRectF plot = plotArea();
    if (plot.width() < 20 || plot.height() < 20)
        return;
    painter.setFont(Theme::font(11));
    const QString better = tr("↙ cheaper and better"); // both values are the better the lower they stand
    if (used + QFontMetricsF(painter.font()).horizontalAdvance(better) < width() - 10)
        painter.drawText(QRectF(rect()).adjusted(used, 4, -10, 0), Qt::AlignRight | Qt::AlignTop, better);
    paintGrid(painter, plot);
    for (int series = 0; series < m_names.size(); ++series)
        paintSeries(painter, series);
    paintBox(painter);
}

void FrontChart::paintGrid(QPainter &painter, const QRectF &plot) const
{
    painter.setFont(Theme::font(10));
    const QFontMetricsF metrics(painter.font());
    for (const double value : m_values.ticks) {
        const double y = plot.bottom() - m_values.shareOf(value) * plot.height();
        painter.setPen(QPen(m_theme->color(Role::Hairline), 1));
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter.setPen(m_theme->color(Role::Faint));
        painter.drawText(QRectF(0, y - metrics.height() / 2, plot.left() - 6, metrics.height()),
                         Qt::AlignRight | Qt::AlignVCenter, m_valueText(value));
    }
    double last = -1e9;
    for (const double cost : m_costs.ticks) {
        const double x = plot.left() + m_costs.shareOf(cost) * plot.width();
        const QString text = m_costText(cost);
        const double wide = metrics.horizontalAdvance(text);
        const double left = std::max(x - wide / 2, plot.left() - 2); // the lowest value stands beside it
        if (left < last + 8)
            continue;
        last = left + wide;
        painter.drawText(QRectF(left, plot.bottom() + 4, wide + 1, metrics.height()), Qt::AlignLeft | Qt::AlignVCenter,
                         text);
    }
    if (m_limit && *m_limit > 0) {
        const double y = plot.bottom() - std::clamp(m_values.shareOf(*m_limit), 0.0, 1.0) * plot.height();
        painter.setPen(QPen(m_theme->color(Role::Warning), 1.4, Qt::DashDotLine));
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
    }
}

/// A form for each stage, so that they are told apart without color.
void FrontChart::paintMark(QPainter &painter, QPointF at, int series, double size) const
{
    switch (series % 4) {
    case 0:
        painter.drawEllipse(at, size, size);
        return;
    case 1:
        painter.drawRect(QRectF(at.x() - size * 0.9, at.y() - size * 0.9, size * 1.8, size * 1.8));
        return;
    case 2:
        painter.drawPolygon(QPolygonF({ at + QPointF(0, -size * 1.2), at + QPointF(size * 1.2, 0),
                                        at + QPointF(0, size * 1.2), at + QPointF(-size * 1.2, 0) }));
        return;
    default:
        painter.drawPolygon(QPolygonF(
            { at + QPointF(0, -size * 1.2), at + QPointF(size * 1.1, size), at + QPointF(-size * 1.1, size) }));
    }
}

void FrontChart::paintSeries(QPainter &painter, int series) const
{
    QPainterPath path;
    const QColor color = m_theme->series(series);
    const FrontPoint *last = nullptr;
    for (const FrontPoint &each : m_points) {
        if (each.series != series)
            continue;
        const QPointF at = toWidget(each);
        if (last) { // what costs more and reaches less is not there: a stair
            path.lineTo(at.x(), toWidget(*last).y());
            path.lineTo(at);
        } else {
            path.moveTo(at);
        }
        last = &each;
    }
    if (!last)
        return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(color, 1.6, series % 2 == 0 ? Qt::SolidLine : Qt::DashLine));
    painter.drawPath(path);
    for (int i = 0; i < m_points.size(); ++i) {
        const FrontPoint &each = m_points[i];
        if (each.series != series)
            continue;
        const bool isMarked = i == m_chosen || i == m_hovered;
        painter.setBrush(each.isBest || isMarked ? color : m_theme->color(Role::Panel));
        painter.setPen(QPen(color, 2));
        paintMark(painter, toWidget(each), series, isMarked ? 6.5 : 4.5);
        if (each.isBest) {
            painter.setBrush(Qt::NoBrush);
            painter.setPen(QPen(m_theme->color(Role::Fine), 2));
            painter.drawEllipse(toWidget(each), 9, 9);
        }
    }
    painter.setFont(Theme::font(11, QFont::DemiBold));
    const QFontMetricsF metrics(painter.font());
    const QPointF at = toWidget(*last);
    const QString name = metrics.elidedText(m_names[series], Qt::ElideRight, plotArea().width() * 0.5);
    const double wide = metrics.horizontalAdvance(name);
    painter.setPen(color);
    painter.drawText(QRectF(std::min(at.x() + 8, plotArea().right() - wide), at.y() - metrics.height() - 4, wide + 2,
                            metrics.height()),
                     Qt::AlignLeft, name);
}

void FrontChart::paintBox(QPainter &painter) const
{
    const int shown = m_hovered >= 0 ? m_hovered : (hasFocus() ? m_chosen : -1);
    if (shown < 0)
        return;
    charts::paintHoverBox(painter, *m_theme, m_points[shown].lines, toWidget(m_points[shown]) - QPointF(0, 20), rect(),
                          width() - 8.0);
}

} // namespace headroom::growth_views

#include "views/workload/day_chart.h"

#include "views/theme/letters.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace headroom::workload_views {

namespace {

using theme::Role;
using theme::Theme;

constexpr int kHours = 24;
constexpr int kLeft = 44; ///< px at usual letters
constexpr int kBottom = 24;
constexpr double kTop = 10;
constexpr double kGap = 3;
constexpr double kStep = 0.05;
constexpr double kFineStep = 0.01;
constexpr double kCoarseStep = 0.25;
constexpr double kWhole = 100; ///< drawn heights are whole per cents

} // namespace

DayChart::DayChart(QWidget *parent)
    : QWidget(parent)
    , m_theme(&Theme::light())
    , m_day(kHours, 1.0)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Load by hour"));
    setCursor(Qt::PointingHandCursor);
}

QString DayChart::hourText(int hour)
{
    return tr("%1:00 to %2:00").arg(hour).arg(hour + 1);
}

void DayChart::setTheme(const Theme &theme)
{
    m_theme = &theme;
    update();
}

void DayChart::setDay(const std::vector<double> &day)
{
    if (day.size() != kHours)
        return;
    if (m_drawnHour >= 0) {
        m_waiting = day;
        return;
    }
    m_day = day;
    setAccessibleDescription(tr("%1: %2 % of the peak")
                                 .arg(hourText(m_hour))
                                 .arg(std::lround(m_day[static_cast<std::size_t>(m_hour)] * 100)));
    update();
}

void DayChart::setHour(int hour)
{
    m_hour = std::clamp(hour, 0, kHours - 1);
    setDay(m_day);
    update();
    Q_EMIT hourChanged(m_hour);
}

QRectF DayChart::plot() const
{
    return QRectF(rect()).adjusted(theme::scaled(kLeft), kTop, -4, -theme::scaled(kBottom));
}

QPointF DayChart::pointOf(int hour, double height) const
{
    const QRectF area = plot();
    return { area.left() + (hour + 0.5) * area.width() / kHours, area.bottom() - height * area.height() };
}

int DayChart::hourAt(double x) const
{
    return std::clamp(static_cast<int>(std::floor((x - plot().left()) / plot().width() * kHours)), 0, kHours - 1);
}

double DayChart::heightAt(double y) const
{
    const double height = (plot().bottom() - y) / plot().height();
    return std::clamp(std::round(height * kWhole) / kWhole, 0.0, 1.0);
}

void DayChart::paintGrid(QPainter &painter) const
{
    const QRectF area = plot();
    painter.setFont(Theme::font(11));
    for (const double at : { 0.0, 0.25, 0.5, 0.75, 1.0 }) {
        const double y = std::round(area.bottom() - at * area.height()) + 0.5;
        painter.setPen(QPen(m_theme->color(at > 0 ? Role::Hairline : Role::CardLine), 1));
        painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y));
        painter.setPen(m_theme->color(Role::Secondary));
        painter.drawText(QRectF(0, y - theme::scaled(9), area.left() - 8, theme::scaled(18)),
                         Qt::AlignRight | Qt::AlignVCenter, tr("%1 %").arg(std::lround(at * 100)));
    }
    const bool isNarrow = painter.fontMetrics().horizontalAdvance(QStringLiteral("21:00  ")) > area.width() / 8;
    for (int hour = 0; hour < kHours; hour += isNarrow ? 6 : 3)
        painter.drawText(
            QRectF(pointOf(hour, 0).x() - theme::scaled(24), area.bottom() + 5, theme::scaled(48), theme::scaled(16)),
            Qt::AlignCenter, QStringLiteral("%1:00").arg(hour));
}

void DayChart::paintBars(QPainter &painter) const
{
    const QRectF area = plot();
    const double width = area.width() / kHours;
    for (int hour = 0; hour < kHours; ++hour) {
        const double height = m_day[static_cast<std::size_t>(hour)] * area.height();
        const QRectF slot(area.left() + hour * width, area.top(), width, area.height());
        const bool isChosen = hour == m_hour;
        if (isChosen) {
            painter.setPen(hasFocus() ? QPen(m_theme->color(Role::Accent), 2) : Qt::NoPen);
            painter.setBrush(m_theme->color(Role::AccentSoft));
            painter.drawRoundedRect(slot.adjusted(0, -4, 0, 2), 4, 4);
        }
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme->color(isChosen ? Role::Accent : Role::Series1));
        const QRectF bar(slot.left() + kGap, area.bottom() - std::max(1.0, height), width - 2 * kGap,
                         std::max(1.0, height));
        painter.drawRoundedRect(bar, std::min(3.0, bar.height() / 2), std::min(3.0, bar.height() / 2));
    }
}

void DayChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintGrid(painter);
    paintBars(painter);
}

/// Sets the hours from where the pointer was to where it is; a fast move leaves none out.
void DayChart::draw(QPointF position)
{
    const int hour = hourAt(position.x());
    const double height = heightAt(position.y());
    const int from = m_drawnHour < 0 ? hour : m_drawnHour;
    const double start = m_drawnHour < 0 ? height : m_drawnHeight;
    std::vector<double> day = m_day;
    const int steps = std::abs(hour - from);
    for (int i = steps == 0 ? 0 : 1; i <= steps; ++i) {
        const double part = steps == 0 ? 1 : static_cast<double>(i) / steps;
        const int at = from + (hour > from ? i : -i);
        day[static_cast<std::size_t>(at)] = std::round((start + (height - start) * part) * kWhole) / kWhole;
    }
    m_drawnHour = hour;
    m_drawnHeight = height;
    m_hour = hour;
    Q_EMIT hourChanged(hour);
    const bool isNight = std::all_of(day.begin(), day.end(), [](double each) { return each <= 0; });
    if (day == m_day || isNight)
        return;
    m_day = day;
    update();
    Q_EMIT dayStated(m_day, m_gesture);
}

void DayChart::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton)
        return;
    ++m_gesture;
    m_isKeyRun = false;
    m_waiting.clear();
    m_drawnHour = -1;
    draw(event->position());
    update();
}

void DayChart::mouseMoveEvent(QMouseEvent *event)
{
    if (m_drawnHour >= 0 && event->buttons() & Qt::LeftButton)
        draw(event->position());
}

void DayChart::mouseReleaseEvent(QMouseEvent *)
{
    m_drawnHour = -1;
    if (!m_waiting.empty())
        setDay(std::exchange(m_waiting, {}));
    Q_EMIT hourChanged(m_hour);
}

void DayChart::nudge(double by)
{
    if (!m_isKeyRun)
        ++m_gesture;
    m_isKeyRun = true;
    std::vector<double> day = m_day;
    double &height = day[static_cast<std::size_t>(m_hour)];
    height = std::clamp(std::round((height + by) * kWhole) / kWhole, 0.0, 1.0);
    if (day == m_day || std::all_of(day.begin(), day.end(), [](double each) { return each <= 0; }))
        return;
    Q_EMIT dayStated(day, m_gesture);
}

void DayChart::keyPressEvent(QKeyEvent *event)
{
    const bool isFine = event->modifiers() & Qt::ShiftModifier;
    const auto choose = [this](int hour) {
        m_isKeyRun = false;
        setHour(hour);
    };
    switch (event->key()) {
    case Qt::Key_Left:
        return choose((m_hour + kHours - 1) % kHours);
    case Qt::Key_Right:
        return choose((m_hour + 1) % kHours);
    case Qt::Key_Home:
        return choose(0);
    case Qt::Key_End:
        return choose(kHours - 1);
    case Qt::Key_Up:
        return nudge(isFine ? kFineStep : kStep);
    case Qt::Key_Down:
        return nudge(isFine ? -kFineStep : -kStep);
    case Qt::Key_PageUp:
        return nudge(kCoarseStep);
    case Qt::Key_PageDown:
        return nudge(-kCoarseStep);
    default:
        QWidget::keyPressEvent(event);
    }
}

void DayChart::focusOutEvent(QFocusEvent *event)
{
    m_isKeyRun = false;
    QWidget::focusOutEvent(event);
}

} // namespace headroom::workload_views

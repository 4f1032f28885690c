#include "views/charts/curve_chart.h"

#include "model/reporting/numbers.h"

#include <QChart>
#include <QFontMetricsF>
#include <QGraphicsLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace headroom::charts {

using theme::Role;
using theme::Theme;

namespace {

/// "Metadata… · Memory": what comes after the dot tells curves of one component apart, so the name gives way.
QString shortened(const QString &label, const QFontMetricsF &metrics, double room)
{
    const qsizetype dot = label.lastIndexOf(QStringLiteral(" · "));
    if (dot < 0 || metrics.horizontalAdvance(label) <= room)
        return metrics.elidedText(label, Qt::ElideRight, room);
    const QString tail = label.mid(dot);
    const double left = room - metrics.horizontalAdvance(tail);
    if (left < metrics.horizontalAdvance(QStringLiteral("Mm…")))
        return metrics.elidedText(label, Qt::ElideRight, room);
    return metrics.elidedText(label.left(dot), Qt::ElideRight, left) + tail;
}

} // namespace

UsersAxis axisFor(double saturation, double users)
{
    UsersAxis axis;
    if (std::isfinite(saturation) && saturation > 0) {
        axis.most = std::clamp(std::pow(10, std::ceil(std::log10(saturation * 1.05))), 1e3, 1e9);
        axis.least = std::clamp(axis.most / 1e3, 1e2, 1e6);
    }
    const double present = std::clamp(users, 1.0, 1e9);
    axis.most = std::max(axis.most, std::pow(10, std::ceil(std::log10(present) - 1e-9)));
    axis.least = std::min(axis.least, std::pow(10, std::floor(std::log10(present) + 1e-9)));
    return axis;
}

/// A chart view that lets its panel paint over the plot.
class CurveChart::View final : public QChartView {
public:
    View(QChart *chart, const CurveChart &panel)
        : QChartView(chart)
        , m_panel(panel)
    {
    }

protected:
    void drawForeground(QPainter *painter, const QRectF &) override
    {
        painter->save();
        painter->resetTransform();
        painter->scale(1, 1);
        m_panel.paintOver(*painter);
        painter->restore();
    }

private:
    const CurveChart &m_panel;
};

CurveChart::CurveChart(const QString &title, std::function<QString(double)> tickText, QWidget *parent)
    : QWidget(parent)
    , m_theme(&Theme::light())
    , m_tickText(std::move(tickText))
    , m_title(new QLabel(title, this))
    , m_chart(new QChart)
    , m_view(new View(m_chart, *this))
    , m_usersAxis(new QLogValueAxis(m_chart))
    , m_valueAxis(new QValueAxis(m_chart))
{
    m_title->setFont(Theme::font(13, QFont::DemiBold));
    m_title->setContentsMargins(4, 0, 0, 0);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 6, 4);
    column->setSpacing(0);
    column->addWidget(m_title);
    column->addWidget(m_view, 1);
    m_chart->legend()->hide();
    m_chart->setMargins(QMargins(46, 22, 20, 20)); // room for our own labels: Qt Charts would cut its own to "…"
    m_chart->layout()->setContentsMargins(0, 0, 0, 0);
    m_chart->setBackgroundRoundness(0);
    m_chart->setBackgroundVisible(false);
    m_usersAxis->setBase(10);
    m_usersAxis->setLabelsVisible(false);
    m_usersAxis->setGridLineVisible(false);
    m_usersAxis->setLineVisible(false);
    m_valueAxis->setLabelsVisible(false);
    m_valueAxis->setLineVisible(false);
    m_chart->addAxis(m_usersAxis, Qt::AlignBottom);
    m_chart->addAxis(m_valueAxis, Qt::AlignLeft);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setRenderHint(QPainter::Antialiasing);
    m_view->viewport()->installEventFilter(this);
    m_view->viewport()->setCursor(Qt::PointingHandCursor);
    m_view->setFocusPolicy(Qt::NoFocus);
    setMinimumSize(200, 120);
    setAccessibleName(title);
    restyle();
}

void CurveChart::setTheme(const Theme &theme)
{
    m_theme = &theme;
    restyle();
}

void CurveChart::restyle()
{
    QPalette palette = m_title->palette();
    palette.setColor(QPalette::WindowText, m_theme->color(Role::Text));
    m_title->setPalette(palette);
    m_view->setBackgroundBrush(m_theme->color(Role::Panel));
    m_valueAxis->setGridLinePen(QPen(m_theme->color(Role::Hairline), 1));
    for (qsizetype i = 0; i < m_series.size() && i < m_curves.size(); ++i) {
        QPen pen(m_theme->color(m_curves[i].role), 2, m_curves[i].style, Qt::RoundCap);
        m_series[i]->setPen(pen);
    }
    m_view->viewport()->update();
}

void CurveChart::setCurves(QList<Curve> curves, const UsersAxis &axis, double most, double tick)
{
    m_curves = std::move(curves);
    m_axis = axis;
    m_most = most;
    m_tick = tick;
    while (m_series.size() < m_curves.size()) {
        auto *series = new QLineSeries(m_chart);
        m_chart->addSeries(series);
        series->attachAxis(m_usersAxis);
        series->attachAxis(m_valueAxis);
        m_series.append(series);
    }
    m_usersAxis->setRange(axis.least, axis.most);
    // The interval first and wide: that of the old scale would fill the new range with millions of lines.
    m_valueAxis->setTickType(QValueAxis::TicksDynamic);
    m_valueAxis->setTickInterval(std::max(most, m_valueAxis->max()));
    m_valueAxis->setRange(0, most);
    m_valueAxis->setTickInterval(tick);
    QStringList spoken;
    for (qsizetype i = 0; i < m_series.size(); ++i) {
        m_series[i]->replace(i < m_curves.size() ? m_curves[i].points : QList<QPointF>());
        if (i < m_curves.size())
            spoken.append(m_curves[i].label);
    }
    setAccessibleDescription(spoken.join(QStringLiteral(", ")));
    restyle();
}

void CurveChart::setUsers(double users)
{
    m_users = users;
    if (wantedAxis() != m_axis)
        redraw();
    m_view->viewport()->update();
}

QPointF CurveChart::toViewport(QPointF value) const
{
    const QRectF plot = m_chart->plotArea();
    const double x = std::log(value.x() / m_axis.least) / std::log(m_axis.most / m_axis.least);
    return { plot.left() + x * plot.width(), plot.bottom() - value.y() / m_most * plot.height() };
}

void CurveChart::paintOver(QPainter &painter) const
{
    const QRectF plot = m_chart->plotArea();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setFont(Theme::font(10));
    if (m_curves.isEmpty()) {
        painter.setPen(m_theme->color(Role::Secondary));
        painter.setFont(Theme::font(12));
        painter.drawText(plot, Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
        return;
    }
    painter.setPen(m_theme->color(Role::Faint));
    for (double value = 0; value <= m_most * 1.0001; value += m_tick)
        painter.drawText(QRectF(0, toViewport({ m_axis.least, value }).y() - 8, plot.left() - 6, 16),
                         Qt::AlignRight | Qt::AlignVCenter, m_tickText(value));
    const double decades = std::log10(m_axis.most / m_axis.least);
    const double step = plot.width() / decades < 44 ? 2 : 1;
    for (double power = std::ceil(std::log10(m_axis.least) - 1e-9); power <= std::log10(m_axis.most) + 1e-9;
         power += step) {
        const double x = toViewport({ std::pow(10, power), 0 }).x();
        const QString text = QString::fromStdString(reporting::briefNumber(std::pow(10, power)));
        painter.drawText(QRectF(x - 30, plot.bottom() + 3, 60, 14), Qt::AlignCenter, text);
    }
    paintMarker(painter, plot);
    paintLabels(painter, plot);
}

void CurveChart::paintLabels(QPainter &painter, const QRectF &plot) const
{
    const QFont font = Theme::font(11, QFont::DemiBold);
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    QList<QRectF> taken;
    for (const Curve &curve : m_curves) {
        if (curve.points.isEmpty() || curve.label.isEmpty())
            continue;
        // The last point inside the plot; a curve that leaves at the top is labeled beside its way out.
        QPointF end = curve.points.first();
        for (const QPointF &point : curve.points)
            if (point.y() <= m_most && point.x() <= m_axis.most)
                end = point;
        const QPointF at = toViewport(end);
        const QString text = shortened(curve.label, metrics, plot.width() * 0.45);
        const double width = metrics.horizontalAdvance(text) + 4;
        QRectF box;
        for (const double dy : { -16.0, -30.0, 4.0, 18.0, 32.0, -44.0, 46.0, 60.0 }) {
            QRectF candidate(std::clamp(at.x() - width - 6, plot.left() + 2, plot.right() - width),
                             std::clamp(at.y() + dy, plot.top(), plot.bottom() - 15), width, 14);
            const bool isFree = std::none_of(taken.begin(), taken.end(),
                                             [&](const QRectF &other) { return other.intersects(candidate); });
            if (isFree) {
                box = candidate;
                break;
            }
        }
        if (box.isNull())
            continue;
        taken.append(box);
        QColor ground = m_theme->color(Role::Panel);
        ground.setAlphaF(0.82f);
        painter.fillRect(box, ground);
        painter.setPen(m_theme->color(curve.role));
        painter.drawText(box, Qt::AlignRight | Qt::AlignVCenter, text);
    }
}

void CurveChart::paintMarker(QPainter &painter, const QRectF &plot) const
{
    const double x = toViewport({ std::clamp(m_users, m_axis.least, m_axis.most), 0 }).x();
    painter.setPen(QPen(m_theme->color(Role::Accent), 1.4, Qt::DashLine));
    painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    const QFont font = Theme::font(11, QFont::Bold);
    const QString text = QString::fromStdString(reporting::compactNumber(m_users));
    const double width = QFontMetricsF(font).horizontalAdvance(text) + 18;
    const QRectF pill(std::clamp(x - width / 2, plot.left(), plot.right() - width), plot.top() - 19, width, 17);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme->color(Role::Accent));
    painter.drawRoundedRect(pill, 8.5, 8.5);
    painter.setFont(font);
    painter.setPen(m_theme->color(Role::OnAccent));
    painter.drawText(pill, Qt::AlignCenter, text);
}

bool CurveChart::eventFilter(QObject *object, QEvent *event)
{
    const bool isPress = event->type() == QEvent::MouseButtonPress;
    if (object != m_view->viewport() || (!isPress && event->type() != QEvent::MouseMove))
        return QWidget::eventFilter(object, event);
    auto *mouse = static_cast<QMouseEvent *>(event);
    const QRectF plot = m_chart->plotArea();
    const bool isDrag = mouse->buttons() & Qt::LeftButton;
    if (!isDrag || m_curves.isEmpty() || plot.width() < 10
        || (isPress && !plot.adjusted(-4, -24, 4, 4).contains(mouse->position())))
        return QWidget::eventFilter(object, event);
    const double share = std::clamp((mouse->position().x() - plot.left()) / plot.width(), 0.0, 1.0);
    const double users = m_axis.least * std::pow(m_axis.most / m_axis.least, share);
    const double scale = std::pow(10, std::floor(std::log10(users)) - 2);
    Q_EMIT usersRequested(std::max(1.0, std::round(users / scale) * scale));
    return true;
}

} // namespace headroom::charts

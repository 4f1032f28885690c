#include "views/growth/tornado_chart.h"

#include "views/charts/chart_ground.h"
#include "views/theme/letters.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom::growth_views {

using theme::Role;
using theme::Theme;

namespace {

constexpr double kBarRow = 26; ///< with letters of usual size

} // namespace

TornadoChart::TornadoChart(QWidget *parent)
    : QWidget(parent)
    , m_theme(&Theme::light())
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("What matters most"));
    setWhatsThis(tr("A bar per input: from the figure with the input at its low end, hatched, to that at its high end, "
                    "plain, all others as the design has them. The widest matters most. Click to change its range."));
}

void TornadoChart::setTheme(const Theme &theme)
{
    m_theme = &theme;
    updateGeometry();
    update();
}

void TornadoChart::setEmptyText(const QString &text)
{
    m_emptyText = text;
    update();
}

void TornadoChart::setRows(QList<TornadoRow> rows, double base, std::function<QString(double)> valueText)
{
    m_rows = std::move(rows);
    m_base = base;
    m_valueText = std::move(valueText);
    m_least = std::isfinite(base) ? base : std::numeric_limits<double>::infinity();
    m_most = std::isfinite(base) ? base : -std::numeric_limits<double>::infinity();
    for (const TornadoRow &row : std::as_const(m_rows))
        for (const double value : { row.low, row.high })
            if (std::isfinite(value)) {
                m_least = std::min(m_least, value);
                m_most = std::max(m_most, value);
            }
    if (!(m_least < m_most)) { // nothing moves, or nothing is finite
        const double middle = std::isfinite(m_least) ? m_least : 1;
        m_least = middle - 1;
        m_most = middle + 1;
    }
    choose(m_chosen < m_rows.size() ? m_chosen : -1);
    updateGeometry();
}

QSize TornadoChart::minimumSizeHint() const
{
    const double text = theme::letterScale();
    return { theme::scaled(260),
             static_cast<int>((kBarRow * static_cast<double>(std::max<qsizetype>(m_rows.size(), 3)) + 34) * text) };
}

QRectF TornadoChart::plotArea() const
{
    const double text = theme::letterScale();
    const double names = std::clamp(width() * 0.3, 80 * text, 200 * text);
    return QRectF(rect()).adjusted(names + 60 * text, 26 * text, -64 * text, -6 * text);
}

double TornadoChart::xOf(double value) const
{
    const QRectF plot = plotArea();
    if (!std::isfinite(value))
        return value > 0 ? plot.right() : plot.left();
    return plot.left() + (value - m_least) / (m_most - m_least) * plot.width();
}

QRectF TornadoChart::rowRect(int row) const
{
    const double high = kBarRow * theme::letterScale();
    return { 0, plotArea().top() + row * high, static_cast<double>(width()), high };
}

QRectF TornadoChart::halfRect(int row, double value) const
{
    const QRectF line = rowRect(row);
    const double from = xOf(m_base);
    const double to = xOf(value);
    return { std::min(from, to), line.top() + 4, std::abs(to - from), line.height() - 8 };
}

QRectF TornadoChart::lowRect(int row) const
{
    return halfRect(row, m_rows[row].low);
}

QRectF TornadoChart::highRect(int row) const
{
    return halfRect(row, m_rows[row].high);
}

void TornadoChart::choose(int row)
{
    m_chosen = row;
    if (row >= 0)
        setAccessibleDescription(tr("%1: %2 with %3, %4 with %5")
                                     .arg(m_rows[row].name, m_valueText(m_rows[row].low), m_rows[row].lowText,
                                          m_valueText(m_rows[row].high), m_rows[row].highText));
    else
        setAccessibleDescription(m_rows.isEmpty() ? m_emptyText : m_rows.first().name);
    update();
}

void TornadoChart::mousePressEvent(QMouseEvent *event)
{
    for (int row = 0; row < m_rows.size(); ++row)
        if (event->button() == Qt::LeftButton && rowRect(row).contains(event->position())) {
            choose(row);
            Q_EMIT inputRequested(m_rows[row].input);
        }
}

void TornadoChart::keyPressEvent(QKeyEvent *event)
{
    const int count = static_cast<int>(m_rows.size());
    if (count > 0 && event->key() == Qt::Key_Down)
        return choose(std::min(count - 1, m_chosen + 1));
    if (count > 0 && event->key() == Qt::Key_Up)
        return choose(std::max(0, m_chosen - 1));
    if (m_chosen >= 0 && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        Q_EMIT inputRequested(m_rows[m_chosen].input);
        return;
    }
    QWidget::keyPressEvent(event);
}

void TornadoChart::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    charts::paintGround(painter, *this, *m_theme);
    if (m_rows.isEmpty()) {
        painter.setPen(m_theme->color(Role::Secondary));
        painter.setFont(Theme::font(12));
        painter.drawText(QRectF(rect()).adjusted(16, 8, -16, -8), Qt::AlignCenter | Qt::TextWordWrap, m_emptyText);
        return;
    }
    if (plotArea().width() < 20)
        return;
    for (int row = 0; row < m_rows.size(); ++row)
        paintRow(painter, row);
    const double x = xOf(m_base);
    painter.setPen(QPen(m_theme->color(Role::Text), 1.4));
    painter.drawLine(QPointF(x, plotArea().top() - 2),
                     QPointF(x, rowRect(static_cast<int>(m_rows.size()) - 1).bottom()));
    painter.setFont(Theme::font(11, QFont::DemiBold));
    const QString text = tr("as it is: %1").arg(m_valueText(m_base));
    const double wide = QFontMetricsF(painter.font()).horizontalAdvance(text);
    painter.drawText(
        QRectF(std::clamp(x - wide / 2, 4.0, std::max(4.0, width() - wide - 4)), 4, wide + 2, plotArea().top() - 6),
        Qt::AlignLeft | Qt::AlignVCenter, text);
}

void TornadoChart::paintRow(QPainter &painter, int row) const
{
    const TornadoRow &of = m_rows[row];
    const QRectF line = rowRect(row);
    const QRectF plot = plotArea();
    if (row == m_chosen)
        painter.fillRect(line.adjusted(2, 0, -2, 0), m_theme->color(Role::AccentSoft));
    painter.setFont(Theme::font(12));
    const QFontMetricsF metrics(painter.font());
    const double names = plot.left() - 60 * theme::letterScale();
    painter.setPen(m_theme->color(Role::Text));
    painter.drawText(QRectF(8, line.top(), names - 12, line.height()), Qt::AlignRight | Qt::AlignVCenter,
                     metrics.elidedText(of.name, Qt::ElideMiddle, names - 12));
    const QColor color = m_theme->color(Role::Series1);
    const QRectF low = lowRect(row);
    const QRectF high = highRect(row);
    painter.setPen(QPen(color, 1));
    painter.setBrush(QBrush(color, Qt::BDiagPattern));
    painter.drawRect(low);
    painter.setBrush(color);
    painter.drawRect(high);
    painter.setFont(Theme::font(11));
    const QFontMetricsF small(painter.font());
    painter.setPen(m_theme->color(Role::Secondary));
    const double left = std::min({ low.left(), high.left(), xOf(m_base) });
    const double right = std::max({ low.right(), high.right(), xOf(m_base) });
    const auto shown = [&](double value) { return std::isfinite(value) ? m_valueText(value) : QStringLiteral("∞"); };
    const bool isLowLeft = xOf(of.low) <= xOf(of.high);
    const QString before = shown(isLowLeft ? of.low : of.high);
    const QString after = shown(isLowLeft ? of.high : of.low);
    painter.drawText(QRectF(left - small.horizontalAdvance(before) - 6, line.top(), small.horizontalAdvance(before) + 2,
                            line.height()),
                     Qt::AlignLeft | Qt::AlignVCenter, before);
    painter.drawText(QRectF(right + 5, line.top(), small.horizontalAdvance(after) + 2, line.height()),
                     Qt::AlignLeft | Qt::AlignVCenter, after);
}

} // namespace headroom::growth_views

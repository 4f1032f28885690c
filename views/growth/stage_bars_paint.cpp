#include "views/charts/chart_ground.h"
#include "views/charts/hover_box.h"
#include "views/growth/cost_words.h"
#include "views/growth/stage_bars.h"
#include "views/numbers/availability.h"
#include "views/numbers/screen_numbers.h"
#include "views/theme/letters.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace headroom::growth_views {

using growth::StageFigures;
using theme::Role;
using theme::Theme;

namespace {

/// Parts are told apart by pattern as well as by color.
constexpr Qt::BrushStyle kPatterns[] { Qt::SolidPattern, Qt::BDiagPattern, Qt::Dense4Pattern,
                                       Qt::FDiagPattern, Qt::CrossPattern, Qt::HorPattern };

} // namespace

void StageBars::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    charts::paintGround(painter, *this, *m_theme);
    painter.setFont(Theme::font(11, QFont::DemiBold));
    painter.setPen(m_theme->color(Role::Secondary));
    const QRectF head = QRectF(rect()).adjusted(10, 3, -10, 0);
    painter.drawText(head, Qt::AlignLeft | Qt::AlignTop,
                     painter.fontMetrics().elidedText(accessibleName(), Qt::ElideRight, int(head.width())));
    const QRectF plot = plotArea();
    if (m_stages.empty()) {
        painter.setFont(Theme::font(12));
        painter.drawText(QRectF(rect()).adjusted(10, 0, -10, 0), Qt::AlignCenter | Qt::TextWordWrap, emptyText());
        return;
    }
    if (plot.width() < 20)
        return;
    paintLegend(painter);
    for (int i = 0; i < static_cast<int>(m_stages.size()); ++i)
        paintRow(painter, i);
    if (m_hovered >= 0)
        charts::paintHoverBox(painter, *m_theme, linesOf(m_hovered), { plot.center().x(), rowRect(m_hovered).bottom() },
                              rect(), width() - 8.0);
}

/// Of the bills their parts; of the downtime the steps of its axis.
void StageBars::paintLegend(QPainter &painter) const
{
    painter.setFont(Theme::font(10));
    const QFontMetricsF metrics(painter.font());
    const QRectF plot = plotArea();
    const double y = plot.top() - metrics.height() - 3;
    if (m_what == What::Availability) {
        double last = -1e9;
        for (const double down : { 1e-5, 1e-4, 1e-3, 1e-2 }) {
            const QString text = screen::availabilityTick(1 - down);
            const double x = plot.left() + shareOfDown(down) * plot.width();
            const double wide = metrics.horizontalAdvance(text);
            painter.setPen(QPen(m_theme->color(Role::Hairline), 1));
            painter.drawLine(QPointF(x, plot.top()),
                             QPointF(x, rowRect(static_cast<int>(m_stages.size()) - 1).bottom()));
            if (x - wide / 2 < last + 6)
                continue;
            last = x + wide / 2;
            painter.setPen(m_theme->color(Role::Faint));
            painter.drawText(QRectF(x - 40, y, 80, metrics.height()), Qt::AlignCenter, text);
        }
        return;
    }
    double x = plot.left();
    for (std::size_t i = 0; i < m_categories.size(); ++i) {
        const QString text = categoryText(m_categories[i]);
        const QColor color = m_theme->series(static_cast<int>(i));
        const QRectF sample(x, y + 2, 14, metrics.height() - 4);
        if (x + 20 + metrics.horizontalAdvance(text) > width())
            break;
        painter.setPen(QPen(color, 1));
        painter.setBrush(QBrush(color, kPatterns[i % std::size(kPatterns)]));
        painter.drawRect(sample);
        painter.setPen(m_theme->color(Role::Secondary));
        painter.drawText(QRectF(x + 18, y, metrics.horizontalAdvance(text) + 2, metrics.height()), Qt::AlignVCenter,
                         text);
        x += 32 + metrics.horizontalAdvance(text);
    }
}

/// A line with ends through the bar's end: it may as well end there.
void StageBars::paintSpread(QPainter &painter, int stage) const
{
    const growth::Band *band = spreadOf(stage);
    if (!band)
        return;
    const QRectF row = rowRect(stage);
    const double left = row.left() + shareOfDown(1 - band->p95) * row.width();
    const double right = row.left() + shareOfDown(1 - band->p05) * row.width();
    painter.setPen(QPen(m_theme->color(Role::Text), 1.6));
    painter.drawLine(QPointF(left, row.center().y()), QPointF(right, row.center().y()));
    for (const double x : { left, right })
        painter.drawLine(QPointF(x, row.center().y() - 4), QPointF(x, row.center().y() + 4));
}

void StageBars::paintRow(QPainter &painter, int stage) const
{
    const StageFigures &of = m_stages[static_cast<std::size_t>(stage)];
    const QRectF row = rowRect(stage);
    if (stage == m_current || stage == m_hovered) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme->color(stage == m_current ? Role::AccentSoft : Role::Window));
        painter.drawRoundedRect(QRectF(4, row.top(), width() - 8, row.height()), 6, 6);
    }
    painter.setFont(Theme::font(11, stage == m_current ? QFont::DemiBold : QFont::Normal));
    const QFontMetricsF metrics(painter.font());
    painter.setPen(m_theme->color(Role::Text));
    const QRectF name(10, row.top(), row.left() - 18, row.height());
    painter.drawText(name, Qt::AlignLeft | Qt::AlignVCenter,
                     metrics.elidedText(QStringLiteral("%1  %2").arg(stage + 1).arg(QString::fromStdString(of.name)),
                                        Qt::ElideRight, name.width()));
    const std::vector<QRectF> parts = partsOf(stage);
    QString value = QString::fromStdString(screen::money(of.cost, m_currency));
    const bool isKept = !of.tolerated || (of.availability && *of.availability >= *of.tolerated);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        QColor color = m_theme->series(static_cast<int>(i));
        if (m_what == What::Availability)
            color = m_theme->color(isKept ? Role::Fine : Role::Critical);
        const Qt::BrushStyle pattern = m_what == What::Availability ? (isKept ? Qt::SolidPattern : Qt::BDiagPattern)
                                                                    : kPatterns[i % std::size(kPatterns)];
        painter.setPen(QPen(color, 1));
        painter.setBrush(QBrush(color, pattern));
        if (parts[i].width() > 0)
            painter.drawRect(parts[i]);
    }
    if (m_what == What::Availability) {
        value = of.availability
            ? (isKept ? QStringLiteral("✓ ") : QStringLiteral("◆ ")) + screen::downtimeAYear(*of.availability)
            : tr("serves nobody");
        if (of.tolerated) {
            const double x = row.left() + shareOfDown(1 - *of.tolerated) * row.width();
            painter.setPen(QPen(m_theme->color(Role::Warning), 2, Qt::DashDotLine));
            painter.drawLine(QPointF(x, row.top() + 1), QPointF(x, row.bottom() - 1));
        }
        paintSpread(painter, stage);
    }
    painter.setPen(m_theme->color(m_what == What::Availability && !isKept ? Role::Critical : Role::Secondary));
    painter.drawText(QRectF(row.right() + 6, row.top(), width() - row.right() - 10, row.height()),
                     Qt::AlignLeft | Qt::AlignVCenter, value);
}

} // namespace headroom::growth_views

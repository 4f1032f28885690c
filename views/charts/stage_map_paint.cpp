#include "views/charts/chart_ground.h"
#include "views/charts/hover_box.h"
#include "views/charts/stage_map.h"
#include "views/charts/users_pill.h"
#include "views/numbers/screen_numbers.h"
#include "views/theme/letters.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace headroom::charts {

using theme::Role;
using theme::Theme;

void StageMap::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintGround(painter, *this, *m_theme);
    const QRectF plot = plotArea();
    const bool areAnyThere
        = std::any_of(m_stages.begin(), m_stages.end(), [](const StageBar &each) { return each.serves; });
    if (!areAnyThere) {
        painter.setPen(m_theme->color(Role::Secondary));
        painter.setFont(Theme::font(12));
        painter.drawText(QRectF(rect()).adjusted(16, 8, -16, -8), Qt::AlignCenter | Qt::TextWordWrap,
                         tr("No stage serves anybody yet. Connect clients to a server, and the bars begin."));
        return;
    }
    if (plot.width() < 40 || plot.height() < 20)
        return;
    paintGrid(painter, plot);
    painter.save();
    painter.setClipRect(QRectF(0, plot.top() - 1, width(), plot.height() + 2));
    for (int i = 0; i < static_cast<int>(m_stages.size()); ++i)
        if (rowRect(i).intersects(plot))
            paintRow(painter, i);
    painter.restore();
    paintMarker(painter, plot);
    paintHover(painter);
}

void StageMap::paintGrid(QPainter &painter, const QRectF &plot) const
{
    const QFont font = Theme::font(10);
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    const double decades = std::log10(m_axis.most / m_axis.least);
    const double step
        = std::max(1.0, std::ceil(metrics.horizontalAdvance(QStringLiteral("100 k  ")) * decades / plot.width()));
    const double bottom = lastBottom();
    for (double power = std::log10(m_axis.least); power <= std::log10(m_axis.most) + 1e-9; power += 1) {
        const double x = xOf(std::pow(10, power));
        painter.setPen(QPen(m_theme->color(Role::Hairline), 1));
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, bottom));
        if (std::fmod(power - std::log10(m_axis.least), step) > 1e-9)
            continue;
        painter.setPen(m_theme->color(Role::Faint));
        painter.drawText(QRectF(x - 40, bottom + 3, 80, metrics.height()), Qt::AlignCenter,
                         QString::fromStdString(screen::briefNumber(std::pow(10, power))));
    }
}

/// A piece of a bar; the pattern says its state where the color does not.
void StageMap::paintPiece(QPainter &painter, const QRectF &bar, double from, double to, Role role, Role soft,
                          Qt::BrushStyle pattern) const
{
    const double left = std::max(bar.left(), xOf(from));
    const double right = std::min(bar.right(), xOf(to));
    if (right <= left)
        return;
    const QRectF piece(left, bar.top(), right - left, bar.height());
    painter.fillRect(piece, m_theme->color(soft));
    painter.fillRect(piece, QBrush(m_theme->color(role), pattern));
    painter.fillRect(QRectF(piece.left(), piece.bottom() - 2, piece.width(), 2), m_theme->color(role));
}

void StageMap::paintRow(QPainter &painter, int stage) const
{
    const StageBar &each = m_stages[static_cast<std::size_t>(stage)];
    const QRectF row = rowRect(stage);
    const bool isCurrent = stage == m_current;
    if (isCurrent || stage == m_hovered) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme->color(isCurrent ? Role::AccentSoft : Role::Window));
        painter.drawRoundedRect(QRectF(4, row.top(), width() - 8, row.height()), 6, 6);
    }
    const QFont font = Theme::font(11, isCurrent ? QFont::DemiBold : QFont::Normal);
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    painter.setPen(m_theme->color(isCurrent ? Role::Text : Role::Secondary));
    const QRectF name(12, row.top(), row.left() - 20, row.height());
    painter.drawText(
        name, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip,
        metrics.elidedText(QStringLiteral("%1  %2").arg(stage + 1).arg(each.name), Qt::ElideRight, name.width()));
    const double thumbLeft = xOf(each.rangeFrom);
    const QRectF thumb(thumbLeft, row.top() + row.height() * 0.66, std::max(2.0, xOf(each.rangeTo) - thumbLeft),
                       std::max(4.0, row.height() * 0.2));
    painter.setPen(QPen(m_theme->color(Role::Secondary), 1, Qt::SolidLine));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(thumb, 2, 2);
    const QRectF bar = barRect(stage);
    if (bar.isNull()) {
        painter.setPen(m_theme->color(Role::Secondary));
        painter.setFont(Theme::font(10));
        const QString why = !each.serves ? tr("serves nobody")
            : each.justified             ? tr("◆ full before it is worth having")
                                         : tr("never needed");
        painter.drawText(QRectF(row.left() + 4, row.top(), row.width() - 8, row.height() * 0.64),
                         Qt::AlignLeft | Qt::AlignVCenter, why);
        return;
    }
    paintPiece(painter, bar, 0, each.amber, Role::Fine, Role::FineSoft, Qt::NoBrush);
    paintPiece(painter, bar, each.amber, each.red, Role::Warning, Role::WarningSoft, Qt::BDiagPattern);
    paintPiece(painter, bar, each.red, each.saturation, Role::Critical, Role::CriticalSoft, Qt::DiagCrossPattern);
    paintSpread(painter, stage, bar);
    painter.setFont(Theme::font(10, QFont::Bold));
    const auto mark = [&](double users, const QString &sign, Role role) {
        const double x = xOf(users);
        if (!std::isfinite(users) || x < bar.left() || x > bar.right() + 1 || users > m_axis.most)
            return;
        painter.setPen(m_theme->color(role));
        painter.drawText(QRectF(x - 8, bar.top() - 1, 16, bar.height()), Qt::AlignCenter, sign);
    };
    if (xOf(each.red) - xOf(each.amber) >= 7)
        mark(each.amber, QStringLiteral("▲"), Role::Warning);
    mark(each.red, QStringLiteral("◆"), Role::Critical);
}

/// A line with ends below the bar's end: it may as well end there. Above it the same of when to move on. Both keep clear of
/// the marks on the bar and have their colors.
void StageMap::paintSpread(QPainter &painter, int stage, const QRectF &bar) const
{
    constexpr double kEnd = 3;
    const auto at = static_cast<std::size_t>(stage);
    if (at >= m_spreads.size())
        return;
    const auto line = [&](const std::pair<double, double> &between, double y, double inwards, Role role) {
        if (!std::isfinite(between.first))
            return;
        painter.setPen(QPen(m_theme->color(role), 1.4));
        const double left = xOf(between.first);
        const double right = xOf(between.second);
        painter.drawLine(QPointF(left, y), QPointF(right, y));
        for (const double x : { left, right })
            painter.drawLine(QPointF(x, y), QPointF(x, y + inwards));
    };
    line(m_spreads[at].saturated, bar.bottom() + 0.5, -kEnd, Role::Critical);
    line(m_spreads[at].moved, bar.top() - 0.5, kEnd, Role::Warning);
}

void StageMap::paintMarker(QPainter &painter, const QRectF &plot) const
{
    const double x = xOf(m_users);
    const double bottom = lastBottom();
    painter.setPen(QPen(m_theme->color(Role::Accent), 1.4, Qt::DashLine));
    painter.drawLine(QPointF(x, plot.top()), QPointF(x, bottom));
    paintUsersPill(painter, *m_theme, m_users, x, plot);
}

void StageMap::paintHover(QPainter &painter) const
{
    const QStringList lines = hoverLines();
    if (lines.isEmpty())
        return;
    const double high = QFontMetricsF(Theme::font(11)).height() * static_cast<double>(lines.size()) + 12;
    const QRectF row = rowRect(m_hovered);
    const double below = row.bottom() + 4;
    const double top = below + high <= height() ? below : std::max(2.0, row.top() - high - 4);
    paintHoverBox(painter, *m_theme, lines, { m_pointer, top }, rect(), width() - 8);
}

} // namespace headroom::charts

#include "views/charts/chart_ground.h"
#include "views/charts/curve_plot.h"
#include "views/charts/hover_box.h"
#include "views/charts/users_pill.h"
#include "views/numbers/screen_numbers.h"

#include <QFontMetricsF>
#include <QLineF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace headroom::charts {

using theme::Role;
using theme::Theme;

namespace {

constexpr double kWholeLabel = 0.85; // of the plot's width, at most
constexpr double kBriefLabel = 0.45;
constexpr double kStepAside = 0.04; // of the plot's width
constexpr int kStepsAside = 8;

QColor faded(QColor color, float share)
{
    color.setAlphaF(share);
    return color;
}

} // namespace

void CurvePlot::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintGround(painter, *this, *m_theme);
    const QRectF plot = plotArea();
    if (m_content.curves.isEmpty()) {
        painter.setPen(m_theme->color(Role::Secondary));
        painter.setFont(Theme::font(12));
        painter.drawText(QRectF(rect()).adjusted(16, 8, -16, -8), Qt::AlignCenter | Qt::TextWordWrap,
                         m_content.emptyText);
        return;
    }
    if (plot.width() < 20 || plot.height() < 20)
        return;
    paintSaturation(painter, plot);
    paintGrid(painter, plot);
    paintBands(painter, plot);
    paintCurves(painter, plot);
    paintRulers(painter, plot);
    paintLabels(painter, plot);
    paintBadges(painter);
    paintMarks(painter);
    paintUsersPill(painter, *m_theme, m_content.users, markerPlace(), plot);
    paintHover(painter, plot);
}

void CurvePlot::paintGrid(QPainter &painter, const QRectF &plot) const
{
    const QFont font = Theme::font(10);
    const QFontMetricsF metrics(font);
    painter.setFont(font);
    const double line = metrics.height();
    double lastText = plot.bottom() + line * 2;
    for (const double value : m_content.scale.ticks) {
        const double y = toWidget({ m_content.axis.least, value }).y();
        painter.setPen(QPen(m_theme->color(Role::Hairline), 1));
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        if (lastText - y < line * 1.1)
            continue;
        lastText = y;
        painter.setPen(m_theme->color(Role::Faint));
        painter.drawText(QRectF(0, y - line / 2, plot.left() - 6, line), Qt::AlignRight | Qt::AlignVCenter,
                         m_content.valueText(value));
    }
    const UsersAxis &axis = m_content.axis;
    const double decades = std::log10(axis.most / axis.least);
    const double step
        = std::max(1.0, std::ceil(metrics.horizontalAdvance(QStringLiteral("100 k  ")) * decades / plot.width()));
    painter.setPen(m_theme->color(Role::Faint));
    for (double power = std::ceil(std::log10(axis.least) - 1e-9); power <= std::log10(axis.most) + 1e-9;
         power += step) {
        const double x = toWidget({ std::pow(10, power), m_content.scale.least }).x();
        const QString text = QString::fromStdString(screen::briefNumber(std::pow(10, power)));
        const double wide = metrics.horizontalAdvance(text);
        const double left = std::max(x - wide / 2, plot.left() - 2); // the lowest value stands beside it
        painter.drawText(QRectF(left, plot.bottom() + 3, wide + 1, line), Qt::AlignLeft | Qt::AlignVCenter, text);
    }
}

/// Shaded: from here on the design does not answer all requests.
void CurvePlot::paintSaturation(QPainter &painter, const QRectF &plot) const
{
    const std::optional<double> x = saturationPlace(plot);
    if (!x)
        return;
    painter.fillRect(QRectF(*x, plot.top(), plot.right() - *x, plot.height()),
                     faded(m_theme->color(Role::CriticalSoft), m_theme->isDark() ? 0.55F : 0.7F));
    painter.setPen(QPen(m_theme->color(Role::Critical), 1, Qt::DotLine));
    painter.drawLine(QPointF(*x, plot.top()), QPointF(*x, plot.bottom()));
}

void CurvePlot::paintCurves(QPainter &painter, const QRectF &plot) const
{
    painter.save();
    painter.setClipRect(plot.adjusted(-1, -1, 1, 1));
    for (const Curve &curve : m_content.curves) {
        if (curve.isHidden || curve.points.isEmpty())
            continue;
        QPainterPath path;
        bool isBegun = false;
        for (const QPointF &point : curve.points) {
            // Far outside a path costs strokes that nobody sees.
            QPointF at = toWidget(point);
            at.setY(std::clamp(at.y(), plot.top() - 2000, plot.bottom() + 2000));
            if (isBegun)
                path.lineTo(at);
            else
                path.moveTo(at);
            isBegun = true;
        }
        painter.setPen(QPen(m_theme->color(curve.role), 2, curve.style, Qt::RoundCap, Qt::RoundJoin));
        painter.setBrush(Qt::NoBrush);
        painter.drawPath(path);
    }
    painter.restore();
}

void CurvePlot::paintBadges(QPainter &painter) const
{
    painter.setFont(Theme::font(10, QFont::Bold));
    for (const BadgePlace &each : badges()) {
        const Curve &curve = m_content.curves[each.curve];
        painter.setPen(QPen(m_theme->color(Role::Panel), 1));
        painter.setBrush(m_theme->color(curve.role));
        painter.drawRoundedRect(each.box, 2, 2);
        painter.drawText(each.box, Qt::AlignCenter, curve.badge);
    }
}

/// Tinted, hatched and bordered by thin lines like the curve's, so that an edge shows where the tint is pale, and bands
/// that overlap are told apart without their colors.
void CurvePlot::paintBands(QPainter &painter, const QRectF &plot) const
{
    painter.save();
    painter.setClipRect(plot.adjusted(-1, -1, 1, 1));
    for (const CurveBand &band : m_content.bands) {
        QPolygonF around;
        const auto add = [&](QPointF value) {
            QPointF at = toWidget(value);
            at.setY(std::clamp(at.y(), plot.top() - 2000, plot.bottom() + 2000));
            around.append(at);
        };
        for (const QPointF &point : band.low)
            add(point);
        for (qsizetype i = band.high.size(); i-- > 0;)
            add(band.high[i]);
        const QColor color = m_theme->color(band.role);
        const bool isAlone = band.hatch == Qt::NoBrush;
        painter.setPen(Qt::NoPen);
        painter.setBrush(faded(color, isAlone ? 0.14F : 0.08F));
        painter.drawPolygon(around);
        if (!isAlone) {
            painter.setBrush(QBrush(faded(color, 0.38F), band.hatch));
            painter.drawPolygon(around);
        }
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(faded(color, 0.85F), 1, band.style == Qt::SolidLine ? Qt::DotLine : band.style));
        for (const qsizetype half : { qsizetype(0), band.low.size() })
            painter.drawPolyline(around.mid(half, band.low.size()));
    }
    painter.restore();
}

/// One by its number, several by how many they are.
void CurvePlot::paintMarks(QPainter &painter) const
{
    painter.setFont(Theme::font(10, QFont::Bold));
    for (const MarkCluster &each : clusters()) {
        const QSizeF size = clusterSize(each.marks.size());
        const QRectF box(each.at - QPointF(size.width(), size.height()) / 2, size);
        painter.setPen(QPen(m_theme->color(Role::Text), 1.2));
        painter.setBrush(m_theme->color(Role::Panel));
        painter.drawRoundedRect(box, size.height() / 2, size.height() / 2);
        painter.drawText(box, Qt::AlignCenter,
                         each.marks.size() > 1 ? QStringLiteral("×%1").arg(each.marks.size())
                                               : QString::number(each.marks.front() + 1));
    }
}

std::optional<double> CurvePlot::limitHeight(const QRectF &plot) const
{
    if (!m_content.limit)
        return std::nullopt;
    const double y = toWidget({ m_content.axis.least, m_content.limit->value }).y();
    return y < plot.top() - 1 || y > plot.bottom() + 1 ? std::nullopt : std::optional(y);
}

double CurvePlot::markerPlace() const
{
    return toWidget({ std::clamp(m_content.users, m_content.axis.least, m_content.axis.most), 0 }).x();
}

std::optional<double> CurvePlot::saturationPlace(const QRectF &plot) const
{
    if (!std::isfinite(m_content.saturation) || m_content.saturation <= 0
        || m_content.saturation >= m_content.axis.most)
        return std::nullopt;
    return std::max(plot.left(), toWidget({ m_content.saturation, m_content.scale.least }).x());
}

/// The limit and the present users, below all labels.
void CurvePlot::paintRulers(QPainter &painter, const QRectF &plot) const
{
    if (const std::optional<double> y = limitHeight(plot)) {
        painter.setPen(QPen(m_theme->color(Role::Warning), 1.4, Qt::DashDotLine));
        painter.drawLine(QPointF(plot.left(), *y), QPointF(plot.right(), *y));
    }
    painter.setPen(QPen(m_theme->color(Role::Accent), 1.4, Qt::DashLine));
    painter.drawLine(QPointF(markerPlace(), plot.top()), QPointF(markerPlace(), plot.bottom()));
}

/// All lines that a label should not cover, those of the curves by their index.
LabelPlaces CurvePlot::linesToAvoid(const QRectF &plot) const
{
    LabelPlaces places;
    for (qsizetype i = 0; i < m_content.curves.size(); ++i) {
        QPolygonF line;
        for (const QPointF &point : m_content.curves[i].points)
            line.append(toWidget(point));
        if (!m_content.curves[i].isHidden)
            places.addLine(std::move(line), i);
    }
    places.addLine(QPolygonF({ QPointF(markerPlace(), plot.top()), QPointF(markerPlace(), plot.bottom()) }), kNobody);
    if (const std::optional<double> y = limitHeight(plot))
        places.addLine(QPolygonF({ QPointF(plot.left(), *y), QPointF(plot.right(), *y) }), kNobody);
    return places;
}

void CurvePlot::paintLabel(QPainter &painter, const QRectF &box, Role role, const QString &text) const
{
    painter.fillRect(box, faded(m_theme->color(Role::Panel), 0.82F));
    painter.setPen(m_theme->color(role));
    painter.drawText(box, Qt::AlignCenter, text);
}

/// In words, for who does not see its color: at the bottom of the shade, or at its top where curves run below.
void CurvePlot::paintSaturatedLabel(QPainter &painter, const QRectF &plot, LabelPlaces &places) const
{
    const std::optional<double> x = saturationPlace(plot);
    painter.setFont(Theme::font(10, QFont::DemiBold));
    const QFontMetricsF metrics(painter.font());
    const QString text = tr("◆ saturated");
    const double width = metrics.horizontalAdvance(text) + 2;
    if (!x || width + 6 > plot.right() - *x)
        return;
    const double high = metrics.height();
    QList<QRectF> candidates;
    for (const double top : { plot.bottom() - high - 3, plot.top() + 3 })
        for (const double left : { *x + 5, plot.right() - width - 1 })
            candidates.append({ left, top, width, high });
    if (const auto box = places.take(candidates, kNobody))
        paintLabel(painter, *box, Role::Critical, text);
}

/// In full where no curve runs, else in brief, else across the curves.
std::optional<LimitName> CurvePlot::limitNameOf(const QRectF &plot, LabelPlaces &places) const
{
    const std::optional<double> y = limitHeight(plot);
    if (!y)
        return std::nullopt;
    const QFontMetricsF metrics(Theme::font(10, QFont::DemiBold));
    const double high = metrics.height();
    QString text;
    const auto candidates = [&](const QString &label) {
        text = metrics.elidedText(label, Qt::ElideRight, plot.width() - 12);
        const double width = metrics.horizontalAdvance(text) + 4;
        QList<QRectF> boxes;
        for (const double lines : { -1.15, 0.15, -2.15, 1.15, -3.15, -4.15 })
            for (const double left : { plot.left() + 3, plot.right() - width - 3 })
                boxes.append({ left, std::clamp(*y + lines * high, plot.top(), plot.bottom() - high), width, high });
        return boxes;
    };
    QStringList labels { m_content.limit->label };
    if (!m_content.limit->brief.isEmpty())
        labels.append(m_content.limit->brief);
    for (const QString &label : labels)
        if (const auto box = places.takeClear(candidates(label), kNobody))
            return LimitName { *box, text };
    if (const auto box = places.take(candidates(labels.last()), kNobody))
        return LimitName { *box, text, false };
    return std::nullopt;
}

std::optional<LimitName> CurvePlot::limitName() const
{
    const QRectF plot = plotArea();
    LabelPlaces places = linesToAvoid(plot);
    return limitNameOf(plot, places);
}

/// Where nothing but curves is left for it, they are seen through it.
void CurvePlot::paintLimitLabel(QPainter &painter, const QRectF &plot, LabelPlaces &places) const
{
    const std::optional<LimitName> name = limitNameOf(plot, places);
    if (!name)
        return;
    painter.setFont(Theme::font(10, QFont::DemiBold));
    if (name->isClear)
        return paintLabel(painter, name->box, Role::Warning, name->text);
    painter.setPen(m_theme->color(Role::Warning));
    painter.drawText(name->box, Qt::AlignCenter, name->text);
}

void CurvePlot::paintLabels(QPainter &painter, const QRectF &plot) const
{
    LabelPlaces places = linesToAvoid(plot);
    paintSaturatedLabel(painter, plot, places);
    paintLimitLabel(painter, plot, places);
    painter.setFont(Theme::font(11, QFont::DemiBold));
    const QList<CurveName> names = namesOf(plot, places);
    for (const CurveName &each : names)
        paintLeader(painter, each.end, each.box, each.role);
    for (const CurveName &each : names)
        paintLabel(painter, each.box, each.role, each.text);
}

QList<CurveName> CurvePlot::names() const
{
    const QRectF plot = plotArea();
    LabelPlaces places = linesToAvoid(plot);
    return namesOf(plot, places);
}

QList<CurveName> CurvePlot::namesOf(const QRectF &plot, LabelPlaces &places) const
{
    const QFontMetricsF metrics(Theme::font(11, QFont::DemiBold));
    QList<CurveName> names;
    for (qsizetype i = 0; i < m_content.curves.size(); ++i) {
        const Curve &curve = m_content.curves[i];
        if (curve.points.isEmpty() || curve.label.isEmpty() || curve.isHidden || !curve.badge.isEmpty())
            continue;
        const auto boxesOf = [&](const QString &text) {
            return boxesBeside(curve, { metrics.horizontalAdvance(text) + 4, metrics.height() }, plot);
        };
        // As much of the name as no curve is in the way of.
        bool isNamed = false;
        QString tried;
        for (const double share : { kWholeLabel, 0.7, 0.55, kBriefLabel }) {
            const QString text = shortenedLabel(curve.label, metrics, plot.width() * share);
            if (std::exchange(tried, text) == text)
                continue;
            const auto box
                = m_isNamedElsewhere ? places.takeClear(boxesOf(text), i) : places.takeOverMarkers(boxesOf(text), i);
            isNamed = box.has_value();
            if (!isNamed)
                continue;
            names.append({ *box, curve.role, text, endOf(curve) });
            break;
        }
        if (!isNamed && !m_isNamedElsewhere)
            if (const auto box = places.take(boxesOf(tried), i))
                names.append({ *box, curve.role, tried, endOf(curve) });
    }
    return names;
}

/// The last point of a curve inside the plot; of one that leaves at the top, where it does.
QPointF CurvePlot::endOf(const Curve &curve) const
{
    QPointF end = curve.points.first();
    for (const QPointF &point : curve.points)
        if (point.y() <= m_content.scale.most && point.x() <= m_content.axis.most)
            end = point;
    return toWidget(end);
}

/// Joins a label that found no room beside the end of its curve to that end.
void CurvePlot::paintLeader(QPainter &painter, QPointF end, const QRectF &box, Role role) const
{
    const QPointF near(std::clamp(end.x(), box.left(), box.right()), std::clamp(end.y(), box.top(), box.bottom()));
    if (QLineF(end, near).length() < box.height())
        return;
    painter.setPen(QPen(m_theme->color(role), 1));
    painter.drawLine(end, near);
}

/// Places for a label near the last point of a curve inside the plot; one that leaves at the top is labeled beside its
/// way out, left of others that leave with it.
QList<QRectF> CurvePlot::boxesBeside(const Curve &curve, QSizeF size, const QRectF &plot) const
{
    const QPointF at = endOf(curve);
    QList<QRectF> boxes;
    const auto add = [&](double left, double lines) {
        boxes.append({ std::clamp(left, plot.left() + 2, std::max(plot.left() + 2, plot.right() - size.width())),
                       std::clamp(at.y() + lines * size.height(), plot.top(), plot.bottom() - size.height()),
                       size.width(), size.height() });
    };
    constexpr std::array<double, 8> kLines { -1.1, -2.1, 0.3, 1.3, 2.3, -3.1, 3.3, 4.3 };
    for (const double lines : kLines)
        for (const double left : { at.x() - size.width() - 6, at.x() + 6 })
            add(left, lines);
    for (int step = 1; step <= kStepsAside; ++step)
        for (const double lines : kLines)
            add(at.x() - size.width() - 6 - step * kStepAside * plot.width(), lines);
    return boxes;
}

void CurvePlot::paintHover(QPainter &painter, const QRectF &plot) const
{
    if (!m_hovered || *m_hovered < m_content.axis.least || *m_hovered > m_content.axis.most)
        return;
    const double x = toWidget({ *m_hovered, 0 }).x();
    painter.setPen(QPen(m_theme->color(Role::Secondary), 1));
    painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
    for (const Curve &curve : m_content.curves)
        if (const std::optional<double> value = valueAt(curve, *m_hovered);
            value && !curve.isHidden && *value <= m_content.scale.most) {
            painter.setBrush(m_theme->color(curve.role));
            painter.setPen(QPen(m_theme->color(Role::Panel), 1.5));
            painter.drawEllipse(QPointF(x, toWidget({ *m_hovered, *value }).y()), 4, 4);
        }
    if (!m_hasPointer)
        return;
    paintHoverBox(painter, *m_theme, hoverLines(), { x, plot.top() + 6 }, rect(), plot.width() * 0.9);
}

} // namespace headroom::charts

#include "views/charts/curve_plot.h"

#include "views/charts/users_step.h"
#include "views/numbers/screen_numbers.h"
#include "views/theme/letters.h"

#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace headroom::charts {

using theme::Role;
using theme::Theme;

namespace {

constexpr double kNear = 8; ///< px from a mark within which its meaning is said

} // namespace

std::optional<double> valueAt(const Curve &curve, double users)
{
    const auto after = std::lower_bound(curve.points.begin(), curve.points.end(), users,
                                        [](const QPointF &point, double wanted) { return point.x() < wanted; });
    if (after == curve.points.end())
        return std::nullopt;
    if (after == curve.points.begin())
        return after->x() <= users ? std::optional(after->y()) : std::nullopt;
    const QPointF before = *(after - 1);
    if (after->x() <= before.x())
        return after->y();
    const double share = std::log(users / before.x()) / std::log(after->x() / before.x());
    return before.y() + share * (after->y() - before.y());
}

CurvePlot::CurvePlot(QWidget *parent)
    : QWidget(parent)
    , m_theme(&Theme::light())
{
    setMouseTracking(true);
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::StrongFocus);
}

void CurvePlot::setTheme(const Theme &theme)
{
    m_theme = &theme;
    update();
}

void CurvePlot::setContent(PlotContent content)
{
    m_content = std::move(content);
    update();
}

void CurvePlot::setNamedElsewhere(bool isNamed)
{
    m_isNamedElsewhere = isNamed;
    update();
}

void CurvePlot::setHovered(std::optional<double> users)
{
    if (users == m_hovered)
        return;
    m_hovered = users;
    update();
}

QSize CurvePlot::minimumSizeHint() const
{
    return { 160, 90 }; // large letters leave room for others
}

QRectF CurvePlot::plotArea() const
{
    const double text = theme::letterScale();
    return QRectF(rect()).adjusted(48 * text, 22 * text, -20 * text, -20 * text);
}

QPointF CurvePlot::toWidget(QPointF value) const
{
    const QRectF plot = plotArea();
    const UsersAxis &axis = m_content.axis;
    const double x = std::log(value.x() / axis.least) / std::log(axis.most / axis.least);
    return { plot.left() + x * plot.width(), plot.bottom() - m_content.scale.shareOf(value.y()) * plot.height() };
}

double CurvePlot::usersAt(double x) const
{
    const QRectF plot = plotArea();
    const double share = std::clamp((x - plot.left()) / plot.width(), 0.0, 1.0);
    return m_content.axis.least * std::pow(m_content.axis.most / m_content.axis.least, share);
}

void CurvePlot::request(double x)
{
    Q_EMIT usersRequested(rounded(usersAt(x)));
}

void CurvePlot::mousePressEvent(QMouseEvent *event)
{
    const QRectF plot = plotArea();
    if (event->button() == Qt::LeftButton && !m_content.curves.isEmpty() && plot.width() >= 10
        && plot.adjusted(-4, -24, 4, 4).contains(event->position()))
        request(event->position().x());
}

void CurvePlot::mouseMoveEvent(QMouseEvent *event)
{
    if (m_content.curves.isEmpty())
        return;
    if (event->buttons() & Qt::LeftButton)
        request(event->position().x());
    const bool isInside = plotArea().adjusted(-2, -2, 2, 2).contains(event->position());
    m_hasPointer = isInside;
    setHovered(isInside ? std::optional(usersAt(event->position().x())) : std::nullopt);
    Q_EMIT hovered(m_hovered.value_or(0));
}

void CurvePlot::leaveEvent(QEvent *)
{
    m_hasPointer = false;
    setHovered(std::nullopt);
    Q_EMIT hovered(0);
}

QList<MarkCluster> CurvePlot::clusters() const
{
    const QRectF plot = plotArea().adjusted(-1, -1, 1, 1);
    QList<QPointF> places;
    QList<qsizetype> marks;
    for (qsizetype i = 0; i < m_content.marks.size(); ++i)
        if (const QPointF at = toWidget(m_content.marks[i].at); plot.contains(at)) {
            places.append(at);
            marks.append(i);
        }
    QList<MarkCluster> found = clustersOf(places);
    for (MarkCluster &each : found)
        for (qsizetype &mark : each.marks)
            mark = marks[mark];
    return found;
}

QList<BadgePlace> CurvePlot::badges() const
{
    const QRectF plot = plotArea();
    const QFontMetricsF metrics(Theme::font(10, QFont::Bold));
    QList<BadgePlace> placed;
    const auto isFree = [&](const QRectF &box) {
        return std::none_of(placed.begin(), placed.end(),
                            [&](const BadgePlace &other) { return other.box.intersects(box); });
    };
    for (qsizetype i = 0; i < m_content.curves.size(); ++i) {
        const Curve &curve = m_content.curves[i];
        if (curve.badge.isEmpty() || curve.isHidden)
            continue;
        const double high = metrics.height();
        const QSizeF size(std::max(high, metrics.horizontalAdvance(curve.badge) + 6), high);
        QList<QRectF> boxes;
        for (const QPointF &point : curve.points)
            if (const QPointF at = toWidget(point); plot.contains(at))
                boxes.append({ at - QPointF(size.width(), size.height()) / 2, size });
        const qsizetype half = (boxes.size() + 1) / 2;
        for (const bool isEnd : { true, false })
            for (qsizetype k = 0; k < half; ++k)
                if (const QRectF &box = boxes[isEnd ? boxes.size() - 1 - k : k]; isFree(box)) {
                    placed.append({ i, box });
                    break;
                }
    }
    return placed;
}

/// As if the pointer went to the next mark, or the one before; what it means is said.
void CurvePlot::goToMark(int way)
{
    const QList<MarkCluster> all = clusters();
    const double from = toWidget({ m_hovered.value_or(way > 0 ? m_content.axis.least : m_content.axis.most), 0 }).x();
    const MarkCluster *next = nullptr;
    for (const MarkCluster &each : all) {
        const bool isAhead = (each.at.x() - from) * way > (m_hovered ? 0.5 : -0.5);
        if (isAhead && (!next || (next->at.x() - each.at.x()) * way > 0))
            next = &each;
    }
    if (!next)
        return;
    m_hasPointer = true;
    setHovered(usersAt(next->at.x()));
    setAccessibleDescription(hoverLines().join(QStringLiteral(", ")).replace(QLatin1Char('\t'), QLatin1Char(' ')));
}

void CurvePlot::focusOutEvent(QFocusEvent *event)
{
    QWidget::focusOutEvent(event);
    if (underMouse())
        return;
    m_hasPointer = false; // other charts were not told of the mark that keys went to
    setHovered(std::nullopt);
}

void CurvePlot::keyPressEvent(QKeyEvent *event)
{
    const double users = m_content.users;
    if (event->modifiers() & Qt::ControlModifier && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right))
        return goToMark(event->key() == Qt::Key_Right ? 1 : -1);
    switch (event->key()) {
    case Qt::Key_Left:
        Q_EMIT usersRequested(rounded(std::max(1.0, users / kKeyStep)));
        break;
    case Qt::Key_Right:
        Q_EMIT usersRequested(rounded(std::min(1e9, users * kKeyStep)));
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

/// " [80 ms – 120 ms]", between what a curve lies under the pointer; empty where it has no band.
QString CurvePlot::bandText(const QString &curve) const
{
    for (const CurveBand &band : m_content.bands) {
        const std::optional<double> low = valueAt({ {}, band.low, band.role }, *m_hovered);
        const std::optional<double> high = valueAt({ {}, band.high, band.role }, *m_hovered);
        if (band.label != curve || !low || !high)
            continue;
        const QString from = m_content.exactText(*low);
        const QString to = m_content.exactText(*high);
        return from == to ? QString() : QStringLiteral(" [%1 – %2]").arg(from, to); // nothing uncertain changes it
    }
    return {};
}

QStringList CurvePlot::hoverLines() const
{
    if (!m_hovered)
        return {};
    QStringList lines { QStringLiteral("%1\t").arg(
        tr("%1 users").arg(QString::fromStdString(screen::compactNumber(*m_hovered)))) };
    for (const Curve &curve : m_content.curves)
        if (const std::optional<double> value = valueAt(curve, *m_hovered); value && !curve.isHidden)
            lines.append(QStringLiteral("%1\t%2%3%4")
                             .arg(curve.label, curve.prefix, m_content.exactText(*value), bandText(curve.label)));
    if (std::any_of(lines.begin(), lines.end(), [](const QString &line) { return line.contains(QLatin1Char('[')); }))
        lines.append(tr("[between which 90 of 100 draws lie]") + QLatin1Char('\t'));
    const double pointer = toWidget({ *m_hovered, 0 }).x();
    for (const MarkCluster &each : clusters()) {
        if (std::abs(each.at.x() - pointer) > std::max(kNear, clusterSize(each.marks.size()).width() / 2))
            continue;
        if (each.marks.size() > 1)
            lines.append(tr("%1 marks here").arg(each.marks.size()) + QLatin1Char('\t'));
        for (const qsizetype mark : each.marks)
            lines.append(QStringLiteral("%1  %2\t").arg(mark + 1).arg(m_content.marks[mark].text));
    }
    return lines;
}

} // namespace headroom::charts

#include "views/charts/stage_map.h"

#include "views/charts/users_step.h"
#include "views/numbers/screen_numbers.h"
#include "views/theme/letters.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace headroom::charts {

using theme::Theme;

namespace {

constexpr double kLeastUsers = 1e2;
constexpr double kMostUsers = 1e9;
constexpr double kMostRow = 34;

} // namespace

StageMap::StageMap(QWidget *parent)
    : QWidget(parent)
    , m_theme(&Theme::light())
    , m_scroll(new QScrollBar(Qt::Vertical, this))
{
    m_scroll->setAccessibleName(tr("Stages out of sight"));
    m_scroll->hide();
    connect(m_scroll, &QScrollBar::valueChanged, this, [this] {
        m_hovered = -1;
        update();
    });
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Stage map"));
    setWhatsThis(tr("When to move. Each bar reaches from the users at which a stage is worth having to those at which "
                    "it is saturated, as the model computes it: ▲ where its first resource has to be watched, ◆ where "
                    "it is red. The outline is the range that rules of thumb give it. Where inputs are uncertain, a "
                    "bracket says between what users one has to move on, and a line between what it ends. Click to go "
                    "there; arrows move "
                    "through stages and users."));
}

void StageMap::setTheme(const Theme &theme)
{
    m_theme = &theme;
    fitScroll();
    update();
}

void StageMap::setStages(std::vector<StageBar> stages)
{
    m_stages = std::move(stages);
    m_axis = { kLeastUsers, 1e6 };
    for (const StageBar &each : m_stages)
        for (const double end : { each.saturation, each.rangeTo })
            if (std::isfinite(end) && end > 0)
                m_axis.most = std::max(m_axis.most, std::pow(10, std::ceil(std::log10(end) - 1e-9)));
    m_axis.most = std::min(m_axis.most, kMostUsers);
    m_hovered = -1;
    fitScroll();
    speak();
    update();
}

void StageMap::setSpreads(std::vector<StageSpread> spreads)
{
    m_spreads = std::move(spreads);
    update();
}

void StageMap::setCurrent(int stage)
{
    m_current = stage;
    fitScroll();
    speak();
    update();
}

void StageMap::setUsers(double users)
{
    m_users = users;
    update();
}

/// What the picture shows, for those who hear it.
void StageMap::speak()
{
    if (m_current < 0 || m_current >= static_cast<int>(m_stages.size()))
        return setAccessibleDescription({});
    const StageBar &stage = m_stages[static_cast<std::size_t>(m_current)];
    QStringList words { tr("Stage %1: %2").arg(m_current + 1).arg(stage.name) };
    for (QString line : stage.lines)
        words.append(line.replace(QLatin1Char('\t'), QStringLiteral(": ")));
    setAccessibleDescription(words.join(QStringLiteral(". ")));
}

QSize StageMap::minimumSizeHint() const
{
    return { 180, 110 };
}

QRectF StageMap::plotArea() const
{
    const double text = theme::letterScale();
    const double names = std::min(140 * text, width() * 0.4);
    const double bar = m_scroll->isHidden() ? 0 : m_scroll->sizeHint().width();
    return QRectF(rect()).adjusted(names + 14, 24 * text, -22 * text - bar, -20 * text);
}

double StageMap::xOf(double users) const
{
    const QRectF plot = plotArea();
    const double within = std::clamp(users, m_axis.least, m_axis.most);
    return plot.left() + std::log(within / m_axis.least) / std::log(m_axis.most / m_axis.least) * plot.width();
}

double StageMap::usersAt(double x) const
{
    const QRectF plot = plotArea();
    const double share = std::clamp((x - plot.left()) / plot.width(), 0.0, 1.0);
    return m_axis.least * std::pow(m_axis.most / m_axis.least, share);
}

QRectF StageMap::rowRect(int stage) const
{
    const QRectF plot = plotArea();
    const double high = rowHeight();
    return { plot.left(), plot.top() + high * stage - m_scroll->value(), plot.width(), high };
}

double StageMap::rowHeight() const
{
    const double least = QFontMetricsF(Theme::font(11)).height();
    const double fair = plotArea().height() / std::max(1.0, static_cast<double>(m_stages.size()));
    return std::clamp(fair, least, std::max(least, kMostRow * theme::letterScale()));
}

/// Of the rows in sight.
double StageMap::lastBottom() const
{
    return std::min(plotArea().bottom(), rowRect(static_cast<int>(m_stages.size()) - 1).bottom());
}

/// Keeps the present stage in sight.
void StageMap::fitScroll()
{
    const QRectF plot = plotArea();
    const double high = rowHeight();
    const int beyond = static_cast<int>(std::ceil(high * static_cast<double>(m_stages.size()) - plot.height() - 0.5));
    m_scroll->setVisible(beyond > 0 && plot.height() >= high);
    m_scroll->setRange(0, m_scroll->isHidden() ? 0 : beyond);
    m_scroll->setPageStep(std::max(1, static_cast<int>(plot.height())));
    m_scroll->setSingleStep(std::max(1, static_cast<int>(high)));
    const int wide = m_scroll->sizeHint().width();
    m_scroll->setGeometry(width() - wide, static_cast<int>(plot.top()), wide, static_cast<int>(plot.height()));
    const double top = high * m_current;
    if (top < m_scroll->value())
        m_scroll->setValue(static_cast<int>(top));
    else if (top + high > m_scroll->value() + plot.height())
        m_scroll->setValue(static_cast<int>(std::ceil(top + high - plot.height())));
}

void StageMap::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitScroll();
}

void StageMap::wheelEvent(QWheelEvent *event)
{
    if (m_scroll->isHidden())
        return QWidget::wheelEvent(event);
    QCoreApplication::sendEvent(m_scroll, event);
    event->accept();
}

double StageMap::beginOf(const StageBar &stage) const
{
    return std::max(m_axis.least, stage.justified.value_or(m_axis.least));
}

QRectF StageMap::barRect(int stage) const
{
    const StageBar &each = m_stages[static_cast<std::size_t>(stage)];
    if (!each.serves || !each.justified || each.saturation <= beginOf(each))
        return {};
    const QRectF row = rowRect(stage);
    const double left = xOf(beginOf(each));
    const double right = xOf(std::isfinite(each.saturation) ? each.saturation : m_axis.most);
    return { left, row.top() + row.height() * 0.14, std::max(2.0, right - left), row.height() * 0.44 };
}

int StageMap::rowAt(double y) const
{
    if (const QRectF plot = plotArea(); y < plot.top() || y > plot.bottom())
        return -1;
    for (int i = 0; i < static_cast<int>(m_stages.size()); ++i)
        if (const QRectF row = rowRect(i); y >= row.top() && y < row.bottom())
            return i;
    return -1;
}

QStringList StageMap::hoverLines() const
{
    if (m_hovered < 0)
        return {};
    const StageBar &stage = m_stages[static_cast<std::size_t>(m_hovered)];
    QStringList lines { tr("Stage %1: %2").arg(m_hovered + 1).arg(stage.name) };
    lines += stage.lines;
    if (const auto at = static_cast<std::size_t>(m_hovered); at < m_spreads.size()) {
        const auto users = [](double number) {
            return std::isfinite(number) ? QString::fromStdString(screen::compactNumber(number)) : tr("never");
        };
        const auto text = [&](const std::pair<double, double> &between) {
            return QLatin1Char('\t') + QStringLiteral("%1 – %2").arg(users(between.first), users(between.second));
        };
        lines.append(tr("to move on at, 5 – 95 %") + text(m_spreads[at].moved));
        lines.append(tr("saturated at, 5 – 95 %") + text(m_spreads[at].saturated));
    }
    return lines;
}

void StageMap::mousePressEvent(QMouseEvent *event)
{
    const int row = rowAt(event->position().y());
    if (event->button() != Qt::LeftButton || row < 0)
        return;
    const bool isOnPlot = event->position().x() >= plotArea().left() - 2;
    Q_EMIT chosen(row, isOnPlot ? rounded(usersAt(event->position().x())) : m_users);
}

void StageMap::mouseMoveEvent(QMouseEvent *event)
{
    m_hovered = rowAt(event->position().y());
    m_pointer = event->position().x();
    setCursor(m_hovered >= 0 ? Qt::PointingHandCursor : Qt::ArrowCursor);
    update();
}

void StageMap::leaveEvent(QEvent *)
{
    m_hovered = -1;
    update();
}

void StageMap::keyPressEvent(QKeyEvent *event)
{
    const auto go = [this](int by) {
        const int to = m_current + by;
        if (to >= 0 && to < static_cast<int>(m_stages.size()))
            Q_EMIT chosen(to, m_users);
    };
    switch (event->key()) {
    case Qt::Key_Up:
        return go(-1);
    case Qt::Key_Down:
        return go(1);
    case Qt::Key_Left:
        Q_EMIT chosen(m_current, rounded(std::max(1.0, m_users / kKeyStep)));
        return;
    case Qt::Key_Right:
        Q_EMIT chosen(m_current, rounded(std::min(kMostUsers, m_users * kKeyStep)));
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace headroom::charts

#include "views/growth/plan_timeline.h"

#include "views/numbers/screen_numbers.h"
#include "views/theme/letters.h"

#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>
#include <cmath>

namespace headroom::growth_views {

using theme::Theme;

namespace {

constexpr double kLane = 22;      ///< height of a row, with letters of usual size
constexpr double kLeastCost = 84; ///< of the cost curve
constexpr double kHead = 36;      ///< dates and users above

} // namespace

PlanTimeline::PlanTimeline(QWidget *parent)
    : QWidget(parent)
    , m_theme(&Theme::light())
{
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Timeline of the plan"));
    setWhatsThis(tr("From left to right the months of the plan. Above, the stage that carries the users, and hatched "
                    "the time in which the next one has to be built. Below it what becomes amber ▲, red ◆ and full "
                    "meanwhile, and at the bottom what it costs a month, with a band where inputs are uncertain. A "
                    "click goes to the users and the stage of "
                    "that day; arrows move by half a month, Enter goes there."));
}

void PlanTimeline::setTheme(const Theme &theme)
{
    m_theme = &theme;
    updateGeometry();
    update();
}

void PlanTimeline::setPlan(std::shared_ptr<const growth::Plan> plan)
{
    m_plan = std::move(plan);
    m_rows.clear();
    m_stages.clear();
    m_cost.clear();
    if (m_plan && !m_plan->months.empty()) {
        m_rows = turnsOf(*m_plan);
        for (TimelineRow &each : ifKept(*m_plan))
            m_rows.push_back(std::move(each));
        m_stages = stagesOf(*m_plan);
        m_cost = costCurve(*m_plan);
    }
    m_bills.clear(); // are those of the plan before
    scaleCost();
    point(std::nullopt);
    updateGeometry();
}

void PlanTimeline::scaleCost()
{
    double most = 1;
    const auto hold = [&most](double cost) { most = std::max(most, std::isfinite(cost) ? cost : 0.0); };
    for (const Moment &each : m_cost)
        hold(each.cost);
    for (const growth::StageBands &stage : m_bills)
        for (const growth::BillBand &each : stage.bills)
            hold(each.cost.p95);
    m_scale = charts::linearScale(most);
}

void PlanTimeline::setBills(const std::vector<growth::StageBands> &stages)
{
    m_bills.clear();
    for (const growth::StageBands &each : stages)
        if (each.bills.size() > 1 && each.bills.front().cost.samples > 0)
            m_bills.push_back(each);
    scaleCost();
    point(m_pointed);
}

std::optional<std::pair<double, double>> PlanTimeline::billBand(double month) const
{
    if (m_stages.empty())
        return std::nullopt;
    const std::size_t inForce = momentAt(*m_plan, month).stage;
    for (const growth::StageBands &stage : m_bills) {
        if (stage.stage != inForce)
            continue;
        for (std::size_t i = 1; i < stage.bills.size(); ++i) {
            const growth::BillBand &from = stage.bills[i - 1];
            const growth::BillBand &to = stage.bills[i];
            if (month < from.month || month > to.month)
                continue;
            const double share = to.month > from.month ? (month - from.month) / (to.month - from.month) : 0;
            return std::pair(std::lerp(from.cost.p05, to.cost.p05, share),
                             std::lerp(from.cost.p95, to.cost.p95, share));
        }
    }
    return std::nullopt;
}

void PlanTimeline::setSpreads(const std::vector<growth::StageBands> &stages)
{
    m_spreads.clear();
    for (const growth::StageBands &each : stages)
        if (each.month && each.month->samples > 0 && std::isfinite(each.month->p05))
            m_spreads.emplace_back(each.stage, *each.month);
    update();
}

const growth::Band *PlanTimeline::spreadOf(std::size_t stage) const
{
    for (const auto &[of, band] : m_spreads)
        if (of == stage)
            return &band;
    return nullptr;
}

double PlanTimeline::lanes() const
{
    return 2 + static_cast<double>(m_rows.size());
}

QSize PlanTimeline::minimumSizeHint() const
{
    const double text = theme::letterScale();
    return { theme::scaled(320), static_cast<int>((kHead + lanes() * kLane + kLeastCost + 14) * text) };
}

QRectF PlanTimeline::plotArea() const
{
    const double text = theme::letterScale();
    const double names = std::clamp(width() * 0.24, 90 * text, 190 * text);
    return QRectF(rect()).adjusted(names, kHead * text, -16 * text, -8 * text);
}

QRectF PlanTimeline::laneRect(double lane) const
{
    const QRectF plot = plotArea();
    const double high = kLane * theme::letterScale();
    return { plot.left(), plot.top() + lane * high, plot.width(), high };
}

QRectF PlanTimeline::costArea() const
{
    const QRectF plot = plotArea();
    return QRectF(plot).adjusted(0, lanes() * kLane * theme::letterScale() + 12, 0, -4);
}

double PlanTimeline::xOf(double month) const
{
    const QRectF plot = plotArea();
    const double end = m_stages.empty() ? 1 : m_stages.back().to;
    return plot.left() + std::clamp(month / end, 0.0, 1.0) * plot.width();
}

double PlanTimeline::monthAt(double x) const
{
    const QRectF plot = plotArea();
    const double end = m_stages.empty() ? 1 : m_stages.back().to;
    return std::clamp((x - plot.left()) / plot.width(), 0.0, 1.0) * end;
}

QRectF PlanTimeline::stageRect(std::size_t span) const
{
    const QRectF lane = laneRect(0);
    const double left = xOf(m_stages[span].from);
    return { left, lane.top() + 2, std::max(2.0, xOf(m_stages[span].to) - left), lane.height() - 4 };
}

QRectF PlanTimeline::leadRect(std::size_t step) const
{
    const growth::PlanStep &of = m_plan->steps[step];
    const double left = xOf(std::max(0.0, of.decide));
    const double right = xOf(of.inPlace);
    if (right <= left)
        return {};
    const QRectF lane = laneRect(1);
    return { left, lane.top() + 3, std::max(3.0, right - left), lane.height() - 6 };
}

QRectF PlanTimeline::spanRect(std::size_t row, std::size_t span) const
{
    const TimelineSpan &of = m_rows[row].spans[span];
    const QRectF lane = laneRect(2 + static_cast<double>(row));
    const double left = xOf(of.from);
    return { left, lane.top() + 4, std::max(3.0, xOf(of.to) - left), lane.height() - 8 };
}

void PlanTimeline::point(std::optional<double> month)
{
    m_pointed = month;
    QStringList spoken;
    for (QString line : hoverLines())
        spoken.append(line.replace(QLatin1Char('\t'), QStringLiteral(": ")));
    setAccessibleDescription(m_plan ? (spoken.isEmpty() ? summaryOf(*m_plan) : spoken.join(QStringLiteral(", ")))
                                    : QString());
    update();
}

QStringList PlanTimeline::hoverLines() const
{
    if (!m_pointed || m_stages.empty())
        return {};
    const Moment moment = momentAt(*m_plan, *m_pointed);
    QStringList lines { whenText(moment.month, *m_plan) + QLatin1Char('\t')
                        + tr("%1 users").arg(QString::fromStdString(screen::compactNumber(moment.users))) };
    lines.append(tr("stage") + QLatin1Char('\t') + stageText(moment.stage, *m_plan));
    if (const growth::Band *band = spreadOf(moment.stage))
        lines.append(
            tr("to be left, 5 – 95 %") + QLatin1Char('\t')
            + tr("month %1 – %2")
                  .arg(QString::fromStdString(screen::fixed(band->p05, 1)),
                       std::isfinite(band->p95) ? QString::fromStdString(screen::fixed(band->p95, 1)) : tr("never")));
    lines.append(tr("cost a month") + QLatin1Char('\t')
                 + QString::fromStdString(screen::money(moment.cost, m_plan->currency)));
    if (const auto band = billBand(moment.month))
        lines.append(
            tr("5 – 95 %") + QLatin1Char('\t')
            + QStringLiteral("%1 – %2").arg(QString::fromStdString(screen::money(band->first, m_plan->currency)),
                                            QString::fromStdString(screen::money(band->second, m_plan->currency))));
    for (const growth::PlanStep &step : m_plan->steps)
        if (moment.month >= step.decide && moment.month < step.inPlace)
            lines.append(tr("under way") + QLatin1Char('\t') + stageText(step.to, *m_plan));
    for (const TimelineRow &row : m_rows)
        for (const TimelineSpan &span : row.spans)
            if (moment.month >= span.from && moment.month < span.to)
                lines.append(row.name + QLatin1Char('\t') + eventText(span.band));
    return lines;
}

void PlanTimeline::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_stages.empty() || event->position().x() < plotArea().left() - 4)
        return;
    const Moment moment = momentAt(*m_plan, monthAt(event->position().x()));
    Q_EMIT momentRequested(static_cast<int>(moment.stage), moment.users);
}

void PlanTimeline::mouseMoveEvent(QMouseEvent *event)
{
    const bool isOn = !m_stages.empty() && event->position().x() >= plotArea().left() - 4;
    setCursor(isOn ? Qt::PointingHandCursor : Qt::ArrowCursor);
    point(isOn ? std::optional(monthAt(event->position().x())) : std::nullopt);
}

void PlanTimeline::leaveEvent(QEvent *)
{
    point(std::nullopt);
}

void PlanTimeline::keyPressEvent(QKeyEvent *event)
{
    const bool isThere = !m_stages.empty();
    const auto go = [this](double by) { point(std::clamp(m_pointed.value_or(0) + by, 0.0, m_stages.back().to)); };
    if (isThere && event->key() == Qt::Key_Left)
        return go(-0.5);
    if (isThere && event->key() == Qt::Key_Right)
        return go(0.5);
    if (isThere && m_pointed && (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)) {
        const Moment moment = momentAt(*m_plan, *m_pointed);
        Q_EMIT momentRequested(static_cast<int>(moment.stage), moment.users);
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace headroom::growth_views

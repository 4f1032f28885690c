#include "views/stages/indicator_strip.h"

#include "model/reporting/numbers.h"
#include "views/theme/letters.h"

#include <QFontMetricsF>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace headroom::stages {

namespace {

using theme::Role;
using theme::Theme;
using Indicator = IndicatorStrip::Indicator;

constexpr double kGap = 10;
constexpr double kSide = 18;
constexpr double kHoursPerYear = 8760;
constexpr std::array<double, 5> kShares { 1.0, 1.0, 1.05, 1.1, 1.75 };

QString text(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

Indicator load(const analysis::Report &report)
{
    return { IndicatorStrip::tr("Load"),
             text(reporting::compactRate(report.requestsPerSecond)),
             IndicatorStrip::tr("peak · mean %1").arg(text(reporting::compactRate(report.meanRequestsPerSecond))),
             Role::Secondary,
             {} };
}

Indicator latency(const analysis::Report &report)
{
    if (report.serverTime) {
        std::size_t missed = 0;
        for (const analysis::ClassReport &each : report.classes)
            missed += each.objective.holds && !*each.objective.holds ? 1 : 0;
        const QString mean
            = IndicatorStrip::tr("mean %1").arg(text(reporting::duration(report.serverTime->value.mean)));
        const QString note = missed == 0 ? IndicatorStrip::tr("✓ SLO · %1").arg(mean)
                                         : IndicatorStrip::tr("▲ %1 over SLO · %2").arg(missed).arg(mean);
        return { IndicatorStrip::tr("p99 latency"),
                 text(reporting::duration(report.serverTime->value.p99)),
                 note,
                 missed == 0 ? Role::Fine : Role::Warning,
                 {} };
    }
    if (report.meanLatency)
        return { IndicatorStrip::tr("Mean latency"),
                 text(reporting::duration(*report.meanLatency)),
                 IndicatorStrip::tr("server time"),
                 Role::Secondary,
                 {} };
    const bool isSaturated = report.state == analysis::State::Saturated;
    return { IndicatorStrip::tr("Mean latency"),
             QStringLiteral("—"),
             isSaturated ? IndicatorStrip::tr("◆ saturated") : IndicatorStrip::tr("◆ not served"),
             Role::Critical,
             {} };
}

Indicator availability(const analysis::Report &report)
{
    if (!report.availability)
        return { IndicatorStrip::tr("Availability"),
                 QStringLiteral("—"),
                 IndicatorStrip::tr("nothing is served"),
                 Role::Secondary,
                 {} };
    const double down = 1 - *report.availability;
    const int digits = std::clamp(static_cast<int>(std::ceil(-std::log10(std::max(down, 1e-9)))) - 1, 1, 6);
    // Rounded down, so that 99.996 is never shown as four nines.
    const double shown = std::floor(*report.availability * 100 * std::pow(10, digits)) / std::pow(10, digits);
    return { IndicatorStrip::tr("Availability of reads"),
             QStringLiteral("%1 %").arg(QString::number(shown, 'f', digits)),
             IndicatorStrip::tr("%1 / yr down").arg(text(reporting::duration(down * kHoursPerYear * 3600))),
             Role::Secondary,
             {} };
}

Indicator cost(const analysis::Report &report)
{
    const double perThousand = report.users > 0 ? report.costPerMonth / report.users * 1e3 : 0;
    return { IndicatorStrip::tr("Cost"),
             IndicatorStrip::tr("%1 / mo").arg(text(reporting::money(report.costPerMonth, report.currency))),
             IndicatorStrip::tr("%1 per 1k users").arg(text(reporting::money(perThousand, report.currency))),
             Role::Secondary,
             {} };
}

Indicator headroom(const analysis::Report &report)
{
    Indicator out {
        IndicatorStrip::tr("Headroom"), QStringLiteral("—"), IndicatorStrip::tr("nothing fills up"), Role::Secondary, {}
    };
    if (!report.bottleneck.exists() || !std::isfinite(report.usersAtSaturation))
        return out;
    const analysis::ComponentReport &component
        = report.components[static_cast<std::size_t>(report.bottleneck.component)];
    const analysis::ResourceReport &resource
        = component.resources[static_cast<std::size_t>(report.bottleneck.resource)];
    out.subject = text(component.id);
    out.value = IndicatorStrip::tr("%1 → %2 users")
                    .arg(text(reporting::compactNumber(report.users)),
                         text(reporting::compactNumber(report.usersAtSaturation)));
    const double growth = report.users > 0 ? report.usersAtSaturation / report.users - 1 : 0;
    const QString what = QStringLiteral("%1 %2").arg(text(component.name), text(resource.title));
    if (growth <= 0) {
        out.note = IndicatorStrip::tr("◆ overloaded: %1").arg(what);
        out.noteRole = Role::Critical;
    } else {
        const QString more = growth >= 10
            ? QStringLiteral("×%1").arg(text(reporting::compactNumber(growth + 1)))
            : QStringLiteral("+%1 %").arg(QString::number(growth * 100, 'f', growth < 0.1 ? 1 : 0));
        const bool isNear = growth < 1 / 0.85 - 1;
        out.note = (isNear ? QStringLiteral("▲ ") : QString()) + IndicatorStrip::tr("%1 until %2").arg(more, what);
        out.noteRole = isNear ? Role::Warning : Role::Fine;
    }
    return out;
}

} // namespace

IndicatorStrip::IndicatorStrip(QWidget *parent)
    : QWidget(parent)
    , m_theme(&Theme::light())
{
    setFixedHeight(12 + theme::scaled(60));
    setMouseTracking(true);
    setAccessibleName(tr("Indicators"));
}

void IndicatorStrip::setTheme(const Theme &theme)
{
    m_theme = &theme;
    setFixedHeight(12 + theme::scaled(60));
    update();
}

void IndicatorStrip::setReport(std::shared_ptr<const analysis::Report> report)
{
    m_indicators.clear();
    if (report)
        m_indicators = { load(*report), latency(*report), availability(*report), cost(*report), headroom(*report) };
    QStringList spoken;
    for (const Indicator &each : m_indicators)
        spoken.append(QStringLiteral("%1: %2, %3").arg(each.caption, each.value, each.note));
    setAccessibleDescription(spoken.join(QStringLiteral(". ")));
    update();
}

QRectF IndicatorStrip::indicatorRect(int index) const
{
    const double most = 1000 * theme::letterScale();
    const double room = std::min<double>(width() - 2 * kSide, most) - kGap * (kShares.size() - 1);
    double sum = 0;
    for (const double share : kShares)
        sum += share;
    double left = kSide;
    for (int i = 0; i < index; ++i)
        left += room * kShares[static_cast<std::size_t>(i)] / sum + kGap;
    return { left, 8, room * kShares[static_cast<std::size_t>(index)] / sum, 58 * theme::letterScale() };
}

int IndicatorStrip::indicatorAt(QPointF position) const
{
    for (int i = 0; i < static_cast<int>(m_indicators.size()); ++i)
        if (indicatorRect(i).contains(position))
            return i;
    return -1;
}

void IndicatorStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), m_theme->color(Role::Canvas));
    for (int i = 0; i < static_cast<int>(m_indicators.size()); ++i) {
        const Indicator &each = m_indicators[static_cast<std::size_t>(i)];
        const QRectF card = indicatorRect(i);
        painter.setPen(QPen(m_theme->color(Role::CardLine), 1));
        painter.setBrush(m_theme->color(Role::Panel));
        painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 10, 10);
        const QRectF inside = card.adjusted(12, 0, -8, 0);
        const double scale = theme::letterScale();
        const auto line = [&](double top, double height, const QFont &font, const QColor &color, const QString &words) {
            painter.setFont(font);
            painter.setPen(color);
            painter.drawText(QRectF(inside.left(), card.top() + top * scale, inside.width(), height * scale),
                             Qt::AlignLeft | Qt::AlignVCenter,
                             QFontMetricsF(font).elidedText(words, Qt::ElideRight, inside.width()));
        };
        line(5, 15, Theme::font(11), m_theme->color(Role::Secondary), each.caption);
        QFont big = Theme::font(16, QFont::Bold);
        if (QFontMetricsF(big).horizontalAdvance(each.value) > inside.width())
            big = Theme::font(13, QFont::Bold);
        line(19, 21, big, m_theme->color(Role::Text), each.value);
        line(39, 15, Theme::font(11), m_theme->color(each.noteRole), each.note);
    }
}

void IndicatorStrip::mousePressEvent(QMouseEvent *event)
{
    const int index = indicatorAt(event->position());
    if (index >= 0 && !m_indicators[static_cast<std::size_t>(index)].subject.isEmpty())
        Q_EMIT elementRequested(m_indicators[static_cast<std::size_t>(index)].subject);
}

void IndicatorStrip::mouseMoveEvent(QMouseEvent *event)
{
    const int index = indicatorAt(event->position());
    const bool leads = index >= 0 && !m_indicators[static_cast<std::size_t>(index)].subject.isEmpty();
    setCursor(leads ? Qt::PointingHandCursor : Qt::ArrowCursor);
    setToolTip(index < 0 ? QString()
                         : QStringLiteral("<p style='white-space:pre'>%1</p>")
                               .arg((m_indicators[static_cast<std::size_t>(index)].value + QLatin1Char('\n')
                                     + m_indicators[static_cast<std::size_t>(index)].note)
                                        .toHtmlEscaped()));
}

} // namespace headroom::stages

#include "views/stages/indicator_strip.h"

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

constexpr double kGap = 10;
constexpr double kSide = 18;
constexpr double kInside = 20; ///< of a card's width beside its words
constexpr std::array<double, 5> kShares { 1.0, 1.0, 1.05, 1.1, 1.75 };

/// Without its last parts where it is too long.
QString fitting(QString note, const QFont &font, double room)
{
    const QString parting = QStringLiteral(" · ");
    while (QFontMetricsF(font).horizontalAdvance(note) > room && note.contains(parting))
        note.truncate(note.lastIndexOf(parting));
    return note;
}

/// The size that lets these words be whole: as wanted, or smaller, but still to be read.
int shrunk(int wanted, int least, QFont::Weight weight, const QString &words, double room)
{
    while (wanted > least && QFontMetricsF(Theme::font(wanted, weight)).horizontalAdvance(words) > room)
        --wanted;
    return wanted;
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
        m_indicators = indicatorsOf(*report);
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
    // Large letters in a narrow window: all shrink alike, because half a number says less than none.
    const int least = theme::letterScale() > 1 ? 8 : 11;
    int small = 11;
    int large = 16;
    for (int i = 0; i < static_cast<int>(m_indicators.size()); ++i) {
        const Indicator &each = m_indicators[static_cast<std::size_t>(i)];
        const double room = indicatorRect(i).width() - kInside;
        const QString note = fitting(each.note, Theme::font(11), room);
        large = std::min(large, shrunk(large, least, QFont::Bold, each.value, room));
        for (const QString &words : { each.caption, note })
            small = std::min(small, shrunk(small, least, QFont::Normal, words, room));
    }
    for (int i = 0; i < static_cast<int>(m_indicators.size()); ++i) {
        const Indicator &each = m_indicators[static_cast<std::size_t>(i)];
        const QRectF card = indicatorRect(i);
        painter.setPen(QPen(m_theme->color(Role::CardLine), 1));
        painter.setBrush(m_theme->color(Role::Panel));
        painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 10, 10);
        const QRectF inside = card.adjusted(12, 0, 12 - kInside, 0);
        const double scale = theme::letterScale();
        const auto line = [&](double top, double height, const QFont &font, const QColor &color, const QString &words) {
            painter.setFont(font);
            painter.setPen(color);
            painter.drawText(QRectF(inside.left(), card.top() + top * scale, inside.width(), height * scale),
                             Qt::AlignLeft | Qt::AlignVCenter,
                             QFontMetricsF(font).elidedText(words, Qt::ElideRight, inside.width()));
        };
        line(5, 15, Theme::font(small), m_theme->color(Role::Secondary), each.caption);
        line(19, 21, Theme::font(large, QFont::Bold), m_theme->color(Role::Text), each.value);
        line(39, 15, Theme::font(small), m_theme->color(each.noteRole),
             fitting(each.note, Theme::font(small), inside.width()));
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

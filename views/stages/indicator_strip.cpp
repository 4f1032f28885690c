#include "views/stages/indicator_strip.h"

#include "views/help/plain_tip.h"
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

constexpr int kCard = 58;
constexpr int kLowCard = 42;    ///< without notes
constexpr int kLowestCard = 24; ///< without captions, too
/// How cards are laid beside each other.
struct Spread {
    double gap;
    double side;
    double inside; ///< of a card's width beside its words
    std::array<double, 5> shares;
};
constexpr Spread kUsual { 10, 18, 20, { 1.0, 1.0, 1.05, 1.1, 1.75 } };
constexpr Spread kTight { 5, 8, 12, { 1.0, 1.0, 1.05, 1.2, 1.75 } };
constexpr double kTightBelow = 330; ///< pixels at usual letters

const Spread &spreadOf(const QWidget &strip)
{
    return strip.width() < kTightBelow * theme::letterScale() ? kTight : kUsual;
}

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

/// One line where it fits, else two where there is room for two; the last is cut.
QString onTwoLines(const QString &words, const QFont &font, const QSizeF &room)
{
    constexpr double kOverlap = 8; // pixels that lines may stand out of their box
    const QFontMetricsF metrics(font);
    if (metrics.horizontalAdvance(words) <= room.width() || 2 * metrics.lineSpacing() > room.height() + kOverlap)
        return metrics.elidedText(words, Qt::ElideRight, room.width());
    qsizetype end = words.size();
    while (end > 0 && metrics.horizontalAdvance(words.left(end)) > room.width())
        end = words.lastIndexOf(QLatin1Char(' '), end - 1);
    if (end <= 0)
        return metrics.elidedText(words, Qt::ElideRight, room.width());
    return words.left(end) + QLatin1Char('\n') + metrics.elidedText(words.mid(end + 1), Qt::ElideRight, room.width());
}

} // namespace

IndicatorStrip::IndicatorStrip(QWidget *parent)
    : QWidget(parent)
    , m_theme(&Theme::light())
{
    settleHeight();
    setMouseTracking(true);
    setAccessibleName(tr("Indicators"));
}

void IndicatorStrip::setTheme(const Theme &theme)
{
    m_theme = &theme;
    settleHeight();
    update();
}

/// Without room for all, the notes give way before the canvas does.
void IndicatorStrip::settleHeight()
{
    setMinimumHeight(12 + theme::scaled(theme::letterScale() > 1 ? kLowestCard : kCard + 2));
    setMaximumHeight(12 + theme::scaled(kCard + 2));
}

int IndicatorStrip::cardHeight() const
{
    for (const int each : { kCard, kLowCard })
        if (height() >= 12 + theme::scaled(each))
            return each;
    return kLowestCard;
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
    const Spread &spread = spreadOf(*this);
    const double room = std::min<double>(width() - 2 * spread.side, most)
        - spread.gap * static_cast<double>(spread.shares.size() - 1);
    double sum = 0;
    for (const double share : spread.shares)
        sum += share;
    double left = spread.side;
    for (int i = 0; i < index; ++i)
        left += room * spread.shares[static_cast<std::size_t>(i)] / sum + spread.gap;
    return { left, 8, room * spread.shares[static_cast<std::size_t>(index)] / sum,
             cardHeight() * theme::letterScale() };
}

int IndicatorStrip::indicatorAt(QPointF position) const
{
    for (int i = 0; i < static_cast<int>(m_indicators.size()); ++i)
        if (indicatorRect(i).contains(position))
            return i;
    return -1;
}

/// Large letters in a narrow window: all shrink alike, because half a number says less than none.
IndicatorStrip::Sizes IndicatorStrip::sizes() const
{
    // No letters below 10 pixels, at whatever scale.
    const int least
        = theme::letterScale() > 1 ? std::max(7, static_cast<int>(std::ceil(10 / theme::letterScale()))) : 11;
    Sizes sizes;
    for (int i = 0; i < static_cast<int>(m_indicators.size()); ++i)
        sizes.areBrief |= QFontMetricsF(Theme::font(least, QFont::Bold))
                              .horizontalAdvance(m_indicators[static_cast<std::size_t>(i)].value)
            > roomOf(i);
    for (int i = 0; i < static_cast<int>(m_indicators.size()); ++i) {
        const Indicator &each = m_indicators[static_cast<std::size_t>(i)];
        const QString note = fitting(each.note, Theme::font(11), roomOf(i));
        sizes.large = shrunk(sizes.large, least, QFont::Bold, each.valueAs(sizes.areBrief), roomOf(i));
        const QString caption = captionOf(i, Theme::font(least));
        for (const QString &words : { caption, note })
            sizes.small = shrunk(sizes.small, least, QFont::Normal, words, roomOf(i));
    }
    return sizes;
}

double IndicatorStrip::roomOf(int index) const
{
    return indicatorRect(index).width() - spreadOf(*this).inside;
}

QString IndicatorStrip::captionOf(int index, const QFont &font) const
{
    const Indicator &each = m_indicators[static_cast<std::size_t>(index)];
    const QFontMetricsF metrics(font);
    const bool isWhole = each.briefCaption.isEmpty() || metrics.horizontalAdvance(each.caption) <= roomOf(index);
    return metrics.elidedText(isWhole ? each.caption : each.briefCaption, Qt::ElideRight, roomOf(index));
}

QStringList IndicatorStrip::shownCaptions() const
{
    const QFont font = Theme::font(sizes().small);
    QStringList captions;
    for (int i = 0; i < static_cast<int>(m_indicators.size()); ++i)
        captions.append(captionOf(i, font));
    return captions;
}

QStringList IndicatorStrip::shownValues() const
{
    const Sizes chosen = sizes();
    const QFontMetricsF metrics(Theme::font(chosen.large, QFont::Bold));
    QStringList values;
    for (int i = 0; i < static_cast<int>(m_indicators.size()); ++i)
        values.append(metrics.elidedText(m_indicators[static_cast<std::size_t>(i)].valueAs(chosen.areBrief),
                                         Qt::ElideRight, roomOf(i)));
    return values;
}

void IndicatorStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(rect(), m_theme->color(Role::Canvas));
    const double beside = spreadOf(*this).inside;
    const auto [small, large, areBrief] = sizes();
    for (int i = 0; i < static_cast<int>(m_indicators.size()); ++i) {
        const Indicator &each = m_indicators[static_cast<std::size_t>(i)];
        const QRectF card = indicatorRect(i);
        painter.setPen(QPen(m_theme->color(Role::CardLine), 1));
        painter.setBrush(m_theme->color(Role::Panel));
        painter.drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 10, 10);
        const double left = std::ceil(beside * 0.6);
        const QRectF inside = card.adjusted(left, 0, left - beside, 0);
        const double scale = theme::letterScale();
        const auto line = [&](double top, double height, const QFont &font, const QColor &color, const QString &words) {
            painter.setFont(font);
            painter.setPen(color);
            const QRectF box(inside.left(), card.top() + top * scale, inside.width(), height * scale);
            painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextDontClip,
                             onTwoLines(words, font, box.size()));
        };
        const int high = cardHeight();
        if (high >= kLowCard)
            line(5, 15, Theme::font(small), m_theme->color(Role::Secondary), captionOf(i, Theme::font(small)));
        line(high >= kLowCard ? 19 : 2, 21, Theme::font(large, QFont::Bold), m_theme->color(Role::Text),
             each.valueAs(areBrief));
        if (high >= kCard)
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
    if (index < 0)
        return setToolTip({});
    const Indicator &shown = m_indicators[static_cast<std::size_t>(index)];
    setToolTip(help::plainTip(QStringList { shown.caption, shown.value, shown.note }.join(QLatin1Char('\n'))));
}

} // namespace headroom::stages

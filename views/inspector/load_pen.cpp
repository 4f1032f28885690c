#include "views/inspector/load_pen.h"

#include "views/theme/letters.h"

#include <QFontDatabase>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>

namespace headroom::inspector {

using theme::Role;
using theme::Theme;

namespace {

constexpr double kLeft = 18;

} // namespace

void LoadPen::line(const QString &left, const QString &right, const QFont &font, Role leftRole, Role rightRole,
                   double height)
{
    height = theme::scaled(static_cast<int>(height));
    if (m_painter) {
        m_painter->setFont(font);
        const double rightWidth = right.isEmpty() ? 0 : QFontMetricsF(font).horizontalAdvance(right) + 6;
        const QRectF row(kLeft, m_y, m_width - 2 * kLeft, height);
        m_painter->setPen(m_theme.color(leftRole));
        m_painter->drawText(row.adjusted(0, 0, -rightWidth, 0), Qt::AlignLeft | Qt::AlignVCenter,
                            QFontMetricsF(font).elidedText(left, Qt::ElideRight, row.width() - rightWidth));
        m_painter->setPen(m_theme.color(rightRole));
        m_painter->drawText(row, Qt::AlignRight | Qt::AlignVCenter, right);
    }
    m_y += height;
}

void LoadPen::words(const QString &text, const QFont &font, Role role)
{
    const QRectF row(kLeft, m_y, m_width - 2 * kLeft, 2000);
    const double height = QFontMetricsF(font).boundingRect(row, Qt::TextWordWrap, text).height();
    if (m_painter) {
        m_painter->setFont(font);
        m_painter->setPen(m_theme.color(role));
        m_painter->drawText(row, Qt::AlignLeft | Qt::TextWordWrap, text);
    }
    m_y += height + 6;
}

void LoadPen::bar(double share, Role role)
{
    if (m_painter) {
        const QRectF ground(kLeft, m_y + 2, m_width - 2 * kLeft, 6);
        m_painter->setPen(Qt::NoPen);
        m_painter->setBrush(m_theme.color(Role::Hairline));
        m_painter->drawRoundedRect(ground, 3, 3);
        m_painter->setBrush(m_theme.color(role));
        m_painter->drawRoundedRect(
            QRectF(ground.left(), ground.top(), std::max(6.0, ground.width() * std::clamp(share, 0.0, 1.0)), 6), 3, 3);
    }
    m_y += 11;
}

void LoadPen::rule()
{
    if (m_painter)
        m_painter->fillRect(QRectF(kLeft, m_y + 8, m_width - 2 * kLeft, 1), m_theme.color(Role::Hairline));
    m_y += 18;
}

void LoadPen::box(const QStringList &formula, const QString &words, Role ink, Role ground)
{
    QFont mono = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    mono.setPixelSize(theme::scaled(11));
    const QFont plain = Theme::font(11);
    const double inner = m_width - 2 * kLeft - 24;
    const auto heightOf = [&](const QFont &font, const QString &each) {
        return QFontMetricsF(font)
                   .boundingRect(QRectF(0, 0, inner, 2000), Qt::TextWordWrap | Qt::TextWrapAnywhere, each)
                   .height()
            + 3;
    };
    double height = 20 + heightOf(plain, words);
    for (const QString &each : formula)
        height += heightOf(mono, each);
    if (m_painter) {
        m_painter->setPen(Qt::NoPen);
        m_painter->setBrush(m_theme.color(ground));
        m_painter->drawRoundedRect(QRectF(kLeft, m_y, m_width - 2 * kLeft, height), 8, 8);
        double y = m_y + 10;
        m_painter->setPen(m_theme.color(ink));
        m_painter->setFont(mono);
        for (const QString &each : formula) {
            m_painter->drawText(QRectF(kLeft + 12, y, inner, height), Qt::TextWordWrap | Qt::TextWrapAnywhere, each);
            y += heightOf(mono, each);
            m_painter->setPen(m_theme.color(Role::Text));
        }
        m_painter->setFont(plain);
        m_painter->setPen(m_theme.color(Role::Secondary));
        m_painter->drawText(QRectF(kLeft + 12, y, inner, height), Qt::TextWordWrap, words);
    }
    m_y += height + 8;
}

void LoadPen::figure(const QString &name, const QString &value, Role ink)
{
    line(name, value, Theme::font(12), Role::Text, ink);
}

} // namespace headroom::inspector

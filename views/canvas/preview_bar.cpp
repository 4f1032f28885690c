#include "views/canvas/preview_bar.h"

#include "views/numbers/unbroken.h"
#include "views/theme/letters.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

#include <algorithm>

namespace headroom::canvas {

using theme::Role;
using theme::Theme;

namespace {

constexpr int kBarMargin = 12;
constexpr double kMostShare = 0.45; ///< of the canvas' height
constexpr double kLargeShare = 0.6; ///< of it that large letters may take
constexpr int kLeastTitle = 40;     ///< letters
constexpr int kShortTitle = 16;     ///< letters, on a low canvas

} // namespace

PreviewBar::PreviewBar(QWidget *parent)
    : QFrame(parent)
    , m_title(new QLabel(this))
    , m_detail(new QLabel(this))
    , m_apply(new QPushButton(tr("Apply"), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
{
    setObjectName(QStringLiteral("preview-bar"));
    setAccessibleName(tr("Preview"));
    for (QLabel *label : { m_title, m_detail }) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    m_apply->setProperty("primary", true);
    m_cancel->setProperty("outlined", true);
    for (QPushButton *button : { m_apply, m_cancel })
        button->setCursor(Qt::ArrowCursor);
    setLetters(1);
    auto *words = new QVBoxLayout;
    words->setSpacing(1);
    words->addWidget(m_title);
    words->addWidget(m_detail);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 8, 10, 8);
    row->setSpacing(8);
    row->addLayout(words, 1);
    row->addWidget(m_apply);
    row->addWidget(m_cancel);
    setCursor(Qt::ArrowCursor);
    hide();
}

void PreviewBar::say(const QString &title, const QString &detail)
{
    m_titleWords = screen::unbroken(title);
    m_detailWords = screen::unbroken(detail);
    setToolTip(
        QStringLiteral("<p>%1</p>").arg(text().toHtmlEscaped().replace(QLatin1Char('\n'), QStringLiteral("<br>"))));
    setAccessibleDescription(text());
    settle();
    show();
    raise();
    m_apply->setFocus(Qt::OtherFocusReason);
}

QString PreviewBar::text() const
{
    return m_detailWords.isEmpty() ? m_titleWords : m_titleWords + QLatin1Char('\n') + m_detailWords;
}

void PreviewBar::setTheme(const Theme &theme)
{
    m_theme = &theme;
    QPalette palette = m_title->palette();
    palette.setColor(QPalette::WindowText, theme.color(Role::Text));
    m_title->setPalette(palette);
    palette.setColor(QPalette::WindowText, theme.color(Role::Secondary));
    m_detail->setPalette(palette);
    update();
}

void PreviewBar::settle()
{
    const double least = 1 / theme::letterScale();
    double share = 1; // large letters shrink before the figures are lost, or what they are of is covered
    setLetters(share);
    while ((!arrange(kShortTitle) || height() > kLargeShare * parentWidget()->height()) && share > least)
        setLetters(share = std::max(least, share - 0.1));
    if (m_detail->isHidden() && !m_detailWords.isEmpty())
        arrange(0);
}

/// With letters of this share of their usual size.
void PreviewBar::setLetters(double share)
{
    const auto letters = [share](int size, QFont::Weight weight) {
        QFont font = Theme::font(size, weight);
        font.setPixelSize(qRound(font.pixelSize() * share));
        return font;
    };
    m_title->setFont(letters(13, QFont::DemiBold));
    for (QWidget *each :
         { static_cast<QWidget *>(m_detail), static_cast<QWidget *>(m_apply), static_cast<QWidget *>(m_cancel) })
        each->setFont(letters(12, QFont::Normal));
}

/// @param leastTitle  letters of the title that stay with the figures. @return  whether the figures, where there are any, are seen
bool PreviewBar::arrange(int leastTitle)
{
    m_title->setText(m_titleWords);
    m_detail->setText(m_detailWords);
    m_detail->setVisible(!m_detailWords.isEmpty());
    const int room = parentWidget()->width() - 2 * kBarMargin;
    const int words = std::max(m_title->fontMetrics().horizontalAdvance(m_title->text()),
                               m_detail->fontMetrics().horizontalAdvance(m_detail->text()));
    const int wanted = words + m_apply->sizeHint().width() + m_cancel->sizeHint().width() + 60;
    const int width = std::clamp(wanted, std::min(320, room), std::max(std::min(720, room), 0));
    const auto high = [this, width] {
        layout()->activate();
        return hasHeightForWidth() ? heightForWidth(width) : sizeHint().height();
    };
    const auto shortenTitle = [&](int most, int least) {
        QString title = m_titleWords;
        while (high() > most && title.size() > least && title.contains(QLatin1Char(' '))) {
            title.truncate(title.lastIndexOf(QLatin1Char(' ')));
            m_title->setText(title + QChar(QChar::Nbsp) + QStringLiteral("…"));
        }
    };
    // What is looked at has more than half of the canvas: the end of the title gives way, of which people have just
    // read more, then what to do about it; the figures stay.
    const int fair = static_cast<int>(kMostShare * parentWidget()->height());
    shortenTitle(fair, kLeastTitle);
    for (QString detail = m_detailWords; high() > fair && detail.contains(QLatin1Char('\n'));) {
        detail = detail.mid(detail.indexOf(QLatin1Char('\n')) + 1);
        m_detail->setText(detail);
    }
    // On a low canvas even less is left of the title, and the figures go last: the buttons have to be seen.
    const int most = parentWidget()->height() - 2 * kBarMargin;
    shortenTitle(most, leastTitle);
    const bool fits = high() <= most;
    if (!fits) {
        m_detail->hide();
        m_title->setText(m_titleWords);
        shortenTitle(most, 0);
    }
    const int height = high();
    setGeometry((parentWidget()->width() - width) / 2, kBarMargin, width, height);
    return fits;
}

void PreviewBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(m_theme->color(Role::Accent), 1.2));
    painter.setBrush(m_theme->color(Role::Panel));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 10, 10);
}

/// Enter presses the button that has the focus, which QPushButton outside of dialogs does not; Esc cancels.
void PreviewBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        return m_cancel->click();
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return (m_cancel->hasFocus() ? m_cancel : m_apply)->click();
    QFrame::keyPressEvent(event);
}

} // namespace headroom::canvas

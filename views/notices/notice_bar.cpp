#include "views/notices/notice_bar.h"

#include "views/theme/letters.h"

#include <QAccessible>
#include <QApplication>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <algorithm>
#include <numeric>

namespace headroom::notices {

using theme::Role;

namespace {

constexpr int kBesideBody = 62; ///< px of a bar: its mark and what lies around that

} // namespace

NoticeBar::NoticeBar(QWidget *parent)
    : QFrame(parent)
    , m_theme(&theme::Theme::light())
    , m_mark(new QLabel(this))
    , m_text(new QLabel(this))
    , m_body(new QBoxLayout(QBoxLayout::LeftToRight))
    , m_ways(new QGridLayout)
{
    setObjectName(QStringLiteral("notice-bar"));
    setAccessibleName(tr("Notice"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setFont(theme::Theme::font(12));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 8, 12, 8);
    row->setSpacing(8);
    row->addWidget(m_mark);
    row->addLayout(m_body, 1);
    m_body->setSpacing(8);
    m_ways->setSpacing(8);
    m_body->addWidget(m_text, 1);
    m_body->addLayout(m_ways);
    m_body->setAlignment(m_ways, Qt::AlignLeft | Qt::AlignVCenter);
    hide();
}

void NoticeBar::setTheme(const theme::Theme &theme)
{
    m_theme = &theme;
    setStyleSheet(QStringLiteral("#notice-bar { background: %1; border: none; border-bottom: 1px solid %2; }")
                      .arg(theme.color(Role::WarningSoft).name(), theme.color(Role::Hairline).name()));
    m_mark->setPixmap(
        theme::Theme::icon(QStringLiteral("warning"), 18, theme.color(Role::Warning), devicePixelRatioF()));
}

QString NoticeBar::text() const
{
    return m_text->text();
}

void NoticeBar::ask(const QString &text, std::vector<Way> ways)
{
    for (QPushButton *old : std::as_const(m_buttons)) {
        old->hide(); // the one that was pressed may be asking
        old->deleteLater();
    }
    m_buttons.clear();
    m_text->setText(text);
    m_text->setAccessibleName(text);
    for (Way &way : ways) {
        auto *button = new QPushButton(way.text, this);
        button->setProperty(way.isPrimary ? "primary" : "outlined", true);
        connect(button, &QPushButton::clicked, this, [this, take = std::move(way.take)] {
            leave();
            if (take)
                take();
        });
        m_buttons.append(button);
    }
    putInColumns(static_cast<int>(m_buttons.size()));
    arrange();
    show();
    QAccessibleEvent said(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&said);
}

void NoticeBar::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    arrange();
}

/// More than two lines beside the buttons would take the canvas more than a row of buttons does.
void NoticeBar::arrange()
{
    const double least = 1 / theme::letterScale();
    double share = 1; // large letters shrink before the canvas loses a row more
    setLetters(share);
    while (share > least && rowWidth() > width() - kBesideBody)
        setLetters(share = std::max(least, share - 0.1));
    const int room = width() - kBesideBody - rowWidth();
    const QFontMetrics letters(m_text->font());
    const int height
        = letters.boundingRect(QRect(0, 0, std::max(room, 1), 10000), Qt::TextWordWrap, m_text->text()).height();
    const bool isTight = theme::letterScale() > 1; // no pixel more than the canvas can spare
    layout()->setContentsMargins(16, isTight ? 4 : 8, 12, isTight ? 4 : 8);
    m_body->setSpacing(isTight ? 4 : 8);
    const bool areBelow = room < 120 || height > 2 * letters.lineSpacing() + 2;
    m_body->setDirection(areBelow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    putInColumns(areBelow ? columnsFor(width() - kBesideBody) : static_cast<int>(m_buttons.size()));
}

/// @param share  of their usual size, at most 1
void NoticeBar::setLetters(double share)
{
    const auto letters = [share](int size) {
        QFont font = theme::Theme::font(size);
        font.setPixelSize(qRound(font.pixelSize() * share));
        return font;
    };
    if (m_text->font() != letters(12))
        m_text->setFont(letters(12));
    for (QPushButton *each : std::as_const(m_buttons))
        if (each->font() != letters(13))
            each->setFont(letters(13));
}

/// What all buttons beside each other take, and the room beside them.
int NoticeBar::rowWidth() const
{
    int width = 0;
    for (const QPushButton *each : m_buttons)
        width += each->sizeHint().width() + m_ways->horizontalSpacing();
    return width;
}

/// @return how many buttons stand in a row that is no wider, at least one
int NoticeBar::columnsFor(int room) const
{
    int columns = static_cast<int>(m_buttons.size());
    for (; columns > 1; --columns) {
        std::vector<int> widths(static_cast<std::size_t>(columns));
        for (int i = 0; i < m_buttons.size(); ++i) {
            int &width = widths[static_cast<std::size_t>(i % columns)];
            width = std::max(width, m_buttons[i]->sizeHint().width());
        }
        if (std::accumulate(widths.begin(), widths.end(), (columns - 1) * m_ways->horizontalSpacing()) <= room)
            break;
    }
    return columns;
}

void NoticeBar::putInColumns(int columns)
{
    for (int i = 0; i < m_buttons.size(); ++i) {
        const int row = i / columns;
        const int column = i % columns;
        const QLayoutItem *there = m_ways->itemAtPosition(row, column);
        if (there && there->widget() == m_buttons[i])
            continue;
        m_ways->removeWidget(m_buttons[i]);
        m_ways->addWidget(m_buttons[i], row, column);
    }
}

/// One button is as narrow as it gets, however many stand in a row now.
QSize NoticeBar::minimumSizeHint() const
{
    int width = 0;
    for (const QPushButton *each : m_buttons)
        width = std::max(width, each->sizeHint().width());
    return { width + kBesideBody, QFrame::minimumSizeHint().height() };
}

void NoticeBar::dismiss()
{
    leave();
}

void NoticeBar::leave()
{
    if (isAncestorOf(QApplication::focusWidget()))
        setFocus(); // goes to the proxy, else to whatever comes next, where Space would press it
    hide();
}

} // namespace headroom::notices

#include "views/stages/grow_bar.h"

#include "views/theme/letters.h"

#include <QAccessible>
#include <QButtonGroup>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>
#include <cmath>

namespace headroom::stages {

using theme::Role;
using theme::Theme;

namespace {

constexpr double kSpeeds[] { 0.5, 1, 2, 4 };
constexpr int kLeastText = 110; ///< pixels at usual letters
constexpr int kRoomyText = 440; ///< in which two lines say as much as three in the least

} // namespace

GrowBar::GrowBar(QWidget *parent)
    : QFrame(parent)
    , m_theme(&Theme::light())
    , m_play(new QToolButton(this))
    , m_restart(new QToolButton(this))
    , m_speed(new QComboBox(this))
    , m_stay(new QToolButton(this))
    , m_move(new QToolButton(this))
    , m_text(new QLabel(this))
    , m_close(new QToolButton(this))
    , m_row(new QHBoxLayout)
    , m_below(new QHBoxLayout)
{
    setObjectName(QStringLiteral("grow-bar"));
    setAccessibleName(tr("Growth"));
    m_restart->setToolTip(tr("From 1,000 users again"));
    m_restart->setAccessibleName(m_restart->toolTip());
    m_close->setToolTip(tr("Stop growing (Esc)"));
    m_close->setAccessibleName(m_close->toolTip());
    m_close->setAutoRaise(true);
    for (const double speed : kSpeeds)
        m_speed->addItem(QStringLiteral("%1×").arg(speed), speed);
    m_speed->setAccessibleName(tr("Speed"));
    m_speed->setToolTip(tr("Speed: at 1× the users grow tenfold in six seconds"));
    m_stay->setText(tr("Stay in this stage"));
    m_stay->setToolTip(tr("Keep the present stage, and see how it dies"));
    m_move->setText(tr("Move in time"));
    m_move->setToolTip(tr("Let the next stage take over where the model says that it is due"));
    auto *ways = new QButtonGroup(this);
    for (QToolButton *button : { m_stay, m_move }) {
        button->setCheckable(true);
        ways->addButton(button);
    }
    m_move->setChecked(true);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    m_text->setWordWrap(true); // a few lines have room beside the buttons
    m_text->installEventFilter(this);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(18, 5, 12, 5);
    column->setSpacing(2);
    column->addLayout(m_row);
    column->addLayout(m_below);
    m_row->setSpacing(6);
    for (QWidget *each : std::initializer_list<QWidget *> { m_play, m_restart, m_speed, m_stay, m_move })
        m_row->addWidget(each);
    m_row->addSpacing(6);
    m_row->addWidget(m_text, 1);
    m_row->addStretch();
    m_row->addWidget(m_close);
    connect(m_play, &QToolButton::clicked, this, &GrowBar::playRequested);
    connect(m_restart, &QToolButton::clicked, this, &GrowBar::restartRequested);
    connect(m_close, &QToolButton::clicked, this, &GrowBar::closeRequested);
    connect(m_stay, &QToolButton::clicked, this, [this] { Q_EMIT wayRequested(false); });
    connect(m_move, &QToolButton::clicked, this, [this] { Q_EMIT wayRequested(true); });
    connect(m_speed, &QComboBox::activated, this, [this] { Q_EMIT speedRequested(m_speed->currentData().toDouble()); });
    setSpeed(1);
    setPlaying(false);
    hide();
}

void GrowBar::setTheme(const Theme &theme)
{
    m_theme = &theme;
    setStyleSheet(QStringLiteral("#grow-bar { background: %1; border: none; border-bottom: 1px solid %2; }")
                      .arg(theme.color(Role::Panel).name(), theme.color(Role::Hairline).name()));
    m_text->setFont(Theme::font(12, QFont::DemiBold));
    const int icon = std::min(theme::scaled(16), 24);
    for (QToolButton *button : { m_play, m_restart, m_close }) {
        button->setFixedSize(icon + 12, icon + 12);
        button->setIconSize(QSize(icon, icon));
    }
    const QColor ink = theme.color(Role::Text);
    m_restart->setIcon(Theme::icon(QStringLiteral("undo"), icon, ink, devicePixelRatioF()));
    m_close->setIcon(Theme::icon(QStringLiteral("close"), icon, ink, devicePixelRatioF()));
    setPlaying(m_isPlaying);
    say(text(), m_role);
    arrange();
    fit();
}

/// Beside buttons with large letters a sentence would be a column of words; there it stands below them.
void GrowBar::arrange()
{
    int room = width() - layout()->contentsMargins().left() - layout()->contentsMargins().right() - 6;
    for (const QWidget *each :
         std::initializer_list<const QWidget *> { m_play, m_restart, m_speed, m_stay, m_move, m_close })
        room -= each->sizeHint().width() + m_row->spacing();
    const bool isBelow = room < theme::scaled(kLeastText);
    const int lines = isBelow || room >= theme::scaled(kRoomyText) ? 2 : 3;
    m_text->setFixedHeight(lines * m_text->fontMetrics().lineSpacing()); // whatever it says, the canvas stays
    if (isBelow == (m_below->count() > 0))
        return;
    (isBelow ? m_row : m_below)->removeWidget(m_text);
    if (isBelow)
        m_below->addWidget(m_text, 1);
    else
        m_row->insertWidget(m_row->count() - 2, m_text, 1);
}

/// Whole words from the beginning; the rest is in the tooltip.
void GrowBar::fit()
{
    const QRect room(0, 0, m_text->width(), QWIDGETSIZE_MAX);
    const auto isTooHigh = [&](const QString &text) {
        return m_text->fontMetrics().boundingRect(room, Qt::TextWordWrap, text).height() > m_text->height();
    };
    QString shown = m_full;
    for (qsizetype end = m_full.size(); isTooHigh(shown) && end > 0; shown = m_full.left(end) + QStringLiteral(" …"))
        end = std::max<qsizetype>(0, m_full.lastIndexOf(QLatin1Char(' '), end - 1));
    m_text->setText(shown);
}

void GrowBar::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    arrange();
}

bool GrowBar::eventFilter(QObject *object, QEvent *event)
{
    if (object == m_text && event->type() == QEvent::Resize)
        fit();
    return QFrame::eventFilter(object, event);
}

void GrowBar::setPlaying(bool isPlaying)
{
    m_isPlaying = isPlaying;
    m_play->setIcon(Theme::icon(isPlaying ? QStringLiteral("pause") : QStringLiteral("play"),
                                m_play->iconSize().width(), m_theme->color(Role::Accent), devicePixelRatioF()));
    m_play->setToolTip(isPlaying ? tr("Pause (Shift+F9)") : tr("Play (Shift+F9)"));
    m_play->setAccessibleName(m_play->toolTip());
}

void GrowBar::setMoving(bool isMoving)
{
    (isMoving ? m_move : m_stay)->setChecked(true);
}

void GrowBar::setSpeed(double speed)
{
    int nearest = 0;
    for (int i = 1; i < m_speed->count(); ++i)
        if (std::abs(m_speed->itemData(i).toDouble() - speed) < std::abs(m_speed->itemData(nearest).toDouble() - speed))
            nearest = i;
    m_speed->setCurrentIndex(nearest);
}

void GrowBar::say(const QString &text, Role role)
{
    const bool isNew = text != m_full;
    m_role = role;
    QPalette colors = m_text->palette();
    colors.setColor(QPalette::WindowText, m_theme->color(role));
    m_text->setPalette(colors);
    if (!isNew)
        return;
    m_full = text;
    fit();
    m_text->setToolTip(QStringLiteral("<p>%1</p>").arg(text.toHtmlEscaped()));
    m_text->setAccessibleName(text);
    QAccessibleEvent said(m_text, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&said);
}

QString GrowBar::text() const
{
    return m_full;
}

} // namespace headroom::stages

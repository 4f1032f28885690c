#include "views/stages/users_slider.h"

#include "views/help/plain_tip.h"
#include "views/numbers/screen_numbers.h"
#include "views/stages/wrong_mark.h"
#include "views/theme/letters.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPainter>
#include <QStyle>
#include <QToolButton>
#include <QToolTip>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace headroom::stages {

namespace {

using theme::Role;
using theme::Theme;

constexpr double kLeast = 1;
constexpr double kMost = 1e9;
constexpr double kInset = 12;
constexpr double kGroove = 14; // height of the groove's middle
constexpr double kStep = 1.01;
constexpr double kNameGap = 6; // between two names below the groove

double rounded(double users)
{
    const double scale = std::pow(10, std::floor(std::log10(users)) - 2);
    return std::max(1.0, std::round(std::round(users / scale) * scale)); // there is no part of a user
}

/// So many times the users, and at least one more or less.
double stepped(double users, double factor)
{
    const double next = rounded(users * factor);
    return next > users || next < users ? next : users + (factor > 1 ? 1 : -1);
}

} // namespace

LogSlider::LogSlider(QWidget *parent)
    : QWidget(parent)
    , m_theme(&Theme::light())
{
    setFocusPolicy(Qt::StrongFocus);
    setFixedHeight(40);
    setMinimumWidth(150);
    setCursor(Qt::PointingHandCursor);
    setAccessibleName(tr("Users"));
}

void LogSlider::setTheme(const Theme &theme)
{
    m_theme = &theme;
    setFixedHeight(24 + theme::scaled(16));
    update();
}

void LogSlider::setValue(double users)
{
    m_value = users;
    setAccessibleDescription(QString::fromStdString(screen::grouped(users)));
    update();
}

QPointF LogSlider::knobPoint(double users) const
{
    const double share = std::log(std::clamp(users, kLeast, kMost) / kLeast) / std::log(kMost / kLeast);
    return { kInset + share * (width() - 2 * kInset), kGroove };
}

double LogSlider::usersAt(double x) const
{
    const double share = std::clamp((x - kInset) / (width() - 2 * kInset), 0.0, 1.0);
    return rounded(kLeast * std::pow(kMost / kLeast, share));
}

void LogSlider::take(double users)
{
    users = std::clamp(users, kLeast, kMost);
    if (users == m_value)
        return;
    setValue(users);
    Q_EMIT valueChanged(users);
}

void LogSlider::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPointF knob = knobPoint(m_value);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme->color(Role::Hairline));
    painter.drawRoundedRect(QRectF(kInset, kGroove - 2, width() - 2 * kInset, 4), 2, 2);
    painter.setBrush(m_theme->color(Role::Accent));
    painter.drawRoundedRect(QRectF(kInset, kGroove - 2, knob.x() - kInset, 4), 2, 2);
    painter.setFont(Theme::font(10));
    painter.setPen(m_theme->color(Role::Faint));
    QRectF before, last; // names of both ends come first, the others as far as they have room
    for (const auto &[users, text] : { std::pair(kLeast, QStringLiteral("1")), std::pair(kMost, tr("1 B")),
                                       std::pair(1e3, tr("1 k")), std::pair(1e6, tr("1 M")) }) {
        const double wide = painter.fontMetrics().horizontalAdvance(text);
        const double left = std::clamp(knobPoint(users).x() - wide / 2, 0.0, width() - wide);
        const QRectF box(left, 26, wide, theme::scaled(13));
        const bool isEnd = users < 1e2 || users > 1e8;
        if (!isEnd && (left < before.right() + kNameGap || box.right() > last.left() - kNameGap))
            continue;
        (users > 1e8 ? last : before) = box;
        painter.drawText(box, Qt::AlignHCenter | Qt::TextDontClip, text);
    }
    painter.setPen(QPen(m_theme->color(Role::Accent), 2.4));
    painter.setBrush(m_theme->color(Role::Panel));
    painter.drawEllipse(knob, 7.5, 7.5);
    if (hasFocus()) {
        QColor halo = m_theme->color(Role::Accent);
        halo.setAlphaF(0.25f);
        painter.setPen(QPen(halo, 4));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(knob, 10.5, 10.5);
    }
}

void LogSlider::mousePressEvent(QMouseEvent *event)
{
    setFocus();
    take(usersAt(event->position().x()));
}

void LogSlider::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() & Qt::LeftButton)
        take(usersAt(event->position().x()));
}

void LogSlider::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Right:
    case Qt::Key_Up:
        return take(stepped(m_value, kStep));
    case Qt::Key_Left:
    case Qt::Key_Down:
        return take(stepped(m_value, 1 / kStep));
    case Qt::Key_PageUp:
        return take(stepped(m_value, 2));
    case Qt::Key_PageDown:
        return take(stepped(m_value, 0.5));
    case Qt::Key_Home:
        return take(kLeast);
    case Qt::Key_End:
        return take(kMost);
    default:
        QWidget::keyPressEvent(event);
    }
}

void LogSlider::wheelEvent(QWheelEvent *event)
{
    if (const int turn = event->angleDelta().y(); turn != 0)
        take(stepped(m_value, std::pow(kStep, turn / 24.0)));
    event->accept();
}

UsersSlider::UsersSlider(QWidget *parent)
    : QWidget(parent)
    , m_label(new QLabel(tr("Users"), this))
    , m_number(new QLineEdit(this))
    , m_bar(new LogSlider(this))
    , m_follow(new QToolButton(this))
{
    m_follow->setProperty("tiny", true);
    m_follow->setAutoRaise(true);
    m_follow->setFocusPolicy(Qt::TabFocus);
    m_follow->setToolButtonStyle(Qt::ToolButtonTextOnly);
    auto *caption = new QHBoxLayout;
    caption->setSpacing(2);
    caption->addWidget(m_label);
    caption->addStretch();
    caption->addWidget(m_follow);
    auto *left = new QVBoxLayout;
    left->setSpacing(0);
    left->setContentsMargins(0, 2, 0, 2);
    left->addLayout(caption);
    left->addWidget(m_number);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 4, 0);
    row->setSpacing(8);
    row->addLayout(left);
    row->addWidget(m_bar, 1);
    m_label->setFont(Theme::font(11));
    m_label->setContentsMargins(7, 0, 0, 0);
    m_number->setFont(Theme::font(15, QFont::Bold));
    m_number->setProperty("heading", true);
    m_number->setFixedWidth(132);
    m_number->setAccessibleName(tr("Number of users"));
    m_number->setToolTip(tr("Registered users. Type 250k, 1.4M or 1,400,000"));
    m_number->installEventFilter(this);
    connect(m_number, &QLineEdit::returnPressed, this, &UsersSlider::readNumber);
    connect(m_number, &QLineEdit::textEdited, this, [this] { markWrong(m_number, false); });
    connect(m_bar, &LogSlider::valueChanged, this, [this](double users) {
        m_users = users;
        showNumber();
        Q_EMIT usersChanged(users);
    });
    setUsers(m_users);
}

void UsersSlider::setUsers(double users)
{
    m_users = users;
    m_bar->setValue(users);
    if (!m_number->hasFocus() || !m_number->isModified())
        showNumber();
}

void UsersSlider::setTheme(const Theme &theme)
{
    QPalette palette = m_label->palette();
    palette.setColor(QPalette::WindowText, theme.color(Role::Secondary));
    m_label->setPalette(palette);
    m_follow->setFont(Theme::font(10));
    m_number->setFixedWidth(theme::scaled(132));
    m_bar->setTheme(theme);
}

void UsersSlider::showNumber()
{
    markWrong(m_number, false);
    m_number->setToolTip(tr("Registered users. Type 250k, 1.4M or 1,400,000"));
    m_number->setText(QString::fromStdString(screen::grouped(m_users)));
    m_number->setModified(false);
}

void UsersSlider::readNumber()
{
    double users = 0;
    if (!screen::parseCompact(m_number->text().trimmed().toStdString(), users) || users < kLeast || users > kMost) {
        markWrong(m_number, true);
        const QString words
            = tr("◆ “%1” is no number of users. Between 1 and 1,000,000,000: type 250k, 1.4M or 1,400,000.")
                  .arg(m_number->text().left(20));
        m_number->setToolTip(help::plainTip(words));
        QToolTip::showText(m_number->mapToGlobal(QPoint(0, m_number->height())), help::plainTip(words), m_number);
        return;
    }
    const bool isNew = users != m_users;
    m_users = users;
    m_bar->setValue(users);
    showNumber();
    if (isNew)
        Q_EMIT usersChanged(users);
}

bool UsersSlider::eventFilter(QObject *object, QEvent *event)
{
    if (object == m_number && event->type() == QEvent::FocusOut) {
        if (m_number->isModified())
            readNumber();
        if (m_number->property("wrong").toBool())
            showNumber();
    }
    if (object == m_number && event->type() == QEvent::KeyPress
        && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        showNumber();
        m_bar->setFocus();
        return true;
    }
    return QWidget::eventFilter(object, event);
}

} // namespace headroom::stages

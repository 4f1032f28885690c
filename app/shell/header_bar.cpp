#include "app/shell/header_bar.h"
#include "views/theme/letters.h"

#include <QAction>
#include <QFontMetrics>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace headroom::app {

using theme::Role;
using theme::Theme;

namespace {

constexpr int kNameWidth = 150;
constexpr int kHeight = 58;

int nameWidth()
{
    return std::min(theme::scaled(kNameWidth), 240); // large letters leave room for the stages
}

QToolButton *buttonFor(QAction *action, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    return button;
}

} // namespace

HeaderBar::HeaderBar(QAction *undo, QAction *redo, QAction *grow, QAction *follow, QWidget *parent)
    : QWidget(parent)
    , m_logo(new QLabel(this))
    , m_name(new QLabel(this))
    , m_file(new QLabel(this))
    , m_undo(buttonFor(undo, this))
    , m_redo(buttonFor(redo, this))
    , m_grow(new QPushButton(tr("Grow"), this))
    , m_stepper(new stages::StageStepper(this))
    , m_users(new stages::UsersSlider(this))
    , m_theme(&Theme::light())
{
    for (QLabel *label : { m_name, m_file }) {
        label->setTextFormat(Qt::PlainText);
        label->setForegroundRole(QPalette::WindowText); // within a tool bar it would be that of buttons
    }
    auto *names = new QVBoxLayout;
    names->setSpacing(0);
    names->addStretch();
    names->addWidget(m_name);
    names->addWidget(m_file);
    names->addStretch();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 0, 14, 0);
    row->setSpacing(8);
    row->addWidget(m_logo);
    row->addLayout(names);
    row->addWidget(m_undo);
    row->addWidget(m_redo);
    row->addWidget(m_stepper, 3);
    row->addWidget(m_users, 1);
    row->addWidget(m_grow);
    follow->setIconText(tr("stage follows"));
    follow->setToolTip(tr("Show the stage that is meant for the users, whenever they change"));
    m_users->followButton()->setDefaultAction(follow);
    m_grow->setProperty("primary", true);
    m_grow->setFocusPolicy(Qt::TabFocus);
    m_grow->setToolTip(tr("Let the users grow from a thousand to a hundred million (F9)"));
    connect(m_grow, &QPushButton::clicked, grow, &QAction::trigger);
    connect(grow, &QAction::toggled, this, [this](bool isOn) {
        m_grow->setText(isOn ? tr("Stop") : tr("Grow"));
        dressGrow();
    });
}

void HeaderBar::setDesign(const QString &name, const QString &file, bool isModified)
{
    m_name->setText(QFontMetrics(m_name->font()).elidedText(name, Qt::ElideRight, nameWidth()));
    const QString state
        = file.isEmpty() ? tr("not saved yet") : tr("%1 · %2").arg(file, isModified ? tr("edited") : tr("saved"));
    m_file->setText(QFontMetrics(m_file->font()).elidedText(state, Qt::ElideMiddle, nameWidth()));
    m_name->setToolTip(QStringLiteral("<p>%1</p>").arg(name.toHtmlEscaped()));
    m_file->setToolTip(QStringLiteral("<p>%1</p>").arg(state.toHtmlEscaped()));
}

void HeaderBar::setTheme(const Theme &theme)
{
    m_theme = &theme;
    setFixedHeight(theme::scaled(kHeight));
    m_name->setFont(Theme::font(15, QFont::DemiBold));
    m_file->setFont(Theme::font(11));
    for (QLabel *label : { m_name, m_file })
        label->setFixedWidth(nameWidth());
    m_users->setMinimumWidth(theme::scaled(132) + 168);
    m_users->setMaximumWidth(theme::scaled(420));
    m_logo->setPixmap(Theme::icon(QStringLiteral("headroom"), 28, theme.color(Role::Accent), devicePixelRatioF()));
    QPalette strong = m_name->palette();
    strong.setColor(QPalette::WindowText, theme.color(Role::Text));
    m_name->setPalette(strong);
    QPalette faint = m_file->palette();
    faint.setColor(QPalette::WindowText, theme.color(Role::Faint));
    m_file->setPalette(faint);
    for (QToolButton *button : { m_undo, m_redo }) {
        const int side = std::min(theme::scaled(16), 20); // the stages want the rest
        button->setFixedSize(30, 30);
        button->setIconSize(QSize(side, side));
    }
    m_grow->setFont(Theme::font(13, QFont::DemiBold));
    dressGrow();
    m_stepper->setTheme(theme);
    m_users->setTheme(theme);
    update();
}

void HeaderBar::dressGrow()
{
    const QString icon = m_grow->text() == tr("Stop") ? QStringLiteral("close") : QStringLiteral("play");
    const int side = std::min(theme::scaled(14), 18);
    m_grow->setIconSize(QSize(side, side));
    m_grow->setIcon(Theme::icon(icon, side, m_theme->color(Role::OnAccent), devicePixelRatioF()));
}

void HeaderBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->color(Role::Panel));
    painter.fillRect(QRect(0, height() - 1, width(), 1), m_theme->color(Role::Hairline));
}

} // namespace headroom::app

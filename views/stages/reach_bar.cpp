#include "views/stages/reach_bar.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace headroom::stages {

using theme::Role;
using theme::Theme;

ReachBar::ReachBar(QWidget *parent)
    : QFrame(parent)
    , m_mark(new QLabel(QStringLiteral("⇥"), this))
    , m_text(new QLabel(this))
    , m_off(new QToolButton(this))
{
    setObjectName(QStringLiteral("reach-bar"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    QSizePolicy flows(QSizePolicy::Ignored, QSizePolicy::Preferred);
    flows.setHeightForWidth(true);
    m_text->setSizePolicy(flows);
    m_off->setText(tr("Only this stage"));
    m_off->setAutoRaise(true);
    m_off->setFocusPolicy(Qt::TabFocus);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(18, 2, 12, 2);
    row->setSpacing(8);
    row->addWidget(m_mark);
    row->addWidget(m_text, 1);
    row->addWidget(m_off);
    connect(m_off, &QToolButton::clicked, this, &ReachBar::offRequested);
    hide();
}

void ReachBar::setTheme(const Theme &theme)
{
    setStyleSheet(QStringLiteral("#reach-bar { background: %1; border: none; border-bottom: 1px solid %2; }")
                      .arg(theme.color(Role::AccentSoft).name(), theme.color(Role::Hairline).name()));
    for (QLabel *label : { m_mark, m_text }) {
        label->setFont(Theme::font(12, label == m_mark ? QFont::Bold : QFont::Normal));
        QPalette colors = label->palette();
        colors.setColor(QPalette::WindowText, theme.color(Role::Text));
        label->setPalette(colors);
    }
    m_off->setFont(Theme::font(12, QFont::DemiBold));
}

void ReachBar::say(const QString &stages, int count, const QString &except)
{
    QString words = tr("Edits also reach %n later stage(s): %1", "", count).arg(stages);
    if (!except.isEmpty())
        words += QStringLiteral("  ·  ") + except;
    m_text->setText(words);
    m_text->setToolTip(QStringLiteral("<p>%1</p>").arg(words.toHtmlEscaped()));
    setAccessibleName(words);
}

QString ReachBar::text() const
{
    return m_text->text();
}

} // namespace headroom::stages

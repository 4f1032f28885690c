#include "views/notices/notice_bar.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace headroom::notices {

using theme::Role;

NoticeBar::NoticeBar(QWidget *parent)
    : QFrame(parent)
    , m_theme(&theme::Theme::light())
    , m_mark(new QLabel(this))
    , m_text(new QLabel(this))
    , m_row(new QHBoxLayout(this))
{
    setObjectName(QStringLiteral("notice-bar"));
    setAccessibleName(tr("Notice"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_row->setContentsMargins(16, 8, 12, 8);
    m_row->setSpacing(8);
    m_row->addWidget(m_mark);
    m_row->addWidget(m_text, 1);
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
            hide();
            if (take)
                take();
        });
        m_row->addWidget(button);
        m_buttons.append(button);
    }
    show();
    QAccessibleEvent said(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&said);
}

void NoticeBar::dismiss()
{
    hide();
}

} // namespace headroom::notices

#include "views/growth/page_parts.h"

#include "views/theme/letters.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QTabBar>

namespace headroom::growth_views {

QTabBar *viewBar(const QStringList &titles, const QString &name, QWidget *page)
{
    auto *bar = new QTabBar(page);
    bar->setProperty("compact", true);
    bar->setExpanding(false);
    bar->setAccessibleName(name);
    for (const QString &title : titles)
        bar->addTab(title);
    return bar;
}

void layFormBeside(QWidget *form, int width, QLayout *right, QWidget *page)
{
    auto *area = new QScrollArea(page);
    area->setWidget(form);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFixedWidth(theme::scaled(width));
    auto *row = new QHBoxLayout(page);
    row->setContentsMargins(0, 0, 4, 2);
    row->setSpacing(8);
    row->addWidget(area);
    row->addLayout(right, 1);
}

void makeReadable(QLabel *label)
{
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
}

void color(QWidget *letters, const theme::Theme &theme, theme::Role role)
{
    QPalette palette = letters->palette();
    palette.setColor(QPalette::WindowText, theme.color(role));
    letters->setPalette(palette);
}

void setPlainFonts(std::initializer_list<QWidget *> widgets)
{
    for (QWidget *each : widgets)
        each->setFont(theme::Theme::font(12));
}

} // namespace headroom::growth_views

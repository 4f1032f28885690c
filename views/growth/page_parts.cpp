#include "views/growth/page_parts.h"

#include "views/theme/letters.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QTabBar>
#include <QTimer>

#include <algorithm>

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
    area->setFocusPolicy(Qt::NoFocus); // the keys are for its fields
    area->setHorizontalScrollBarPolicy(theme::scaled(width) > width ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    area->setMinimumWidth(std::min(width, theme::scaled(width))); // large letters leave room for the answer
    area->setMaximumWidth(theme::scaled(width));
    auto *row = new QHBoxLayout(page);
    row->setContentsMargins(0, 0, 4, 2);
    row->setSpacing(8);
    constexpr int kFormPart = 2;
    constexpr int kAnswerPart = 3;
    row->addWidget(area, kFormPart);
    row->addLayout(right, kAnswerPart);
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
    letters->setForegroundRole(QPalette::WindowText); // and not what goes with the ground of something around it
}

void sayInForm(QLabel *label, const QString &text)
{
    label->setText(text);
    label->setVisible(!text.isEmpty());
    QWidget *up = label->parentWidget();
    while (up && !qobject_cast<QScrollArea *>(up))
        up = up->parentWidget();
    if (!text.isEmpty() && up)
        QTimer::singleShot(0, label, [label, area = qobject_cast<QScrollArea *>(up)] { // it has no place before
            area->ensureWidgetVisible(label, 0, 0);
        });
}

void keepFocus(QWidget &page, std::initializer_list<QWidget *> buttons)
{
    if (std::any_of(buttons.begin(), buttons.end(), [](const QWidget *each) { return each->hasFocus(); }))
        page.setFocus();
}

void setPlainFonts(std::initializer_list<QWidget *> widgets)
{
    for (QWidget *each : widgets)
        each->setFont(theme::Theme::font(12));
}

} // namespace headroom::growth_views

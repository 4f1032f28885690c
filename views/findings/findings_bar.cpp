#include "views/findings/findings_bar.h"

#include <QActionGroup>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QToolButton>

namespace headroom::findings {

using theme::Role;
using theme::Theme;

FindingsBar::FindingsBar(QWidget *parent)
    : QWidget(parent)
    , m_search(new QLineEdit(this))
    , m_filter(new QToolButton(this))
    , m_order(new QToolButton(this))
{
    m_search->setPlaceholderText(tr("Search findings"));
    m_search->setAccessibleName(tr("Search findings"));
    m_search->setClearButtonEnabled(true);
    m_search->setProperty("quiet", true);
    m_search->setFont(Theme::font(12));
    m_search->setMinimumWidth(60);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        Choices next = m_choices;
        next.text = text;
        take(next);
    });
    makeFilterMenu();
    makeOrderMenu();
    for (QToolButton *button : { m_filter, m_order }) {
        button->setPopupMode(QToolButton::InstantPopup);
        button->setFont(Theme::font(12));
        button->setFocusPolicy(Qt::StrongFocus);
    }
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    row->addWidget(m_search, 1);
    show();
}

void FindingsBar::makeFilterMenu()
{
    auto *menu = new QMenu(m_filter);
    const auto add = [&](const QString &words, bool Choices::*field) {
        QAction *action = menu->addAction(words);
        action->setCheckable(true);
        connect(action, &QAction::triggered, this, [this, field](bool isOn) {
            Choices next = m_choices;
            next.*field = isOn;
            take(next);
        });
        m_filters.emplace_back(action, field);
    };
    add(tr("Errors"), &Choices::hasErrors);
    add(tr("Warnings"), &Choices::hasWarnings);
    add(tr("Notes"), &Choices::hasNotes);
    add(tr("Acknowledged"), &Choices::hasAcknowledged);
    menu->addSeparator();
    add(tr("Only about the selection"), &Choices::isOnSelection);
    menu->addSeparator();
    connect(menu->addAction(tr("Show all")), &QAction::triggered, this, [this] {
        Choices all;
        all.order = m_choices.order;
        all.grouping = m_choices.grouping;
        all.closed = m_choices.closed;
        take(all);
    });
    m_filter->setMenu(menu);
    m_filter->setToolTip(tr("Which findings are shown"));
}

void FindingsBar::makeOrderMenu()
{
    auto *menu = new QMenu(m_order);
    menu->addAction(tr("Order"))->setEnabled(false); // the style draws sections without their titles
    auto *orders = new QActionGroup(menu);
    for (const auto &[words, order] :
         { std::pair(tr("Worst first"), Order::Severity), std::pair(tr("What a fix gains first"), Order::Gain) }) {
        QAction *action = menu->addAction(words);
        action->setCheckable(true);
        orders->addAction(action);
        connect(action, &QAction::triggered, this, [this, wanted = order] {
            Choices next = m_choices;
            next.order = wanted;
            take(next);
        });
        m_orders.emplace_back(action, order);
    }
    menu->addSeparator();
    menu->addAction(tr("Groups"))->setEnabled(false);
    auto *groups = new QActionGroup(menu);
    for (const auto &[words, grouping] :
         { std::pair(tr("By severity"), Grouping::Severity), std::pair(tr("By topic"), Grouping::Topic),
           std::pair(tr("None"), Grouping::None) }) {
        QAction *action = menu->addAction(words);
        action->setCheckable(true);
        groups->addAction(action);
        connect(action, &QAction::triggered, this, [this, wanted = grouping] {
            Choices next = m_choices;
            next.grouping = wanted;
            take(next);
        });
        m_groupings.emplace_back(action, grouping);
    }
    m_order->setMenu(menu);
    m_order->setToolTip(tr("Order and groups of the findings"));
}

void FindingsBar::take(const Choices &choices)
{
    if (choices == m_choices)
        return;
    m_choices = choices;
    show();
    Q_EMIT changed(m_choices);
}

void FindingsBar::setChoices(const Choices &choices)
{
    m_choices = choices;
    show();
}

void FindingsBar::show()
{
    for (const auto &[action, field] : m_filters)
        action->setChecked(m_choices.*field);
    for (const auto &[action, order] : m_orders)
        action->setChecked(order == m_choices.order);
    for (const auto &[action, grouping] : m_groupings)
        action->setChecked(grouping == m_choices.grouping);
    if (m_search->text() != m_choices.text)
        m_search->setText(m_choices.text);
    Choices menu = m_choices;
    menu.text.clear();
    const bool isFiltered = menu.hidesAny();
    m_filter->setText(isFiltered ? tr("Some ▾") : tr("All ▾"));
    m_filter->setAccessibleName(isFiltered ? tr("Filter: only some findings are shown")
                                           : tr("Filter: all findings are shown"));
    const bool isByGain = m_choices.order == Order::Gain;
    m_order->setText(isByGain ? tr("By gain ▾") : tr("Worst first ▾"));
    m_order->setAccessibleName(isByGain ? tr("Order: what a fix gains first") : tr("Order: worst first"));
}

void FindingsBar::setTheme(const Theme &theme)
{
    for (QAction *old : m_search->actions())
        if (old->objectName() == QLatin1String("sign"))
            delete old;
    auto *sign
        = new QAction(QIcon(Theme::icon(QStringLiteral("search"), 16, theme.color(Role::Secondary), 2)), {}, m_search);
    sign->setObjectName(QStringLiteral("sign"));
    m_search->addAction(sign, QLineEdit::LeadingPosition);
}

} // namespace headroom::findings

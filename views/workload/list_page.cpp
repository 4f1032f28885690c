#include "views/workload/list_page.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace headroom::workload_views {

using theme::Role;
using theme::Theme;

ListPage::ListPage(const QString &what, const QString &empty, const catalog::Catalog &catalog, QWidget *parent)
    : QWidget(parent)
    , m_catalog(catalog)
    , m_theme(&Theme::light())
    , m_column(new QVBoxLayout(this))
    , m_items(new ItemList(what, this))
    , m_reset(new QPushButton(this))
    , m_area(new QScrollArea(this))
    , m_empty(new QLabel(empty, this))
{
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setFont(Theme::font(12));
    m_empty->setAlignment(Qt::AlignCenter);
    m_empty->setWordWrap(true);
    m_reset->setFont(Theme::font(12));
    m_reset->setAutoDefault(false);
    auto *left = new QVBoxLayout;
    left->setSpacing(8);
    left->addWidget(m_items, 1);
    left->addWidget(m_reset);
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addLayout(left);
    row->addWidget(m_area, 1);
    row->addWidget(m_empty, 1);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(8);
    m_column->addLayout(row, 1);
    connect(m_items, &ItemList::currentChanged, this, &ListPage::refresh);
    connect(m_items, &ItemList::addRequested, this, [this] {
        request([this](const Edits &edits) { return added(edits); });
        focusName();
    });
    connect(m_items, &ItemList::copyRequested, this, [this](int at) {
        request([this, at](const Edits &edits) { return copied(edits, static_cast<std::size_t>(at)); });
        focusName();
    });
    connect(m_items, &ItemList::deleteRequested, this, [this](int at) {
        request([this, at](const Edits &edits) { return removed(edits, static_cast<std::size_t>(at)); });
    });
    connect(m_items, &ItemList::renameRequested, this, &ListPage::focusName);
    connect(m_reset, &QPushButton::clicked, this,
            [this] { request([this](const Edits &edits) { return reset(edits); }); });
}

void ListPage::focusName()
{
    if (QLineEdit *name = m_form ? m_form->nameField() : nullptr) {
        name->setFocus(Qt::ShortcutFocusReason);
        name->selectAll();
        m_area->ensureWidgetVisible(name);
    }
}

void ListPage::show(project::Snapshot snapshot)
{
    m_snapshot = std::move(snapshot);
    const Edits edits(workload(), m_catalog);
    const std::vector<ItemList::Item> items = itemsOf(edits);
    m_items->setItems(items);
    m_items->setUndeletable(undeletable(edits));
    m_reset->setText(resetText());
    if (m_reset->text().isEmpty() && m_reset->hasFocus())
        m_items->list()->setFocus(Qt::OtherFocusReason);
    m_reset->setVisible(!m_reset->text().isEmpty());
    m_area->setVisible(!items.empty());
    m_empty->setVisible(items.empty());
    refreshAll(edits);
    refresh();
}

void ListPage::refresh()
{
    const Edits edits(workload(), m_catalog);
    if (m_items->current() < 0 || static_cast<std::size_t>(m_items->current()) >= itemsOf(edits).size())
        return;
    const auto at = static_cast<std::size_t>(m_items->current());
    const std::string shown = formKey(edits, at);
    if (shown == m_shown) {
        m_form->refresh(edits, workload(), at);
        refreshed();
        return;
    }
    m_shown = shown;
    if (QWidget *old = m_area->takeWidget()) { // one of its editors may be the sender of what led here
        old->blockSignals(true);
        old->hide();
        old->deleteLater();
    }
    m_form = makeForm(edits, at, m_area);
    m_form->setTheme(*m_theme);
    m_form->refresh(edits, workload(), at);
    m_area->setWidget(m_form);
    m_form->show();
    refreshed();
}

void ListPage::setTheme(const Theme &theme)
{
    m_theme = &theme;
    m_items->setTheme(theme);
    if (m_form)
        m_form->setTheme(theme);
    QPalette palette = m_empty->palette();
    palette.setColor(QPalette::WindowText, theme.color(Role::Secondary));
    m_empty->setPalette(palette);
}

} // namespace headroom::workload_views

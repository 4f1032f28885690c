#include "views/workload/item_list.h"

#include "views/theme/letters.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListWidget>
#include <QPainter>
#include <QPushButton>
#include <QSignalBlocker>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

namespace headroom::workload_views {

namespace {

using theme::Role;
using theme::Theme;

constexpr int kIdRole = Qt::UserRole;
constexpr int kDetailRole = Qt::UserRole + 1;
constexpr int kRowHeight = 46;

/// Name above detail, both elided.
class TwoLines final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void setTheme(const Theme &theme) { m_theme = &theme; }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return { 120, theme::scaled(kRowHeight) };
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const bool isChosen = option.state & QStyle::State_Selected;
        const QRectF card = QRectF(option.rect).adjusted(3, 2, -3, -2);
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setBrush(Qt::NoBrush);
        painter->setPen(option.state & QStyle::State_HasFocus ? QPen(m_theme->color(Role::Accent), 1.5) : Qt::NoPen);
        if (isChosen || option.state & QStyle::State_MouseOver)
            painter->setBrush(m_theme->color(isChosen ? Role::AccentSoft : Role::Window));
        painter->drawRoundedRect(card, 7, 7);
        const QRectF inside = card.adjusted(9, 4, -8, -4);
        const auto line = [&](const QRectF &where, const QFont &font, Role ink, const QString &words) {
            painter->setFont(font);
            painter->setPen(m_theme->color(ink));
            painter->drawText(where, Qt::AlignLeft | Qt::AlignVCenter,
                              QFontMetricsF(font).elidedText(words, Qt::ElideRight, where.width()));
        };
        line(QRectF(inside.topLeft(), QSizeF(inside.width(), theme::scaled(18))), Theme::font(12, QFont::DemiBold),
             Role::Text, index.data(Qt::DisplayRole).toString());
        line(QRectF(inside.left(), inside.top() + theme::scaled(18), inside.width(), theme::scaled(16)),
             Theme::font(11), Role::Secondary, index.data(kDetailRole).toString());
    }

private:
    const Theme *m_theme = &Theme::light();
};

} // namespace

ItemList::ItemList(const QString &what, QWidget *parent)
    : QWidget(parent)
    , m_list(new QListWidget(this))
    , m_add(new QPushButton(tr("Add"), this))
    , m_copy(new QPushButton(tr("Copy"), this))
    , m_delete(new QPushButton(tr("Delete"), this))
{
    m_list->setItemDelegate(new TwoLines(m_list));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setMouseTracking(true);
    m_list->setAccessibleName(tr("List: %1").arg(what));
    m_list->installEventFilter(this);
    m_add->setAccessibleName(tr("Add a %1").arg(what));
    m_copy->setAccessibleName(tr("Copy the chosen %1").arg(what));
    m_delete->setAccessibleName(tr("Delete the chosen %1").arg(what));
    m_add->setToolTip(tr("Add a %1 (Insert)").arg(what));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    for (QPushButton *button : { m_add, m_copy, m_delete }) {
        button->setFont(Theme::font(12));
        button->setProperty("outlined", true);
        button->setAutoDefault(false);
        buttons->addWidget(button, 1);
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_list, 1);
    column->addLayout(buttons);
    setFixedWidth(std::max(std::min(theme::scaled(232), 300), buttons->sizeHint().width()));
    connect(m_list, &QListWidget::currentRowChanged, this, &ItemList::currentChanged);
    connect(m_list, &QListWidget::itemDoubleClicked, this, &ItemList::renameRequested);
    connect(m_add, &QPushButton::clicked, this, &ItemList::addRequested);
    connect(m_copy, &QPushButton::clicked, this, [this] { Q_EMIT copyRequested(current()); });
    connect(m_delete, &QPushButton::clicked, this, [this] { Q_EMIT deleteRequested(current()); });
}

int ItemList::current() const
{
    return m_list->currentRow();
}

void ItemList::setItems(const std::vector<Item> &items)
{
    const QString chosen = m_list->currentItem() ? m_list->currentItem()->data(kIdRole).toString() : QString();
    QStringList before;
    for (int i = 0; i < m_list->count(); ++i)
        before.append(m_list->item(i)->data(kIdRole).toString());
    int next = std::min(std::max(0, m_list->currentRow()), static_cast<int>(items.size()) - 1);
    for (std::size_t i = 0; i < items.size(); ++i)
        if (items[i].id == chosen)
            next = static_cast<int>(i);
    // What has just been added is what the user wants to edit.
    for (std::size_t i = 0;
         i < items.size() && !before.isEmpty() && items.size() > static_cast<std::size_t>(before.size()); ++i)
        if (!before.contains(items[i].id))
            next = static_cast<int>(i);
    const int last = m_list->currentRow();
    {
        const QSignalBlocker quiet(m_list);
        while (m_list->count() > static_cast<int>(items.size()))
            delete m_list->takeItem(m_list->count() - 1);
        while (m_list->count() < static_cast<int>(items.size()))
            m_list->addItem(new QListWidgetItem);
        for (int i = 0; i < m_list->count(); ++i) {
            const Item &each = items[static_cast<std::size_t>(i)];
            m_list->item(i)->setText(each.name);
            m_list->item(i)->setData(kIdRole, each.id);
            m_list->item(i)->setData(kDetailRole, each.detail);
            m_list->item(i)->setData(Qt::AccessibleDescriptionRole, each.detail);
            m_list->item(i)->setToolTip(
                QStringLiteral("<p>%1</p>").arg((each.name + QStringLiteral(" · ") + each.detail).toHtmlEscaped()));
        }
        m_list->setCurrentRow(next);
    }
    m_copy->setEnabled(next >= 0);
    if (next != last)
        Q_EMIT currentChanged(next);
}

void ItemList::setUndeletable(const QString &why)
{
    m_delete->setEnabled(why.isEmpty() && current() >= 0);
    m_delete->setToolTip(why.isEmpty() ? tr("Delete") : why);
}

void ItemList::setTheme(const Theme &theme)
{
    static_cast<TwoLines *>(m_list->itemDelegate())->setTheme(theme);
    m_list->viewport()->update();
}

bool ItemList::eventFilter(QObject *object, QEvent *event)
{
    if (object != m_list || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(object, event);
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Insert:
        Q_EMIT addRequested();
        return true;
    case Qt::Key_Delete:
        if (m_delete->isEnabled())
            Q_EMIT deleteRequested(current());
        return true;
    case Qt::Key_F2:
    case Qt::Key_Return:
        Q_EMIT renameRequested();
        return true;
    default:
        return QWidget::eventFilter(object, event);
    }
}

} // namespace headroom::workload_views

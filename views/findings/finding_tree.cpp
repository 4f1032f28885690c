#include "views/findings/finding_tree.h"

#include "views/findings/finding_card.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScopedValueRollback>
#include <QScrollBar>

namespace headroom::findings {

FindingTree::FindingTree(QWidget *parent)
    : QTreeWidget(parent)
    , m_card(new FindingCard(this))
{
    setItemDelegate(m_card);
    setColumnCount(1);
    setHeaderHidden(true);
    setRootIsDecorated(false);
    setIndentation(0);
    setExpandsOnDoubleClick(false);
    setFrameShape(QFrame::NoFrame);
    setProperty("bare", true);
    setMouseTracking(true);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Findings"));
    const auto tell = [this](const QTreeWidgetItem *item, bool isOpen) {
        if (!m_isQuiet)
            Q_EMIT groupToggled(item->data(0, KeyRole).toString(), isOpen);
    };
    connect(this, &QTreeWidget::itemExpanded, this, [tell](const QTreeWidgetItem *item) { tell(item, true); });
    connect(this, &QTreeWidget::itemCollapsed, this, [tell](const QTreeWidgetItem *item) { tell(item, false); });
}

void FindingTree::setTheme(const theme::Theme &theme)
{
    m_card->setTheme(theme);
    scheduleDelayedItemsLayout();
    viewport()->update();
}

int FindingTree::placeOf(const QTreeWidgetItem *item)
{
    return item ? item->data(0, PlaceRole).toInt() : -1;
}

int FindingTree::place() const
{
    return placeOf(currentItem());
}

int FindingTree::cardCount() const
{
    int count = 0;
    while (cardAt(count))
        ++count;
    return count;
}

QTreeWidgetItem *FindingTree::cardAt(int row) const
{
    for (int i = 0; i < topLevelItemCount(); ++i) {
        QTreeWidgetItem *top = topLevelItem(i);
        if (placeOf(top) >= 0) {
            if (row-- == 0)
                return top;
        } else if (row < top->childCount()) {
            return top->child(row);
        } else {
            row -= top->childCount();
        }
    }
    return nullptr;
}

QRect FindingTree::linkRect(const QTreeWidgetItem *item) const
{
    return FindingCard::linkRect(visualItemRect(item), indexFromItem(item));
}

void FindingTree::fillCard(QTreeWidgetItem *item, const analysis::Finding &finding, int place, const CardWords &words)
{
    QString key = QString::fromStdString(finding.rule);
    for (const std::string &subject : finding.subjects)
        key += QLatin1Char(' ') + QString::fromStdString(subject);
    item->setData(0, PlaceRole, place);
    item->setData(0, KeyRole, key);
    item->setData(0, TitleRole, words.title);
    item->setData(0, MessageRole, words.message);
    item->setData(0, EffectRole, words.effect);
    item->setData(0, MeasuredRole, words.measured);
    item->setData(0, SeverityRole, static_cast<int>(finding.severity));
    item->setData(0, SubjectRole,
                  finding.subjects.empty() ? QString() : QString::fromStdString(finding.subjects.front()));
    QString spoken = words.title;
    for (const QString &part : { words.message, words.effect, words.measured })
        if (!part.isEmpty())
            spoken += QStringLiteral(". ") + part;
    item->setData(0, Qt::AccessibleTextRole, spoken);
}

void FindingTree::fillHeading(QTreeWidgetItem *item, const Group &group)
{
    item->setData(0, PlaceRole, -1);
    item->setData(0, KeyRole, group.id);
    item->setData(0, TitleRole, group.title);
    item->setData(0, SeverityRole, static_cast<int>(group.worst));
    item->setData(0, CountRole, QString::number(group.members.size()));
    item->setData(0, Qt::AccessibleTextRole,
                  tr("%1, %n finding(s)", "", static_cast<int>(group.members.size())).arg(group.title));
}

/// Rows are made anew only when there are more or fewer of them: behind a moving slider it is their words that change.
void FindingTree::shape(const std::vector<Group> &groups)
{
    QStringList shape;
    for (const Group &group : groups)
        shape << group.id << QString::number(group.members.size());
    if (shape == m_shape)
        return;
    m_shape = shape;
    clear();
    for (const Group &group : groups) {
        QTreeWidgetItem *heading = group.id.isEmpty() ? nullptr : new QTreeWidgetItem(this);
        for (std::size_t i = 0; i < group.members.size(); ++i)
            heading ? new QTreeWidgetItem(heading) : new QTreeWidgetItem(this);
    }
}

void FindingTree::fill(const std::vector<Group> &groups, const std::vector<analysis::Finding> &findings,
                       const QStringList &closed, const std::function<CardWords(const analysis::Finding &)> &words)
{
    const QScopedValueRollback quiet(m_isQuiet, true);
    const int scroll = verticalScrollBar()->value();
    const QString chosen = currentItem() ? currentItem()->data(0, KeyRole).toString() : QString();
    shape(groups);
    QTreeWidgetItem *current = nullptr;
    int top = 0;
    for (const Group &group : groups) {
        QTreeWidgetItem *heading = group.id.isEmpty() ? nullptr : topLevelItem(top++);
        if (heading) {
            fillHeading(heading, group);
            heading->setExpanded(!closed.contains(group.id));
            current = group.id == chosen ? heading : current;
        }
        for (std::size_t i = 0; i < group.members.size(); ++i) {
            QTreeWidgetItem *card = heading ? heading->child(static_cast<int>(i)) : topLevelItem(top++);
            const analysis::Finding &finding = findings[group.members[i]];
            fillCard(card, finding, static_cast<int>(group.members[i]), words(finding));
            current = !chosen.isEmpty() && card->data(0, KeyRole) == chosen ? card : current;
        }
    }
    setCurrentItem(current);
    verticalScrollBar()->setValue(scroll);
}

void FindingTree::toggle(QTreeWidgetItem *heading)
{
    heading->setExpanded(!heading->isExpanded());
}

/// Cards are as wide as the list, so their heights change with it.
void FindingTree::resizeEvent(QResizeEvent *event)
{
    QTreeWidget::resizeEvent(event);
    scheduleDelayedItemsLayout();
}

/// The cards paint what is chosen and pointed at; the row behind them stays bare.
void FindingTree::drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QStyleOptionViewItem row = option;
    row.rect = visualRect(index);
    const bool isCurrent = index == currentIndex();
    row.state.setFlag(QStyle::State_Selected, isCurrent);
    row.state.setFlag(QStyle::State_HasFocus, isCurrent && hasFocus());
    row.state.setFlag(QStyle::State_Open, isExpanded(index));
    const QPoint pointer = viewport()->mapFromGlobal(QCursor::pos());
    row.state.setFlag(QStyle::State_MouseOver, viewport()->underMouse() && row.rect.contains(pointer));
    m_card->paint(painter, row, index);
}

bool FindingTree::viewportEvent(QEvent *event)
{
    if (event->type() == QEvent::Leave) {
        Q_EMIT hovered(-1);
        viewport()->update();
    }
    if (event->type() == QEvent::MouseMove) {
        const QPoint at = static_cast<QMouseEvent *>(event)->position().toPoint();
        const QTreeWidgetItem *item = itemAt(at);
        const bool isOverLink = item && linkRect(item).contains(at);
        viewport()->setCursor(isOverLink ? Qt::PointingHandCursor : Qt::ArrowCursor);
        Q_EMIT hovered(placeOf(item));
        viewport()->update();
    }
    return QTreeWidget::viewportEvent(event);
}

void FindingTree::mousePressEvent(QMouseEvent *event)
{
    QTreeWidget::mousePressEvent(event);
    QTreeWidgetItem *item = itemAt(event->position().toPoint());
    if (event->button() != Qt::LeftButton || !item)
        return;
    if (placeOf(item) < 0)
        toggle(item);
    else if (linkRect(item).contains(event->position().toPoint()))
        Q_EMIT linkClicked(placeOf(item));
}

/// Where the keys begin is seen.
void FindingTree::focusInEvent(QFocusEvent *event)
{
    QTreeWidget::focusInEvent(event);
    if (event->reason() != Qt::MouseFocusReason && !currentItem() && topLevelItemCount() > 0)
        setCurrentItem(topLevelItem(0));
}

void FindingTree::keyPressEvent(QKeyEvent *event)
{
    QTreeWidgetItem *item = currentItem();
    const bool isOpener
        = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->key() == Qt::Key_Space;
    if (item && placeOf(item) < 0 && isOpener)
        toggle(item);
    else if (item && item->parent() && event->key() == Qt::Key_Left)
        setCurrentItem(item->parent());
    else
        QTreeWidget::keyPressEvent(event);
}

} // namespace headroom::findings

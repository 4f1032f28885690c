#include "views/outline/outline_view.h"

#include "model/project/element_index.h"
#include "model/reporting/visible_text.h"
#include "views/help/plain_tip.h"
#include "views/language/words.h"
#include "views/numbers/screen_numbers.h"
#include "views/numbers/screen_units.h"
#include "views/outline/outline_row.h"

#include <QHeaderView>
#include <QPainter>
#include <QScopedValueRollback>

namespace headroom::outline {

using theme::Role;
using theme::Theme;

namespace {

constexpr int kIdRole = Qt::UserRole;
constexpr int kKindRole = Qt::UserRole + 1;

/// A name with what would turn the direction of the row written out.
QString shown(const std::string &name)
{
    return text(reporting::visibleText(name));
}

} // namespace

OutlineView::OutlineView(const catalog::Catalog &catalog, QWidget *parent)
    : QTreeWidget(parent)
    , m_catalog(catalog)
    , m_theme(&Theme::light())
    , m_row(new OutlineRow(this))
{
    setAccessibleName(tr("Outline of the stage"));
    setColumnCount(2);
    setHeaderLabels({ tr("Element"), tr("State") });
    setHeaderHidden(true);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    setColumnHidden(1, true);
    setItemDelegate(m_row);
    setSelectionMode(QAbstractItemView::ExtendedSelection);
    setFrameShape(QFrame::NoFrame);
    setProperty("bare", true);
    setProperty("roomy", true);
    connect(this, &QTreeWidget::itemSelectionChanged, this, [this] {
        if (m_isQuiet)
            return;
        std::vector<std::string> ids;
        for (const QTreeWidgetItem *item : selectedItems())
            ids.push_back(item->data(0, kIdRole).toString().toStdString());
        Q_EMIT selectionRequested(ids);
    });
    connect(this, &QTreeWidget::itemActivated, this,
            [this](const QTreeWidgetItem *item) { Q_EMIT elementRequested(item->data(0, kIdRole).toString()); });
}

void OutlineView::paintEvent(QPaintEvent *event)
{
    QTreeWidget::paintEvent(event);
    if (topLevelItemCount() > 0)
        return;
    QPainter painter(viewport());
    painter.setFont(Theme::font(12));
    painter.setPen(m_theme->color(theme::Role::Secondary));
    painter.drawText(viewport()->rect().adjusted(14, 14, -14, -14), Qt::AlignTop | Qt::AlignLeft | Qt::TextWordWrap,
                     tr("Nothing stands in this stage yet. What you add on the canvas is listed here."));
}

/// The row that has the keys wears a ring as everything else does; that of the style is a gradient.
void OutlineView::drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QTreeWidget::drawRow(painter, option, index);
    if (!hasFocus() || index.row() != currentIndex().row() || index.parent() != currentIndex().parent())
        return;
    constexpr double kRadius = 6;
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(m_theme->color(Role::Accent), 1.5));
    painter->setBrush(Qt::NoBrush);
    painter->drawRoundedRect(QRectF(option.rect).adjusted(1, 1, -1, -1), kRadius, kRadius);
    painter->restore();
}

void OutlineView::setTheme(const Theme &theme)
{
    m_theme = &theme;
    m_row->setTheme(theme);
    tint();
}

void OutlineView::setSnapshot(project::Snapshot snapshot, std::size_t stage)
{
    m_project = std::move(snapshot);
    m_stage = stage;
    if (m_project->stages[m_stage] != m_built)
        build();
}

void OutlineView::setReport(std::shared_ptr<const analysis::Report> report)
{
    m_report = std::move(report);
    tellStates();
}

QTreeWidgetItem *OutlineView::itemOf(const std::string &id) const
{
    return m_items.value(text(id));
}

void OutlineView::build()
{
    const QScopedValueRollback quiet(m_isQuiet, true);
    m_built = m_project->stages[m_stage];
    const project::Stage &stage = *m_built;
    m_items.clear();
    clear();
    const project::ElementIndex index(stage);
    std::vector<const project::Component *> left;
    for (const project::Component &each : stage.components)
        left.push_back(&each);
    // Places come before what they hold; whoever waits for a place that never comes stands at the top.
    for (bool isForced = false; !left.empty();) {
        std::vector<const project::Component *> waiting;
        for (const project::Component *each : left) {
            QTreeWidgetItem *around = m_items.value(text(each->place));
            if (!around && !isForced && index.component(each->place) >= 0) {
                waiting.push_back(each);
                continue;
            }
            auto *item = around ? new QTreeWidgetItem(around) : new QTreeWidgetItem(this);
            item->setText(0, shown(each->name));
            item->setToolTip(0, help::plainTip(shown(each->name)));
            item->setData(0, kIdRole, text(each->id));
            item->setData(0, kKindRole, text(each->kind));
            m_items.insert(text(each->id), item);
        }
        isForced = waiting.size() == left.size();
        left = std::move(waiting);
    }
    for (const project::Connection &each : stage.connections) {
        QTreeWidgetItem *from = m_items.value(text(each.from));
        const std::ptrdiff_t end = index.component(each.to);
        if (!from || end < 0)
            continue;
        const project::Component *to = &stage.components[static_cast<std::size_t>(end)];
        auto *item = new QTreeWidgetItem(from);
        item->setText(0, QStringLiteral("→ %1").arg(shown(to->name)));
        item->setText(1, text(m_catalog.connectionKind(each.kind).title));
        item->setToolTip(0, help::plainTip(QStringLiteral("%1\n%2").arg(item->text(0), item->text(1))));
        item->setData(0, kIdRole, text(each.id));
        item->setData(0, Qt::AccessibleTextRole,
                      tr("connection to %1, %2").arg(text(to->name), text(m_catalog.connectionKind(each.kind).title)));
        m_items.insert(text(each.id), item);
    }
    for (int i = 0; i < topLevelItemCount(); ++i)
        if (const QString kind = topLevelItem(i)->data(0, kKindRole).toString(); !kind.isEmpty())
            topLevelItem(i)->setExpanded(m_catalog.kind(kind.toStdString()).behavior == "place");
    tint();
    tellStates();
}

void OutlineView::tint()
{
    for (QTreeWidgetItem *item : std::as_const(m_items))
        if (const QString id = item->data(0, kKindRole).toString(); !id.isEmpty()) {
            const catalog::Kind &kind = m_catalog.kind(id.toStdString());
            item->setIcon(0, QIcon(Theme::icon(text(kind.icon), 16, m_theme->family(kind.family), 2)));
        }
    tellStates();
}

void OutlineView::tellStates()
{
    if (!m_report || m_report->stageIndex != m_stage)
        return;
    for (const analysis::ComponentReport &each : m_report->components) {
        QTreeWidgetItem *item = m_items.value(text(each.id));
        if (!item || each.isPlace)
            continue;
        QStringList words; // the shortest first, as the end may be cut
        if (each.fullestResource >= 0)
            words.append(tr("%1 used").arg(text(screen::percent(each.utilization))));
        if (each.isBottleneck)
            words.append(tr("bottleneck"));
        if (each.isSinglePoint)
            words.append(tr("single point of failure"));
        const analysis::Band band = screen::bandOf(each);
        const bool isCritical = band == analysis::Band::Critical || band == analysis::Band::Saturated;
        const bool isWarned = band == analysis::Band::Watch;
        const QString mark = isCritical ? QStringLiteral("◆ ") : isWarned ? QStringLiteral("▲ ") : QString();
        item->setText(1, mark + words.join(QStringLiteral(", ")));
        item->setForeground(1,
                            m_theme->color(isCritical     ? Role::Critical
                                               : isWarned ? Role::Warning
                                                          : Role::Secondary));
        item->setToolTip(0, help::plainTip(item->text(0) + QLatin1Char('\n') + item->text(1)));
        const QString kind = text(m_catalog.kind(each.kind).title);
        item->setData(0, Qt::AccessibleTextRole,
                      QStringLiteral("%1, %2, %3").arg(text(each.name), kind, item->text(1)));
    }
}

void OutlineView::setSelection(const std::vector<std::string> &ids)
{
    const QScopedValueRollback quiet(m_isQuiet, true);
    clearSelection();
    for (const std::string &id : ids)
        if (QTreeWidgetItem *item = itemOf(id)) {
            item->setSelected(true);
            if (ids.size() == 1 && !hasFocus())
                scrollToItem(item);
        }
}

} // namespace headroom::outline

#include "views/tables/read_table.h"

#include <QHeaderView>
#include <QTableWidget>

#include <algorithm>

namespace headroom::tables {

void prepareForReading(QTableWidget &table, const QStringList &heads, const QString &name)
{
    table.setColumnCount(static_cast<int>(heads.size()));
    table.setHorizontalHeaderLabels(heads);
    table.setAccessibleName(name);
    table.verticalHeader()->hide();
    table.setShowGrid(false);
    table.setEditTriggers(QAbstractItemView::NoEditTriggers);
    table.setSelectionBehavior(QAbstractItemView::SelectRows);
    table.setSelectionMode(QAbstractItemView::SingleSelection);
    table.setTabKeyNavigation(false);
    table.setWordWrap(false);
    table.horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table.horizontalHeader()->setHighlightSections(false);
    table.horizontalHeader()->setStretchLastSection(true);
}

QTableWidgetItem *cellOf(const QString &text)
{
    auto *item = new QTableWidgetItem(text);
    item->setToolTip(QStringLiteral("<p>%1</p>").arg(text.toHtmlEscaped()));
    return item;
}

void fitColumns(QTableWidget &table, int gap, int most)
{
    table.resizeColumnsToContents();
    for (int column = 0; column + 1 < table.columnCount(); ++column)
        table.setColumnWidth(column, std::min(table.columnWidth(column) + gap, most));
}

} // namespace headroom::tables

#include "views/growth/plain_table.h"

#include "views/theme/letters.h"

#include <QHeaderView>

#include <algorithm>

namespace headroom::growth_views {

PlainTable::PlainTable(const QStringList &heads, const QString &name, QWidget *parent)
    : QTableWidget(0, static_cast<int>(heads.size()), parent)
{
    setHorizontalHeaderLabels(heads);
    setAccessibleName(name);
    verticalHeader()->hide();
    setShowGrid(false);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setTabKeyNavigation(false);
    setWordWrap(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    connect(this, &QTableWidget::currentCellChanged, this, [this] { Q_EMIT chosenChanged(chosen()); });
}

void PlainTable::setRows(const QList<QStringList> &rows)
{
    setRowCount(static_cast<int>(rows.size()));
    for (int row = 0; row < rowCount(); ++row)
        for (int column = 0; column < columnCount(); ++column) {
            const QString text = rows[row].value(column);
            auto *item = new QTableWidgetItem(text);
            item->setToolTip(QStringLiteral("<p>%1</p>").arg(text.toHtmlEscaped()));
            if (m_numbers.contains(column))
                item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            setItem(row, column, item);
        }
    resizeColumnsToContents();
    for (int column = 0; column + 1 < columnCount(); ++column)
        setColumnWidth(column, std::min(columnWidth(column) + 10, theme::scaled(230)));
    resizeRowsToContents();
}

int PlainTable::chosen() const
{
    return currentRow();
}

} // namespace headroom::growth_views

#include "views/growth/plain_table.h"

#include "views/tables/read_table.h"
#include "views/theme/letters.h"

namespace headroom::growth_views {

PlainTable::PlainTable(const QStringList &heads, const QString &name, QWidget *parent)
    : QTableWidget(parent)
{
    tables::prepareForReading(*this, heads, name);
    connect(this, &QTableWidget::currentCellChanged, this, [this] { Q_EMIT chosenChanged(chosen()); });
}

void PlainTable::setRows(const QList<QStringList> &rows)
{
    setRowCount(static_cast<int>(rows.size()));
    for (const int column : std::as_const(m_numbers))
        if (QTableWidgetItem *head = horizontalHeaderItem(column)) // which columns there are may depend on the design
            head->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
    for (int row = 0; row < rowCount(); ++row)
        for (int column = 0; column < columnCount(); ++column) {
            QTableWidgetItem *item = tables::cellOf(rows[row].value(column));
            if (m_numbers.contains(column))
                item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            setItem(row, column, item);
        }
    tables::fitColumns(*this, 6, theme::scaled(230));
    resizeRowsToContents();
}

int PlainTable::chosen() const
{
    return currentRow();
}

} // namespace headroom::growth_views

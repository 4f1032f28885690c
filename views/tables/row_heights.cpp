#include "views/tables/row_heights.h"

#include "views/theme/cell_padding.h"
#include "views/theme/letters.h"

#include <QStyle>
#include <QTableWidget>

#include <algorithm>

namespace headroom::tables {

/// Lines are counted in the room that the padding of the style sheet leaves, which Qt forgets when it says how high a row
/// wants to be: the last line of some would be cut.
void fitRows(QTableWidget &table)
{
    constexpr int kEndless = 1 << 20;
    const int inset
        = 2 * (theme::kCellPadding + table.style()->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, &table) + 1);
    table.resizeRowsToContents();
    for (int row = 0; row < table.rowCount(); ++row) {
        int height = 0;
        for (int column = 0; column < table.columnCount(); ++column)
            if (const QTableWidgetItem *cell = table.isColumnHidden(column) ? nullptr : table.item(row, column)) {
                const QRect room(0, 0, std::max(1, table.columnWidth(column) - inset), kEndless);
                height
                    = std::max(height, table.fontMetrics().boundingRect(room, Qt::TextWordWrap, cell->text()).height());
            }
        if (height >= 2 * table.fontMetrics().lineSpacing())
            table.setRowHeight(row, std::max(table.rowHeight(row), height + theme::scaled(8)));
    }
}

} // namespace headroom::tables

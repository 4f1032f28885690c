#include "views/growth/plain_table.h"

#include "views/tables/read_table.h"
#include "views/theme/cell_padding.h"
#include "views/theme/letters.h"
#include "views/theme/theme.h"

#include <QHeaderView>
#include <QPainter>
#include <QStyle>

#include <algorithm>

namespace headroom::growth_views {

PlainTable::PlainTable(const QStringList &heads, const QString &name, QWidget *parent)
    : QTableWidget(parent)
{
    tables::prepareForReading(*this, heads, name);
    setWordWrap(true);
    m_heights.setSingleShot(true);
    m_heights.setInterval(0); // once for all columns that change
    connect(&m_heights, &QTimer::timeout, this, &PlainTable::fitRows);
    connect(horizontalHeader(), &QHeaderView::sectionResized, &m_heights, qOverload<>(&QTimer::start));
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
    fitRows();
}

/// Lines of one row keep apart from those of the next. They are counted in the room that the padding of the style sheet
/// leaves, which Qt forgets when it says how high a row wants to be: the last line of some would be cut.
void PlainTable::fitRows()
{
    constexpr int kEndless = 1 << 20;
    const int inset = 2 * (theme::kCellPadding + style()->pixelMetric(QStyle::PM_FocusFrameHMargin, nullptr, this) + 1);
    resizeRowsToContents();
    for (int row = 0; row < rowCount(); ++row) {
        int height = 0;
        for (int column = 0; column < columnCount(); ++column)
            if (const QTableWidgetItem *cell = isColumnHidden(column) ? nullptr : item(row, column)) {
                const QRect room(0, 0, std::max(1, columnWidth(column) - inset), kEndless);
                height = std::max(height, fontMetrics().boundingRect(room, Qt::TextWordWrap, cell->text()).height());
            }
        if (height >= 2 * fontMetrics().lineSpacing())
            setRowHeight(row, std::max(rowHeight(row), height + theme::scaled(8)));
    }
}

void PlainTable::setEmptyText(const QString &text)
{
    m_emptyText = text;
    viewport()->update();
}

void PlainTable::paintEvent(QPaintEvent *event)
{
    QTableWidget::paintEvent(event);
    if (rowCount() > 0 || m_emptyText.isEmpty())
        return;
    QPainter painter(viewport());
    painter.setPen(palette().color(QPalette::PlaceholderText));
    painter.setFont(theme::Theme::font(12));
    const int inset = theme::scaled(16);
    painter.drawText(viewport()->rect().adjusted(inset, inset, -inset, -inset),
                     Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap, m_emptyText);
}

int PlainTable::chosen() const
{
    return currentRow();
}

} // namespace headroom::growth_views

#include "views/growth/plain_table.h"

#include "views/tables/read_table.h"
#include "views/tables/row_heights.h"
#include "views/theme/letters.h"
#include "views/theme/theme.h"

#include <QHeaderView>
#include <QPainter>
#include <QScrollBar>

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

void PlainTable::fitRows()
{
    tables::fitRows(*this);
    showChosenRow();
}

/// Higher rows, or a lower table, push the chosen one out of view.
void PlainTable::showChosenRow()
{
    if (currentRow() < 0)
        return;
    const int left = horizontalScrollBar()->value();
    scrollTo(model()->index(currentRow(), 0));
    horizontalScrollBar()->setValue(left);
}

void PlainTable::resizeEvent(QResizeEvent *event)
{
    QTableWidget::resizeEvent(event);
    showChosenRow();
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

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

class QTableWidget;
class QTableWidgetItem;

// Tables that are read: rows are chosen as a whole, nothing is edited in their cells.
namespace headroom::tables {

/// Heads, a name for who does not see it, and the ways of a table that is read. @pre it has no columns yet
void prepareForReading(QTableWidget &table, const QStringList &heads, const QString &name);

/// A cell that says all of its text where it is cut off, whatever signs are in it. The table takes it over.
[[nodiscard]] QTableWidgetItem *cellOf(const QString &text);

/// Columns as wide as what is in them and a gap, at most so many pixels; the last takes what is left. Where the table is
/// narrower than that, columns of texts give way, now and when its size changes; those with a head at the right are numbers.
/// @return  pixels that all columns ask for
int fitColumns(QTableWidget &table, int gap, int most);
/// The same with a limit for each column.
int fitColumns(QTableWidget &table, int gap, const QList<int> &most);

} // namespace headroom::tables

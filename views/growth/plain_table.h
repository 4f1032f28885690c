#pragma once

#include <QStringList>
#include <QTableWidget>
#include <QTimer>

namespace headroom::growth_views {

/// A table of texts to be read: rows are chosen as a whole, nothing is edited in its cells. Texts that are wider than
/// their column go on below.
class PlainTable final : public QTableWidget {
    Q_OBJECT

public:
    PlainTable(const QStringList &heads, const QString &name, QWidget *parent);
    /// Replaces all rows; the chosen row stays where there still is one.
    void setRows(const QList<QStringList> &rows);
    /// Columns that hold numbers.
    void setNumbers(const QList<int> &columns) { m_numbers = columns; }
    /// Says in place of rows, while there are none, why.
    void setEmptyText(const QString &text);
    [[nodiscard]] const QString &emptyText() const { return m_emptyText; }
    /// Chosen row; −1: none.
    [[nodiscard]] int chosen() const;

Q_SIGNALS:
    void chosenChanged(int row);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitRows();
    void showChosenRow();

    QList<int> m_numbers;
    QString m_emptyText;
    QTimer m_heights;
};

} // namespace headroom::growth_views

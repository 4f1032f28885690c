#pragma once

#include "views/theme/theme.h"
#include "views/workload/quantity_field.h"

#include <QWidget>

#include <vector>

class QGridLayout;
class QLabel;
class QToolButton;

namespace headroom::workload_views {

/// A table of numbers to edit: a title, a remark, fields and a way back to the default per row. What is wrong with a
/// field is said under its row; up and down go to the field above and below.
class FieldGrid final : public QWidget {
    Q_OBJECT

public:
    /// @param headers  of the title and of each field. @param remark  of the remark before the fields; empty: none.
    FieldGrid(const QStringList &headers, const QString &remark, QWidget *parent);
    /// The fields become the grid's; their accessible names must say row and column.
    void addRow(const QString &title, const QString &tip, const std::vector<QuantityField *> &fields);
    /// @param remark  what stands before the fields. Shows the way back where a field is changed.
    void refreshRow(std::size_t row, const QString &remark);
    void setTheme(const theme::Theme &theme);
    [[nodiscard]] std::size_t count() const { return m_rows.size(); }
    [[nodiscard]] QuantityField *field(std::size_t row, std::size_t column) const;
    [[nodiscard]] QToolButton *resetButton(std::size_t row) const { return m_rows[row].reset; }
    [[nodiscard]] QString error(std::size_t row) const;

Q_SIGNALS:
    void resetRequested(int row);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    struct Row {
        QLabel *title;
        std::vector<QuantityField *> fields;
        QLabel *remark;
        QToolButton *reset;
        QLabel *error;
    };

    QGridLayout *m_grid;
    bool m_hasRemark = false;
    std::vector<QLabel *> m_headers;
    std::vector<Row> m_rows;
};

} // namespace headroom::workload_views

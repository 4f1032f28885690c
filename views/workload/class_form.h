#pragma once

#include "model/edits/workload_edits.h"
#include "views/inspector/parameter_row.h"
#include "views/workload/field_grid.h"

#include <QWidget>

#include <vector>

class QLabel;
class QLineEdit;

namespace headroom::workload_views {

/// Editors of one class of requests: its name, its share, whether it counts as a write, and what a request of it asks for.
class ClassForm final : public QWidget {
    Q_OBJECT

public:
    /// @param catalog  must outlive the form.
    ClassForm(const project::RequestClass &shown, const catalog::Catalog &catalog, QWidget *parent);
    /// @param at  the class's place in edits.classes().
    void refresh(const edits::WorkloadEdits &edits, std::size_t at);
    void setTheme(const theme::Theme &theme);
    [[nodiscard]] QLineEdit *nameField() const { return m_name; }
    [[nodiscard]] FieldGrid *demands() const { return m_demands; }
    [[nodiscard]] inspector::ParameterRow *row(const std::string &parameter) const;

Q_SIGNALS:
    /// The class with one thing changed.
    void changed(const headroom::project::RequestClass &requestClass);

private:
    /// One row of the table.
    struct Demand {
        std::string operation;
        project::OperationUse unstated; ///< what the row goes back to
    };

    void addRows();
    void addDemands(const project::RequestClass &shown);
    void addDemand(const std::string &operation, const QString &title, const QString &tip);
    void rename();
    void refreshDemands(const edits::WorkloadEdits &edits);
    void refreshShare(const edits::WorkloadEdits &edits, std::size_t at);
    [[nodiscard]] project::OperationUse useOf(const project::RequestClass &given, const std::string &operation) const;
    void stateUse(const project::OperationUse &use, bool isStated);
    void stateNumber(std::size_t row, std::size_t column, std::optional<double> value);
    QLabel *addHeading(const QString &text);
    inspector::ParameterRow *addRow(const catalog::ParameterSpec &spec);

    const catalog::Catalog &m_catalog;
    project::RequestClass m_class;
    const project::RequestClass *m_preset = nullptr;
    std::vector<Demand> m_rowsOf;
    QLineEdit *m_name;
    std::vector<inspector::ParameterRow *> m_rows;
    std::vector<QLabel *> m_quiet; ///< labels in the secondary color
    FieldGrid *m_demands = nullptr;
    QLabel *m_sum = nullptr;
};

} // namespace headroom::workload_views

#pragma once

#include "model/catalog/catalog.h"
#include "views/workload/field_grid.h"

#include <QWidget>

#include <vector>

class QLabel;

namespace headroom::workload_views {

/// What a request of a class, or an item of a job, asks for: a row per operation with its times, CPU time and bytes
/// both ways, and what that comes to.
class UseTable final : public QWidget {
    Q_OBJECT

public:
    using Uses = std::vector<project::OperationUse>;
    enum class Of { Request, Item };

    /// @param shown  operations that the catalog does not know get rows behind those it does. @param catalog  must
    /// outlive the table.
    UseTable(Of of, const Uses &shown, const catalog::Catalog &catalog, QWidget *parent);
    /// @param preset  what the rows go back to; null: nothing is stated there.
    void refresh(const Uses &uses, const Uses *preset);
    void setTheme(const theme::Theme &theme);
    [[nodiscard]] FieldGrid *grid() const { return m_grid; }
    /// Operations that the catalog does not know, one after another: they change the table.
    [[nodiscard]] static std::string unknownIn(const Uses &uses, const catalog::Catalog &catalog);

Q_SIGNALS:
    /// All of them, with one thing changed.
    void changed(const std::vector<headroom::project::OperationUse> &uses);

private:
    /// One row of the table.
    struct Demand {
        std::string operation;
        project::OperationUse unstated; ///< what the row goes back to
    };

    void addDemand(const std::string &operation, const QString &title, const QString &tip);
    [[nodiscard]] project::OperationUse useOf(const Uses &given, const std::string &operation) const;
    [[nodiscard]] double requestOf(const project::OperationUse &use) const;
    [[nodiscard]] double number(const project::OperationUse &use, std::size_t column) const;
    void stateUse(const project::OperationUse &use, bool isStated);
    void stateNumber(std::size_t row, std::size_t column, std::optional<double> value);
    void reset(std::size_t row);

    Of m_of;
    const catalog::Catalog &m_catalog;
    Uses m_uses;
    Uses m_preset;
    std::vector<Demand> m_demands;
    FieldGrid *m_grid;
    QLabel *m_sum;
};

} // namespace headroom::workload_views

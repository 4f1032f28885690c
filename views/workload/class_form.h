#pragma once

#include "views/workload/item_form.h"
#include "views/workload/use_table.h"

namespace headroom::workload_views {

/// Editors of one class of requests: its name, its share, whether it counts as a write, and what a request of it asks
/// for.
class ClassForm final : public ItemForm {
    Q_OBJECT

public:
    /// @param catalog  must outlive the form.
    ClassForm(const project::RequestClass &shown, const catalog::Catalog &catalog, QWidget *parent);
    void refresh(const edits::WorkloadEdits &edits, const project::Workload &workload, std::size_t at) override;
    void setTheme(const theme::Theme &theme) override;
    [[nodiscard]] FieldGrid *demands() const { return m_uses->grid(); }

Q_SIGNALS:
    /// The class with one thing changed.
    void changed(const headroom::project::RequestClass &requestClass);

private:
    void addRows();
    void rename(const std::string &name) override;
    void refreshShare(const edits::WorkloadEdits &edits, std::size_t at);

    project::RequestClass m_class;
    const project::RequestClass *m_preset = nullptr;
    UseTable *m_uses;
};

} // namespace headroom::workload_views

#pragma once

#include "model/analysis/report.h"
#include "views/workload/item_form.h"
#include "views/workload/use_table.h"

namespace headroom::workload_views {

/// A component that items may enter at.
struct Entry {
    std::string id;
    std::string title;
};

/// Editors of one background job: when its items come and how many, what one of them does, where it enters and by when
/// it shall be done; and what the open stage makes of it.
class JobForm final : public ItemForm {
    Q_OBJECT

public:
    /// @param entries  to choose from. @param catalog  must outlive the form.
    JobForm(const project::BackgroundJob &shown, const std::vector<Entry> &entries, const catalog::Catalog &catalog,
            QWidget *parent);
    void refresh(const edits::WorkloadEdits &edits, const project::Workload &workload, std::size_t at) override;
    void setTheme(const theme::Theme &theme) override;
    /// @param report  of the job; null: not known. @param slowest  name of the component that holds it up, or empty.
    void showReport(const analysis::JobReport *report, const QString &slowest);
    [[nodiscard]] FieldGrid *demands() const { return m_uses->grid(); }
    [[nodiscard]] QString remark() const;

Q_SIGNALS:
    /// The job with one thing changed.
    void changed(const headroom::project::BackgroundJob &job);

private:
    void addSpecs(const std::vector<Entry> &entries);
    void addRows(std::size_t first, std::size_t last);
    void rename(const std::string &name) override;
    void state(const std::string &parameter, const std::optional<project::Value> &value);

    project::BackgroundJob m_job;
    std::vector<catalog::ParameterSpec> m_specs; ///< as the rows; those of the job's kind only
    UseTable *m_uses = nullptr;
    QLabel *m_remark = nullptr;
};

} // namespace headroom::workload_views

#pragma once

#include "views/workload/job_form.h"
#include "views/workload/list_page.h"

namespace headroom::workload_views {

/// The background jobs of a workload.
class JobPage final : public ListPage {
    Q_OBJECT

public:
    /// @param catalog  must outlive the page.
    JobPage(const catalog::Catalog &catalog, QWidget *parent);
    /// What the open stage makes of the jobs; null: not known.
    void setReport(const std::shared_ptr<const analysis::Report> &report);
    [[nodiscard]] JobForm *form() const { return static_cast<JobForm *>(shownForm()); } ///< null until there is a job

protected:
    [[nodiscard]] std::vector<ItemList::Item> itemsOf(const Edits &edits) const override;
    [[nodiscard]] QString undeletable(const Edits &) const override { return {}; }
    [[nodiscard]] QString resetText() const override;
    [[nodiscard]] std::string formKey(const Edits &edits, std::size_t at) const override;
    [[nodiscard]] ItemForm *makeForm(const Edits &edits, std::size_t at, QWidget *parent) override;
    void refreshed() override;
    [[nodiscard]] edits::Batch added(const Edits &edits) const override { return edits.addJob(); }
    [[nodiscard]] edits::Batch copied(const Edits &edits, std::size_t at) const override { return edits.copyJob(at); }
    [[nodiscard]] edits::Batch removed(const Edits &edits, std::size_t at) const override
    {
        return edits.removeJob(at);
    }
    [[nodiscard]] edits::Batch reset(const Edits &edits) const override { return edits.resetJobs(); }

private:
    [[nodiscard]] std::vector<Entry> entriesOf(const project::BackgroundJob &job) const;

    std::shared_ptr<const analysis::Report> m_report;
    std::string m_job; ///< id of the shown one
};

} // namespace headroom::workload_views

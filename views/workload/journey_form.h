#pragma once

#include "views/workload/field_grid.h"
#include "views/workload/item_form.h"

namespace headroom::workload_views {

/// Editors of one journey: its name, how often it is gone, what it promises, and the requests of one session.
class JourneyForm final : public ItemForm {
    Q_OBJECT

public:
    /// @param catalog  must outlive the form.
    JourneyForm(const std::vector<project::RequestClass> &classes, const catalog::Catalog &catalog, QWidget *parent);
    void refresh(const edits::WorkloadEdits &edits, const project::Workload &workload, std::size_t at) override;
    void setTheme(const theme::Theme &theme) override;
    /// "24 requests", "1 request"
    [[nodiscard]] static QString requestsText(double count);
    [[nodiscard]] FieldGrid *steps() const { return m_steps; }

Q_SIGNALS:
    /// The journey with one thing changed.
    void changed(const headroom::project::Journey &journey);
    void sessionLengthStated(const std::optional<headroom::project::Value> &value);

private:
    void addRows();
    void addSteps(const std::vector<project::RequestClass> &classes);
    void addThinkTime();
    void rename(const std::string &name) override;
    void refreshRows(const edits::WorkloadEdits &edits, const project::Workload &workload);
    void refreshSteps(const edits::WorkloadEdits &edits, const project::Workload &workload);
    void stateCount(std::size_t step, double count);
    [[nodiscard]] std::optional<project::Value> resetValue(const std::string &parameter) const;

    const catalog::Catalog &m_catalog;
    project::Journey m_journey;
    double m_presetWeight = 1;
    std::vector<std::string> m_classes; ///< ids, as the rows of the steps
    std::vector<double> m_unstated;     ///< count that each step goes back to
    FieldGrid *m_steps = nullptr;
    QLabel *m_sum = nullptr;
    QLabel *m_thinkTime = nullptr;
};

} // namespace headroom::workload_views

#pragma once

#include "model/edits/workload_edits.h"
#include "views/inspector/parameter_row.h"
#include "views/workload/field_grid.h"

#include <QWidget>

#include <vector>

class QLabel;
class QLineEdit;

namespace headroom::workload_views {

/// Editors of one journey: its name, how often it is gone, what it promises, and the requests of one session.
class JourneyForm final : public QWidget {
    Q_OBJECT

public:
    /// @param catalog  must outlive the form.
    JourneyForm(const std::vector<project::RequestClass> &classes, const catalog::Catalog &catalog, QWidget *parent);
    /// @param at  the journey's place in edits.journeys().
    void refresh(const edits::WorkloadEdits &edits, const project::Workload &workload, std::size_t at);
    void setTheme(const theme::Theme &theme);
    /// "24 requests", "1 request"
    [[nodiscard]] static QString requestsText(double count);
    [[nodiscard]] QLineEdit *nameField() const { return m_name; }
    [[nodiscard]] FieldGrid *steps() const { return m_steps; }
    [[nodiscard]] inspector::ParameterRow *row(const std::string &parameter) const;

Q_SIGNALS:
    /// The journey with one thing changed.
    void changed(const headroom::project::Journey &journey);
    void sessionLengthStated(const std::optional<headroom::project::Value> &value);

private:
    void addRows();
    void addSteps(const std::vector<project::RequestClass> &classes);
    void addThinkTime();
    void rename();
    void refreshRows(const edits::WorkloadEdits &edits, const project::Workload &workload);
    void refreshSteps(const edits::WorkloadEdits &edits, const project::Workload &workload);
    void stateCount(std::size_t step, double count);
    [[nodiscard]] std::optional<project::Value> resetValue(const std::string &parameter) const;
    QLabel *addHeading(const QString &text);
    inspector::ParameterRow *addRow(const catalog::ParameterSpec &spec);

    const catalog::Catalog &m_catalog;
    project::Journey m_journey;
    double m_presetWeight = 1;
    std::vector<std::string> m_classes; ///< ids, as the rows of the steps
    std::vector<double> m_unstated;     ///< count that each step goes back to
    QLineEdit *m_name;
    std::vector<inspector::ParameterRow *> m_rows;
    std::vector<QLabel *> m_headings;
    FieldGrid *m_steps = nullptr;
    QLabel *m_sum = nullptr;
    QLabel *m_thinkTime = nullptr;
};

} // namespace headroom::workload_views

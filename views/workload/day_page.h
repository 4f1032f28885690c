#pragma once

#include "model/edits/edit.h"
#include "views/inspector/parameter_row.h"
#include "views/workload/quantity_field.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;

namespace headroom::workload_views {

class DayChart;

/// How the load goes up and down over a day: a curve with a peak factor, or the design's own hours.
class DayPage final : public QWidget {
    Q_OBJECT

public:
    /// @param catalog  must outlive the page.
    DayPage(const catalog::Catalog &catalog, QWidget *parent);
    void show(project::Snapshot snapshot);
    void setTheme(const theme::Theme &theme);
    [[nodiscard]] DayChart *chart() const { return m_chart; }
    [[nodiscard]] QComboBox *shapes() const { return m_shapes; }
    [[nodiscard]] QuantityField *hourField() const { return m_load; }
    [[nodiscard]] QPushButton *resetButton() const { return m_reset; }
    [[nodiscard]] inspector::ParameterRow *peakRow() const { return m_peak; }
    [[nodiscard]] QString error() const;

Q_SIGNALS:
    void editRequested(const headroom::edits::Edit &edit);

private:
    void assemble();
    void showHour();
    void stateHour(std::optional<double> load);
    void takeShape(int index);

    const catalog::Catalog &m_catalog;
    project::Snapshot m_snapshot;
    QComboBox *m_shapes;
    QLabel *m_about;
    DayChart *m_chart;
    QLabel *m_hour;
    QuantityField *m_load;
    QLabel *m_error;
    QPushButton *m_reset;
    inspector::ParameterRow *m_peak;
    QLabel *m_keys;
};

} // namespace headroom::workload_views

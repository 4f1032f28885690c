#pragma once

#include "views/inspector/parameter_row.h"

#include <QWidget>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

class QLabel;

namespace headroom::inspector {

/// Editors for the journeys of a workload: how often each is gone, what it promises, and how often it makes each class.
class JourneyRows final : public QWidget {
    Q_OBJECT

public:
    /// @param catalog  must outlive the rows.
    JourneyRows(const project::Workload &workload, const catalog::Catalog &catalog, QWidget *parent);
    void setTheme(const theme::Theme &theme);
    [[nodiscard]] const std::vector<ParameterRow *> &rows() const { return m_rows; }

Q_SIGNALS:
    /// All journeys, with one number changed.
    void journeysStated(const std::vector<headroom::project::Journey> &journeys);

private:
    void addJourney(std::size_t index, const project::Workload &workload, const catalog::Catalog &catalog);
    /// @param put  writes the stated value, or the default for none, into a journey.
    void addRow(std::size_t index, catalog::ParameterSpec spec, std::optional<double> stated,
                std::function<void(project::Journey &, std::optional<double>)> put);

    std::vector<project::Journey> m_journeys;
    std::vector<std::unique_ptr<catalog::ParameterSpec>> m_specs; ///< the rows refer to them
    std::vector<ParameterRow *> m_rows;
    std::vector<QLabel *> m_headings;
};

} // namespace headroom::inspector

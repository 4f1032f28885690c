#pragma once

#include "model/analysis/sweep_percentiles.h"
#include "views/charts/stage_bands.h"

#include <memory>
#include <vector>

namespace headroom::charts {

/// Server time of all requests at ever more users, up to where the design saturates.
struct LatencyCurves {
    std::vector<double> users; ///< ascending
    analysis::SweptPercentiles percentiles;
    double saturation = 0; ///< users; infinite when nothing fills
};

/// Latency by users: median and tail of all requests, with the tightest objective as a line.
class LatencyChart final : public CurveChart {
    Q_OBJECT

public:
    explicit LatencyChart(QWidget *parent = nullptr);
    void setCurves(std::shared_ptr<const headroom::charts::LatencyCurves> curves);
    /// Takes the objectives.
    void setReport(std::shared_ptr<const analysis::Report> report);

    /// Between what the curve of p99 lies; null: nothing is known about that.
    void setBands(std::shared_ptr<const growth::StageBands> bands);

private:
    void redraw() override;
    std::shared_ptr<const growth::StageBands> m_spread;
    std::shared_ptr<const LatencyCurves> m_source;
    std::shared_ptr<const analysis::Report> m_report;
};

} // namespace headroom::charts

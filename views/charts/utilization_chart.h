#pragma once

#include "model/analysis/report.h"
#include "views/charts/stage_bands.h"

#include <memory>

namespace headroom::charts {

/// How full the tightest resources are at any number of users.
class UtilizationChart final : public CurveChart {
    Q_OBJECT

public:
    explicit UtilizationChart(QWidget *parent = nullptr);
    void setCurves(std::shared_ptr<const analysis::Curves> curves);

    /// Between what the curve of what fills first lies; null: nothing is known about that.
    void setBands(std::shared_ptr<const growth::StageBands> bands);

private:
    void redraw() override;
    [[nodiscard]] QList<CurveBand> bandsOn(const QList<Curve> &shown) const;
    std::shared_ptr<const growth::StageBands> m_spread;
    std::shared_ptr<const analysis::Curves> m_source;
};

} // namespace headroom::charts

#pragma once

#include "model/analysis/report.h"
#include "views/charts/stage_bands.h"

#include <memory>

namespace headroom::charts {

/// An amount at an axis: "$12k", in the currency that the screen shows.
[[nodiscard]] QString shortMoney(double amount);

/// What this design costs a month at any number of users.
class CostChart final : public CurveChart {
    Q_OBJECT

public:
    explicit CostChart(QWidget *parent = nullptr);
    void setCurves(std::shared_ptr<const analysis::Curves> curves);

    /// Between what the curve of this design lies; null: nothing is known about that.
    void setBands(std::shared_ptr<const growth::StageBands> bands);

private:
    void redraw() override;
    std::shared_ptr<const growth::StageBands> m_spread;
    std::shared_ptr<const analysis::Curves> m_source;
};

} // namespace headroom::charts

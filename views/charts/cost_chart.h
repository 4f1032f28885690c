#pragma once

#include "model/analysis/report.h"
#include "views/charts/stage_bands.h"

#include <memory>
#include <optional>
#include <vector>

namespace headroom::charts {

/// An amount at an axis: "$12k", in the currency that the screen shows.
[[nodiscard]] QString shortMoney(double amount);

/// What else could be built for ever more users, USD a month.
struct OtherBills {
    std::vector<double> users; ///< ascending
    std::vector<std::optional<double>>
        scaleUp;                  ///< the stage with larger machines alone; absent: there are none so large
    std::vector<double> scaleOut; ///< ideally ever more of the smallest machines: a bound, no design
};

/// What this design costs a month at any number of users, and what larger machines alone or ideally many small ones would.
class CostChart final : public CurveChart {
    Q_OBJECT

public:
    explicit CostChart(QWidget *parent = nullptr);
    void setCurves(std::shared_ptr<const analysis::Curves> curves);

    /// Null: not known, or of another stage.
    void setOthers(std::shared_ptr<const headroom::charts::OtherBills> others);

    /// Between what the curve of this design lies; null: nothing is known about that.
    void setBands(std::shared_ptr<const growth::StageBands> bands);
    /// The same of what else could be built.
    void setOfferBands(std::shared_ptr<const growth::StageBands> bands);

private:
    void redraw() override;
    [[nodiscard]] QList<CurveBand> bandsOn(const QList<Curve> &shown) const;
    std::shared_ptr<const growth::StageBands> m_spread;
    std::shared_ptr<const growth::StageBands> m_offers;
    std::shared_ptr<const analysis::Curves> m_source;
    std::shared_ptr<const OtherBills> m_others;
};

} // namespace headroom::charts

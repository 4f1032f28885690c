#pragma once

#include "model/cost/growth.h"
#include "views/charts/stage_bands.h"

#include <memory>

namespace headroom::growth_views {

/// What growth costs: this design as it is, and what else could be built for so many users, with the places where one
/// becomes cheaper than another.
class GrowthCostChart final : public charts::CurveChart {
    Q_OBJECT

public:
    explicit GrowthCostChart(QWidget *parent = nullptr);
    void setGrowth(std::shared_ptr<const cost::Growth> growth);
    /// Between what the curve of this design lies; null: nothing is known about that.
    void setBands(std::shared_ptr<const growth::StageBands> bands);
    /// The same of the other curves.
    void setOfferBands(std::shared_ptr<const growth::StageBands> bands);
    /// Per 1,000 users instead of in all.
    void setPerThousand(bool isOn);
    /// Draws every stage at its cheapest sizes, too.
    void setEveryStage(bool isOn);

private:
    void redraw() override;
    void addCurve(QList<charts::Curve> &curves, charts::Curve curve, const charts::UsersAxis &axis,
                  const std::function<std::optional<double>(const cost::GrowthPoint &)> &costOf) const;
    [[nodiscard]] QList<charts::Mark> marksOn(const QList<charts::Curve> &curves) const;

    [[nodiscard]] QList<charts::CurveBand> bandsOn(const QList<charts::Curve> &curves) const;

    std::shared_ptr<const cost::Growth> m_growth;
    std::shared_ptr<const growth::StageBands> m_spread;
    std::shared_ptr<const growth::StageBands> m_offers;
    bool m_isPerThousand = false;
    bool m_hasEveryStage = false;
};

} // namespace headroom::growth_views

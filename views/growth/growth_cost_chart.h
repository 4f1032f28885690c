#pragma once

#include "model/cost/growth.h"
#include "views/charts/curve_chart.h"

#include <memory>

namespace headroom::growth_views {

/// What growth costs: this design as it is, and what else could be built for so many users, with the places where one
/// becomes cheaper than another.
class GrowthCostChart final : public charts::CurveChart {
    Q_OBJECT

public:
    explicit GrowthCostChart(QWidget *parent = nullptr);
    void setGrowth(std::shared_ptr<const cost::Growth> growth);
    /// Per 1,000 users instead of in all.
    void setPerThousand(bool isOn);
    /// Draws every stage at its cheapest sizes, too.
    void setEveryStage(bool isOn);

private:
    void redraw() override;
    void addCurve(QList<charts::Curve> &curves, charts::Curve curve, const charts::UsersAxis &axis,
                  const std::function<std::optional<double>(const cost::GrowthPoint &)> &costOf) const;
    [[nodiscard]] QList<charts::Mark> marksOn(const QList<charts::Curve> &curves) const;

    std::shared_ptr<const cost::Growth> m_growth;
    bool m_isPerThousand = false;
    bool m_hasEveryStage = false;
};

} // namespace headroom::growth_views

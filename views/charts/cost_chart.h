#pragma once

#include "model/analysis/report.h"
#include "views/charts/curve_chart.h"

#include <memory>

namespace headroom::charts {

/// What this design costs a month at any number of users.
class CostChart final : public CurveChart {
    Q_OBJECT

public:
    explicit CostChart(QWidget *parent = nullptr);
    void setCurves(std::shared_ptr<const analysis::Curves> curves);

private:
    void redraw() override;
    std::shared_ptr<const analysis::Curves> m_source;
};

} // namespace headroom::charts

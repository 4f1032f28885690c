#pragma once

#include "model/analysis/report.h"
#include "views/charts/curve_chart.h"

#include <memory>

namespace headroom::charts {

/// How full the tightest resources are at any number of users.
class UtilizationChart final : public CurveChart {
    Q_OBJECT

public:
    explicit UtilizationChart(QWidget *parent = nullptr);
    void setCurves(std::shared_ptr<const analysis::Curves> curves);

private:
    void redraw() override;
    std::shared_ptr<const analysis::Curves> m_source;
};

} // namespace headroom::charts

#pragma once

#include "model/growth/uncertainty.h"
#include "views/charts/curve_chart.h"

namespace headroom::charts {

/// The band around a curve, from the 5th to the 95th percentile of a figure, as far as both exist and the curve reaches;
/// none without bands or where fewer than two points are left.
[[nodiscard]] QList<CurveBand> bandsAround(const Curve &curve, const growth::StageBands *bands,
                                           growth::Band growth::BandPoint::*figure);

} // namespace headroom::charts

#pragma once

#include "model/growth/uncertainty.h"
#include "views/charts/curve_chart.h"

#include <functional>

namespace headroom::charts {

/// The figure of a point that a band is of; null: it has none.
using BandOf = std::function<const growth::Band *(const growth::BandPoint &)>;

/// The bands around a curve, from the 5th to the 95th percentile of a figure, as far as both exist and the curve reaches:
/// one for each stretch of two points or more, none without `bands`.
[[nodiscard]] QList<CurveBand> bandsAround(const Curve &curve, const growth::StageBands *bands, const BandOf &of);

/// Gives the bands of a chart hatchings, so that who sees no colors tells them apart where they overlap: those of one
/// curve the same, of curves that bear badges none. A single curve needs none.
void hatch(QList<CurveBand> &bands, const QList<Curve> &curves);

} // namespace headroom::charts

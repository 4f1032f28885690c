#include "views/charts/stage_bands.h"

#include <cmath>

namespace headroom::charts {

QList<CurveBand> bandsAround(const Curve &curve, const growth::StageBands *bands,
                             growth::Band growth::BandPoint::*figure)
{
    CurveBand out { curve.label, {}, {}, curve.role };
    if (!bands || curve.points.isEmpty())
        return {};
    for (const growth::BandPoint &point : bands->points) {
        const growth::Band &band = point.*figure;
        const bool isOnCurve = point.users >= curve.points.first().x() && point.users <= curve.points.last().x();
        if (!isOnCurve || band.samples == 0 || !std::isfinite(band.p05) || !std::isfinite(band.p95))
            continue;
        out.low.append({ point.users, band.p05 });
        out.high.append({ point.users, band.p95 });
    }
    return out.low.size() < 2 ? QList<CurveBand>() : QList<CurveBand> { out };
}

} // namespace headroom::charts

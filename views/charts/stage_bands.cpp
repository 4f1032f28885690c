#include "views/charts/stage_bands.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace headroom::charts {

namespace {

constexpr Qt::BrushStyle kHatches[] { Qt::BDiagPattern, Qt::FDiagPattern, Qt::VerPattern, Qt::HorPattern,
                                      Qt::DiagCrossPattern };

} // namespace

QList<CurveBand> bandsAround(const Curve &curve, const growth::StageBands *bands, const BandOf &of)
{
    if (!bands || curve.points.isEmpty())
        return {};
    QList<CurveBand> found;
    CurveBand out { curve.label, {}, {}, curve.role, curve.style };
    const auto finish = [&] {
        if (out.low.size() > 1)
            found.append(out);
        out.low.clear();
        out.high.clear();
    };
    for (const growth::BandPoint &point : bands->points) {
        const growth::Band *band = of(point);
        const bool isOnCurve = point.users >= curve.points.first().x() && point.users <= curve.points.last().x();
        if (!isOnCurve || !band || band->samples == 0 || !std::isfinite(band->p05) || !std::isfinite(band->p95)) {
            finish();
            continue;
        }
        out.low.append({ point.users, band->p05 });
        out.high.append({ point.users, band->p95 });
    }
    finish();
    return found;
}

void hatch(QList<CurveBand> &bands, const QList<Curve> &curves)
{
    std::set<QString> banded;
    for (const CurveBand &band : std::as_const(bands))
        banded.insert(band.label);
    std::size_t next = 0;
    for (const Curve &curve : curves) {
        if (!curve.badge.isEmpty() || banded.size() < 2 || !banded.contains(curve.label))
            continue;
        for (CurveBand &band : bands)
            if (band.label == curve.label)
                band.hatch = kHatches[next % std::size(kHatches)];
        ++next;
    }
}

} // namespace headroom::charts

#include "views/numbers/availability.h"

#include "model/reporting/estimate_text.h"
#include "model/reporting/numbers.h"
#include "views/numbers/screen_numbers.h"

#include <algorithm>
#include <cmath>

namespace headroom::screen {

namespace {

constexpr int kMostDigits = 6;
constexpr double kSecondsAYear = 8760 * 3600;

/// Decimals of the percentage at which two digits stand behind its nines.
int digitsOf(double share)
{
    return std::clamp(static_cast<int>(std::ceil(-std::log10(std::max(1 - share, 1e-9)))) - 1, 1, kMostDigits);
}

QString written(double share, int digits)
{
    const double scale = std::pow(10, digits);
    const double down = std::floor(share * 100 * scale + 1e-6) / scale; // 0.999 * 100 is less than 99.9
    return QStringLiteral("%1 %").arg(QString::fromStdString(localized(reporting::exact(down))));
}

} // namespace

QString availability(double share)
{
    return written(share, digitsOf(share));
}

QString availabilityChange(double before, double after)
{
    const int digits = std::max(digitsOf(before), digitsOf(after));
    for (const int more : { digits, std::min(digits + 1, kMostDigits) })
        if (const QString first = written(before, more), second = written(after, more); first != second)
            return QStringLiteral("%1 → %2").arg(first, second);
    return availability(before);
}

QString availabilityTick(double share)
{
    return QString::fromStdString(localized(reporting::availabilityPercent(share)));
}

QString downtimeAYear(double share)
{
    return QString::fromStdString(duration((1 - share) * kSecondsAYear));
}

} // namespace headroom::screen

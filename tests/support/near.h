#pragma once

#include <QtGlobal>

#include <algorithm>
#include <cmath>

namespace headroom::test {

/// Whether the value is the expected one, to a share of it; says both when it is not.
inline bool isClose(double value, double expected, double relative)
{
    const bool isNear = std::abs(value - expected) <= relative * std::max(1e-300, std::abs(expected));
    if (!isNear)
        qWarning("%.12g instead of %.12g", value, expected);
    return isNear;
}

} // namespace headroom::test

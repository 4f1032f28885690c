#pragma once

#include <complex>
#include <span>

namespace headroom::latency
{

/// Discrete Fourier transform in place: X_f = Σ x_k·e^(−2πi·fk/n), or its inverse with the factor 1/n.
/// @pre values.size() is a power of two ≥ 1.  Radix 2, O(n log n).
/// Source: Cooley and Tukey 1965.
void transform(std::span<std::complex<double>> values, bool isInverse);

} // namespace headroom::latency

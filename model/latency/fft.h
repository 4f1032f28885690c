#pragma once

#include <complex>
#include <span>
#include <vector>

namespace headroom::latency {

/// Discrete Fourier transform in place: X_f = Σ x_k·e^(−2πi·fk/n), or its inverse with the factor 1/n.
/// @pre values.size() is a power of two ≥ 1.  Radix 2, O(n log n).
/// Source: Cooley and Tukey 1965.
void transform(std::span<std::complex<double>> values, bool isInverse);

/// e^(−2πi·k/size) for k < size, from a table that is made once. @pre size is a power of two ≥ 1.
[[nodiscard]] std::vector<std::complex<double>> rootsOfUnity(std::size_t size);

} // namespace headroom::latency

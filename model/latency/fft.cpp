#include "model/latency/fft.h"

#include "model/engine/wide.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <numbers>
#include <utility>
#include <vector>

namespace headroom::latency {

namespace {

using Complex = std::complex<double>;

void reverseBits(std::span<Complex> values)
{
    std::size_t mirrored = 0;
    for (std::size_t i = 1; i < values.size(); ++i) {
        std::size_t bit = values.size() >> 1;
        for (; mirrored & bit; bit >>= 1)
            mirrored ^= bit;
        mirrored ^= bit;
        if (i < mirrored)
            std::swap(values[i], values[mirrored]);
    }
}

/// a·b without the test for infinities that std::complex must make.
Complex product(Complex a, Complex b)
{
    return { a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real() };
}

/// Up to this size, which is the largest in use, roots are made once.
constexpr std::size_t kTableSize = 1U << 14;

Complex rootOf(std::size_t i, std::size_t size)
{
    return std::polar(1.0, -2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(size));
}

/// The roots of the table's size, which has those of all smaller ones.
const std::vector<Complex> &table()
{
    static const std::vector<Complex> roots = [] {
        std::vector<Complex> made(kTableSize);
        for (std::size_t i = 0; i < kTableSize; ++i)
            made[i] = rootOf(i, kTableSize);
        return made;
    }();
    return roots;
}

/// For each step of a transform, beginning at the half of its length, the roots it needs, one after the other.
using Steps = std::vector<Complex>;

Steps stepsFor(std::size_t size)
{
    Steps made(std::max<std::size_t>(size, 2));
    const std::size_t kept = std::max(size, kTableSize);
    for (std::size_t half = 1; half < size; half *= 2)
        for (std::size_t i = 0; i < half; ++i) {
            const std::size_t at = i * (kept / (2 * half));
            made[half + i] = kept == kTableSize ? table()[at] : rootOf(at, kept);
        }
    return made;
}

const Steps &commonSteps()
{
    static const Steps made = stepsFor(kTableSize);
    return made;
}

/// One step of a transform: all its pairs, by loops over neighbors without a branch.
/// @param roots  `half` of them. @param turn  1, or −1 for the inverse, whose roots are conjugate
HEADROOM_WIDE void combine(Complex *values, std::size_t size, const Complex *roots, std::size_t half, double turn)
{
    for (std::size_t start = 0; start < size; start += 2 * half) {
        Complex *low = values + start;
        Complex *high = low + half;
        for (std::size_t i = 0; i < half; ++i) {
            const Complex odd = product(high[i], { roots[i].real(), turn * roots[i].imag() });
            high[i] = low[i] - odd;
            low[i] += odd;
        }
    }
}

} // namespace

std::vector<Complex> rootsOfUnity(std::size_t size)
{
    assert(std::has_single_bit(size));
    std::vector<Complex> roots(size);
    for (std::size_t i = 0; i < size; ++i)
        roots[i] = size <= kTableSize ? table()[i * (kTableSize / size)] : rootOf(i, size);
    return roots;
}

void transform(std::span<Complex> values, bool isInverse)
{
    const std::size_t size = values.size();
    assert(std::has_single_bit(size));
    reverseBits(values);
    Steps own;
    if (size > kTableSize)
        own = stepsFor(size);
    const Steps &steps = size > kTableSize ? own : commonSteps();
    for (std::size_t half = 1; half < size; half *= 2)
        combine(values.data(), size, &steps[half], half, isInverse ? -1 : 1);
    if (isInverse)
        for (Complex &value : values)
            value /= static_cast<double>(size);
}

} // namespace headroom::latency

#include "model/latency/fft.h"

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

/// The roots of the largest size in use, which has those of all smaller ones.
constexpr std::size_t kTableSize = 1U << 14;
const std::vector<Complex> &table()
{
    static const std::vector<Complex> roots = [] {
        std::vector<Complex> made(kTableSize);
        for (std::size_t i = 0; i < kTableSize; ++i)
            made[i] = std::polar(1.0, -2 * std::numbers::pi * static_cast<double>(i) / kTableSize);
        return made;
    }();
    return roots;
}

} // namespace

std::vector<Complex> rootsOfUnity(std::size_t size)
{
    assert(std::has_single_bit(size));
    std::vector<Complex> roots(size);
    for (std::size_t i = 0; i < size; ++i)
        roots[i] = size <= kTableSize
            ? table()[i * (kTableSize / size)]
            : std::polar(1.0, -2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(size));
    return roots;
}

void transform(std::span<Complex> values, bool isInverse)
{
    const std::size_t size = values.size();
    assert(std::has_single_bit(size));
    reverseBits(values);
    std::vector<Complex> roots = rootsOfUnity(size);
    if (isInverse)
        for (Complex &root : roots)
            root = std::conj(root);
    for (std::size_t half = 1; half < size; half *= 2)
        for (std::size_t start = 0; start < size; start += 2 * half)
            for (std::size_t i = 0; i < half; ++i) {
                const Complex odd = product(values[start + half + i], roots[i * (size / (2 * half))]);
                values[start + half + i] = values[start + i] - odd;
                values[start + i] += odd;
            }
    if (isInverse)
        for (Complex &value : values)
            value /= static_cast<double>(size);
}

} // namespace headroom::latency

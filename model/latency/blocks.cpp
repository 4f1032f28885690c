#include "model/latency/blocks.h"

#include "model/engine/wide.h"
#include "model/latency/fft.h"

#include <cmath>

namespace headroom::latency {

HEADROOM_WIDE void setToProduct(Block &out, const Block &a, const Block &b)
{
    for (std::size_t i = 0; i < kBlock; ++i) {
        out.real[i] = a.real[i] * b.real[i] - a.imaginary[i] * b.imaginary[i];
        out.imaginary[i] = a.real[i] * b.imaginary[i] + a.imaginary[i] * b.real[i];
    }
}

HEADROOM_WIDE void multiplyBy(Block &out, const Block &by)
{
    for (std::size_t i = 0; i < kBlock; ++i) {
        const double real = out.real[i] * by.real[i] - out.imaginary[i] * by.imaginary[i];
        out.imaginary[i] = out.real[i] * by.imaginary[i] + out.imaginary[i] * by.real[i];
        out.real[i] = real;
    }
}

HEADROOM_WIDE void square(Block &out)
{
    for (std::size_t i = 0; i < kBlock; ++i) {
        const double real = out.real[i] * out.real[i] - out.imaginary[i] * out.imaginary[i];
        out.imaginary[i] = 2 * out.real[i] * out.imaginary[i];
        out.real[i] = real;
    }
}

void addReal(Block &sum, double value)
{
    for (double &each : sum.real)
        each += value;
}

HEADROOM_WIDE void addScaled(Block &sum, double factor, const Block &term)
{
    for (std::size_t i = 0; i < kBlock; ++i) {
        sum.real[i] += factor * term.real[i];
        sum.imaginary[i] += factor * term.imaginary[i];
    }
}

HEADROOM_WIDE void setTo(Block &out, RoundedExponential time, const Block &root)
{
    for (std::size_t i = 0; i < kBlock; ++i) {
        const double below = 1 - time.q * root.real[i];
        const double side = time.q * root.imaginary[i]; // of the conjugate
        const double scale = time.h * (1 - time.q) / (below * below + side * side);
        out.real[i] = 1 - time.h + scale * (root.real[i] * below - root.imaginary[i] * side);
        out.imaginary[i] = scale * (root.real[i] * side + root.imaginary[i] * below);
    }
}

HEADROOM_WIDE void onlyFor(double share, Block &out)
{
    for (std::size_t i = 0; i < kBlock; ++i) {
        out.real[i] = 1 - share + share * out.real[i];
        out.imaginary[i] = share * out.imaginary[i];
    }
}

HEADROOM_WIDE void shiftBetween(Block &out, double beyond, const Block &root)
{
    for (std::size_t i = 0; i < kBlock; ++i) {
        const double real = 1 - beyond + beyond * root.real[i];
        const double imaginary = beyond * root.imaginary[i];
        const double product = out.real[i] * real - out.imaginary[i] * imaginary;
        out.imaginary[i] = out.real[i] * imaginary + out.imaginary[i] * real;
        out.real[i] = product;
    }
}

void setToOne(Block &out)
{
    out.real.fill(1);
    out.imaginary.fill(0);
}

void setToRoots(Block &out, const Block &block, std::size_t times, const SplitComplex &roots)
{
    const std::size_t mask = roots.real.size() - 1;
    for (std::size_t i = 0; i < kBlock; ++i) {
        const std::size_t at = ((block.first + i) * times) & mask;
        out.real[i] = roots.real[at];
        out.imaginary[i] = roots.imaginary[at];
    }
}

void setToPower(Block &out, Block &base, double exponent)
{
    if (exponent != std::floor(exponent) || exponent > 1e6) {
        for (std::size_t i = 0; i < kBlock; ++i) {
            const std::complex<double> value
                = std::exp(exponent * std::log(std::complex<double>(base.real[i], base.imaginary[i])));
            out.real[i] = value.real();
            out.imaginary[i] = value.imag();
        }
        return;
    }
    setToOne(out);
    for (auto left = static_cast<unsigned>(exponent); left > 0; left /= 2) {
        if (left & 1U)
            multiplyBy(out, base);
        if (left > 1)
            square(base);
    }
}

SplitComplex splitRoots(std::size_t n)
{
    SplitComplex roots(n);
    const std::vector<std::complex<double>> all = rootsOfUnity(n);
    for (std::size_t i = 0; i < n; ++i) {
        roots.real[i] = all[i].real();
        roots.imaginary[i] = all[i].imag();
    }
    return roots;
}

bool Block::isBelow(double norm) const
{
    for (std::size_t i = 0; i < count; ++i)
        if (real[i] * real[i] + imaginary[i] * imaginary[i] > norm)
            return false;
    return true;
}

RoundedExponential::RoundedExponential(double mean, double step)
    : h(mean > 0 ? std::exp(-step / (2 * mean)) : 0)
    , q(h * h)
{
}

} // namespace headroom::latency

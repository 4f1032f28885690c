#include "model/latency/blocks.h"

#include "model/engine/wide.h"
#include "model/latency/fft.h"

#include <cmath>

namespace headroom::latency {

namespace {

constexpr double kSilent = 1e-22;

} // namespace

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

void setToRoots(Block &out, const Block &block, double times, const Circle &circle)
{
    const std::size_t mask = circle.real.size() - 1;
    const auto turns = static_cast<std::size_t>(std::fmod(times, static_cast<double>(mask + 1)));
    const double weight = circle.radius < 1 ? std::pow(circle.radius, times) : 1;
    for (std::size_t i = 0; i < kBlock; ++i) {
        const std::size_t at = ((block.first + i) * turns) & mask;
        out.real[i] = weight * circle.real[at];
        out.imaginary[i] = weight * circle.imaginary[at];
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

Circle::Circle(std::size_t n, double r)
    : SplitComplex(n)
    , radius(r)
    , silent(kSilent * std::pow(r, 2 * static_cast<double>(n)))
{
    const std::vector<std::complex<double>> all = rootsOfUnity(n);
    for (std::size_t i = 0; i < n; ++i) {
        real[i] = all[i].real();
        imaginary[i] = all[i].imag();
    }
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

#pragma once

#include <array>
#include <complex>
#include <cstddef>
#include <vector>

namespace headroom::latency {

/// Complex numbers by their parts, so that loops over them fill wide registers.
struct SplitComplex {
    std::vector<double> real;
    std::vector<double> imaginary;
    explicit SplitComplex(std::size_t size = 0)
        : real(size)
        , imaginary(size)
    {
    }
};

/// The points z = r·e^(−2πi·f/n) where spectra are taken. Inside the unit circle (r < 1) what lies beyond the end of the
/// grid is not folded back to its beginning: a time of k points weighs r^k, those beyond r^n or less.
struct Circle : SplitComplex { ///< e^(−2πi·k/n) for all k < n
    /// @param n  a power of two. @param radius  r in 0..1.
    explicit Circle(std::size_t n = 1, double radius = 1);
    double radius = 1;
    double silent = 0; ///< squared amplitude of a frequency that no percentile hears
};

/// Neighbouring frequencies that are computed together, few enough to stay in the nearest cache.
constexpr std::size_t kBlock = 128;
struct Block {
    std::size_t first = 0; ///< frequency
    std::size_t count = 0; ///< 1..kBlock
    std::array<double, kBlock> real {};
    std::array<double, kBlock> imaginary {};
    /// Whether every amplitude squared is below this.
    [[nodiscard]] bool isBelow(double norm) const;
};

/// An exponential time rounded to the nearest point of a grid, which makes it geometric:
/// P(0) = 1 − h, P(k) = h(1 − q)q^(k−1) with h = e^(−step/2·mean), q = h².
struct RoundedExponential {
    /// @param mean  s ≥ 0; 0 is no time at all.
    RoundedExponential(double mean, double step);
    double h = 0;
    double q = 0;
};

/// out ← a·b
void setToProduct(Block &out, const Block &a, const Block &b);
/// out ← out·by
void multiplyBy(Block &out, const Block &by);
/// out ← out²
void square(Block &out);
void addReal(Block &sum, double value);
/// sum ← sum + factor·term
void addScaled(Block &sum, double factor, const Block &term);
/// The spectrum of a rounded exponential time.
void setTo(Block &out, RoundedExponential time, const Block &root);
/// The spectrum of a wait that only a share has.
void onlyFor(double share, Block &out);
/// A fixed time is shared between the two points around it, so that the mean is kept.
void shiftBetween(Block &out, double beyond, const Block &root);
void setToOne(Block &out);
/// The points of the frequencies of a block to the power of `times`, a whole number ≥ 0.
void setToRoots(Block &out, const Block &block, double times, const Circle &circle);
/// out ← base^exponent, for each frequency; the base is used up.
void setToPower(Block &out, Block &base, double exponent);

} // namespace headroom::latency

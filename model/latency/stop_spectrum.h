#pragma once

#include "model/latency/blocks.h"
#include "model/latency/request.h"

#include <vector>

namespace headroom::latency {

/// The time a request spends at one component as a spectrum, evaluated frequency by frequency:
/// the sum over all combinations of counts of the product of services, fixed times and the one shared wait.
class StopSpectrum {
public:
    StopSpectrum(const Stop &stop, const Waiting &waiting, Grid grid);

    /// The spectra of one sort of visit for all its counts.
    struct Powers {
        Block once;
        std::vector<Block> more;
        std::vector<const Block *> of; ///< per count; null: 1, no visit
    };
    /// Room for the numbers of one stop and block, used again for the next.
    struct Workspace {
        Block root;                 ///< e^(−2πi·f/n) of the frequencies of the block
        std::vector<Powers> powers; ///< per visit
        std::vector<Block> waits;
        std::vector<const Block *> factors;
        Block product;
    };
    /// Multiplies the frequencies of the block by the spectrum.
    /// @param circle  of the size of the grid.
    void multiply(Block &block, const Circle &circle, Workspace &room) const;
    /// ln E[e^(θT)] of the time before rounding. @pre 0 < θ < steepest().
    [[nodiscard]] double logMoment(double tilt) const;
    /// 1/s: the slowest rate of decay among the services and the wait; infinite when all is fixed.
    [[nodiscard]] double steepest() const;

private:
    struct Visit {
        Visits visits;
        RoundedExponential service;
        double point = 0;  ///< of the grid before the fixed time, which may lie beyond its end
        double beyond = 0; ///< share of the step that it lies beyond that point
    };
    struct Combination {
        double probability = 1;
        std::vector<std::size_t> picks; ///< index of the count, per visit
        double waits = 0;
        std::size_t wait = 0; ///< index in m_waits
    };

    void combine();
    void indexWaits(double step);
    static void raise(const Visit &visit, const Block &block, const Circle &circle, const Block &root, Powers &powers,
                      Block &spare);
    void listFactors(const Combination &of, Workspace &room) const;
    void setToWait(std::size_t index, const Block &block, const Circle &circle, Workspace &room) const;
    [[nodiscard]] double logMomentOfWait(double tilt) const;

    Waiting m_waiting;
    std::vector<Visit> m_visits;
    std::vector<Combination> m_combinations;
    std::vector<RoundedExponential> m_waits; ///< of one sample, as often as a combination waits
    std::vector<double> m_waitTimes;         ///< how often that is
    double m_step = 0;                       ///< s
};

/// The probability of a way times the spectra of its stops, for the frequencies first..first + count − 1; what no
/// percentile hears may be cut short.
[[nodiscard]] Block spectrumOf(double probability, const std::vector<StopSpectrum> &stops, std::size_t first,
                               std::size_t count, const Circle &circle, StopSpectrum::Workspace &room);

} // namespace headroom::latency

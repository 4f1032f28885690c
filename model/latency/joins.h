#pragma once

#include "model/latency/join_law.h"
#include "model/latency/stop_spectrum.h"

#include <functional>
#include <map>
#include <optional>

namespace headroom::latency {

/// A request that goes several ways at once somewhere and then waits for the slowest of them.
///
/// Times of the arms are independent, also where they meet at a station. A call that is a fixed time and one service or
/// sojourn gives an exact mean of the join by quadrature; all else is convolved on the grid of the request. Where a join
/// has its time is told by the mean time of the arm that was the slowest, in an arm by means. Calls that are given up
/// and repeated are joins of one arm: see attempts.h. Several of them to one station share a wait, as visits of a stop
/// do: requests are told apart by how long they wait there (shared_wait.h). What would still take long when its caller
/// has gone is cut from spectra on a smaller circle, so that the grid need not hold it.
/// Source: domain spec 4.7 (F = Π F_i).
class JoinedRequest {
public:
    /// All three must outlive this.
    JoinedRequest(std::span<const Way> ways, std::span<const Branch> branches, std::span<const Waiting> waiting);

    [[nodiscard]] double mean() const;    ///< s
    [[nodiscard]] double slowest() const; ///< s, the part of the mean that is spent in joins
    /// s per branch: mean of one such call with all that follows.
    [[nodiscard]] const std::vector<double> &branchMeans();
    [[nodiscard]] Distribution distribution();    ///< as distributionOf()
    [[nodiscard]] std::vector<Moments> moments(); ///< as momentsOf(); means exactly sum to mean()
    /// As partsOf(); a maximum is off by no more than the worst of its arms.
    [[nodiscard]] double parts() const;

private:
    /// What one way takes in the mean, per component, and what its parts vary.
    struct Piece {
        int component = 0;
        double mean = 0;
        double variance = 0;
    };

    bool noteExact(const Join &join);
    void prepare();
    void findGrid();
    [[nodiscard]] std::function<double(double)> tailOfSharing(int station, double mean) const;
    [[nodiscard]] double meanOf(const Way &way) const;
    [[nodiscard]] double meanOf(const Join &join) const;
    [[nodiscard]] double leastMean(const Way &way, const std::vector<double> &branches) const;
    [[nodiscard]] std::optional<double> exactMean(const Join &join);
    [[nodiscard]] std::optional<double> exactAttempt(const Arm &arm);
    [[nodiscard]] Spectrum spectrumOf(std::span<const Way> ways);
    [[nodiscard]] Spectrum sharing(int station);
    void solve(const Join &join);
    [[nodiscard]] const CallLaw &callOf(const Arm &arm);
    [[nodiscard]] bool isGivenUp() const;
    [[nodiscard]] std::vector<Piece> piecesOf(const Way &way) const;
    [[nodiscard]] std::vector<Piece> piecesOf(const Branch &branch, double mean) const;
    [[nodiscard]] double partsOfWay(const Way &way, const std::vector<double> &branches) const;

    std::span<const Way> m_ways;
    std::span<const Branch> m_branches;
    std::span<const Waiting> m_waiting;
    bool m_isPrepared = false;
    Grid m_grid;
    Circle m_circle;
    std::optional<int> m_shared;                           ///< station whose wait all calls of a request share
    std::vector<double> m_means;                           ///< s, per branch
    std::vector<Spectrum> m_spectra;                       ///< per branch
    std::vector<std::vector<Piece>> m_pieces;              ///< per branch, by component
    std::map<const Join *, std::optional<double>> m_exact; ///< s, mean; nothing where only the grid tells it
    std::map<const Join *, JoinLaw> m_solved;
    std::map<const Arm *, CallLaw> m_calls; ///< of those with attempts
};

} // namespace headroom::latency

#include "model/latency/joins.h"

#include <algorithm>

namespace headroom::latency {

namespace {

constexpr double kRare = 1e-6;

/// A time that is fixed, a timeout or a pause, goes to the points on both sides.
double partsOfCall(const Attempts &attempts, double parts)
{
    const double once = parts + (attempts.isGivenUp() ? 2 : 0);
    double sum = once;
    double chance = attempts.allowed;
    for (std::size_t retry = 0; retry < attempts.pauses.size() && chance > kRare; ++retry)
        if ((chance *= attempts.failure) > kRare)
            sum += once + 2;
    return sum;
}

} // namespace

/// With covariances, which sum to the variance of the branch.
std::vector<JoinedRequest::Piece> JoinedRequest::piecesOf(const Branch &branch, double mean) const
{
    std::vector<Piece> pieces;
    for (const Way &way : branch) {
        const double whole = meanOf(way);
        for (const Piece &each : piecesOf(way))
            pieces.push_back({ each.component, way.probability * each.mean,
                               way.probability * (each.variance + each.mean * (whole - mean)) });
    }
    return pieces;
}

std::vector<JoinedRequest::Piece> JoinedRequest::piecesOf(const Way &way) const
{
    std::vector<Piece> pieces;
    for (const Stop &stop : way.stops) {
        const Spread spread = spreadOf(stop, m_waiting[static_cast<std::size_t>(stop.component)]);
        pieces.push_back({ stop.component, spread.mean, spread.variance });
    }
    for (const Join &join : way.joins) {
        const Spread times = spreadOf(join.counts);
        const double each = meanOf(join);
        const JoinLaw &law = m_solved.at(&join);
        const double ofCounts = times.variance * each * each;
        for (std::size_t a = 0; a < join.arms.size(); ++a) {
            const std::size_t branch = join.arms[a].branch;
            double varied = 0; // of a call that is alone; the slowest of several is told by means
            for (const Piece &piece : m_pieces[branch])
                varied += join.arms.size() == 1 ? piece.variance : 0;
            for (const Piece &piece : m_pieces[branch])
                if (m_means[branch] > 0) {
                    const double part = law.parts[a] * piece.mean / m_means[branch];
                    const double share = varied > 0 ? piece.variance / varied : part;
                    pieces.push_back({ piece.component, part * times.mean * each,
                                       share * times.mean * law.variance + part * ofCounts });
                }
        }
    }
    return pieces;
}

std::vector<Moments> JoinedRequest::moments()
{
    prepare();
    std::vector<Moments> found(m_waiting.size());
    const double total = mean();
    for (const Way &way : m_ways) {
        const double whole = meanOf(way);
        for (const Piece &piece : piecesOf(way)) {
            Moments &moments = found[static_cast<std::size_t>(piece.component)];
            moments.component = piece.component;
            moments.mean += way.probability * piece.mean;
            moments.covariance += way.probability * (piece.variance + piece.mean * whole);
        }
    }
    std::erase_if(found, [](const Moments &each) { return each.component < 0; });
    for (Moments &each : found)
        each.covariance -= each.mean * total;
    return found;
}

double JoinedRequest::partsOfWay(const Way &way, const std::vector<double> &branches) const
{
    double parts = latency::partsOf({ &way, 1 }, m_waiting);
    for (const Join &join : way.joins) {
        double worst = 0;
        for (const Arm &arm : join.arms)
            worst = std::max(worst, partsOfCall(arm.attempts, branches[arm.branch]));
        double times = 0;
        for (const flow::Count &count : join.counts)
            times = count.probability > kRare ? std::max(times, count.times) : times;
        parts += worst * times;
    }
    return parts;
}

double JoinedRequest::parts() const
{
    std::vector<double> branches;
    const auto most = [&](std::span<const Way> ways) {
        double parts = 0;
        for (const Way &way : ways)
            parts = std::max(parts, partsOfWay(way, branches));
        return parts;
    };
    for (const Branch &branch : m_branches)
        branches.push_back(most(branch));
    return most(m_ways);
}

} // namespace headroom::latency

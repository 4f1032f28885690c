#pragma once

#include "model/latency/request.h"

#include <optional>
#include <span>
#include <vector>

namespace headroom::latency {

/// A share of the requests, told apart by how long they wait at one station.
struct WaitShare {
    double probability = 0; ///< they sum to 1
    Waiting waiting;        ///< of theirs
};

/// Those who find a free server, then those who wait ever longer: half of those who wait, half of the rest, and so on
/// to the slowest 128th. Together they are all requests.
/// @pre waiting.upTo is infinite and waiting.from is 0.
[[nodiscard]] std::vector<WaitShare> sharesOf(const Waiting &waiting);

/// The station whose one wait (domain spec 4.7) a request meets most often in calls that end by themselves, so that each
/// would draw a wait of its own; nothing where that hardly changes how the request varies.
/// Calls made at once are left out: their waits are independent. O(ways · stops).
/// @param mean  s, of the request.
[[nodiscard]] std::optional<int> mostShared(std::span<const Way> ways, std::span<const Branch> branches,
                                            std::span<const Waiting> waiting, double mean);

/// Whether a call of each branch waits at the station, itself or in what it asks for one after another.
[[nodiscard]] std::vector<char> waitingBranches(std::span<const Branch> branches, int component);

/// Whether these do, with what waitingBranches() has found.
[[nodiscard]] bool waitsAt(std::span<const Way> ways, int component, const std::vector<char> &branches);

} // namespace headroom::latency

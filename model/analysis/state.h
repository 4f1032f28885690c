#pragma once

namespace headroom::analysis {

/// Whether a mean latency exists.
enum class State { Fine, Saturated, Unreachable };

} // namespace headroom::analysis

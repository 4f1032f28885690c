#pragma once

/// Marks a loop over columns to be built a second time for processors with wider registers, chosen at start.
/// No fused operations: both give the same bits.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_ADDRESS__)
#define HEADROOM_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define HEADROOM_WIDE
#endif

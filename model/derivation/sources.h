#pragma once

namespace headroom::derivation {

// Where the laws come from that several derivations name.
inline constexpr const char *kBuilders = "Amazon Builders' Library, Timeouts, retries and backoff with jitter";
inline constexpr const char *kDenningBuzen = "Denning and Buzen 1978";
inline constexpr const char *kGross = "Gross et al., Fundamentals of Queueing Theory, 4th ed., section 2.3";
inline constexpr const char *kTrivedi = "Trivedi, Probability and Statistics with Reliability, 2nd ed.";

// Said of every backlog.
inline constexpr const char *kFluid = "Fluid queue, B(t) = ∫(λ − μ)⁺";
inline constexpr const char *kGrows = "a day brings as much as can be done in one, or more: it grows from day to day";

} // namespace headroom::derivation

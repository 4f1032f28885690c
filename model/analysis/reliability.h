#pragma once

#include "model/analysis/analyze.h"

#include <stop_token>

namespace headroom::analysis {

/// A minimal set of failures that together stop a class of requests.
struct CutReport {
    struct Part {
        int component = -1; ///< index in the stage
        int failures = 1;   ///< of its instances that it takes to bring it down
    };
    std::vector<Part> parts;
    int order = 1;              ///< failures in all
    double probability = 0;     ///< of all parts being down at once, 0..1
    bool isSinglePoint = false; ///< one component alone, not redundant and not run by a provider
};

/// What one component means to a class.
struct ImportanceReport {
    int component = -1;
    double availability = 1; ///< of the component, as a group
    double birnbaum = 0;     ///< I = A(up for certain) − A(down for certain), 0..1
    double gain = 0;         ///< I · (1 − availability): what the class gains if the component never fails
};

/// All that is asked rarely about how a class fails. Source: domain spec 5.3 and 5.4.
struct ReliabilityReport {
    std::string id; ///< of the class
    std::string name;
    std::optional<reliability::Estimate> availability; ///< absent when the class is not served
    std::vector<CutReport> cuts;                       ///< by order, then the most probable first
    int completeOrder = 0;                    ///< all cuts up to this order are there, of the three that are looked for
    std::vector<ImportanceReport> importance; ///< fix first: largest gain first; components that matter only
    bool isImportanceExact = true;            ///< false: summed over the cuts, as A is too large to count out
};

/// The part of the analysis that no slider should wait for: minimal cuts up to order 3, importance, and availability
/// with a million samples where it cannot be exact.
/// @pre index < number of classes of the stage.
[[nodiscard]] ReliabilityReport reliabilityOf(const CompiledStage &stage, std::size_t index, std::stop_token stop = {});

} // namespace headroom::analysis

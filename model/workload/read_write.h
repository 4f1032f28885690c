#pragma once

#include "model/workload/workload.h"

namespace headroom::workload {

/// What a workload asks for in classes and journeys; a part of it is to be stated as a whole.
struct Mix {
    std::vector<project::Journey> journeys;     ///< empty: the shares of the classes say it
    std::vector<project::RequestClass> classes; ///< with new shares; only without journeys
};

/// The mix with so many reads to a write: what counts as a read is scaled by one factor, what counts as a write by
/// another, and a session keeps its number of requests. With R reads and W writes: r' = r/(1 + r)·(R + W)/R of each
/// read, (R + W)/((1 + r)·W) of each write. Error: one of the two does not occur. Source: domain spec 1.2.
/// @param ratio  reads to a write, > 0, finite.
[[nodiscard]] Result<Mix> withReadsPerWrite(const project::Workload &workload, const catalog::Catalog &catalog,
                                            double ratio);

} // namespace headroom::workload

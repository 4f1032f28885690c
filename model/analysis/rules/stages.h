#pragma once

#include "model/analysis/rules/inspection.h"

#include <optional>
#include <string>

namespace headroom::analysis {

/// CPU time per dynamic request at the databases and their replicas, s of the reference core.
struct DatabaseWork {
    double reads = 0;
    double writes = 0;
    double later = 0; ///< the part of the writes that could be done later
    [[nodiscard]] double writeShare() const { return reads + writes > 0 ? writes / (reads + writes) : 0; }
    [[nodiscard]] double readShare() const { return reads + writes > 0 ? reads / (reads + writes) : 0; }
};

/// Without replay: what the users asked for. Writes are what is done only at the databases.
[[nodiscard]] DatabaseWork databaseWork(const Inspection &in);

/// Load as users of the preset: one request a second per 1,000 of them, so that a quiet workload counts for less.
[[nodiscard]] double presetUsers(const Report &report);

/// The stage a design is built for, 1 to 7, by what it has (domain spec 7.1).
[[nodiscard]] int stageOfDesign(const Inspection &in);

/// The stage that the load needs, 1 to 7, by the ranges of domain spec 7.1: limits of rule STG-02.
[[nodiscard]] int stageOfLoad(const Report &report, const catalog::Catalog &catalog);

/// Users of the preset up to which a stage, 1 to 7, is meant (domain spec 7.1); infinite of the last.
[[nodiscard]] double mostUsersOf(int stage, const catalog::Catalog &catalog);

/// What says that the next stage is due.
struct Trigger {
    std::optional<std::size_t> component; ///< where; absent: it is the load itself
    double measured = 0;
    double threshold = 0;
    std::string what;    ///< "CPU of Database at 74 %, most of it reads"
    std::string metric;  ///< unfolds `measured`
    bool isFull = false; ///< something fills up, or the load is beyond the stage; else it is only worth doing
};

/// The trigger of the design's stage in domain spec 7.3, the first of them that holds; nothing for stage 7, whose next
/// step is more of the same. What is measured stands for the peak hour of two weeks.
/// @param full  utilization from which on something counts as filled up
[[nodiscard]] std::optional<Trigger> triggerOf(const Inspection &in, double full);

/// The same of what is watched in such a stage alone, without what fills first once the load is beyond it.
[[nodiscard]] std::optional<Trigger> watchedTriggerOf(const Inspection &in, double full);

} // namespace headroom::analysis

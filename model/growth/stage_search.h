#pragma once

#include "model/growth/cheapest.h"

#include <map>
#include <set>

namespace headroom::growth {

/// Looks for the cheapest sizing of one stage. Every combination of options is solved at most once.
class StageSearch {
public:
    /// Sizes the stage for the users alone; nothing is solved yet. All must outlive the search.
    StageSearch(const project::Project &project, std::size_t stage, const Goal &goal, const catalog::Catalog &catalog,
                const std::stop_token &stop, const Progress &progress);

    /// USD a month when only the users have to be carried: nothing that meets the goal costs less.
    [[nodiscard]] double leastCost() const { return m_sizing.costPerMonth; }
    /// Why no sizing carries the users; empty: one does.
    [[nodiscard]] std::string obstacle() const;

    [[nodiscard]] StageOptimum run();

private:
    using Choice = std::vector<std::size_t>; ///< per component: which of its options

    /// A combination, solved.
    struct Tried {
        SizedStage sized;
        bool holds = false;             ///< every resource within its limit
        double availability = 0;        ///< that the goal judges
        std::string judged;             ///< class of requests it is of; empty: the read path
        std::size_t singlePoints = 0;   ///< and places, of those that the goal does not forgive
        double missing = 0;             ///< how far from the goal, in logarithms; 0: met
        std::vector<std::size_t> slow;  ///< components by their part of p99, largest first
        std::vector<std::size_t> frail; ///< components by how much of the time they are down
    };
    using Entry = std::pair<const Choice, Tried>;

    void prepare();
    [[nodiscard]] project::Project designOf(const Choice &choice) const;
    void lookAtFindings(StageOptimum &out, const Choice &choice) const;
    const Entry &solved(const Choice &choice);
    [[nodiscard]] double missingOf(const Tried &tried) const;
    [[nodiscard]] std::vector<edits::SetParameter> editsOf(const std::vector<project::Component> &components) const;
    [[nodiscard]] bool isSpent(std::size_t most) const;
    const Entry *inOrderOfCost();
    const Entry *leap(const Entry &from);
    const Entry *byLargestSteps(const Choice &from);
    const Entry *withoutWaste(const Entry *met);
    [[nodiscard]] std::vector<Choice> stepsFrom(const Entry &entry) const;
    void addSteps(const Choice &from, std::size_t component, std::vector<Choice> &steps) const;
    template <typename Worth>
    const Entry *bestStep(const Entry &from, const Worth &worth);
    void explore(const Choice &from);
    void lookBetween();
    void lookBetween(const std::vector<const Entry *> &front, std::set<Choice> &known, std::size_t most);
    template <typename Meets, typename Better>
    [[nodiscard]] std::vector<const Entry *> front(const Meets &meets, const Better &better) const;
    [[nodiscard]] std::vector<const Entry *> latencyFront() const;
    [[nodiscard]] std::vector<const Entry *> availabilityFront() const;
    [[nodiscard]] std::string shortOf() const;

    const project::Project &m_project;
    std::size_t m_stage;
    const Goal &m_goal;
    const catalog::Catalog &m_catalog;
    const std::stop_token &m_stop;
    const Progress &m_progress;
    cost::Sizing m_sizing;
    project::Snapshot m_sized;
    std::shared_ptr<const analysis::CompiledStage> m_compiled; ///< of m_sized
    std::vector<std::vector<SizeOption>> m_options;            ///< per component
    std::map<Choice, Tried> m_tried;
    bool m_followsHits = false; ///< other sizes of a cache would bring other loads: not all combinations are looked at
    bool m_isExhausted = false; ///< every combination was looked at
};

} // namespace headroom::growth

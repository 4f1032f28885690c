#pragma once

#include "model/analysis/compiled_stage.h"
#include "model/cost/sizing.h"

#include <optional>
#include <vector>

namespace headroom::cost {

struct HitSetting;

/// Sizes the components of one stage at one number of users, again and again until nothing changes: what one tier
/// settles on decides the connections of the databases behind it and the shards its copies follow. A cache is never given
/// a setting that answers less than the flows of the stage take for granted (hit_search.h has other flows).
class SizeSearch {
public:
    SizeSearch(const project::Stage &stage, const analysis::CompiledStage &base, double users, SizingLimits limits);

    void run();

    [[nodiscard]] const std::vector<project::Component> &components() const { return m_components; }
    [[nodiscard]] const analysis::CompiledStage &stage() const { return m_stage; }

    /// Every resource above its limit, with the best setting its component has.
    [[nodiscard]] std::vector<Obstacle> obstacles() const;

    /// Settings of a cache with what each answers and costs, in no order.
    [[nodiscard]] std::vector<HitSetting> hitSettings(std::size_t index) const;

private:
    /// What is fullest in comparison with its limit.
    struct Strain {
        double ratio = 0; ///< load over limit; ≤ 1 holds
        std::string resource;
        double utilization = 0;
        double limit = 1;
    };

    /// A setting of one component that was tried.
    struct Candidate {
        project::Component component;
        analysis::CompiledComponent compiled;
        double instances = 1;
        double cost = 0;
        Strain strain;
        [[nodiscard]] bool holds() const { return strain.ratio <= 1 + 1e-9; }
    };

    bool size(std::size_t index);
    void adopt(std::size_t index, project::Component component, analysis::CompiledComponent compiled);
    [[nodiscard]] std::optional<Candidate> best(std::size_t index, double cap) const;
    [[nodiscard]] std::vector<std::string> sizesOf(std::size_t index) const;
    [[nodiscard]] std::optional<project::Component> ofSize(std::size_t index, const std::string &size) const;
    [[nodiscard]] std::optional<Candidate> withCount(std::size_t index, project::Component component, double cap,
                                                     double mostCost) const;
    [[nodiscard]] Candidate tried(std::size_t index, const project::Component &component, double cap) const;
    [[nodiscard]] double countNeeded(std::size_t index, project::Component component,
                                     const catalog::CountScaling &count, double from) const;
    [[nodiscard]] Strain strainOf(const analysis::CompiledComponent &component, const catalog::CountScaling *count,
                                  double instances) const;
    [[nodiscard]] double countForHits(std::size_t index, project::Component component,
                                      const catalog::CountScaling &count, double least) const;
    [[nodiscard]] std::vector<double> countsOf(std::size_t index) const;
    /// Whether a share answered is no less than another, rounding apart.
    [[nodiscard]] static bool isHit(double hit, double wanted) { return hit >= wanted * (1 - 1e-9); }
    void loosenQuotas(std::size_t index, project::Component &component) const;
    void tightenQuotas(std::size_t index, Candidate &candidate, double cap) const;
    [[nodiscard]] const catalog::CountScaling *countOf(std::size_t index) const;
    [[nodiscard]] double leastCount(std::size_t index, const catalog::CountScaling &count) const;
    [[nodiscard]] double limitOf(const analysis::CompiledResource &resource) const;
    [[nodiscard]] double dividedLoad(const analysis::CompiledComponent &component,
                                     const analysis::CompiledResource &resource) const;
    bool follow();
    bool capCallers();

    void findNeighbours();

    const project::Stage &m_original;
    const analysis::CompiledStage &m_base;
    analysis::CompiledStage m_stage; ///< with what was settled on so far
    std::vector<project::Component> m_components;
    std::vector<char> m_isCalledByClients;                     ///< per component
    std::vector<std::pair<std::size_t, std::size_t>> m_copies; ///< per connection that replicates: from, to
    std::vector<double> m_caps;    ///< most instances that the connections of what they call allow
    std::vector<Strain> m_strains; ///< per component: of the setting settled on, or of the best there is
    double m_users;
    SizingLimits m_limits;
};

} // namespace headroom::cost

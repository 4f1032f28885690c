#pragma once

#include "model/cost/curves.h"
#include "model/cost/scale_out.h"

#include <map>
#include <string>

namespace headroom::cost {

/// What something would cost a month, or why it cannot be had.
struct Offer {
    std::optional<double> cost; ///< USD a month
    std::string reason;         ///< in words; empty when there is a cost
};

/// What a stage costs at one number of users, and what else could be built for them.
struct GrowthPoint {
    double users = 0;
    analysis::State state = analysis::State::Fine; ///< of the stage as it is; its bill comes whether it holds or not
    double cost = 0;                               ///< USD a month of the stage as it is
    std::map<std::string, double> costByCategory;
    Offer scaleUp;            ///< the stage with larger machines, its counts as they are
    double scaleOut = 0;      ///< the stage in its smallest form, ideally multiplied: a bound, see IdealScaleOut
    std::vector<Offer> sized; ///< per stage of the design, at its cheapest sizes and counts
    std::optional<std::size_t> cheapest;              ///< index of the stage that is sized for the least money
    std::optional<OverProvisioning> overProvisioning; ///< absent: `notIndexed` says why
    std::string notIndexed;
};

/// From how many users on something else is cheaper.
struct Crossover {
    double users = 0;
    bool isStage = false; ///< another stage, sized, costs least; else multiplying beats larger machines from there on
    std::size_t from = 0; ///< stages; 0 when not
    std::size_t to = 0;
    double before = 0; ///< users, a thousandth fewer or less, up to which it does not hold yet
};

/// The curves of growth of one stage (domain spec 6.2 to 6.4), and where they cross or end.
struct Growth {
    std::string design;
    std::size_t stageIndex = 0;
    std::vector<std::string> stageNames;
    std::string currency;
    std::vector<GrowthPoint> points;
    std::optional<double> ceiling;     ///< most users that larger machines alone carry; absent: all of the range
    std::string ceilingReason;         ///< what stops them there
    std::vector<Crossover> crossovers; ///< ascending, found between points to 1 in 1,000
};

/// Where larger machines alone end.
struct Ceiling {
    double users = 0;   ///< most that they carry
    std::string reason; ///< what stops them there; empty when they carry any number
    /// The resource that is at its limit there, and the stage with the sizes for so many users; absent where several
    /// settings meet and no single resource says it.
    std::optional<std::size_t> component = {};
    std::size_t resource = 0;
    double limit = 1; ///< utilization that sizing allows
    project::Snapshot design = {};
};

/// Sizes one design at many numbers of users; stages are compiled once.
class GrowthCosts {
public:
    /// @pre stage < project.stages.size(); project and catalog outlive it.
    GrowthCosts(const project::Project &project, std::size_t stage, const catalog::Catalog &catalog);

    /// @pre users > 0
    [[nodiscard]] GrowthPoint at(double users) const;

    /// @param users  ascending, > 0, at least one. Stops early, with the points it has, when asked to.
    [[nodiscard]] Growth over(std::span<const double> users, std::stop_token stop = {}) const;

    [[nodiscard]] Offer scaleUpAt(double users) const;
    [[nodiscard]] const IdealScaleOut &scaleOut() const { return m_scaleOut; }
    [[nodiscard]] const Provisioner &provisioner() const { return m_provisioner; }
    /// Any stage of the design at its cheapest sizes and counts.
    [[nodiscard]] Sizing sized(std::size_t stage, double users) const { return m_sizers[stage]->at(users); }
    /// This stage with larger machines only.
    [[nodiscard]] Sizing scaledUp(double users) const { return m_scaleUp.at(users); }

    /// Looked for up to a billion users; nothing where larger machines carry them all. Some dozens of sizings.
    [[nodiscard]] std::optional<Ceiling> ceiling() const;
    /// From how many users on many small machines stay cheaper than larger ones, as curves over 100 to a billion users
    /// have it. Some dozens of sizings.
    [[nodiscard]] std::optional<Crossover> scaleOutCrossover() const;
    /// From how many users on, above these, another stage of the design costs least, up to a billion. Some dozens of
    /// sizings of every stage.
    [[nodiscard]] std::optional<Crossover> nextStage(double users) const;

private:
    [[nodiscard]] std::optional<std::size_t> cheapestAt(double users) const;
    [[nodiscard]] bool isScaleOutCheaper(double users) const;
    void findCeiling(Growth &growth) const;
    [[nodiscard]] Ceiling ceilingBetween(double low, double high) const;
    void findStageCrossovers(Growth &growth) const;
    void findScaleOutCrossover(Growth &growth) const;

    const project::Project &m_project;
    std::size_t m_index;
    const catalog::Catalog &m_catalog;
    std::shared_ptr<const analysis::CompiledStage> m_asIs;
    std::vector<std::unique_ptr<Sizer>> m_sizers; ///< per stage; null: it serves nobody
    Sizer m_scaleUp;
    IdealScaleOut m_scaleOut;
    Provisioner m_provisioner;
};

} // namespace headroom::cost

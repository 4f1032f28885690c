#pragma once

#include "model/cost/size_search.h"

#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace headroom::cost {

/// A setting of a cache that answers more than every cheaper one.
struct HitSetting {
    project::Component component;
    double hit = 0;  ///< 0..1
    double cost = 0; ///< USD a month
};

/// Sizes a stage whose caches answer the more the larger they are, and so decide what is left for those behind them:
/// the stage is sized with one setting of a cache after another, from that of the design towards larger and smaller ones
/// as long as it becomes cheaper, one cache after the other. A local optimum: cheap within three steps on both sides.
class HitSearch {
public:
    /// @param base  a stage of the project, compiled.
    HitSearch(const project::Project &project, std::shared_ptr<const analysis::CompiledStage> base,
              SizingLimits limits);

    /// Whether there is any such cache that something reaches.
    [[nodiscard]] bool isNeeded() const { return !m_caches.empty(); }

    /// What a stage became.
    struct Found {
        std::vector<project::Component> components;
        std::vector<Obstacle> obstacles;
        double cost = 0; ///< USD a month
    };
    /// The cheapest that was found. Safe to share between threads. O(settings tried · what SizeSearch takes).
    [[nodiscard]] Found at(double users) const;

private:
    struct Cache {
        std::size_t index = 0;            ///< of the component
        std::vector<HitSetting> settings; ///< ascending by hit and cost
        std::size_t present = 0;          ///< the first that answers no less than the design's own
    };
    using Levels = std::vector<std::size_t>; ///< index of a setting, per cache
    struct Variant {
        std::shared_ptr<const project::Stage> stage;
        std::shared_ptr<const analysis::CompiledStage> compiled;
    };

    [[nodiscard]] const Variant &variantAt(const Levels &levels) const;
    [[nodiscard]] Found sized(const Levels &levels, double users) const;

    project::Project m_project;
    std::shared_ptr<const analysis::CompiledStage> m_base;
    SizingLimits m_limits;
    std::vector<Cache> m_caches;
    mutable std::mutex m_mutex;
    mutable std::map<Levels, Variant> m_variants; ///< compiled once each
};

} // namespace headroom::cost

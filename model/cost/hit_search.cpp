#include "model/cost/hit_search.h"

#include <algorithm>

namespace headroom::cost {

namespace {

constexpr double kSame = 1e-9;
constexpr std::ptrdiff_t kAhead = 3; // settings looked at on each side of the best

/// Those that answer more than all that cost no more.
std::vector<HitSetting> withoutDearer(std::vector<HitSetting> all)
{
    std::stable_sort(all.begin(), all.end(),
                     [](const HitSetting &a, const HitSetting &b) { return a.cost < b.cost * (1 - kSame); });
    std::vector<HitSetting> found;
    for (HitSetting &each : all)
        if (found.empty() || each.hit > found.back().hit * (1 + kSame))
            found.push_back(std::move(each));
    return found;
}

/// Whether sizes or counts of a component can change which share of the calls it answers itself.
bool hasHits(const catalog::Kind &kind)
{
    const bool isScaled = kind.scaling.size || !kind.scaling.counts.empty();
    return isScaled && std::any_of(kind.handles.begin(), kind.handles.end(), [](const catalog::HandledOperation &each) {
               return !each.hit.empty();
           });
}

bool isBetter(const HitSearch::Found &a, const HitSearch::Found &b)
{
    if (a.obstacles.size() != b.obstacles.size())
        return a.obstacles.size() < b.obstacles.size();
    return a.cost < b.cost * (1 - kSame);
}

} // namespace

HitSearch::HitSearch(const project::Project &project, std::shared_ptr<const analysis::CompiledStage> base,
                     SizingLimits limits)
    : m_project(project)
    , m_base(std::move(base))
    , m_limits(limits)
{
    for (std::size_t i = 0; i < m_base->components.size(); ++i) {
        const analysis::CompiledComponent &component = m_base->components[i];
        if (!component.isReached || !hasHits(*component.kind))
            continue;
        const SizeSearch search(*m_base->source, *m_base, m_base->range.to, m_limits);
        Cache cache { i, withoutDearer(search.hitSettings(i)), 0 };
        if (cache.settings.size() < 2)
            continue; // its hits are stated
        const auto enough = std::find_if(cache.settings.begin(), cache.settings.end(), [&](const HitSetting &each) {
            return each.hit >= component.hit * (1 - kSame);
        });
        cache.present = static_cast<std::size_t>(std::min(enough, cache.settings.end() - 1) - cache.settings.begin());
        m_caches.push_back(std::move(cache));
    }
}

const HitSearch::Variant &HitSearch::variantAt(const Levels &levels) const
{
    const std::lock_guard lock(m_mutex);
    const auto [place, isNew] = m_variants.try_emplace(levels);
    if (isNew) {
        auto stage = std::make_shared<project::Stage>(*m_base->source);
        for (std::size_t c = 0; c < m_caches.size(); ++c)
            stage->components[m_caches[c].index] = m_caches[c].settings[levels[c]].component;
        project::Project edited = m_project;
        edited.stages[m_base->stageIndex] = stage;
        place->second = { stage, analysis::compile(edited, m_base->stageIndex, *m_base->catalog) };
    }
    return place->second;
}

HitSearch::Found HitSearch::sized(const Levels &levels, double users) const
{
    const Variant &variant = variantAt(levels);
    SizeSearch search(*variant.stage, *variant.compiled, users, m_limits);
    search.run();
    return { search.components(), search.obstacles(), analysis::costAt(search.stage(), users) };
}

HitSearch::Found HitSearch::at(double users) const
{
    Levels levels;
    for (const Cache &cache : m_caches)
        levels.push_back(cache.present);
    Found best = sized(levels, users);
    for (std::size_t c = 0; c < m_caches.size(); ++c) {
        const auto count = static_cast<std::ptrdiff_t>(m_caches[c].settings.size());
        std::vector<char> isTried(m_caches[c].settings.size(), 0);
        isTried[levels[c]] = 1;
        for (std::ptrdiff_t step = 1; step <= kAhead; ++step)
            for (const std::ptrdiff_t way : { step, -step }) {
                const std::ptrdiff_t next = static_cast<std::ptrdiff_t>(levels[c]) + way;
                if (next < 0 || next >= count || isTried[static_cast<std::size_t>(next)])
                    continue;
                isTried[static_cast<std::size_t>(next)] = 1;
                Levels other = levels;
                other[c] = static_cast<std::size_t>(next);
                if (Found found = sized(other, users); isBetter(found, best)) {
                    best = std::move(found);
                    levels = other;
                    step = 0; // look around it anew
                    break;
                }
            }
    }
    return best;
}

} // namespace headroom::cost

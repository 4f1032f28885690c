#include "model/growth/size_options.h"

#include "model/cost/compiled_values.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace headroom::growth {

namespace {

using cost::valueOf;

using analysis::CompiledComponent;
using analysis::CompiledStage;
using catalog::CountScaling;
using project::Component;

constexpr double kCostRounding = 1e-9;
constexpr int kMostCounts = 64; // tried upwards for one size

/// Flags and choices that make one component redundant in itself, where its kind has them; later options more so.
constexpr std::array kSwitches { "standby" };
/// Copies that stand by or share the reads, where its kind does not already count them.
constexpr const char *kCopies = "replicas";

/// The count of the kind that matters; null: none does.
const CountScaling *countOf(const CompiledComponent &component)
{
    for (const CountScaling &count : component.kind->scaling.counts) {
        const double matters = count.when.empty()
            ? 1
            : count.when.evaluate([&](std::string_view name) { return valueOf(component, name); });
        if (std::abs(matters) > 0)
            return &count;
    }
    return nullptr;
}

/// Makes the options of one component.
class Options {
public:
    Options(const CompiledStage &stage, std::size_t index, double users, const cost::SizingLimits &limits, int more)
        : m_stage(stage)
        , m_now(stage.components[index])
        , m_sized(stage.source->components[index])
        , m_users(users)
        , m_limits(limits)
        , m_more(more)
        , m_count(countOf(m_now))
    {
        for (const project::Connection &each : stage.source->connections)
            if (each.to == m_sized.id)
                if (const Component *caller = stage.source->findComponent(each.from))
                    m_isCalledByClients = m_isCalledByClients || stage.catalog->kind(caller->kind).behavior == "source";
    }

    std::vector<SizeOption> run()
    {
        add(m_sized, 0);
        if (m_now.isReached)
            for (const std::string &size : sizes())
                addSize(size);
        std::stable_sort(m_found.begin() + 1, m_found.end(), [](const SizeOption &a, const SizeOption &b) {
            return std::pair(a.cost, a.count) < std::pair(b.cost, b.count);
        });
        const SizeOption first = m_found.front();
        std::erase_if(m_found, [&](const SizeOption &each) {
            return &each != &m_found.front() && each.component.parameters == first.component.parameters;
        });
        std::stable_sort(m_found.begin(), m_found.end(), [](const SizeOption &a, const SizeOption &b) {
            return a.cost < b.cost * (1 - kCostRounding);
        });
        return std::move(m_found);
    }

private:
    [[nodiscard]] std::vector<std::string> sizes() const
    {
        const catalog::SizeLadder *ladder = m_stage.catalog->ladder(m_now.kind->ladder);
        std::vector<std::string> found;
        if (m_now.kind->scaling.size && ladder)
            for (const catalog::SizeOption &size : ladder->sizes) {
                for (const auto &[figure, value] : size.figures)
                    if (m_sized.parameters.find(figure))
                        return { "" }; // a machine described by hand
                found.push_back(size.id);
            }
        return found.empty() ? std::vector<std::string> { "" } : found;
    }

    void addSize(const std::string &size)
    {
        Component component = m_sized;
        if (!size.empty())
            component.parameters.set("size", size);
        const CompiledComponent made = analysis::remake(m_stage, m_now, component);
        const catalog::Formula &fits = made.kind->scaling.fits;
        if (!fits.empty() && std::abs(fits.evaluate([&](std::string_view name) { return valueOf(made, name); })) <= 0)
            return;
        for (const Component &each : withRedundancy(component))
            addCounts(each);
    }

    /// The component, with what it could be redundant by switched on one after another.
    [[nodiscard]] std::vector<Component> withRedundancy(const Component &component) const
    {
        std::vector<Component> found { component };
        const auto add = [&](const char *parameter, const project::Value &value) {
            Component more = found.back();
            more.parameters.set(parameter, value);
            found.push_back(std::move(more));
        };
        for (const char *each : kSwitches) {
            const catalog::ParameterSpec *spec = m_now.kind->findParameter(each);
            const double now = valueOf(m_now, each);
            if (spec && spec->type == catalog::ParameterType::Flag && now < 0.5)
                add(each, true);
            for (std::size_t i = 0; spec && i < spec->options.size(); ++i)
                if (static_cast<double>(i) > now)
                    add(each, spec->options[i].id);
        }
        const catalog::ParameterSpec *copies = m_now.kind->findParameter(kCopies);
        if (copies && (!m_count || m_count->parameter != kCopies) && valueOf(m_now, kCopies) + 1 <= copies->maximum)
            add(kCopies, valueOf(m_now, kCopies) + 1);
        return found;
    }

    void addCounts(Component component)
    {
        const bool isAlone = m_count && m_count->needsBalancer && m_isCalledByClients;
        if (!m_count || isAlone || m_limits.keepsCounts) {
            if (holds(component, 1))
                add(component, 1);
            return;
        }
        const catalog::ParameterSpec *spec = m_now.kind->findParameter(m_count->parameter);
        const double now = valueOf(m_now, m_count->parameter);
        double count = m_count->ceiling.empty()
            ? std::max(m_count->toleratesLoss ? std::min(now, 2.0) : 1.0, m_count->atLeast)
            : std::max(now, m_count->atLeast);
        int found = 0;
        for (int tries = 0; tries < kMostCounts && found <= m_more && spec && count <= spec->maximum;
             ++tries, ++count) {
            component.parameters.set(m_count->parameter, count);
            if (!m_count->ceiling.empty())
                component.parameters.set(m_count->ceiling, std::max(valueOf(m_now, m_count->ceiling), count));
            if (holds(component, count)) {
                add(component, count);
                ++found;
            }
        }
    }

    [[nodiscard]] double limitOf(const analysis::CompiledResource &resource) const
    {
        return resource.spec->id == "memory" ? m_limits.memoryUtilization : m_limits.utilization;
    }

    /// Every resource within its limit, and where one of several may fail, the rest within theirs.
    [[nodiscard]] bool holds(const Component &component, double count) const
    {
        const CompiledComponent made = analysis::remake(m_stage, m_now, component);
        const double instances = analysis::instancesAt(m_stage, made, m_users);
        if (m_now.hit > 0 && made.hit < m_now.hit * (1 - kCostRounding))
            return false; // those behind it were sized for more hits
        const bool maySpareOne = m_count && m_count->toleratesLoss && count >= 2 && instances > 1;
        for (const analysis::CompiledResource &resource : made.resources) {
            const double full = analysis::usedAt(m_stage, made, resource, m_users, false) / resource.capacity;
            if (full > limitOf(resource) * (1 + kCostRounding))
                return false;
            if (maySpareOne && full * instances / (instances - 1) > m_limits.afterLoss * (1 + kCostRounding))
                return false;
        }
        return true;
    }

    /// An autoscaled tier may still grow to the end of the stage's range, for which availability is judged.
    [[nodiscard]] Component withRoom(Component component) const
    {
        if (!m_count || m_count->ceiling.empty())
            return component;
        const CompiledComponent made = analysis::remake(m_stage, m_now, component);
        const catalog::ParameterSpec *spec = made.kind->findParameter(m_count->ceiling);
        const double growth = std::max(1.0, m_stage.range.to / m_users);
        const double most = std::ceil(analysis::instancesAt(m_stage, made, m_users) * growth);
        const double now = valueOf(made, m_count->ceiling);
        if (spec && most > now)
            component.parameters.set(m_count->ceiling, std::min(most, spec->maximum));
        return component;
    }

    void add(const Component &given, double count)
    {
        const Component component = withRoom(given);
        const CompiledComponent made = analysis::remake(m_stage, m_now, component);
        SizeOption option { component, analysis::ownCostAt(m_stage, made, m_users), count, 0, 0 };
        if (const catalog::SizeLadder *ladder = m_stage.catalog->ladder(m_now.kind->ladder))
            if (const project::Value *size = component.parameters.find("size"))
                for (std::size_t i = 0; i < ladder->sizes.size(); ++i)
                    if (*size == project::Value(ladder->sizes[i].id))
                        option.size = i;
        for (const char *each : kSwitches)
            option.redundancy += static_cast<int>(valueOf(made, each));
        m_found.push_back(std::move(option));
    }

    const CompiledStage &m_stage;
    const CompiledComponent &m_now;
    const Component &m_sized;
    double m_users;
    const cost::SizingLimits &m_limits;
    int m_more;
    const CountScaling *m_count;
    bool m_isCalledByClients = false;
    std::vector<SizeOption> m_found;
};

} // namespace

std::vector<SizeOption> sizeOptions(const CompiledStage &stage, std::size_t index, double users,
                                    const cost::SizingLimits &limits, int more)
{
    return Options(stage, index, users, limits, more).run();
}

} // namespace headroom::growth

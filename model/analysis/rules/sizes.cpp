#include "model/analysis/rules/sizes.h"

#include "model/reporting/numbers.h"

#include <algorithm>
#include <cmath>

namespace headroom::analysis {

namespace {

using catalog::Role;
using cost::LadderStep;

const catalog::SizeLadder *ladderOf(const Inspection &in, std::size_t i)
{
    return in.stage.catalog->ladder(in.stage.components[i].kind->ladder);
}

/// Id of a component's size; empty: none.
std::string sizeOf(const Inspection &in, std::size_t i)
{
    const double chosen = in.value(i, "size", -1);
    const catalog::SizeLadder *ladder = ladderOf(in, i);
    return ladder && chosen >= 0 && chosen < static_cast<double>(ladder->sizes.size())
        ? ladder->sizes[static_cast<std::size_t>(chosen)].id
        : std::string();
}

/// The sizes of its ladder that run at full speed, with the contention of this component: what bursts has no power of
/// its own to compare.
std::vector<LadderStep> fixedSteps(const Inspection &in, std::size_t i)
{
    const catalog::SizeLadder *ladder = ladderOf(in, i);
    if (!ladder)
        return {};
    catalog::SizeLadder fixed = *ladder;
    std::erase_if(fixed.sizes, [](const catalog::SizeOption &each) {
        const auto baseline = each.figures.find("baseline");
        return baseline != each.figures.end() && baseline->second < 1;
    });
    return cost::ladderSteps(fixed, in.value(i, "sigma"), in.value(i, "kappa"));
}

/// The same, and which of them the component has.
struct Ladder {
    std::vector<LadderStep> steps;
    std::size_t at = 0;
    [[nodiscard]] const LadderStep &now() const { return steps[at]; }
};

std::optional<Ladder> fixedLadder(const Inspection &in, std::size_t i)
{
    const std::string size = sizeOf(in, i);
    if (size.empty())
        return std::nullopt;
    Ladder found { fixedSteps(in, i), 0 };
    while (found.at < found.steps.size() && found.now().size != size)
        ++found.at;
    return found.at < found.steps.size() ? std::optional(std::move(found)) : std::nullopt;
}

void plateau(Inspection &in)
{
    std::vector<std::size_t> found;
    double least = 0;
    std::string flattest;
    for (const std::size_t i : in.all(Role::Database)) {
        const ResourceReport *cpu = in.station(i);
        if (!cpu || cpu->utilization <= in.limit("utilization"))
            continue;
        const std::optional<double> gain = gainOfLargerSize(in, i);
        if (!gain || *gain >= in.limit())
            continue;
        if (found.empty() || *gain < least) {
            least = *gain;
            flattest = in.id(i);
        }
        found.push_back(i);
    }
    in.addAll(found, {}, least, in.ownMetric(flattest));
}

/// More instances of the size before instead, as full as these are; nothing where they would not cost less, each with
/// its disk and whatever else is paid for by instance.
std::optional<edits::Edit> smallerAndMore(const Inspection &in, std::size_t i, const Ladder &ladder)
{
    const CompiledComponent &component = in.stage.components[i];
    const catalog::ParameterSpec *count = component.kind->findParameter(component.kind->scaleOut);
    const ResourceReport *cpu = in.station(i);
    if (!count || !cpu || component.maxInstances > component.instances)
        return std::nullopt;
    const CompiledResource &resource = component.resources[static_cast<std::size_t>(component.station)];
    const double rate = judgedRate(in.stage, component, in.report.requestsPerSecond) * component.hotShare;
    const double copied = resource.standing + rate * resource.broadcast / component.partitions; // whatever their number
    const LadderStep &before = ladder.steps[ladder.at - 1];
    const double room = cpu->used * before.effective / ladder.now().effective - copied;
    if (room <= 0)
        return std::nullopt;
    const double now = in.value(i, component.kind->scaleOut.c_str());
    const double then = std::ceil(now * (cpu->used - copied) / room - 1e-9);
    if (then > count->maximum || !in.stage.source)
        return std::nullopt;
    project::Component edited = in.stage.source->components[i];
    edited.parameters.set("size", before.size);
    edited.parameters.set(component.kind->scaleOut, then);
    const auto bill = [&](const CompiledComponent &each) { return ownCostAt(in.stage, each, in.report.users); };
    if (bill(remake(in.stage, component, edited)) >= bill(component))
        return std::nullopt;
    const std::size_t stage = in.stage.stageIndex;
    return edits::Batch { "More instances of " + before.size,
                          { edits::SetParameter { stage, component.id, "size", before.size },
                            edits::SetParameter { stage, component.id, component.kind->scaleOut, then } } };
}

void dearStep(Inspection &in)
{
    // List prices are linear in size, so only contention makes a step dear.
    const auto isDear = [&](const std::optional<Ladder> &ladder) {
        return ladder && ladder->now().exponent && *ladder->now().exponent > in.limit();
    };
    const auto &dear = in.componentsWith("sizes that gain little", [&](std::size_t i) {
        return in.stage.components[i].isReached && in.value(i, "kappa") + in.value(i, "sigma") > 0
            && isDear(fixedLadder(in, i));
    });
    for (const std::size_t i : dear) {
        const std::optional<Ladder> ladder = fixedLadder(in, i);
        const double exponent = *ladder->now().exponent;
        const LadderStep &smaller = ladder->steps[ladder->at - 1]; // what has an exponent has a size before it
        const std::string family = ladder->now().size.substr(0, ladder->now().size.rfind('.'));
        const auto base = std::find_if(ladder->steps.begin(), ladder->steps.end(), [&](const LadderStep &each) {
            return each.size.substr(0, each.size.rfind('.')) == family;
        });
        in.add({ .subjects = { in.id(i) },
                 .measured = exponent,
                 .words = { { "name", in.name(i) },
                            { "size", ladder->now().size },
                            { "smaller", smaller.size },
                            { "times", reporting::briefNumber(ladder->now().priceHour / smaller.priceHour) },
                            { "gain", reporting::percent(ladder->now().effective / smaller.effective - 1) },
                            { "power", reporting::briefNumber(ladder->now().effective / base->effective) },
                            { "base", base->size },
                            { "crossover", reporting::briefNumber(cost::crossover(exponent).value_or(1)) } },
                 .cure = smallerAndMore(in, i, *ladder),
                 .metric = in.ownMetric(in.id(i)) });
    }
}

void verticalFirst(Inspection &in)
{
    double needed = 0;
    for (const std::size_t i : in.all(Role::Sharded))
        needed += in.report.requestsPerSecond * in.stage.components[i].writeWork;
    const std::optional<LargestSize> largest = largestForShards(in);
    if (largest && needed <= in.limit() * largest->step.effective)
        in.addAll(in.all(Role::Sharded), {}, needed / largest->step.effective, in.ownMetric());
}

} // namespace

std::optional<double> gainOfLargerSize(const Inspection &in, std::size_t component)
{
    const std::optional<NeighborSizes> sizes = upFrom(in, component);
    return sizes ? std::optional(sizes->larger.effective / sizes->smaller.effective - 1) : std::nullopt;
}

std::optional<NeighborSizes> upFrom(const Inspection &in, std::size_t component)
{
    const std::optional<Ladder> ladder = fixedLadder(in, component);
    if (!ladder || ladder->at + 1 >= ladder->steps.size())
        return std::nullopt;
    return NeighborSizes { ladder->now(), ladder->steps[ladder->at + 1] };
}

std::optional<NeighborSizes> upTo(const Inspection &in, std::size_t component)
{
    const std::optional<Ladder> ladder = fixedLadder(in, component);
    if (!ladder || ladder->at == 0)
        return std::nullopt;
    return NeighborSizes { ladder->steps[ladder->at - 1], ladder->now() };
}

std::optional<LargestSize> largestForShards(const Inspection &in)
{
    std::optional<LargestSize> largest;
    for (const std::size_t i : in.all(Role::Sharded))
        for (LadderStep &step : fixedSteps(in, i))
            if (!largest || step.effective > largest->step.effective)
                largest = LargestSize { i, std::move(step) };
    return largest;
}

std::span<const Condition> sizeConditions()
{
    static constexpr Condition table[] {
        { "DB-05", plateau },
        { "DB-06", verticalFirst },
        { "COST-02", dearStep },
    };
    return table;
}

} // namespace headroom::analysis

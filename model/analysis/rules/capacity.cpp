#include "model/analysis/rules/inspection.h"
#include "model/reporting/numbers.h"

#include <cmath>

namespace headroom::analysis
{

namespace
{

bool isMemory(const ResourceReport& resource)
{
    return resource.id == "memory";
}

/// The fullest resource of a component, when it is in this band.
const ResourceReport* fullest(const ComponentReport& component, Band band)
{
    if (component.fullestResource < 0 || component.band != band)
        return nullptr;
    return &component.resources[static_cast<std::size_t>(component.fullestResource)];
}

Hit filledUp(const Inspection& in, std::size_t i, const ResourceReport& resource)
{
    return { .subjects = { in.id(i) },
        .measured = resource.utilization,
        .words = { { "name", in.name(i) }, { "resource", resource.title },
            { "users", reporting::compactNumber(resource.usersAtSaturation) } } };
}

/// Enough instances for a utilization of 0.70, as a cure; for stations that grow by instances.
std::optional<edits::Edit> spreadOut(const Inspection& in, std::size_t i, const ResourceReport& resource)
{
    const CompiledComponent& component = in.stage.components[i];
    const ResourceReport* station = in.station(i);
    if (component.maxInstances > component.instances || station != &resource || component.kind->scaleOut.empty())
        return std::nullopt;
    const double now = in.value(i, component.kind->scaleOut.c_str());
    return oneMore(in, i, now * resource.utilization / 0.70);
}

void full(Inspection& in)
{
    for (std::size_t i = 0; i < in.report.components.size(); ++i)
        if (const ResourceReport* resource = fullest(in.report.components[i], Band::Saturated)) {
            Hit hit = filledUp(in, i, *resource);
            hit.cure = spreadOut(in, i, *resource);
            in.add(std::move(hit));
        }
}

void nearlyFull(Inspection& in)
{
    for (std::size_t i = 0; i < in.report.components.size(); ++i)
        if (const ResourceReport* resource = fullest(in.report.components[i], Band::Critical))
            if (!isMemory(*resource)) {
                Hit hit = filledUp(in, i, *resource);
                hit.cure = spreadOut(in, i, *resource);
                in.add(std::move(hit));
            }
}

void fillingUp(Inspection& in)
{
    for (std::size_t i = 0; i < in.report.components.size(); ++i)
        if (const ResourceReport* resource = fullest(in.report.components[i], Band::Watch)) {
            Hit hit = filledUp(in, i, *resource);
            if (isMemory(*resource))
                hit.threshold = in.limit("memory");
            in.add(std::move(hit));
        }
}

void memoryFull(Inspection& in)
{
    for (std::size_t i = 0; i < in.report.components.size(); ++i)
        for (const ResourceReport& resource : in.report.components[i].resources)
            if (isMemory(resource) && resource.utilization > in.limit() && resource.utilization < 1)
                in.add(filledUp(in, i, resource));
}

/// Also says what comes after the first bottleneck.
void firstToFill(Inspection& in)
{
    const Report& report = in.report;
    if (!report.bottleneck.exists() || !std::isfinite(report.usersAtSaturation))
        return;
    const auto i = static_cast<std::size_t>(report.bottleneck.component);
    const ResourceReport& resource
        = report.components[i].resources[static_cast<std::size_t>(report.bottleneck.resource)];
    if (resource.band != Band::Fine)
        return; // CAP-01..03 say it already
    std::string next;
    if (report.next.exists()) {
        const ComponentReport& second = report.components[static_cast<std::size_t>(report.next.component)];
        const ResourceReport& then = second.resources[static_cast<std::size_t>(report.next.resource)];
        next = " Then " + second.name + ": " + then.title + " at " + reporting::compactNumber(then.usersAtSaturation)
            + ".";
    }
    Hit hit = filledUp(in, i, resource);
    hit.words.emplace_back("red", reporting::compactNumber(report.usersAt085));
    hit.words.emplace_back("next", next);
    in.add(std::move(hit));
}

} // namespace

std::span<const Condition> capacityConditions()
{
    static constexpr Condition table[] {
        { "CAP-01", full },
        { "CAP-02", nearlyFull },
        { "CAP-03", fillingUp },
        { "CAP-06", memoryFull },
        { "CAP-NEXT", firstToFill },
    };
    return table;
}

} // namespace headroom::analysis

#include "model/analysis/rules/inspection.h"

namespace headroom::analysis
{

namespace
{

/// How bad a single point is: tolerance by tier (domain spec 5.7).
Severity severityOf(const Inspection& in, const ComponentReport& component)
{
    if (in.tier() <= Tier::Startup)
        return Severity::Info;
    const bool isPartial = component.singlePointFor.size() < in.report.classes.size();
    return in.tier() == Tier::Standard && isPartial ? Severity::Warning : Severity::Error;
}

/// A second instance, or a standby where the kind has one.
std::optional<edits::Edit> doubled(const Inspection& in, std::size_t i)
{
    const catalog::Kind& kind = *in.stage.components[i].kind;
    if (kind.findParameter("standby"))
        return setTo(in, in.id(i), "standby", std::string("automatic"));
    if (kind.findParameter("replicas") && kind.behavior != "store")
        return setTo(in, in.id(i), "replicas", 1.0);
    return oneMore(in, i, 2);
}

void singlePoint(Inspection& in)
{
    for (std::size_t i = 0; i < in.report.components.size(); ++i) {
        const ComponentReport& component = in.report.components[i];
        if (!component.isSinglePoint)
            continue;
        const bool isWhole = component.singlePointFor.size() == in.report.classes.size();
        in.add({ .subjects = { component.id },
            .words = { { "name", component.name },
                { "what", isWhole ? "every request fails" : listed(component.singlePointFor) + " fails" } },
            .severity = severityOf(in, component),
            .cure = doubled(in, i) });
    }
}

} // namespace

std::span<const Condition> singlePointConditions()
{
    static constexpr Condition table[] {
        { "SPOF-01", singlePoint },
    };
    return table;
}

} // namespace headroom::analysis

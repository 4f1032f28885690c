#include "model/analysis/rules/inspection.h"

#include <algorithm>

namespace headroom::analysis {

namespace {

using catalog::Role;

void backlogGrows(Inspection &in)
{
    for (const std::size_t i : in.all(Role::Worker)) {
        const ResourceReport *cpu = in.station(i);
        if (cpu && in.stage.components[i].isDeferred && cpu->utilization >= in.limit())
            in.addAll({ i }, oneMore(in, i, in.n(i) * cpu->utilization / 0.7), cpu->utilization);
    }
}

void noOutbox(Inspection &in)
{
    std::vector<std::size_t> found;
    std::vector<std::string> ids;
    for (std::size_t c = 0; c < in.stage.links.size(); ++c) {
        const CompiledLink &link = in.stage.links[c];
        if (link.from < 0 || link.to < 0 || !in.is(static_cast<std::size_t>(link.to), Role::Queue)
            || !in.isLinkOff(c, "outbox"))
            continue;
        found.push_back(c);
        ids.push_back(in.stage.connections[c].id);
    }
    in.addLinks(found, setAllTo(in, ids, "outbox", true));
}

void waitsForJob(Inspection &in)
{
    std::vector<std::size_t> found;
    for (const std::size_t c : in.calls())
        if (in.is(static_cast<std::size_t>(in.stage.links[c].to), Role::Queue) && in.stage.links[c].kind->waits)
            found.push_back(c);
    in.addLinks(found);
}

void idleConsumers(Inspection &in)
{
    for (const std::size_t i : in.all(Role::Partitioned)) {
        double consumers = 0;
        for (const CompiledLink &link : in.stage.links)
            if (link.from == static_cast<int>(i) && link.to >= 0
                && in.is(static_cast<std::size_t>(link.to), Role::Worker))
                consumers = std::max(consumers, in.n(static_cast<std::size_t>(link.to)));
        if (in.value(i, "partitions") < consumers)
            in.add({ .subjects = { in.id(i) },
                     .measured = in.value(i, "partitions"),
                     .threshold = consumers,
                     .words = { { "name", in.name(i) } },
                     .cure = setTo(in, in.id(i), "partitions", consumers) });
    }
}

} // namespace

std::span<const Condition> asynchronousConditions()
{
    static constexpr Condition table[] {
        { "Q-01", backlogGrows },
        { "Q-03", noOutbox },
        { "Q-05", waitsForJob },
        { "HOT-04", idleConsumers },
    };
    return table;
}

} // namespace headroom::analysis

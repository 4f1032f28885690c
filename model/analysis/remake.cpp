#include "model/analysis/compiler.h"

namespace headroom::analysis {

CompiledComponent Compiler::remake(const CompiledComponent &like)
{
    m_out.meanShare = like.values.at("mean_share");
    addComponent(m_stage.components.front());
    CompiledComponent &out = m_out.components.front();
    for (const char *name : { "standby", "standby_drawn" }) // a connection may say so
        if (const auto drawn = like.values.find("standby_drawn"); drawn != like.values.end() && drawn->second > 0)
            out.values[name] = like.values.at(name);
    out.readers = like.readers;
    leaveIdle(out);
    out.arrivals = like.arrivals;
    out.copiedArrivals = like.copiedArrivals;
    out.served = like.served;
    out.visits = like.visits;
    out.broadcastVisits = like.broadcastVisits;
    out.broadcastWork = like.broadcastWork;
    out.broadcastSquares = like.broadcastSquares;
    out.requests = like.requests;
    out.usersShare = like.usersShare;
    out.bytesIn = like.bytesIn;
    out.bytesAsked = like.bytesAsked;
    out.bytesOut = like.bytesOut;
    out.received = like.received;
    out.sent = like.sent;
    out.receivedCopies = like.receivedCopies;
    out.delivered = like.delivered;
    out.openings = like.openings;
    out.noPoolHold = like.noPoolHold;
    out.work = out.openings * kOpeningWork;
    out.pools = like.pools;
    if (like.jobs)
        out.jobs = std::make_shared<JobLoad>(*like.jobs); // their work depends on the machine
    out.ownHeld = like.ownHeld;
    out.held = like.held;
    out.entering = like.entering;
    out.isReached = like.isReached;
    out.isDeferred = like.isDeferred;
    out.isPooled = like.isPooled;
    out.availability = like.availability;
    for (const CompiledComponent::Served &served : like.served)
        out.work += served.rate * serviceTime(0, served.operation, served.time);
    finishComponent(0);
    addJobDemand(0);
    holdNobody(0);
    for (const CompiledResource &resource : like.resources)
        if (resource.link >= 0)
            out.resources.push_back(resource);
    return std::move(out);
}

CompiledComponent remake(const CompiledStage &stage, const CompiledComponent &like, const project::Component &edited)
{
    auto alone = std::make_shared<project::Stage>();
    alone->components.push_back(edited);
    project::Project project;
    project.stages.push_back(std::move(alone));
    return Compiler(project, 0, *stage.catalog).remake(like);
}

} // namespace headroom::analysis

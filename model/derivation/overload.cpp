#include "model/analysis/overload.h"
#include "model/derivation/derivator.h"

namespace headroom::derivation {

namespace {

constexpr const char *kBounds = "Denning and Buzen 1978, asymptotic bounds of a closed population";
constexpr const char *kFinite
    = "Gross et al., 4th ed., sections 2.2 and 2.5; flow-equivalent server: Lazowska et al. 1984, chapter 9";

} // namespace

Derivation Derivator::refused(std::size_t component)
{
    const Component &owner = at(component);
    const analysis::PlacesReport &places = *m_report.components[component].places;
    const analysis::CompiledResource *held = analysis::threadsWithQueue(owner);
    const auto resource = static_cast<std::size_t>(held - owner.resources.data());
    std::vector<Derivation> parts { as("T", capacity(component, resource)) };
    parts.push_back(fromCatalog(component, held->spec->queue, "Places to wait of an instance of " + owner.name, "queue",
                                places.queue, "1"));
    parts.push_back(as("busy", used(component, resource)));
    parts.push_back(method("Time at the cores per visit", "S", analysis::timeAtCores(owner), "s",
                           "the rest of the time that a thread is held it waits for calls and fixed delays", {}));
    return named(method("Share of the visits that " + owner.name + " refuses", "p_K", places.refused, "1",
                        "probability that all K = T + queue places are taken: p_n / p_(n-1) = arrivals over what is "
                        "finished with n inside, which is the throughput of n threads that share the cores",
                        std::move(parts)),
                 "Birth-death process of K places", kFinite);
}

Derivation Derivator::answered(std::size_t component)
{
    const analysis::ComponentReport &report = m_report.components[component];
    return named(method("Visits that " + report.name + " answers", "X", report.places->answeredPerSecond, "1/s",
                        "requests * (1 - p_K), all instances as loaded as the hottest",
                        { requests(component), refused(component) }),
                 "Carried load", kFinite);
}

Derivation Derivator::mostAnswered()
{
    const double each = m_stage->ratePerUser;
    Derivation perUser = leaf("Requests per second and user, peak hour", "r", each, "1/s");
    perUser.unfoldedAt = "system.load";
    const analysis::ResourceRef first = m_report.overload->full;
    Derivation full = usersAt(static_cast<std::size_t>(first.component), static_cast<std::size_t>(first.resource), 1.0);
    return named(computed("Requests that can be answered at most", "X", m_report.overload->answeredPerSecond, "1/s",
                          "min(λ, U_max * r)", { rate(), as("U_max", std::move(full)), std::move(perUser) }),
                 "X <= X_max", kBounds);
}

Derivation Derivator::leastLatency()
{
    const analysis::OverloadReport &overload = *m_report.overload;
    const double bare = analysis::bareLatency(*m_stage);
    Derivation alone = method("Mean latency without any waiting", "D", bare, "s",
                              "service, fixed delays and ways of all classes by share", {});
    Derivation think = leaf("Think time", "Z", m_report.thinkTime, "s");
    think.unfoldedAt = "system.concurrent_users";
    Derivation users
        = named(computed("Users at a time", "N", overload.users, "users", "λ * (D + Z)", { rate(), alone, think }),
                "Interactive response time law", kBounds);
    const std::string label = "Mean latency at least";
    if (overload.answeredPerSecond <= 0)
        return method(label, "R", overload.latency, "s", "nothing is answered", { std::move(users) });
    return named(computed(label, "R", overload.latency, "s", "max(D, N / X - Z)",
                          { folded(alone, "above"), std::move(users), mostAnswered(), folded(think, "above") }),
                 "R >= max(D, N / X_max - Z)", kBounds);
}

} // namespace headroom::derivation

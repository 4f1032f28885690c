#include "model/derivation/derivator.h"

#include "model/derivation/sources.h"
#include "model/reporting/numbers.h"

#include <cmath>

namespace headroom::derivation {

namespace {

constexpr const char *kNoLatency = "without a mean latency there is no distribution: see there why";
constexpr double kTlsShare = 0.2; // of a round trip: two of them serve ten requests

std::string percentText(double p)
{
    return reporting::exact(std::round(p * 100)) + " %";
}

double quantileOf(const analysis::Percentiles &of, double p)
{
    return p < 0.9 ? of.p50 : p < 0.97 ? of.p95 : of.p99;
}

/// "the exact value … lies from 40.5 ms to 42.5 ms".
std::string bracketText(const analysis::LatencyReport &found, double p)
{
    return "the exact quantile of this sum lies from " + valueText(quantileOf(found.low, p), "s") + " to "
        + valueText(quantileOf(found.high, p), "s") + ", for a grid of " + valueText(found.step, "s");
}

} // namespace

/// λ·S per instance at the peak.
Derivation Derivator::offeredLoad(std::size_t component)
{
    if (at(component).jobs) {
        Derivation visits = visitRate(component);
        Derivation service = serviceTime(component);
        const double offered = *visits.value * *service.value;
        return named(computed("Offered load", "a", offered, "1", "λ_1 * S",
                              { as("λ_1", std::move(visits)), std::move(service) }),
                     "Offered load in erlangs", kGross);
    }
    Derivation load = judged(component);
    Derivation visits = visitsOfInstance(component);
    Derivation service = serviceTime(component);
    const double offered = *load.value * *visits.value * *service.value;
    return named(computed("Offered load", "a", offered, "1", "λ * visits * S",
                          { std::move(load), std::move(visits), std::move(service) }),
                 "Offered load in erlangs", kGross);
}

Derivation Derivator::visitQuantile(std::size_t component, double p)
{
    const Component &owner = at(component);
    const analysis::ComponentReport &report = m_report.components[component];
    const std::string label = "Time that " + percentText(p) + " of the visits of " + owner.name + " stay below";
    if (!report.sojourn)
        return method(label, "T", std::nullopt, "s", "saturated: no steady distribution exists",
                      { wait(component), serviceTime(component) });
    const double value = quantileOf(*report.sojourn, p);
    const std::string quantile = reporting::exact(p);
    if (owner.isPooled || std::abs(variability(component) - 1) > 0 || std::abs(owner.serviceScv - 1) > 0)
        return named(
            method(label, "T", value, "s",
                   "the wait is 0 or, in a share C of the visits, exponential with the mean W/C; the service is "
                   "a constant and an exponential part that have its variation, at most that of the "
                   "exponential law",
                   { wait(component), serviceTime(component), serviceVariation(component) }),
            "Sum of wait and service", kGross);
    if (report.waitDecay <= 0)
        return named(computed(label, "T", value, "s", "-S * ln(1 - " + quantile + ")", { serviceTime(component) }),
                     "Exponential service, nobody waits", kGross);
    Derivation erlangs = offeredLoad(component);
    const auto station = static_cast<std::size_t>(owner.station);
    Derivation servers = fromCatalog(component, owner.resources[station].spec->servers,
                                     "Servers of an instance of " + owner.name, "m", report.servers, "1");
    Derivation waits = waitingShare(component, report.waitProbability, servers, erlangs);
    return named(
        computed(label, "T", value, "s", "sojourn(" + quantile + ", S, C, m - a)",
                 { serviceTime(component), std::move(waits), folded(servers, "above"), folded(erlangs, "above") }),
        "Quantile of the sojourn in M/M/m", kGross);
}

Derivation Derivator::hitRatio(std::size_t component)
{
    const Component &owner = at(component);
    const std::string label = "Hit ratio of " + owner.name;
    for (const catalog::HandledOperation &each : owner.kind->handles)
        if (!each.hit.empty())
            return fromCatalog(component, each.hit, label, "h", owner.hit, "1");
    return method(label, "h", owner.hit, "1", "its kind answers nothing itself", {});
}

/// What a request that takes as long as the percentile spends at each component.
std::vector<Derivation> Derivator::partsOfQuantile(std::size_t requestClass, double p)
{
    std::vector<Derivation> parts;
    for (const analysis::TimeShare &each : m_report.classes[requestClass].timeShares) {
        const auto component = static_cast<std::size_t>(each.component);
        const double part = p < 0.97 ? each.p95 : each.p99;
        if (part <= 0)
            continue;
        Derivation mean = leaf("Mean time at " + nameOf(component), "mean", each.mean, "s");
        mean.unfoldedAt = "class." + m_report.classes[requestClass].id + ".latency";
        parts.push_back(method("Part of it at " + nameOf(component), "at_" + symbolOf(at(component).id), part, "s",
                               "mean + Cov(part, all) / Var(all) · (all − mean of all), scaled so that the parts sum "
                               "to the percentile",
                               { std::move(mean), timeAt(requestClass, component) }));
    }
    return parts;
}

Derivation Derivator::classQuantile(std::size_t requestClass, double p)
{
    const analysis::ClassReport &report = m_report.classes[requestClass];
    const std::string label = "Server time that " + percentText(p) + " of " + report.name + " stay below";
    const std::string symbol = "T_" + symbolOf(report.id);
    if (!report.serverTime)
        return method(label, symbol, std::nullopt, "s", kNoLatency, { classLatency(requestClass) });
    const double value = quantileOf(report.serverTime->value, p);
    const std::string bracket = bracketText(*report.serverTime, p);
    std::vector<Derivation> parts = p < 0.9 ? std::vector<Derivation> {} : partsOfQuantile(requestClass, p);
    if (parts.empty()) {
        std::vector<double> alone(m_report.classes.size(), 0.0);
        alone[requestClass] = 1;
        Derivation node = mixtureQuantile(label, symbol, value, p, alone, false);
        node.note = bracket;
        return node;
    }
    Derivation node = sum(label, symbol, value, "s", std::move(parts));
    node.note = "found by convolving the distributions of wait and service of all stops on a grid; " + bracket;
    return named(std::move(node), "Numeric convolution");
}

/// Round trip, TLS share and transfer that a user sees besides the server time.
Derivation Derivator::userExtra(std::size_t requestClass)
{
    const double value = m_stage->classes[requestClass].userExtra;
    double bytes = 0;
    for (const project::OperationUse &use : m_trace.classes[requestClass].stated.uses)
        for (const catalog::Operation &operation : m_catalog.operations())
            if (operation.id == use.operation && use.count > 0 && operation.parent.empty() && operation.isVisit)
                bytes += use.count * use.bytes;
    std::vector<Derivation> parts { workloadValue("client_rtt", "rtt"),
                                    constant("Share of a TLS handshake", "tls", kTlsShare, "1") };
    std::string text = "(1 + tls) * rtt";
    if (Derivation bandwidth = workloadValue("client_bandwidth", "bandwidth");
        bandwidth.value && *bandwidth.value > 0) {
        parts.push_back(method("Bytes of an answer", "bytes", bytes, "B",
                               "what the operations of " + m_report.classes[requestClass].name + " deliver", {}));
        parts.push_back(std::move(bandwidth));
        text += " + bytes / bandwidth";
    }
    return computed("Round trip, TLS share and transfer", "client", value, "s", text, std::move(parts));
}

Derivation Derivator::classUserQuantile(std::size_t requestClass, double p)
{
    const analysis::ClassReport &report = m_report.classes[requestClass];
    const std::string label = "User time that " + percentText(p) + " of " + report.name + " stay below";
    if (!report.userTime)
        return method(label, "U", std::nullopt, "s", kNoLatency, { classLatency(requestClass) });
    return named(computed(label, "U", quantileOf(*report.userTime, p), "s", "T + client",
                          { as("T", classQuantile(requestClass, p)), userExtra(requestClass) }),
                 "Server time and the way to the client");
}

const latency::Distribution *Derivator::distribution(std::size_t requestClass)
{
    m_distributions.resize(m_report.classes.size());
    std::optional<latency::Distribution> &found = m_distributions[requestClass];
    if (!found)
        found = analysis::distributionOf(m_report, *m_stage, requestClass);
    return found ? &*found : nullptr;
}

/// Share of a class's requests that are back within a time.
Derivation Derivator::within(std::size_t requestClass, double time, double step, bool isUserTime)
{
    const analysis::ClassReport &report = m_report.classes[requestClass];
    const latency::Distribution &known = *distribution(requestClass);
    const double left = time - (isUserTime ? m_stage->classes[requestClass].userExtra : 0);
    const double share = left < 0 ? 0 : std::min(1.0, known.cumulative(left) / known.total());
    std::vector<Derivation> parts;
    if (isUserTime)
        parts.push_back(userExtra(requestClass));
    parts.push_back(classLatency(requestClass));
    return named(
        method("Share of " + report.name + " within " + valueText(time, "s"), "F_" + symbolOf(report.id), share, "1",
               "the distributions of wait and service of all its stops, convolved on a grid of " + valueText(step, "s"),
               std::move(parts)),
        "Numeric convolution");
}

/// The first point of the grid up to which a share p of a mixture of classes lies.
/// @param shares  per class; those without a distribution are left out
Derivation Derivator::mixtureQuantile(const std::string &label, const std::string &symbol, double value, double p,
                                      const std::vector<double> &shares, bool isUserTime)
{
    double step = INFINITY;
    double all = 0;
    std::vector<std::size_t> classes;
    for (std::size_t c = 0; c < shares.size(); ++c)
        if (const latency::Distribution *known = shares[c] > 0 ? distribution(c) : nullptr) {
            classes.push_back(c);
            step = std::min(step, known->grid().step);
            all += shares[c];
        }
    const auto shareAt = [&](double time, const char *name, bool isUnfolded) {
        std::vector<Derivation> parts;
        double sumOfParts = 0;
        for (const std::size_t c : classes) {
            const analysis::ClassReport &report = m_report.classes[c];
            Derivation back = within(c, time, step, isUserTime);
            if (!isUnfolded)
                back = folded(back, "above");
            const double part = shares[c] * *back.value;
            sumOfParts += part;
            parts.push_back(computed(
                report.name + " within " + valueText(time, "s"), symbolOf(report.id), part, "1", "share * F",
                { method("Its part of the mixture", "share", shares[c], "1", "how often such a request is made", {}),
                  as("F", std::move(back)) }));
        }
        return sum("Share of all within " + valueText(time, "s"), name, sumOfParts, "1", std::move(parts));
    };
    return named(
        computed(label, symbol, value, "s", "if(before < p * all, if(p * all <= within, t, 0), 0)",
                 { method("First point of the grid of " + valueText(step, "s") + " that enough are within", "t", value,
                          "s", "found by going through the grid", {}),
                   constant("Share asked for", "p", p, "1"),
                   method("All that are answered", "all", all, "1", "shares of the classes that have a time", {}),
                   shareAt(value, "within", true), shareAt(value - step, "before", false) }),
        "Quantile of a mixture: the least t with Σ share · F(t) ≥ p");
}

Derivation Derivator::systemQuantile(double p)
{
    const std::string label = "Server time that " + percentText(p) + " of all requests stay below";
    if (!m_report.serverTime)
        return method(label, "T", std::nullopt, "s", kNoLatency, { systemLatency() });
    Derivation node = mixtureQuantile(label, "T", quantileOf(m_report.serverTime->value, p), p, classShares(), false);
    node.note = bracketText(*m_report.serverTime, p);
    return node;
}

Derivation Derivator::systemUserQuantile(double p)
{
    const std::string label = "User time that " + percentText(p) + " of all requests stay below";
    if (!m_report.userTime)
        return method(label, "U", std::nullopt, "s", kNoLatency, { systemLatency() });
    return mixtureQuantile(label, "U", quantileOf(*m_report.userTime, p), p, classShares(), true);
}

std::vector<double> Derivator::classShares() const
{
    std::vector<double> shares;
    for (const analysis::CompiledClass &each : m_stage->classes)
        shares.push_back(each.share);
    return shares;
}

} // namespace headroom::derivation

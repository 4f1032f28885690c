#include "model/engine/solve.h"
#include "model/analysis/compiled_stage.h"
#include "model/analysis/component_reports.h"
#include "model/analysis/overload.h"
#include "model/analysis/retries.h"
#include "model/analysis/solve_asking.h"
#include "model/analysis/ties.h"
#include "model/core/at.h"
#include "model/core/quantity.h"
#include "model/engine/laws.h"
#include "model/latency/joins.h"

#include <algorithm>
#include <cmath>

namespace headroom::analysis {

namespace {
/// Puts the columns of a solve into words.
class Reporter {
public:
    /// @param cut  at these users; of no class: as the stage says.
    Reporter(const CompiledStage &stage, const engine::Results &results, const CutCalls &cut, Report &report)
        : m_stage(stage)
        , m_cut(stage.retried && cut.timedOut.empty() ? stage.retried->cut : cut)
        , m_columns(*stage.columns)
        , m_limits(*stage.limits)
        , m_results(results)
        , m_report(report)
    {
    }

    void run()
    {
        addComponents(m_report, m_stage, m_results);
        addBottleneck();
        addClasses();
        addReliability();
        addUsers();
        addConnections();
        addJobCalls();
        addRetries();
        addLate();
        m_report.traffic = trafficOf(m_stage, m_report);
        addCosts();
        m_report.writtenFor = m_stage.serial;
    }

private:
    void addConnections()
    {
        const bool isWritten = m_report.writtenFor == m_stage.serial;
        m_report.connections.resize(m_stage.links.size());
        for (std::size_t c = 0; c < m_stage.links.size(); ++c) {
            const project::Connection &connection = m_stage.source->connections[c];
            const CompiledLink &link = m_stage.links[c];
            ConnectionReport &out = m_report.connections[c];
            if (!isWritten) {
                out.id = connection.id;
                out.from = connection.from;
                out.to = connection.to;
            }
            out.requestsPerSecond = link.requests * m_report.requestsPerSecond;
            out.bytesPerSecond = link.bytes * m_report.requestsPerSecond;
            out.requestBytesPerSecond = link.requestBytes * m_report.requestsPerSecond;
            out.waits = link.kind->waits;
            out.isReplication = link.isReplication();
            out.retries.reset();
            out.givenUp = 0;
        }
    }

    void addLate()
    {
        m_report.lateCalls = m_cut.late;
        for (const LateCalls &each : m_cut.late) {
            double &worst = m_report.connections[at(each.connection)].givenUp;
            worst = std::max(worst, each.share);
        }
    }

    [[nodiscard]] ResourceRef refOf(int row) const
    {
        if (row < 0)
            return {};
        const int component = m_columns.resources.component[at(row)];
        return { component, row - m_columns.stations.firstResource[at(component)] };
    }

    void addBottleneck()
    {
        m_report.usersAt070 = m_limits.usersAt070;
        m_report.usersAt085 = m_limits.usersAt085;
        m_report.usersAtSaturation = m_limits.usersAtSaturation;
        m_report.bottleneck = refOf(firstByKind(m_stage, m_columns, m_limits, m_limits.bottleneck));
        m_report.next = refOf(firstByKind(m_stage, m_columns, m_limits, m_limits.next));
        if (m_limits.bottleneck < 0)
            return;
        addSoftwareBottleneck();
        for (std::size_t row = 0; row < m_limits.full.size(); ++row)
            if (m_limits.full[row] <= engine::kTie * m_limits.usersAtSaturation) {
                m_report.bottlenecks.push_back(refOf(static_cast<int>(row)));
                m_report.components[at(m_report.bottlenecks.back().component)].isBottleneck = true;
            }
    }

    /// Domain spec 4.4: slots are full although the machines look idle.
    void addSoftwareBottleneck()
    {
        constexpr double kIdle = 0.7;
        const auto resourceOf = [this](ResourceRef ref) -> const ResourceReport & {
            return m_report.components[at(ref.component)].resources[at(ref.resource)];
        };
        if (!resourceOf(m_report.bottleneck).isHeld)
            return;
        m_report.isSoftwareBottleneck = true;
        for (const ComponentReport &component : m_report.components)
            for (const ResourceReport &resource : component.resources)
                if (!resource.isHeld && kIdle * resource.usersAtSaturation <= m_report.usersAtSaturation)
                    m_report.isSoftwareBottleneck = false;
    }

    /// Calls made at once take as long as the slowest of them, some are given up; the columns count all in turn, in full.
    [[nodiscard]] double joinedMean(const CompiledClass &each) const
    {
        const std::vector<latency::Waiting> waiting = waitingsOf(m_report); // outlives the request
        return latency::JoinedRequest(each.ways, each.branches, waiting).mean();
    }

    void addClasses()
    {
        double mean = 0;
        for (std::size_t c = 0; c < m_stage.classes.size(); ++c) {
            const CompiledClass &each = m_stage.classes[c];
            ClassReport line;
            line.id = each.id;
            line.name = each.name;
            line.requestsPerSecond = m_report.requestsPerSecond * each.share;
            line.objective.limit = each.objective;
            line.availability = each.availability;
            line.singlePoints = each.singlePoints;
            if (m_results.saturatedVisits[c] > 0)
                line.state = State::Saturated;
            if (!each.isServed)
                line.state = State::Unreachable;
            if (line.state == State::Fine)
                line.meanLatency = each.branches.empty() ? m_results.latency[c] : joinedMean(each);
            else if (each.share > 0)
                m_report.state = line.state;
            if (!m_cut.timedOut.empty() && line.state == State::Fine)
                line.timedOut = m_cut.timedOut[c];
            mean += each.share * line.meanLatency.value_or(m_results.latency[c]);
            m_report.timedOut += each.share * line.timedOut;
            m_report.classes.push_back(std::move(line));
        }
        if (m_report.state == State::Fine && !m_report.classes.empty())
            m_report.meanLatency = mean;
    }

    void addJobCalls()
    {
        for (std::size_t c = 0; c < m_stage.jobCalls.size(); ++c) {
            m_report.connections[c].requestsPerSecond += m_stage.jobCalls[c].rate.at(m_report.users);
            m_report.connections[c].bytesPerSecond += m_stage.jobCalls[c].bytes.at(m_report.users);
            m_report.connections[c].requestBytesPerSecond += m_stage.jobCalls[c].requestBytes.at(m_report.users);
        }
    }

    void addRetries()
    {
        if (!m_stage.retried)
            return;
        m_report.isMetastable = m_stage.retried->isMetastable;
        for (std::size_t c = 0; c < m_report.connections.size(); ++c)
            m_report.connections[c].retries = m_stage.retried->report[c];
    }

    void addReliability()
    {
        m_report.tolerance = m_stage.tolerance;
        m_report.downtimeCostPerHour = m_stage.downtimeCostPerHour;
        m_report.readingClass = m_stage.readingClass;
        if (m_stage.classes.empty() || !m_stage.classes[m_stage.readingClass].availability)
            return;
        m_report.availability = m_stage.classes[m_stage.readingClass].availability->value;
        m_report.downtimeCostPerMonth = (1 - *m_report.availability) * kHoursPerMonth * m_stage.downtimeCostPerHour;
    }

    /// The interactive response time law: N = λ·(R + Z).  Source: Denning and Buzen 1978; domain spec 1.1.
    void addUsers()
    {
        m_report.thinkTime = m_stage.thinkTime;
        m_report.readsPerWrite = m_stage.readsPerWrite;
        if (m_report.meanLatency)
            m_report.concurrentUsers = m_report.requestsPerSecond * (*m_report.meanLatency + m_stage.thinkTime);
        m_report.overload = overloadOf(m_stage, m_report);
        analysis::addJourneys(m_report, m_stage);
        addBacklogs(m_report, m_stage);
        analysis::addJobs(m_report, m_stage);
    }

    void addCosts()
    {
        const engine::Bills &bills = m_columns.bills;
        m_report.costPerMonth = m_results.totalCost;
        m_report.transferCostPerMonth = m_results.transferCost;
        std::vector<double> sums(bills.categories.size(), 0.0);
        for (std::size_t line = 0; line < bills.size(); ++line)
            sums[at(bills.category[line])] += std::max(0.0, m_results.amounts[line]);
        sums[at(bills.transfer)] += bills.betweenPlacesBase + bills.betweenPlaces * m_report.users;
        for (std::size_t category = 0; category < sums.size(); ++category)
            if (sums[category] > 0)
                m_report.costByCategory[bills.categories[category]] = sums[category];
    }

    const CompiledStage &m_stage;
    const CutCalls &m_cut;
    const engine::Columns &m_columns;
    const engine::Limits &m_limits;
    const engine::Results &m_results;
    Report &m_report;
};

} // namespace

const ComponentReport *Report::findComponent(const std::string &id) const
{
    const auto found = std::find_if(components.begin(), components.end(),
                                    [&](const ComponentReport &each) { return each.id == id; });
    return found == components.end() ? nullptr : &*found;
}

const LateCalls *Report::findLate(std::size_t connection) const
{
    const LateCalls *worst = nullptr;
    for (const LateCalls &each : lateCalls)
        if (at(each.connection) == connection && (!worst || worst->share < each.share))
            worst = &each;
    return worst;
}

namespace {

/// An empty report with the memory of the lists that grow with the stage, and with the texts where it had those of it.
void clear(Report &report, const CompiledStage &stage)
{
    Report empty;
    if (report.components.size() == stage.components.size() && report.connections.size() == stage.links.size())
        empty.writtenFor = report.writtenFor; // else emptied by a move
    empty.components.swap(report.components);
    empty.connections.swap(report.connections);
    report.holders.clear();
    empty.holders.swap(report.holders);
    report.findings.clear();
    empty.findings.swap(report.findings);
    report = std::move(empty);
}

} // namespace

namespace {

/// @param settled  what the stage came from.
void solveSettled(const CompiledStage &stage, double users, SolveOptions options, Settled settled, Report &report)
{
    clear(report, stage);
    report.design = stage.design;
    report.stageIndex = stage.stageIndex;
    report.stageName = stage.stageName;
    report.users = users;
    report.currency = stage.catalog->currency();
    report.requestsPerSecond = users * stage.ratePerUser;
    report.meanRequestsPerSecond = report.requestsPerSecond * stage.meanShare;
    if (!settled.results)
        engine::solve(*stage.columns, users, settled.results.emplace());
    Reporter(stage, *settled.results, settled.cut, report).run();
    if (options.percentiles)
        addPercentiles(report, stage);
}

[[nodiscard]] Settled settled(const CompiledStage &stage, double users)
{
    return stage.retried ? Settled {} : settledAt(stage, users);
}

} // namespace

void solveFiguresInto(const CompiledStage &stage, double users, SolveOptions options, Report &report)
{
    Settled found = settled(stage, users);
    const std::shared_ptr<const CompiledStage> other = found.stage;
    solveSettled(other ? *other : stage, users, options, std::move(found), report);
}

void solveInto(const CompiledStage &stage, double users, SolveOptions options, Report &report)
{
    Settled found = settled(stage, users);
    const std::shared_ptr<const CompiledStage> other = found.stage;
    const CompiledStage &solved = other ? *other : stage;
    solveSettled(solved, users, options, std::move(found), report);
    report.findings = findingsOf(solved, report, options.before);
}

Report solveAsking(const CompiledStage &stage, double users, SolveOptions options, std::string_view rule)
{
    Settled found = settled(stage, users);
    const std::shared_ptr<const CompiledStage> other = found.stage;
    const CompiledStage &solved = other ? *other : stage;
    Report report;
    solveSettled(solved, users, options, std::move(found), report);
    report.findings = findingsOfRule(solved, report, rule);
    return report;
}

Report solveFigures(const CompiledStage &stage, double users, SolveOptions options)
{
    Report report;
    solveFiguresInto(stage, users, options, report);
    return report;
}

Report solve(const CompiledStage &stage, double users, SolveOptions options)
{
    Report report;
    solveInto(stage, users, options, report);
    return report;
}

Report analyze(const project::Project &project, std::size_t stage, double users, const catalog::Catalog &catalog)
{
    return solve(*compile(project, stage, catalog), users, { .percentiles = true });
}

} // namespace headroom::analysis

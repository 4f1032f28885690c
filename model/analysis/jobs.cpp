#include "model/analysis/job_days.h"
#include "model/engine/laws.h"

#include <algorithm>

namespace headroom::analysis {

namespace {

/// What one job meets on its way: at each component it passes with what all others bring there through the day.
class JobJudge {
public:
    JobJudge(const Report &report, const CompiledStage &stage, const CompiledJob &job, JobReport &line)
        : m_report(report)
        , m_stage(stage)
        , m_job(job)
        , m_line(line)
    {
    }

    void run()
    {
        double alone = 0; // s of one item that meets nobody of its own
        for (const JobStop &stop : m_job.stops) {
            const auto i = static_cast<std::size_t>(stop.component);
            const CompiledComponent &component = m_stage.components[i];
            for (std::size_t r = 0; r < stop.demand.size(); ++r)
                if (stop.demand[r] > 0 && component.resources[r].spec->kind != "held" && m_line.state == State::Fine)
                    meet(i, r);
            for (std::size_t r = 0; r < stop.asks.size(); ++r) // 0 where none is left: told as a backlog
                alone += stop.asks[r] * m_report.components[i].resources[r].wait;
            if (component.station >= 0)
                alone += stop.demand[static_cast<std::size_t>(component.station)] * component.slowdown
                    + stop.visits * (m_report.components[i].state == State::Fine ? m_report.components[i].wait : 0);
        }
        if (m_line.state == State::Fine)
            m_line.time = m_job.isBatch ? std::max(m_longest, alone) : std::max(0.0, m_longest) + alone;
    }

private:
    /// First come, first served among all that is to be done there; what one component is done with the next takes up
    /// meanwhile, so that the slowest of them counts.
    void meet(std::size_t i, std::size_t resource)
    {
        const double time
            = timeOf(m_job, dayOf(m_stage, i, resource, m_report.users, m_report.components[i].instances));
        if (m_line.slowest >= 0 && !isSlower(time, i))
            return;
        m_line.slowest = static_cast<int>(i);
        m_longest = time;
        if (time >= engine::kNever)
            m_line.state = State::Saturated;
    }

    /// Where none makes it wait longer than the others: whether an item takes longer here; of equals the first by id.
    [[nodiscard]] bool isSlower(double time, std::size_t i) const
    {
        const auto before = static_cast<std::size_t>(m_line.slowest);
        if (time < m_longest || time > m_longest)
            return time > m_longest;
        const double own = ownTime(i);
        const double other = ownTime(before);
        return own > other || (own >= other && m_stage.components[i].id < m_stage.components[before].id);
    }

    /// s that an item spends at a component, meeting nobody.
    [[nodiscard]] double ownTime(std::size_t i) const
    {
        const JobStop *stop = stopOf(m_job, i);
        const CompiledComponent &component = m_stage.components[i];
        return component.station < 0 ? 0
                                     : stop->demand[static_cast<std::size_t>(component.station)] * component.slowdown;
    }

    const Report &m_report;
    const CompiledStage &m_stage;
    const CompiledJob &m_job;
    JobReport &m_line;
    double m_longest = -1; ///< s
};

} // namespace

double timeOf(const CompiledJob &job, const ResourceDay &day)
{
    if (day.pace <= 0)
        return engine::kNever;
    if (!job.isBatch) {
        const auto backlog = queueing::backlogOfDay(day.parts, day.pace);
        return backlog ? backlog->oldest : engine::kNever;
    }
    double longest = 0;
    for (const double begin : job.begins)
        longest = std::max(
            longest, queueing::doneAfter(day.parts, day.pace, begin, begin + job.window).value_or(engine::kNever));
    return longest;
}

void addJobs(Report &report, const CompiledStage &stage)
{
    for (const CompiledJob &job : stage.jobs) {
        JobReport line;
        line.id = job.id;
        line.name = job.name;
        line.isBatch = job.isBatch;
        line.items = job.items.at(report.users);
        const JobRates rates = ratesOf(stage, job);
        line.itemsPerSecond = rates.mean.at(report.users);
        line.peakPerSecond = rates.highest.at(report.users);
        line.deadline = job.deadline;
        if (!job.isServed)
            line.state = State::Unreachable;
        else
            JobJudge(report, stage, job, line).run();
        if (line.deadline > 0)
            line.holds = line.time && *line.time <= line.deadline;
        report.jobs.push_back(std::move(line));
    }
}

} // namespace headroom::analysis

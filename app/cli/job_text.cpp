#include "app/cli/job_text.h"

#include "app/cli/output.h"
#include "model/reporting/numbers.h"

#include <vector>

namespace headroom::app {

namespace {

using analysis::Report;
using Rows = std::vector<std::vector<std::string>>;

/// What is asked for, and whether it is kept.
std::vector<std::string> promise(double deadline, bool holds)
{
    if (deadline <= 0)
        return { "–", "" };
    return { "within " + reporting::duration(deadline), holds ? "kept" : "broken" };
}

std::string backlogTable(const Report &report)
{
    Rows rows { { "backlog", "arrives", "can be done", "most", "oldest", "drains in", "deadline", "" } };
    for (const analysis::ComponentReport &component : report.components) {
        if (!component.backlog)
            continue;
        const analysis::BacklogReport &line = *component.backlog;
        std::vector<std::string> row { plain(component.name), reporting::compactRate(line.arriving),
                                       reporting::compactRate(line.pace) };
        if (line.age)
            row.insert(row.end(),
                       { reporting::compactNumber(line.most.value_or(0)), reporting::duration(*line.age),
                         reporting::duration(line.drain.value_or(0)) });
        else
            row.insert(row.end(), { "grows", "–", "never" });
        for (std::string &cell : promise(line.deadline, !line.isLate()))
            row.push_back(std::move(cell));
        rows.push_back(std::move(row));
    }
    return rows.size() > 1 ? '\n' + table(rows, { 1, 2, 3, 4, 5 }) : "";
}

std::string jobTable(const Report &report)
{
    Rows rows { { "job", "", "items", "daily mean", "most at once", "done in", "slowest", "deadline", "" } };
    for (const analysis::JobReport &line : report.jobs) {
        std::vector<std::string> row { plain(line.name), line.isBatch ? "batch" : "event",
                                       reporting::compactNumber(line.items) + (line.isBatch ? " a run" : " a day"),
                                       reporting::compactRate(line.itemsPerSecond),
                                       reporting::compactRate(line.peakPerSecond) };
        if (line.time)
            row.push_back(reporting::duration(*line.time));
        else
            row.push_back(line.state == analysis::State::Saturated ? "never" : "nobody does it");
        row.push_back(line.slowest < 0 ? "–" : plain(report.components[static_cast<std::size_t>(line.slowest)].name));
        for (std::string &cell : promise(line.deadline, line.holds.value_or(false)))
            row.push_back(std::move(cell));
        rows.push_back(std::move(row));
    }
    return rows.size() > 1 ? '\n' + table(rows, { 2, 3, 4, 5 }) : "";
}

} // namespace

std::string jobText(const Report &report)
{
    return backlogTable(report) + jobTable(report);
}

} // namespace headroom::app

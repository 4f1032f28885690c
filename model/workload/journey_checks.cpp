#include "model/workload/workload.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>

namespace headroom::workload {

double widestPromise(const project::Journey &journey, const project::Workload &workload,
                     const catalog::Catalog &catalog)
{
    double widest = 0;
    for (const project::RequestClass &each : classesOf(workload, catalog))
        for (const project::ClassVisit &visit : journey.visits)
            if (visit.requestClass == each.id && visit.count > 0)
                widest = std::max(
                    widest, parameterOf(workload, catalog, waitsForWrite(each, catalog) ? "write_p95" : "read_p95"));
    return widest;
}

std::optional<Error> wrongJourneys(const project::Workload &workload, const catalog::Catalog &catalog)
{
    const std::vector<project::RequestClass> &classes = classesOf(workload, catalog);
    std::unordered_set<std::string_view> ids;
    for (const project::Journey &journey : workload.journeys) {
        if (!ids.insert(journey.id).second)
            return Error { "the id \"" + journey.id + "\" is there twice", "",
                           "Give one of the two journeys another id" };
        std::unordered_set<std::string_view> visited;
        for (const project::ClassVisit &visit : journey.visits) {
            if (std::none_of(classes.begin(), classes.end(),
                             [&](const auto &each) { return each.id == visit.requestClass; }))
                return Error { "the journey \"" + journey.id + "\" visits the class \"" + visit.requestClass
                                   + "\", which does not exist",
                               "", "Name a class of the workload" };
            if (!visited.insert(visit.requestClass).second)
                return Error { "the journey \"" + journey.id + "\" lists the class \"" + visit.requestClass
                                   + "\" twice",
                               "", "Add the two counts up" };
        }
    }
    if (!workload.journeys.empty() && actionsPerSession(workload.journeys) <= 0)
        return Error { "no journey makes a request", "", "Give one a weight and a visit with a count above 0" };
    return std::nullopt;
}

std::optional<Error> wrongNumbers(const project::Journey &journey)
{
    // Written so that NaN is outside.
    const auto isWithin = [](double value, double least, double most) { return value >= least && value <= most; };
    const auto wrong = [&journey](const char *what, const char *range) {
        return Error { std::string(what) + " of the journey \"" + journey.id + "\" is out of range", "",
                       std::string("State ") + range };
    };
    if (!isWithin(journey.weight, 0, kLargestCount))
        return wrong("the weight", "0 to 1,000,000");
    if (journey.visits.size() > kMaximumClasses)
        return Error { "the journey \"" + journey.id + "\" visits more than 100 classes", "", "Leave some out" };
    for (const project::ClassVisit &visit : journey.visits)
        if (!isWithin(visit.count, 0, kLargestCount))
            return wrong("a count", "0 to 1,000,000");
    for (const std::optional<double> &promise : { journey.p95, journey.p99 })
        if (promise && !isWithin(*promise, kShortestPromise, kLongestPromise))
            return wrong("a promise", "1 ms to 1,000,000 s");
    if (journey.errorBudget && !isWithin(*journey.errorBudget, 0, 1))
        return wrong("the error budget", "0 to 100 %");
    return std::nullopt;
}

} // namespace headroom::workload

#include "model/workload/workload.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>

namespace headroom::workload {

namespace {

/// Written so that NaN is outside.
bool isWithin(double value, double least, double most)
{
    return value >= least && value <= most;
}

std::optional<Error> wrongUse(const project::RequestClass &given, const project::OperationUse &use)
{
    const auto wrong = [&](const char *what, const char *range) {
        return Error { std::string(what) + " of \"" + use.operation + "\" in the class \"" + given.id
                           + "\" is out of range",
                       "", std::string("State ") + range };
    };
    if (!isWithin(use.count, 0, kLargestCount))
        return wrong("the count", "0 to 1,000,000");
    if (!isWithin(use.time, 0, kLongestTime))
        return wrong("the time", "0 to 1,000,000 s");
    if (!isWithin(use.bytes, 0, kMostBytes))
        return wrong("the answer", "0 to 1,000 TB");
    if (use.requestBytes && !isWithin(*use.requestBytes, 0, kMostBytes))
        return wrong("the request", "0 to 1,000 TB");
    return std::nullopt;
}

} // namespace

std::optional<Error> wrongClasses(const std::vector<project::RequestClass> &classes)
{
    if (classes.size() > kMaximumClasses)
        return Error { "a workload holds at most 100 classes", "", "Join some" };
    std::unordered_set<std::string_view> ids;
    double shares = 0;
    for (const project::RequestClass &each : classes) {
        if (!ids.insert(each.id).second)
            return Error { "the id \"" + each.id + "\" is there twice", "", "Give one of the two classes another id" };
        if (!isWithin(each.share, 0, kLargestCount))
            return Error { "the share of the class \"" + each.id + "\" is out of range", "", "State 0 to 1,000,000" };
        if (each.uses.size() > kMaximumUses)
            return Error { "the class \"" + each.id + "\" has more than 100 operations", "", "Leave some out" };
        for (const project::OperationUse &use : each.uses)
            if (std::optional<Error> problem = wrongUse(each, use))
                return problem;
        shares += each.share;
    }
    if (!classes.empty() && shares <= 0)
        return Error { "no class has a share above 0", "", "Give at least one of them a share" };
    return std::nullopt;
}

std::optional<Error> wrongDay(const std::vector<double> &day)
{
    if (day.empty())
        return std::nullopt;
    if (day.size() != kHours
        || !std::all_of(day.begin(), day.end(), [](double each) { return isWithin(each, 0, kMostBytes); }))
        return Error { "a day has 24 numbers from 0 to 1e15", "", "Write the load of each hour, from midnight on" };
    if (*std::max_element(day.begin(), day.end()) < kLeastPeak)
        return Error { "no hour has any load", "", "Give at least one of them a number of 0.000001 or more" };
    return std::nullopt;
}

} // namespace headroom::workload

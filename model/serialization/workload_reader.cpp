#include "model/serialization/workload_reader.h"

#include "model/edits/limits.h"
#include "model/workload/workload.h"

#include <algorithm>
#include <unordered_set>

namespace headroom::serialization {

namespace {

using nlohmann::json;
using workload::kHours;
using workload::kLargestCount;
using workload::kLeastPeak;
using workload::kLongestTime;
using workload::kMaximumClasses;
using workload::kMaximumUses;
using workload::kMostBytes;
using workload::kShortestPromise;

std::optional<double> optionalNumber(JsonReader &reader, const json &value, const char *key, double least, double most)
{
    return value.contains(key) ? std::optional(reader.number(value, key, least, most)) : std::nullopt;
}

project::OperationUse readUse(JsonReader &reader, const json &value, const catalog::Catalog &catalog)
{
    project::OperationUse use;
    use.operation = reader.text(value, "operation", edits::kMaximumName);
    use.count = reader.number(value, "count", 0, kLargestCount);
    use.time = reader.numberOr(value, "time", 0, kLongestTime, 0);
    use.bytes = reader.numberOr(value, "bytes", 0, kMostBytes, 0);
    use.requestBytes = optionalNumber(reader, value, "request_bytes", 0, kMostBytes);
    const auto &operations = catalog.operations();
    if (std::none_of(operations.begin(), operations.end(), [&](const auto &each) { return each.id == use.operation; }))
        reader.note("the operation \"" + use.operation + "\" is unknown; it is kept and causes no load");
    reader.noteLost(value, { "operation", "count", "time", "bytes", "request_bytes" });
    return use;
}

project::RequestClass readClass(JsonReader &reader, const json &value, const catalog::Catalog &catalog)
{
    project::RequestClass read;
    read.id = reader.identifier(value, "id");
    read.name = reader.text(value, "name", edits::kMaximumName);
    read.share = reader.number(value, "share", 0, kLargestCount);
    reader.list(value, "uses", kMaximumUses,
                [&](const json &each) { read.uses.push_back(readUse(reader, each, catalog)); });
    if (value.contains("changes_state")) {
        const JsonReader::Step step(reader, "changes_state");
        if (value["changes_state"].is_boolean())
            read.changesState = value["changes_state"].get<bool>();
        else
            reader.fail("expected true or false", "Say whether the class counts as a write");
    }
    reader.noteLost(value, { "id", "name", "share", "uses", "changes_state" });
    return read;
}

project::Journey readJourney(JsonReader &reader, const json &value)
{
    project::Journey read;
    read.id = reader.identifier(value, "id");
    read.name = reader.text(value, "name", edits::kMaximumName);
    read.weight = reader.numberOr(value, "weight", 0, kLargestCount, 1);
    reader.list(value, "visits", kMaximumClasses, [&](const json &each) {
        project::ClassVisit visit { reader.identifier(each, "class"), reader.number(each, "count", 0, kLargestCount) };
        reader.noteLost(each, { "class", "count" });
        read.visits.push_back(std::move(visit));
    });
    read.p95 = optionalNumber(reader, value, "p95", kShortestPromise, kLongestTime);
    read.p99 = optionalNumber(reader, value, "p99", kShortestPromise, kLongestTime);
    read.errorBudget = optionalNumber(reader, value, "error_budget", 0, 1);
    read.criticality = reader.optionalText(value, "criticality", edits::kMaximumName);
    reader.noteLost(value, { "id", "name", "weight", "visits", "p95", "p99", "error_budget", "criticality" });
    return read;
}

project::BackgroundJob::Kind readJobKind(JsonReader &reader, const json &value)
{
    const std::string kind = reader.text(value, "kind", edits::kMaximumName);
    const JsonReader::Step step(reader, "kind");
    if (!reader.hasFailed() && kind != "batch" && kind != "event")
        reader.fail("the kind \"" + kind + "\" is unknown", "Write \"batch\" or \"event\"");
    return kind == "event" ? project::BackgroundJob::Kind::Event : project::BackgroundJob::Kind::Batch;
}

project::BackgroundJob readJob(JsonReader &reader, const json &value, const catalog::Catalog &catalog)
{
    using workload::kHighestRate;
    using workload::kMostItems;
    project::BackgroundJob read;
    read.id = reader.identifier(value, "id");
    read.name = reader.text(value, "name", edits::kMaximumName);
    read.kind = readJobKind(reader, value);
    if (value.contains("entry"))
        read.entry = reader.identifier(value, "entry");
    read.items = reader.numberOr(value, "items", 0, kMostItems, read.items);
    read.itemsPerUser = reader.numberOr(value, "items_per_user", 0, kMostItems, read.itemsPerUser);
    read.rate = reader.numberOr(value, "rate", 0, kHighestRate, read.rate);
    read.perRequest = reader.numberOr(value, "per_request", 0, kHighestRate, read.perRequest);
    read.at = reader.numberOr(value, "at", 0, kHours, read.at);
    read.window = reader.numberOr(value, "window", workload::kShortestWindow, kHours, read.window);
    read.runs = reader.numberOr(value, "runs", 1, workload::kMostRuns, read.runs);
    read.deadline = reader.numberOr(value, "deadline", 0, kLongestTime, read.deadline);
    reader.list(value, "uses", kMaximumUses,
                [&](const json &each) { read.uses.push_back(readUse(reader, each, catalog)); });
    reader.noteLost(value,
                    { "id", "name", "kind", "entry", "items", "items_per_user", "rate", "per_request", "at", "window",
                      "runs", "deadline", "uses" });
    return read;
}

void checkJobs(JsonReader &reader, const project::Workload &read)
{
    const JsonReader::Step step(reader, "jobs");
    for (const project::BackgroundJob &each : read.jobs)
        if (const std::optional<Error> problem = workload::wrongNumbers(each))
            reader.fail(*problem);
    if (const std::optional<Error> problem = workload::wrongJobs(read))
        reader.fail(*problem);
}

void checkJourneys(JsonReader &reader, const project::Workload &read, const catalog::Catalog &catalog)
{
    const JsonReader::Step step(reader, "journeys");
    if (const std::optional<Error> problem = workload::wrongJourneys(read, catalog))
        reader.fail(*problem);
}

std::vector<double> readDay(JsonReader &reader, const json &around)
{
    std::vector<double> read;
    if (!around.contains("day"))
        return read;
    const JsonReader::Step step(reader, "day");
    const json &day = around["day"];
    const auto isSample = [](const json &each) {
        return each.is_number() && each.get<double>() >= 0 && each.get<double>() <= kMostBytes;
    };
    if (!day.is_array() || day.size() != kHours || !std::all_of(day.begin(), day.end(), isSample)) {
        reader.fail("expected 24 numbers from 0 to 1e15", "Write the load of each hour, from midnight on");
        return read;
    }
    for (const json &each : day)
        read.push_back(each.get<double>());
    if (*std::max_element(read.begin(), read.end()) < kLeastPeak)
        reader.fail("no hour has any load", "Give at least one of them a number of 0.000001 or more");
    return read;
}

void checkClasses(JsonReader &reader, const std::vector<project::RequestClass> &classes)
{
    const JsonReader::Step step(reader, "classes");
    std::unordered_set<std::string_view> ids;
    double shares = 0;
    for (const project::RequestClass &each : classes) {
        if (!ids.insert(each.id).second)
            reader.fail("the id \"" + each.id + "\" is there twice", "Give one of the two classes another id");
        shares += each.share;
    }
    if (!classes.empty() && shares <= 0)
        reader.fail("no class has a share above 0", "Give at least one of them a share");
}

} // namespace

project::Workload readWorkload(JsonReader &reader, const json &value, const catalog::Catalog &catalog)
{
    const JsonReader::Step step(reader, "workload");
    const json &stated = reader.object(value);
    project::Workload read;
    read.preset = reader.text(stated, "preset", edits::kMaximumName);
    if (!reader.hasFailed() && read.preset != catalog.preset(read.preset).id)
        reader.note("the preset \"" + read.preset + "\" is unknown; the figures are those of \""
                    + catalog.preset(read.preset).id + "\"");
    read.parameters = reader.parameters(stated, catalog.workloadParameters(), "the workload");
    reader.list(stated, "classes", kMaximumClasses,
                [&](const json &each) { read.classes.push_back(readClass(reader, each, catalog)); });
    checkClasses(reader, read.classes);
    reader.list(stated, "journeys", kMaximumClasses,
                [&](const json &each) { read.journeys.push_back(readJourney(reader, each)); });
    if (!reader.hasFailed())
        checkJourneys(reader, read, catalog);
    reader.list(stated, "jobs", workload::kMaximumJobs,
                [&](const json &each) { read.jobs.push_back(readJob(reader, each, catalog)); });
    if (!reader.hasFailed())
        checkJobs(reader, read);
    read.day = readDay(reader, stated);
    read.unknown = JsonReader::unknownKeys(stated, { "preset", "parameters", "classes", "journeys", "jobs", "day" });
    return read;
}

} // namespace headroom::serialization

#include "model/serialization/workload_reader.h"

#include "model/edits/limits.h"

#include <algorithm>
#include <unordered_set>

namespace headroom::serialization {

namespace {

using nlohmann::json;

constexpr std::size_t kMaximumClasses = 100;
constexpr std::size_t kMaximumUses = 100;
constexpr double kLargestCount = 1e6; // per request, and of a share
constexpr double kLongestTime = 1e6;  // s
constexpr double kMostBytes = 1e15;

const catalog::ParameterSpec *specOf(const catalog::Catalog &catalog, std::string_view id)
{
    const auto &specs = catalog.workloadParameters();
    const auto found = std::find_if(specs.begin(), specs.end(), [id](const auto &each) { return each.id == id; });
    return found == specs.end() ? nullptr : &*found;
}

project::OperationUse readUse(JsonReader &reader, const json &value, const catalog::Catalog &catalog)
{
    project::OperationUse use;
    use.operation = reader.text(value, "operation", edits::kMaximumName);
    use.count = reader.number(value, "count", 0, kLargestCount);
    use.time = reader.numberOr(value, "time", 0, kLongestTime, 0);
    use.bytes = reader.numberOr(value, "bytes", 0, kMostBytes, 0);
    const auto &operations = catalog.operations();
    if (std::none_of(operations.begin(), operations.end(), [&](const auto &each) { return each.id == use.operation; }))
        reader.note("the operation \"" + use.operation + "\" is unknown; it is kept and causes no load");
    reader.noteLost(value, { "operation", "count", "time", "bytes" });
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
    reader.noteLost(value, { "id", "name", "share", "uses" });
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
    read.parameters = reader.parameters(stated, [&](std::string_view id) { return specOf(catalog, id); });
    reader.list(stated, "classes", kMaximumClasses,
                [&](const json &each) { read.classes.push_back(readClass(reader, each, catalog)); });
    checkClasses(reader, read.classes);
    read.unknown = JsonReader::unknownKeys(stated, { "preset", "parameters", "classes" });
    return read;
}

} // namespace headroom::serialization

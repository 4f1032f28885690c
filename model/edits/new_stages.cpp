#include "model/edits/new_stages.h"

#include "model/edits/fresh_names.h"
#include "model/edits/limits.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace headroom::edits {

namespace {

using project::Component;
using project::Connection;
using project::Project;
using project::Stage;
using project::UserRange;

constexpr double kGrowth = 10; ///< of a stage behind the last one

UserRange rangeAfter(const Project &project, std::size_t after)
{
    const UserRange &before = project.stages[after]->users;
    const double most = after + 1 < project.stages.size() ? project.stages[after + 1]->users.from
                                                          : std::min(before.to * kGrowth, kMostStageUsers);
    return most > before.to ? UserRange { before.to, most } : before;
}

/// The wanted name when no stage has it, else the next number after it.
std::string freshStageName(const Project &project, const std::string &wanted)
{
    Stage names;
    for (const auto &stage : project.stages) {
        Component named;
        named.name = stage->name;
        names.components.push_back(std::move(named));
    }
    return FreshNames(names).next(wanted);
}

/// Kind by id of every component, and ends by id of every connection, of all stages; an id that stands for several
/// things is no thing's.
struct Known {
    std::unordered_map<std::string, std::string> kinds;
    std::unordered_map<std::string, std::string> ends;

    static void note(std::unordered_map<std::string, std::string> &known, const std::string &id,
                     const std::string &what)
    {
        if (const auto [at, isNew] = known.emplace(id, what); !isNew && at->second != what)
            at->second.clear();
    }
    explicit Known(const Project &project)
    {
        for (const auto &stage : project.stages) {
            for (const Component &each : stage->components)
                note(kinds, each.id, each.kind);
            for (const Connection &each : stage->connections)
                note(ends, each.id, endsOf(each));
        }
    }
    static std::string endsOf(const Connection &each) { return each.from + '>' + each.to; }
    bool isFree(const std::string &id) const { return !kinds.contains(id) && !ends.contains(id); }
    bool isSame(const Component &each) const
    {
        const auto found = kinds.find(each.id);
        return found != kinds.end() && !ends.contains(each.id) && found->second == each.kind;
    }
    bool isSame(const Connection &each) const
    {
        const auto found = ends.find(each.id);
        return found != ends.end() && !kinds.contains(each.id) && found->second == endsOf(each);
    }
};

} // namespace

AddStage emptyStageAfter(const Project &project, std::size_t after, const std::string &name)
{
    Stage stage;
    stage.name = freshStageName(project, name);
    stage.users = rangeAfter(project, after);
    return { after + 1, std::move(stage) };
}

AddStage copyOfStage(const Project &project, std::size_t stage)
{
    Stage copy = *project.stages[stage];
    copy.name = freshStageName(project, copy.name);
    copy.users = rangeAfter(project, stage);
    return { stage + 1, std::move(copy) };
}

AddStage stageOfDesign(const Project &project, std::size_t after, const Project &from, std::size_t fromStage)
{
    Stage added = *from.stages[fromStage];
    added.name = freshStageName(project, added.name);
    const Known known(project);
    FreshIds fresh(project);
    std::unordered_set<std::string> used;
    for (const Component &each : added.components)
        used.insert(each.id);
    for (const Connection &each : added.connections)
        used.insert(each.id);
    const auto freeId = [&](const std::string &stem) {
        std::string id = fresh.next(stem);
        while (!used.insert(id).second)
            id = fresh.next(stem);
        return id;
    };
    std::unordered_map<std::string, std::string> renamed;
    for (Component &each : added.components)
        if (!known.isFree(each.id) && !known.isSame(each)) {
            const std::string id = freeId(each.kind);
            renamed.emplace(each.id, id);
            each.id = id;
        }
    const auto follow = [&](std::string &id) {
        if (const auto found = renamed.find(id); found != renamed.end())
            id = found->second;
    };
    for (Component &each : added.components)
        follow(each.place);
    for (Connection &each : added.connections) {
        follow(each.from);
        follow(each.to);
        if (!known.isFree(each.id) && !known.isSame(each))
            each.id = freeId("c");
    }
    return { after + 1, std::move(added) };
}

} // namespace headroom::edits

#include "app/cli/stage_choice.h"

#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "model/core/nearest.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <numeric>

namespace headroom::app {

namespace {

constexpr double kMostTypedUsers = 1e12;

} // namespace

std::optional<std::size_t> stageNamed(const Design &design, const std::string &wanted)
{
    const auto &stages = design.project->stages;
    for (std::size_t i = 0; i < stages.size(); ++i)
        if (std::to_string(i + 1) == wanted)
            return i;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < stages.size(); ++i) {
        if (stages[i]->name == wanted)
            return i;
        names.push_back(stages[i]->name);
    }
    complain(design.name + ": there is no stage \"" + wanted + "\"" + didYouMean(wanted, names) + " Name one of 1 to "
             + std::to_string(stages.size()) + "; `headroom stages` lists them.");
    return std::nullopt;
}

std::size_t stageFor(const project::Project &project, double users)
{
    const auto rangeOf = [&](std::size_t stage) { return project.stages[stage]->users; };
    std::vector<std::size_t> order(project.stages.size()); // of growth, whatever that of the design
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::pair(rangeOf(a).from, rangeOf(a).to) < std::pair(rangeOf(b).from, rangeOf(b).to);
    });
    for (const std::size_t each : order)
        if (rangeOf(each).from <= users && users <= rangeOf(each).to)
            return each;
    for (const std::size_t each : order)
        if (users < rangeOf(each).from)
            return each;
    return *std::max_element(order.begin(), order.end(),
                             [&](std::size_t a, std::size_t b) { return rangeOf(a).to < rangeOf(b).to; });
}

std::optional<double> usersFrom(const std::string &text)
{
    double users = 0;
    if (reporting::parseCompact(text, users) && users >= 0 && users <= kMostTypedUsers)
        return users;
    complain("--users " + text + ": not a number of users from 0 to 1e12. Write 1400000, 1.4M or 250k.");
    return std::nullopt;
}

void AskedStage::declare(Arguments &arguments, const std::string &usersHelp, bool isRequired)
{
    const std::string help
        = usersHelp + ": 1400000, 1.4M, 250k" + (isRequired ? "" : "; without it the upper end of the stage");
    if (isRequired)
        arguments.required("--users", m_usersText, help.c_str());
    else
        arguments.option("--users", m_usersText, help.c_str());
    arguments.stage(m_stageText, "the first that is meant for these users");
}

int AskedStage::open(const std::string &file, const catalog::Catalog &catalog)
{
    const std::optional<double> users = m_usersText ? usersFrom(*m_usersText) : 0;
    if (!users)
        return kExitUsage;
    m_design = openOrComplain(file, catalog);
    if (!m_design)
        return kExitBadInput;
    const std::optional<std::size_t> stage
        = m_stageText ? stageNamed(*m_design, *m_stageText) : stageFor(project(), *users);
    if (!stage)
        return kExitUsage;
    m_index = *stage;
    m_users = m_usersText ? *users : this->stage().users.to;
    return kExitDone;
}

std::string AskedStage::headline() const
{
    return plain(project().name) + ", stage " + std::to_string(m_index + 1) + " (" + plain(stage().name) + ") at "
        + reporting::grouped(m_users) + " users";
}

} // namespace headroom::app

#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/stage_choice.h"
#include "model/cost/sizing.h"
#include "model/reporting/numbers.h"
#include "model/serialization/project_json.h"

#include <cmath>
#include <sstream>

namespace headroom::app {

namespace {

using cost::SizedDesign;

std::string textOf(const project::Value &value)
{
    if (const auto *number = std::get_if<double>(&value))
        return reporting::exact(*number);
    if (const auto *flag = std::get_if<bool>(&value))
        return *flag ? "yes" : "no";
    return std::get<std::string>(value);
}

/// A row per parameter that changes: component, parameter, before, after.
std::string changesText(const SizedDesign &sized, const project::Stage &stage, const catalog::Catalog &catalog)
{
    if (sized.sizing.edits.empty())
        return "Nothing to change.\n";
    std::vector<std::vector<std::string>> rows { { "component", "parameter", "before", "after" } };
    for (const edits::SetParameter &edit : sized.sizing.edits) {
        const project::Component &component = *stage.findComponent(edit.id);
        const catalog::ParameterSpec &spec = *catalog.kind(component.kind).findParameter(edit.parameter);
        rows.push_back({ component.name, spec.title, textOf(catalog::effectiveValue(catalog, component, spec).value),
                         textOf(*edit.value) });
    }
    return table(rows, { 2, 3 });
}

std::string fullestText(const analysis::Report &report)
{
    const analysis::ComponentReport *fullest = nullptr;
    for (const analysis::ComponentReport &component : report.components)
        if (component.fullestResource >= 0 && (!fullest || component.utilization > fullest->utilization))
            fullest = &component;
    if (!fullest)
        return "nothing";
    const auto &resource = fullest->resources[static_cast<std::size_t>(fullest->fullestResource)];
    return fullest->name + ", " + resource.title + " at " + reporting::percent(fullest->utilization);
}

std::string comparisonText(const analysis::Report &before, const analysis::Report &after)
{
    const auto latency = [](const analysis::Report &report) {
        return report.meanLatency ? reporting::duration(*report.meanLatency) : std::string("none");
    };
    const auto availability = [](const analysis::Report &report) {
        return report.availability ? reporting::exact(std::round(*report.availability * 1e8) / 1e6) + " %"
                                   : std::string("none");
    };
    return table({ { "", "before", "after" },
                   { "Cost a month", reporting::money(before.costPerMonth, before.currency),
                     reporting::money(after.costPerMonth, after.currency) },
                   { "Fullest", fullestText(before), fullestText(after) },
                   { "Mean latency", latency(before), latency(after) },
                   { "Availability", availability(before), availability(after) },
                   { "Users at 100 %", reporting::compactNumber(before.usersAtSaturation),
                     reporting::compactNumber(after.usersAtSaturation) } },
                 {});
}

/// Finds the cheapest sizes and counts of one stage for a number of users.
class SizeCommand final : public Command {
public:
    void declare(Arguments &arguments) override
    {
        arguments.design(m_file);
        arguments.required("--users", m_users, "Registered users to size for: 1400000, 1.4M, 250k");
        arguments.stage(m_stage, "the first that is meant for these users");
        arguments.target(m_output,
                         "Write the sized design to this file, in one step; - prints it instead of the changes");
    }

    int run(const catalog::Catalog &catalog) override
    {
        const std::optional<double> users = usersFrom(*m_users);
        if (!users)
            return kExitUsage;
        const std::optional<Design> design = openOrComplain(m_file, catalog);
        if (!design)
            return kExitBadInput;
        const std::optional<std::size_t> stage
            = m_stage ? stageNamed(*design, *m_stage) : stageFor(*design->project, *users);
        if (!stage)
            return kExitUsage;
        const SizedDesign sized = cost::sizeStage(*design->project, *stage, *users, catalog);
        const project::Stage &given = *design->project->stages[*stage];
        if (!sized.sizing.isFeasible())
            return sayNoSolution(sized, given, *stage);
        if (m_output == "-")
            return deliver(serialization::writeProject(*sized.project), m_output) ? kExitDone : kExitOutput;
        std::ostringstream out;
        out << plain(design->project->name) << ", stage " << *stage + 1 << " (" << plain(given.name) << ") sized for "
            << reporting::grouped(*users) << " users\n\n"
            << changesText(sized, given, catalog) << '\n'
            << comparisonText(sized.before, sized.after);
        if (!m_output.empty() && !deliver(serialization::writeProject(*sized.project), m_output))
            return kExitOutput;
        return deliver(out.str(), {}) ? kExitDone : kExitOutput;
    }

private:
    static int sayNoSolution(const SizedDesign &sized, const project::Stage &given, std::size_t stage)
    {
        complain("no sizes and counts make stage " + std::to_string(stage + 1) + " (" + given.name
                 + ") carry these users. With the best there are:");
        for (const cost::Obstacle &each : sized.sizing.obstacles)
            complain("  " + each.name + ": " + each.resource + " at " + reporting::percent(each.utilization)
                     + ", above " + reporting::percent(each.limit));
        return kExitNoSolution;
    }

    std::string m_file;
    std::optional<std::string> m_users;
    std::optional<std::string> m_stage;
    std::string m_output;
};

} // namespace

std::unique_ptr<Command> makeSizeCommand()
{
    return std::make_unique<SizeCommand>();
}

} // namespace headroom::app

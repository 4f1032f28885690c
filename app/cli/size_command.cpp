#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/stage_choice.h"
#include "model/cost/sizing.h"
#include "model/reporting/estimate_text.h"
#include "model/reporting/numbers.h"
#include "model/serialization/project_json.h"
#include "model/serialization/size_json.h"

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
        return report.availability ? reporting::availabilityPercent(*report.availability) : std::string("none");
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
        m_asked.declare(arguments, "Registered users to size for", true);
        arguments.choice("--format", m_format, { "text", "json" }, "How to print what changes");
        arguments.target(m_output,
                         "Write the sized design to this file, in one step; - prints it instead of the changes");
    }

    int run(const catalog::Catalog &catalog) override
    {
        const bool isJson = m_format == "json";
        if (isJson && m_output == "-") {
            complain("size: --format json and -o - both want standard output. Name a file with -o.");
            return kExitUsage;
        }
        if (const int code = m_asked.open(m_file, catalog); code != kExitDone)
            return code;
        const SizedDesign sized = cost::sizeStage(m_asked.project(), m_asked.index(), m_asked.users(), catalog);
        if (!sized.sizing.isFeasible()) {
            if (isJson && !deliver(serialization::writeSizing(sized, m_asked.stage(), catalog), {}))
                return kExitOutput;
            return sayNoSolution(sized);
        }
        if (!m_output.empty() && !deliver(serialization::writeProject(*sized.project), m_output))
            return kExitOutput;
        if (m_output == "-")
            return kExitDone;
        const std::string text
            = isJson ? serialization::writeSizing(sized, m_asked.stage(), catalog) : textOf(sized, catalog);
        return deliver(text, {}) ? kExitDone : kExitOutput;
    }

private:
    [[nodiscard]] std::string textOf(const SizedDesign &sized, const catalog::Catalog &catalog) const
    {
        return plain(m_asked.project().name) + ", stage " + std::to_string(m_asked.index() + 1) + " ("
            + plain(m_asked.stage().name) + ") sized for " + reporting::grouped(m_asked.users()) + " users\n\n"
            + changesText(sized, m_asked.stage(), catalog) + '\n' + comparisonText(sized.before, sized.after);
    }

    [[nodiscard]] int sayNoSolution(const SizedDesign &sized) const
    {
        complain("no sizes and counts make stage " + std::to_string(m_asked.index() + 1) + " (" + m_asked.stage().name
                 + ") carry these users. With the best there are:");
        for (const cost::Obstacle &each : sized.sizing.obstacles)
            complain("  " + cost::textOf(each));
        return kExitNoSolution;
    }

    std::string m_file;
    AskedStage m_asked;
    std::string m_format = "text";
    std::string m_output;
};

} // namespace

std::unique_ptr<Command> makeSizeCommand()
{
    return std::make_unique<SizeCommand>();
}

} // namespace headroom::app

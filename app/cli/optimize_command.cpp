#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/quantity_option.h"
#include "app/cli/stage_choice.h"
#include "model/growth/cheapest.h"
#include "model/growth/not_needed.h"
#include "model/growth/stage_names.h"
#include "model/reliability/tolerance.h"
#include "model/reporting/estimate_text.h"
#include "model/reporting/numbers.h"
#include "model/serialization/optimum_json.h"
#include "model/serialization/project_json.h"

namespace headroom::app {

namespace {

using growth::NotYet;
using growth::Optimum;
using growth::SizedStage;
using growth::StageOptimum;

std::string latencyText(const SizedStage &sized)
{
    return sized.p99 ? reporting::duration(*sized.p99) : "none";
}

std::string availabilityText(const SizedStage &sized)
{
    return sized.availability ? reporting::availabilityPercent(*sized.availability) : "none";
}

/// "99.95 % available, every kind of request, as the tier “high” of the design asks".
std::string tierGoalText(const growth::Goal &goal)
{
    const bool isAll = reliability::protectsEverything(reliability::tierOf(goal.tier));
    return reporting::availabilityPercent(*goal.availability) + (isAll ? " for every kind of request" : " for reading")
        + ", as the design's tier “" + goal.tier + "” asks";
}

std::string goalText(const growth::Goal &goal, const std::string &currency)
{
    std::string text;
    const auto add = [&](const std::string &what) { text += (text.empty() ? "" : "; ") + what; };
    if (goal.p99)
        add("p99 at most " + reporting::duration(*goal.p99));
    if (!goal.tier.empty())
        add("available " + tierGoalText(goal));
    else if (goal.availability && *goal.availability > 0)
        add("reading available " + reporting::availabilityPercent(*goal.availability));
    else
        add("any availability");
    if (goal.budget)
        add("at most " + reporting::money(*goal.budget, currency) + " a month");
    return text;
}

/// What the answer brings along or leaves open, one line each.
std::string caveatsText(const StageOptimum &best, const growth::Goal &goal)
{
    std::string text;
    if (goal.tier.empty() && !best.tierMissed.empty())
        text += "The design's tier of criticality asks more: " + plain(best.tierMissed) + "\n";
    for (const std::string &each : best.newErrors)
        text += "Brings a new error: " + plain(each) + "\n";
    return text;
}

std::string stagesText(const Optimum &optimum)
{
    std::vector<std::vector<std::string>> rows { { "", "stage", "cost/month", "p99", "available", "full at", "proven",
                                                   "" } };
    for (const StageOptimum &each : optimum.stages) {
        std::vector<std::string> row { std::to_string(each.stage + 1), plain(each.name),  "–", "", "", "",
                                       each.isProven ? "yes" : "no",   plain(each.reason) };
        if (each.best) {
            row[2] = reporting::money(each.best->cost, optimum.currency);
            row[3] = latencyText(*each.best);
            row[4] = availabilityText(*each.best);
            row[5] = reporting::compactNumber(each.best->usersAtSaturation);
        }
        rows.push_back(std::move(row));
    }
    return table(rows, { 0, 2, 3, 4, 5 });
}

std::string valueText(const edits::SetParameter &edit, const project::Component &component,
                      const catalog::Catalog &catalog, const std::optional<project::Value> &value)
{
    const catalog::ParameterSpec *spec = catalog.kind(component.kind).findParameter(edit.parameter);
    if (!value)
        return "as usual";
    if (const auto *number = std::get_if<double>(&*value))
        return reporting::quantity(*number, spec ? spec->unit : "1", spec ? spec->display : "");
    if (const auto *flag = std::get_if<bool>(&*value))
        return *flag ? "yes" : "no";
    return std::get<std::string>(*value);
}

std::string changesText(const SizedStage &sized, const project::Project &project, const catalog::Catalog &catalog)
{
    if (sized.edits.empty())
        return "Nothing to change.\n";
    const growth::StageNames names(*project.stages[sized.stage]);
    std::vector<std::vector<std::string>> rows { { "component", "parameter", "before", "after" } };
    for (const edits::SetParameter &edit : sized.edits) {
        const project::Component &component = *project.stages[sized.stage]->findComponent(edit.id);
        const catalog::ParameterSpec *spec = catalog.kind(component.kind).findParameter(edit.parameter);
        const auto before
            = spec ? std::optional(catalog::effectiveValue(catalog, component, *spec).value) : std::nullopt;
        rows.push_back({ plain(names.of(edit.id)), spec ? spec->title : edit.parameter,
                         valueText(edit, component, catalog, before),
                         valueText(edit, component, catalog, edit.value) });
    }
    return table(rows, { 2, 3 });
}

std::string frontText(const char *title, const std::vector<SizedStage> &front, const std::string &currency)
{
    if (front.size() < 2)
        return {};
    std::vector<std::vector<std::string>> rows { { "cost/month", "p99", "available", "changes" } };
    for (const SizedStage &each : front)
        rows.push_back({ reporting::money(each.cost, currency), latencyText(each), availabilityText(each),
                         std::to_string(each.edits.size()) });
    return std::string("\n") + title + "\n" + table(rows, { 0, 1, 2, 3 });
}

/// What the stage, as the design has it, does not need at these users.
std::string notYetText(const NotYet &given)
{
    std::string text = "\nNot yet: as it is, stage " + std::to_string(given.stage + 1)
        + " is built for the load of stage " + std::to_string(given.builtFor) + "; this load is that of stage "
        + std::to_string(given.neededFor) + "\n";
    if (given.overProvisioning)
        text += "Its bill is " + reporting::briefNumber(given.overProvisioning->index)
            + " times that of the cheapest for twice the users\n";
    if (given.parts.empty())
        return text + "No component can go without something being missed\n";
    std::vector<std::vector<std::string>> rows { { "could go", "saves a month", "p99 then", "available then", "why" } };
    for (const growth::Unneeded &each : given.parts) {
        const analysis::Figures &after = each.effect.after;
        rows.push_back({ plain(each.name), reporting::money(each.saving, given.currency),
                         after.p99 ? reporting::duration(*after.p99) : "none",
                         after.availability ? reporting::availabilityPercent(*after.availability) : "none",
                         plain(each.why) });
    }
    text += table(rows, { 1, 2, 3 }) + "Those that can go together save "
        + reporting::money(given.saving, given.currency) + " a month\n";
    for (const growth::Kept &each : given.kept)
        text += plain(each.name) + " stays then; else " + plain(each.why) + "\n";
    return text;
}

/// Finds the cheapest sizing that meets objectives, of one stage or of all.
class OptimizeCommand final : public Command {
public:
    void declare(Arguments &arguments) override
    {
        arguments.design(m_file);
        arguments.required("--users", m_users, "Registered users to carry: 2M");
        arguments.option("--p99", m_p99, "At most this latency for 99 of 100 requests, server time: 300ms");
        arguments.option("--availability", m_availability,
                         "At least this percentage of reads: 99.95; without it what the design's tier of "
                         "criticality asks; 0: any");
        arguments.option("--budget", m_budget, "At most this much a month: 20k");
        arguments.stage(m_stage, "the first that is meant for these users; all: the cheapest of all");
        arguments.choice("--format", m_format, { "text", "json" }, "How to print it");
        arguments.target(
            m_output, "Write the design with the cheapest stage sized to this file, in one step; - prints it instead");
    }

    int run(const catalog::Catalog &catalog) override
    {
        if (m_format == "json" && m_output == "-") {
            complain("optimize: --format json and -o - both want standard output. Name a file with -o.");
            return kExitUsage;
        }
        if (const std::optional<double> users = usersFrom(*m_users))
            m_goal.users = *users;
        else
            return kExitUsage;
        if (m_goal.users <= 0) {
            complain("--users " + *m_users + ": nobody needs nothing. Write a number above 0.");
            return kExitUsage;
        }
        if (!readDuration("optimize", "--p99", m_p99, m_goal.p99)
            || !readAvailability("optimize", m_availability, m_goal.availability)
            || !readQuantity("optimize", "--budget", m_budget, "1", "1", m_goal.budget))
            return kExitUsage;
        const std::optional<Design> design = openOrComplain(m_file, catalog);
        if (!design)
            return kExitBadInput;
        m_goal = growth::withTier(m_goal, *design->project);
        std::vector<std::size_t> stages;
        if (!m_stage || *m_stage != "all") {
            const std::optional<std::size_t> stage
                = m_stage ? stageNamed(*design, *m_stage) : stageFor(*design->project, m_goal.users);
            if (!stage)
                return kExitUsage;
            stages.push_back(*stage);
        }
        return answer(*design->project, stages, catalog);
    }

private:
    int answer(const project::Project &project, const std::vector<std::size_t> &stages, const catalog::Catalog &catalog)
    {
        const Optimum optimum = growth::cheapestOf(project, stages, m_goal, catalog);
        const std::size_t shown
            = optimum.cheapest ? optimum.stages[*optimum.cheapest].stage : stageFor(project, m_goal.users);
        const NotYet notYet
            = growth::notNeededAt(project, stages.empty() ? shown : stages.front(), m_goal.users, catalog);
        if (!optimum.cheapest) {
            if (m_format == "json" && !deliver(serialization::writeOptimum(optimum, &notYet), {}))
                return kExitOutput;
            complain("no sizes, counts and redundancy meet this goal:");
            for (const StageOptimum &each : optimum.stages)
                complain("  stage " + std::to_string(each.stage + 1) + " (" + each.name + "): " + each.reason);
            if (optimum.elsewhere)
                complain("Stage " + std::to_string(*optimum.elsewhere + 1) + " ("
                         + plain(project.stages[*optimum.elsewhere]->name) + ") would meet it: --stage all finds the "
                         + "cheapest of all stages.");
            if (!m_goal.tier.empty())
                complain("The goal is " + tierGoalText(m_goal) + ". --availability 0 asks for none.");
            return kExitNoSolution;
        }
        const SizedStage &best = *optimum.stages[*optimum.cheapest].best;
        if (!m_output.empty()) {
            const Result<project::Snapshot> sized = edits::apply(project, growth::asEdit(best, project), catalog);
            if (!sized) {
                complain(sized.error().message());
                return kExitNoSolution;
            }
            if (!deliver(serialization::writeProject(**sized), m_output))
                return kExitOutput;
        }
        if (m_output == "-")
            return kExitDone;
        const std::string text = m_format == "json" ? serialization::writeOptimum(optimum, &notYet)
                                                    : textOf(optimum, project, catalog) + notYetText(notYet);
        return deliver(text, {}) ? kExitDone : kExitOutput;
    }

    [[nodiscard]] static std::string textOf(const Optimum &optimum, const project::Project &project,
                                            const catalog::Catalog &catalog)
    {
        const StageOptimum &best = optimum.stages[*optimum.cheapest];
        return plain(project.name) + " for " + reporting::grouped(optimum.goal.users) + " users: stage "
            + std::to_string(best.stage + 1) + " (" + plain(best.name) + ") at "
            + reporting::money(best.best->cost, optimum.currency) + " a month, "
            + (optimum.isProven ? "proven to be the cheapest" : "not proven to be the cheapest")
            + "\nGoal: " + goalText(optimum.goal, optimum.currency) + "\nMethod: " + best.method + "; "
            + std::to_string(best.tried) + " designs solved\n" + caveatsText(best, optimum.goal) + "\n"
            + stagesText(optimum) + "\n" + changesText(*best.best, project, catalog)
            + frontText("Cost against p99", best.latencyFront, optimum.currency)
            + frontText("Cost against availability", best.availabilityFront, optimum.currency);
    }

    std::string m_file;
    std::optional<std::string> m_users;
    std::optional<std::string> m_p99;
    std::optional<std::string> m_availability;
    std::optional<std::string> m_budget;
    std::optional<std::string> m_stage;
    std::string m_format = "text";
    std::string m_output;
    growth::Goal m_goal;
};

} // namespace

std::unique_ptr<Command> makeOptimizeCommand()
{
    return std::make_unique<OptimizeCommand>();
}

} // namespace headroom::app

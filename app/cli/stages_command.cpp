#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "model/growth/when_to_move.h"
#include "model/reporting/numbers.h"
#include "model/serialization/stage_map_json.h"

namespace headroom::app {

namespace {

using growth::StageMap;
using growth::StageMove;
using reporting::compactNumber;

std::string rangeText(const StageMove &stage)
{
    return reporting::briefNumber(stage.range.from) + " – " + reporting::briefNumber(stage.range.to);
}

std::string noteOf(const StageMove &stage)
{
    if (!stage.serves)
        return "serves nobody";
    if (stage.failsInRange)
        return "fails in its range";
    return stage.isOvertaken ? "holds no more than an earlier one" : "";
}

/// A row per stage: what binds first, from when on it is justified, until when it lasts.
std::string stagesText(const StageMap &map)
{
    std::vector<std::vector<std::string>> rows { { "", "stage", "users", "binds first", "next in line, full at",
                                                   "justified from", "70 %", "85 %", "full at", "cost/month", "" } };
    for (const StageMove &stage : map.stages) {
        const auto name = [](const std::optional<growth::Filling> &each) {
            return each ? plain(each->text()) : std::string("nothing");
        };
        const auto users = [&](double growth::Filling::*level) {
            return stage.first ? compactNumber((*stage.first).*level) : std::string("–");
        };
        const std::string second
            = name(stage.second) + (stage.second ? " at " + compactNumber(stage.second->usersAtSaturation) : "");
        rows.push_back({ std::to_string(stage.index + 1), plain(stage.name), rangeText(stage), name(stage.first),
                         second, stage.justifiedFrom ? compactNumber(*stage.justifiedFrom) : "–",
                         users(&growth::Filling::usersAt070), users(&growth::Filling::usersAt085),
                         users(&growth::Filling::usersAtSaturation), reporting::money(stage.costAtEnd, map.currency),
                         noteOf(stage) });
    }
    return table(rows, { 0, 5, 6, 7, 8, 9 });
}

/// A row per stage that can be left: what to watch, and what the next one would hold and cost.
std::string movesText(const StageMap &map)
{
    std::vector<std::vector<std::string>> rows { { "", "move on when", "at users", "costs then", "next stage", "holds",
                                                   "costs then" } };
    for (const StageMove &stage : map.stages) {
        if (!stage.trigger)
            continue;
        const bool hasNext = stage.next && stage.nextCost;
        rows.push_back({ std::to_string(stage.index + 1), plain(stage.trigger->what),
                         compactNumber(stage.trigger->users),
                         stage.costAtTrigger ? reporting::money(*stage.costAtTrigger, map.currency) : "–",
                         hasNext ? plain(map.stages[*stage.next].name) : "none",
                         hasNext ? compactNumber(*stage.nextSaturation) : "",
                         hasNext ? reporting::money(*stage.nextCost, map.currency) : "" });
    }
    return rows.size() > 1 ? "\n" + table(rows, { 0, 2, 3, 5, 6 }) : std::string();
}

/// Says from when to when each stage of a design is worth having.
class StagesCommand final : public Command {
public:
    void declare(Arguments &arguments) override
    {
        arguments.design(m_file);
        arguments.choice("--format", m_format, { "text", "json" }, "How to print it");
        arguments.output(m_output);
    }

    int run(const catalog::Catalog &catalog) override
    {
        const std::optional<Design> design = openOrComplain(m_file, catalog);
        if (!design)
            return kExitBadInput;
        const StageMap map = growth::stageMapOf(growth::compileDesign(design->project, catalog));
        const std::string text
            = m_format == "json" ? serialization::writeStageMap(map) : stagesText(map) + movesText(map);
        return deliver(text, m_output) ? kExitDone : kExitOutput;
    }

private:
    std::string m_file;
    std::string m_format = "text";
    std::string m_output;
};

} // namespace

std::unique_ptr<Command> makeStagesCommand()
{
    return std::make_unique<StagesCommand>();
}

} // namespace headroom::app

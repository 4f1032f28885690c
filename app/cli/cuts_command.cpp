#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/stage_choice.h"
#include "model/analysis/reliability.h"
#include "model/core/nearest.h"
#include "model/report_writing/study.h"
#include "model/reporting/cut_text.h"
#include "model/reporting/estimate_text.h"
#include "model/reporting/numbers.h"
#include "model/serialization/reliability_json.h"

#include <array>
#include <cmath>
#include <cstdio>

namespace headroom::app {

namespace {

using analysis::ReliabilityReport;
using analysis::Report;

/// A probability that may be tiny: "0.000912", "2.08e-09".
std::string chance(double value)
{
    std::array<char, 32> text {};
    std::snprintf(text.data(), text.size(), "%.3g", value);
    return text.data();
}

/// "80.2 min"; hours from 100 minutes on, as people say it.
std::string down(double seconds)
{
    std::array<char, 32> text {};
    const double minutes = seconds / 60;
    std::snprintf(text.data(), text.size(), minutes < 100 ? "%.1f min" : "%.1f h",
                  minutes < 100 ? minutes : minutes / 60);
    return text.data();
}

std::string availabilityText(const ReliabilityReport &given)
{
    if (!given.availability)
        return "none: nobody serves it";
    return reporting::estimateText(*given.availability) + (given.availability->isExact ? ", exact" : "");
}

/// A report with what its components are.
struct Judged {
    const analysis::CompiledStage &stage;
    const Report &report;

    [[nodiscard]] const analysis::ComponentReport &component(int index) const
    {
        return report.components[static_cast<std::size_t>(index)];
    }
};

std::string partsText(const analysis::CutReport &cut, const Judged &in)
{
    std::string text;
    for (const analysis::CutReport::Part &part : cut.parts)
        text += (text.empty() ? "" : " + ")
            + reporting::cutPartText(part, in.component(part.component),
                                     *in.stage.components[static_cast<std::size_t>(part.component)].kind);
    return plain(text);
}

std::string cutsText(const ReliabilityReport &given, const Judged &in)
{
    if (given.cuts.empty())
        return "\n  No " + std::to_string(given.completeOrder) + " failures or fewer stop it.\n";
    std::vector<std::vector<std::string>> rows { { "  order", "what fails together", "probability", "" } };
    for (const analysis::CutReport &cut : given.cuts)
        rows.push_back({ "  " + std::to_string(cut.order), partsText(cut, in), chance(cut.probability),
                         cut.isSinglePoint ? "SPOF" : "" });
    std::string text = "\n" + table(rows, { 2 });
    if (given.completeOrder < 3)
        text += "  Larger cuts than of order " + std::to_string(given.completeOrder) + " were too many to list.\n";
    return text;
}

std::string fixFirstText(const ReliabilityReport &given, const Judged &in)
{
    if (given.importance.empty())
        return {};
    std::vector<std::vector<std::string>> rows { { "  fix first", "available", "importance", "saves a month" } };
    for (const analysis::ImportanceReport &each : given.importance)
        rows.push_back({ "  " + plain(in.component(each.component).name),
                         reporting::availabilityPercent(each.availability), chance(each.birnbaum),
                         down(each.gain * kSecondsPerMonth) });
    return "\n" + table(rows, { 1, 2, 3 })
        + (given.isImportanceExact ? "" : "  Importance is summed over the cuts above.\n");
}

std::string classText(const ReliabilityReport &given, const Judged &in)
{
    std::string text = "\n" + plain(given.name) + " (" + plain(given.id) + ")\n";
    std::vector<std::vector<std::string>> rows { { "  Availability", availabilityText(given) } };
    if (given.availability)
        rows.push_back({ "  Down",
                         down(given.availability->downPerMonth()) + " a month of 730 h, "
                             + down(given.availability->downPerYear()) + " a year" });
    text += table(rows, {});
    if (!given.availability)
        return text;
    return text + cutsText(given, in) + fixFirstText(given, in);
}

/// Prints how the classes of requests of a stage fail.
class CutsCommand final : public Command {
public:
    void declare(Arguments &arguments) override
    {
        arguments.design(m_file);
        arguments.stage(m_stage, "the first");
        arguments.option("--class", m_class, "Id of one class of requests; without it all");
        arguments.choice("--format", m_format, { "text", "json" }, "How to print it");
        arguments.output(m_output);
    }

    int run(const catalog::Catalog &catalog) override
    {
        const std::optional<Design> design = openOrComplain(m_file, catalog);
        if (!design)
            return kExitBadInput;
        const std::optional<std::size_t> index
            = m_stage ? stageNamed(*design, *m_stage) : std::optional<std::size_t>(0);
        if (!index)
            return kExitUsage;
        const auto stage = analysis::compile(*design->project, *index, catalog);
        Report report = analysis::solve(*stage, design->project->stages[*index]->users.to);
        if (!isKnown(report))
            return kExitUsage;
        std::vector<ReliabilityReport> classes;
        for (std::size_t c = 0; c < report.classes.size(); ++c)
            if (!m_class || report.classes[c].id == *m_class)
                classes.push_back(analysis::reliabilityOf(*stage, c));
        if (m_format == "json")
            return deliver(serialization::writeReliability(report, classes), m_output) ? kExitDone : kExitOutput;
        report_writing::tellApart(report, *design->project->stages[*index]);
        const std::string text = textOf({ *stage, report }, classes);
        return deliver(text, m_output) ? kExitDone : kExitOutput;
    }

private:
    [[nodiscard]] bool isKnown(const Report &report) const
    {
        std::vector<std::string> ids;
        for (const analysis::ClassReport &each : report.classes) {
            if (!m_class || each.id == *m_class)
                return true;
            ids.push_back(each.id);
        }
        if (!m_class)
            return true;
        complain("--class " + *m_class + ": there is no such class of requests" + didYouMean(*m_class, ids));
        return false;
    }

    static std::string textOf(const Judged &in, const std::vector<ReliabilityReport> &classes)
    {
        const Report &report = in.report;
        std::string text = plain(report.design) + ", stage " + std::to_string(report.stageIndex + 1) + " ("
            + plain(report.stageName) + ") at " + reporting::grouped(report.users) + " users\n";
        for (const ReliabilityReport &each : classes)
            text += classText(each, in);
        return text;
    }

    std::string m_file;
    std::optional<std::string> m_stage;
    std::optional<std::string> m_class;
    std::string m_format = "text";
    std::string m_output;
};

} // namespace

std::unique_ptr<Command> makeCutsCommand()
{
    return std::make_unique<CutsCommand>();
}

} // namespace headroom::app

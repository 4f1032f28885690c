#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/stage_choice.h"
#include "app/cli/user_range.h"
#include "model/growth/uncertainty.h"
#include "model/reporting/estimate_text.h"
#include "model/reporting/numbers.h"
#include "model/serialization/study_json.h"

#include <atomic>
#include <charconv>
#include <cmath>
#include <thread>

namespace headroom::app {

namespace {

using growth::Band;
using growth::InputRange;
using growth::Study;
using growth::Tornado;

constexpr unsigned kMostThreads = 16;
constexpr std::size_t kMostPoints = 200;
constexpr std::size_t kPercentilesOfPoints = 100; ///< samples asked for p99 where there are many numbers of users

/// Evaluates every sample, by as many threads as there are processors; the result does not depend on how many.
void evaluateAll(Study &study)
{
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t sample = next++; sample < study.size(); sample = next++)
            study.evaluate(sample);
    };
    std::vector<std::jthread> threads;
    const unsigned count = std::clamp(std::thread::hardware_concurrency(), 1U, kMostThreads);
    for (unsigned i = 1; i < count; ++i)
        threads.emplace_back(work);
    work();
}

std::string shown(double value, Tornado::Figure figure, const std::string &currency)
{
    if (!std::isfinite(value))
        return figure == Tornado::Figure::P99 ? "saturated" : "never";
    switch (figure) {
    case Tornado::Figure::Utilization:
        return reporting::percent(value);
    case Tornado::Figure::Cost:
        return reporting::money(value, currency);
    case Tornado::Figure::P99:
        return reporting::duration(value);
    default:
        return reporting::compactNumber(value);
    }
}

std::vector<std::string> bandRow(const char *title, const Band &band, Tornado::Figure figure,
                                 const std::string &currency)
{
    const auto text = [&](double value) { return band.samples > 0 ? shown(value, figure, currency) : "–"; };
    return { title, shown(band.base, figure, currency), text(band.p05), text(band.p50), text(band.p95) };
}

std::string headOf(const growth::StageBands &stage)
{
    return "\nStage " + std::to_string(stage.stage + 1) + " (" + plain(stage.name) + ")\n";
}

/// A row per number of users: each figure as it is, and between what it lies.
std::string pointsText(const growth::StageBands &stage, const std::string &currency)
{
    using Figure = Tornado::Figure;
    std::vector<std::vector<std::string>> rows { { "users", "utilization", "5 %", "95 %", "cost/month", "5 %", "95 %",
                                                   "p99", "5 %", "95 %" } };
    for (const growth::BandPoint &each : stage.points) {
        std::vector<std::string> row { reporting::compactNumber(each.users) };
        for (const auto &[band, figure] : { std::pair(&each.utilization, Figure::Utilization),
                                            std::pair(&each.cost, Figure::Cost), std::pair(&each.p99, Figure::P99) }) {
            const std::vector<std::string> cells = bandRow("", *band, figure, currency);
            row.insert(row.end(), { cells[1], cells[2], cells[4] });
        }
        rows.push_back(std::move(row));
    }
    return table(rows, { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 });
}

std::string stageText(const growth::StageBands &stage, const std::string &currency)
{
    using Figure = Tornado::Figure;
    if (!stage.serves)
        return headOf(stage) + "serves nobody: requests reach no component\n";
    std::vector<std::vector<std::string>> rows { { "", "as it is", "5 %", "50 %", "95 %" } };
    rows.push_back(bandRow("users at 100 %", stage.usersAtSaturation, Figure::UsersAtSaturation, currency));
    rows.push_back(bandRow("users at 85 %", stage.usersAtRed, Figure::UsersAtSaturation, currency));
    rows.push_back(bandRow("move on at users", stage.usersAtTrigger, Figure::UsersAtTrigger, currency));
    if (stage.month)
        rows.push_back(bandRow("move on in month", *stage.month, Figure::UsersAtTrigger, currency));
    if (const Band &band = stage.availability; band.samples > 0)
        rows.push_back({ "availability", reporting::availabilityPercent(band.base),
                         reporting::availabilityPercent(band.p05), reporting::availabilityPercent(band.p50),
                         reporting::availabilityPercent(band.p95) });
    if (stage.points.size() > 1)
        return headOf(stage) + table(rows, { 1, 2, 3, 4 }) + "\n" + pointsText(stage, currency);
    for (const growth::BandPoint &each : stage.points) {
        const std::string at = " at " + reporting::compactNumber(each.users) + " users";
        rows.push_back(bandRow(("utilization" + at).c_str(), each.utilization, Figure::Utilization, currency));
        rows.push_back(bandRow(("cost/month" + at).c_str(), each.cost, Figure::Cost, currency));
        rows.push_back(bandRow(("p99" + at).c_str(), each.p99, Figure::P99, currency));
    }
    return headOf(stage) + table(rows, { 1, 2, 3, 4 });
}

std::string tornadoText(const Tornado &tornado, const std::vector<InputRange> &inputs, const std::string &currency)
{
    std::vector<std::vector<std::string>> rows { { "what matters most", "low", "as it is", "high" } };
    for (const growth::TornadoBar &each : tornado.bars)
        rows.push_back({ plain(inputs[each.input].title), shown(each.low, tornado.figure, currency),
                         shown(tornado.base, tornado.figure, currency), shown(each.high, tornado.figure, currency) });
    std::string figure = serialization::idOf(tornado.figure);
    std::replace(figure.begin(), figure.end(), '_', ' ');
    return "\n" + figure + ", one input at a time\n" + table(rows, { 1, 2, 3 });
}

std::string studyText(const serialization::StudyAnswer &answer)
{
    const std::size_t percentiles = answer.study.request().percentileSamples;
    const std::string some = percentiles < answer.study.size()
        ? ", p99 of the first " + std::to_string(percentiles) + " (--p99-samples asks more)"
        : "";
    std::string text = plain(answer.design) + ": " + std::to_string(answer.study.size()) + " samples" + some + ", seed "
        + std::to_string(answer.study.request().seed) + "\n\n";
    std::vector<std::vector<std::string>> rows { { "uncertain", "low", "as it is", "high" } };
    for (const InputRange &each : answer.study.inputs()) {
        const auto quantity = [&](double value) { return reporting::quantity(value, each.unit, each.display); };
        if (each.isGone)
            continue;
        rows.push_back({ plain(each.title), quantity(each.low), quantity(each.base), quantity(each.high) });
    }
    text += table(rows, { 1, 2, 3 });
    for (const growth::StageBands &stage : answer.bands) {
        text += stageText(stage, answer.currency);
        for (const Tornado &each : answer.tornado)
            if (each.stage == stage.stage)
                text += tornadoText(each, answer.study.inputs(), answer.currency);
    }
    return text;
}

/// A whole number from 0 up. Complains when it is none.
template <typename Number>
bool readCount(const char *name, const std::optional<std::string> &text, Number least, Number most, Number &value)
{
    if (!text)
        return true;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
    if (error == std::errc() && end == text->data() + text->size() && value >= least && value <= most)
        return true;
    complain(std::string(name) + ' ' + *text + ": not a whole number from " + std::to_string(least) + " to "
             + std::to_string(most) + ".");
    return false;
}

/// Says how far the results can be trusted where inputs are only known within ranges.
class SensitivityCommand final : public Command {
public:
    void declare(Arguments &arguments) override
    {
        arguments.design(m_file);
        arguments.option("--users", m_users,
                         "Registered users: 2M, or from the fewest to the most: 1k..100M; without it the upper end of "
                         "each stage");
        arguments.option(
            "--points", m_points,
            "Of a range of users: 2 to 200 points, evenly spaced on a log scale; without it 10 per decade");
        arguments.stage(m_stage,
                        "the first that is meant for these users, of a range for the most of them; all: every stage");
        arguments.several("--range", m_ranges,
                          "Uncertain input, NAME=LOW..HIGH or NAME=±20%: peak_factor=2..4, db.disk=0.8x..1.5x, "
                          "service_demand=±30%; in place of those the design states");
        arguments.option("--samples", m_samples, "How many are drawn; without it 1000");
        arguments.option("--p99-samples", m_percentiles,
                         "How many of them are asked for p99, too, which takes longest; without it all, of a range of "
                         "users 100");
        arguments.option("--seed", m_seed, "Where drawing begins; without it 1. The same seed gives the same answer");
        arguments.choice("--format", m_format, { "text", "json" }, "How to print it");
        arguments.output(m_output);
    }

    int run(const catalog::Catalog &catalog) override
    {
        growth::StudyRequest request;
        if (!readUsers(request)
            || !readCount("--samples", m_samples, std::size_t(1), std::size_t(100'000), request.samples))
            return kExitUsage;
        request.percentileSamples
            = request.users.size() > 1 ? std::min(kPercentilesOfPoints, request.samples) : request.samples;
        if (!readCount("--p99-samples", m_percentiles, std::size_t(0), request.samples, request.percentileSamples)
            || !readCount("--seed", m_seed, std::uint64_t(0), ~std::uint64_t(0), request.seed))
            return kExitUsage;
        const std::optional<Design> design = openOrComplain(m_file, catalog);
        if (!design)
            return kExitBadInput;
        if (!chooseStages(*design, request.users.empty() ? 0 : request.users.back(), request))
            return kExitUsage;
        request.plan = design->project->plan;
        const std::optional<std::vector<project::Uncertainty>> ranges = readRanges(*design->project, catalog);
        if (!ranges)
            return kExitUsage;
        return answer(*design, *ranges, std::move(request), catalog);
    }

private:
    [[nodiscard]] bool readUsers(growth::StudyRequest &request) const
    {
        if (m_points && !(m_users && isUserRange(*m_users))) {
            complain("--points " + *m_points + ": only of a range of users, --users 1k..100M.");
            return false;
        }
        if (!m_users)
            return true;
        if (isUserRange(*m_users)) {
            std::optional<std::vector<double>> users = usersWithin(*m_users, m_points, kMostPoints);
            request.users = std::move(users).value_or(std::vector<double>());
            return !request.users.empty();
        }
        const std::optional<double> users = usersFrom(*m_users);
        if (users && *users <= 0)
            complain("--users " + *m_users + ": nobody loads nothing. Write a number above 0.");
        request.users = { users.value_or(0) };
        return users && *users > 0;
    }

    int answer(const Design &design, const std::vector<project::Uncertainty> &ranges, growth::StudyRequest request,
               const catalog::Catalog &catalog)
    {
        const Result<std::shared_ptr<Study>> study
            = Study::make(growth::compileDesign(design.project, catalog), ranges, std::move(request));
        if (!study) {
            complain("sensitivity: " + study.error().message());
            return kExitUsage;
        }
        for (const InputRange &each : (*study)->inputs())
            if (each.isGone)
                complain("sensitivity: no stage has " + each.title + " any more; its range is left out.");
        evaluateAll(**study);
        const serialization::StudyAnswer found { design.project->name, catalog.currency(), **study, (*study)->bands(),
                                                 (*study)->tornado() };
        const std::string text = m_format == "json" ? serialization::writeStudy(found) : studyText(found);
        return deliver(text, m_output) ? kExitDone : kExitOutput;
    }

    [[nodiscard]] bool chooseStages(const Design &design, double users, growth::StudyRequest &request) const
    {
        if (m_stage && *m_stage == "all")
            return true;
        const std::optional<std::size_t> stage
            = m_stage ? stageNamed(design, *m_stage) : stageFor(*design.project, users);
        if (stage)
            request.stages = { *stage };
        return stage.has_value();
    }

    [[nodiscard]] std::optional<std::vector<project::Uncertainty>> readRanges(const project::Project &project,
                                                                              const catalog::Catalog &catalog) const
    {
        std::vector<project::Uncertainty> found;
        for (const std::string &each : m_ranges) {
            Result<project::Uncertainty> range = growth::parseRange(each, project, catalog);
            if (!range) {
                complain("--range " + range.error().message());
                return std::nullopt;
            }
            found.push_back(std::move(range).value());
        }
        if (m_ranges.empty())
            found = project.uncertainties;
        if (!found.empty())
            return found;
        complain(
            "sensitivity: the design states no uncertain inputs. Give at least one --range, like peak_factor=2..4.");
        return std::nullopt;
    }

    std::string m_file;
    std::optional<std::string> m_users;
    std::optional<std::string> m_points;
    std::optional<std::string> m_stage;
    std::vector<std::string> m_ranges;
    std::optional<std::string> m_samples;
    std::optional<std::string> m_percentiles;
    std::optional<std::string> m_seed;
    std::string m_format = "text";
    std::string m_output;
};

} // namespace

std::unique_ptr<Command> makeSensitivityCommand()
{
    return std::make_unique<SensitivityCommand>();
}

} // namespace headroom::app

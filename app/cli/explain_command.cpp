#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/stage_choice.h"
#include "model/core/nearest.h"
#include "model/derivation/derivation.h"
#include "model/reporting/derivation_text.h"
#include "model/reporting/numbers.h"
#include "model/serialization/derivation_json.h"

#include <algorithm>
#include <charconv>

namespace headroom::app {

namespace {

constexpr int kUsualDepth = 3;
constexpr int kMostDepth = 1000;
constexpr std::size_t kStrongest = 5;

/// Each line made safe for a terminal.
std::string plainLines(const std::string &text)
{
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        out += plain(text.substr(at, end - at)) + '\n';
        at = end + 1;
    }
    return out;
}

/// Complains about a path that nothing has, naming the part that is wrong.
void complainAbout(const std::string &path, const std::vector<derivation::Metric> &metrics)
{
    std::vector<std::string> elements;
    std::vector<std::string> paths;
    std::string element; // the longest that the path begins with: ids may hold points
    for (const derivation::Metric &each : metrics) {
        paths.push_back(each.path);
        const std::string first = each.path.substr(0, each.path.find('.'));
        if (std::find(elements.begin(), elements.end(), first) == elements.end())
            elements.push_back(first);
        if (path.starts_with(first + '.') && first.size() > element.size())
            element = first;
    }
    const std::string lists = " `headroom explain FILE` lists what there is.";
    if (element.empty()) {
        const std::string wanted = path.substr(0, path.find('.'));
        const bool isWhole = std::find(elements.begin(), elements.end(), wanted) != elements.end();
        complain(isWhole ? "explain: name a metric of \"" + wanted + "\", such as " + wanted + ".utilization." + lists
                         : "explain: there is no component \"" + wanted + '"' + didYouMean(wanted, elements) + lists);
        return;
    }
    std::erase_if(paths, [&](const std::string &each) { return !each.starts_with(element + '.'); });
    complain("explain: there is no metric \"" + path + '"' + didYouMean(path, paths) + lists);
}

/// The numbers of the stage, then what else could be built for its users.
std::vector<derivation::Metric> everythingOf(const derivation::Explainer &explainer)
{
    std::vector<derivation::Metric> metrics = explainer.metrics();
    for (derivation::Metric &each : explainer.growthMetrics())
        metrics.push_back(std::move(each));
    return metrics;
}

/// Says how one number comes about, or lists the numbers that can be asked for.
class ExplainCommand final : public Command {
public:
    void declare(Arguments &arguments) override
    {
        arguments.design(m_file);
        arguments.optionalWord(
            "METRIC", m_metric,
            "COMPONENT.METRIC by the component's id, COMPONENT.RESOURCE.METRIC, system.METRIC, class.ID.METRIC, "
            "connection.ID.METRIC, or RULE:ID for what a finding has measured; without it what there is");
        m_asked.declare(arguments, "Registered users", false);
        arguments.option("--depth", m_depth, "Levels of the tree to print, from 0; without it 3, in JSON all");
        arguments.choice("--format", m_format, { "text", "json" }, "How to print it");
        arguments.output(m_output);
    }

    int run(const catalog::Catalog &catalog) override
    {
        if (!readDepth())
            return kExitUsage;
        if (const int code = m_asked.open(m_file, catalog); code != kExitDone)
            return code;
        const project::Project &project = m_asked.project();
        const std::size_t stage = m_asked.index();
        const double users = m_asked.users();
        const serialization::DerivationHeading heading { project.name, stage, m_asked.stage().name, users };
        const derivation::Explainer explainer(project, stage, users, catalog);
        if (!m_metric)
            return finish(listed(heading, everythingOf(explainer)));
        if (const int code = resolveFinding(explainer, catalog); code != kExitDone)
            return code;
        const std::optional<derivation::Derivation> root = explainer.explain(*m_metric);
        if (!root) {
            std::vector<derivation::Metric> known = everythingOf(explainer);
            for (derivation::Metric &each : derivation::Explainer::turningMetrics())
                known.push_back(std::move(each));
            complainAbout(*m_metric, known);
            return kExitUsage;
        }
        std::size_t untried = 0;
        const auto strongest
            = derivation::sensitivities(project, stage, users, catalog, *m_metric, kStrongest, {}, &untried);
        if (untried > 0)
            complain("the stage is large: what would change it most leaves the last " + std::to_string(untried)
                     + " inputs out.");
        return finish(told(heading, *root, strongest));
    }

private:
    bool readDepth()
    {
        m_levels = m_format == "json" ? kMostDepth : kUsualDepth;
        if (!m_depth)
            return true;
        const char *end = m_depth->data() + m_depth->size();
        const auto [rest, code] = std::from_chars(m_depth->data(), end, m_levels);
        if (code == std::errc() && rest == end && m_levels >= 0 && m_levels <= kMostDepth)
            return true;
        complain("--depth " + *m_depth + ": not a number of levels. Give a whole number from 0 to 1000.");
        return false;
    }

    /// Puts the metric that a finding names in the place of "CAP-04:web", or "CAP-04" for the first of them.
    int resolveFinding(const derivation::Explainer &explainer, const catalog::Catalog &catalog)
    {
        const std::string rule = m_metric->substr(0, m_metric->find(':'));
        if (!catalog.rule(rule))
            return kExitDone;
        const std::string subject = rule.size() < m_metric->size() ? m_metric->substr(rule.size() + 1) : std::string();
        std::vector<std::string> subjects;
        for (const analysis::Finding &each : explainer.findings()) {
            if (each.rule != rule)
                continue;
            if (!subject.empty()
                && std::find(each.subjects.begin(), each.subjects.end(), subject) == each.subjects.end()) {
                subjects.insert(subjects.end(), each.subjects.begin(), each.subjects.end());
                continue;
            }
            if (each.metric.empty()) {
                complain("explain: " + rule + " computes no number here: " + each.title + '.');
                return kExitUsage;
            }
            m_metric = each.metric;
            return kExitDone;
        }
        complain("explain: this stage has no finding " + *m_metric + didYouMean(subject, subjects)
                 + " `headroom analyze FILE` lists those it has.");
        return kExitUsage;
    }

    int finish(const std::string &text) const { return deliver(text, m_output) ? kExitDone : kExitOutput; }

    std::string listed(const serialization::DerivationHeading &heading,
                       const std::vector<derivation::Metric> &metrics) const
    {
        if (m_format == "json")
            return serialization::writeMetrics(heading, metrics);
        std::vector<std::vector<std::string>> rows { { "metric", "value", "" } };
        for (const derivation::Metric &each : metrics)
            rows.push_back({ each.path, derivation::valueText(each.value, each.unit), each.title });
        return m_asked.headline() + "\n\n" + table(rows, { 1 });
    }

    std::string told(const serialization::DerivationHeading &heading, const derivation::Derivation &root,
                     const std::vector<derivation::Sensitivity> &sensitivities) const
    {
        if (m_format == "json")
            return serialization::writeDerivation(heading, *m_metric, root, sensitivities, m_levels);
        std::string text = reporting::derivationText(root, m_levels);
        if (!sensitivities.empty())
            text += "\nWhat would change it most: 1 % more of\n" + reporting::sensitivityText(sensitivities);
        text += "\nLimits of the method\n";
        for (const std::string &limit : root.limits)
            text += "  " + limit + '\n';
        return m_asked.headline() + "\n\n" + plainLines(text);
    }

    std::string m_file;
    std::optional<std::string> m_metric;
    AskedStage m_asked;
    std::optional<std::string> m_depth;
    int m_levels = kUsualDepth;
    std::string m_format = "text";
    std::string m_output;
};

} // namespace

std::unique_ptr<Command> makeExplainCommand()
{
    return std::make_unique<ExplainCommand>();
}

} // namespace headroom::app

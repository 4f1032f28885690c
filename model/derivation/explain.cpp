#include "model/cost/comparisons.h"
#include "model/derivation/findings.h"
#include "model/derivation/growth.h"
#include "model/derivation/limits_of_methods.h"
#include "model/derivation/metric_table.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>

namespace headroom::derivation {

/// A metric with what finds its value and what unfolds it.
struct Explained {
    Metric metric;
    ValueIn value;
    std::function<Derivation(Derivator &)> unfold;
    std::string family; ///< of the table's row, for the limits of the method
};

namespace {

const std::string kSystem = "system.";
const std::string kComponent = "component.";
constexpr std::string_view kFinding = "finding.";
constexpr std::array<std::string_view, 6> kFamilies {
    "system.", "class.", "journey.", "job.", "connection.", kFinding
};

void addResources(std::vector<Explained> &found, const analysis::ComponentReport &component, std::size_t index)
{
    for (std::size_t r = 0; r < component.resources.size(); ++r)
        for (const ResourceMetric &row : resourceMetrics()) {
            const analysis::ResourceReport &resource = component.resources[r];
            if (row.applies && !row.applies(resource))
                continue;
            Metric metric { component.id + '.' + resource.id + '.' + row.id,
                            resource.title + ' ' + row.title + " of " + component.name,
                            row.unit.empty() ? resource.unit : row.unit, finite(row.value(resource)), component.id };
            const ValueIn value = [&row, index, r](const analysis::Report &report) -> std::optional<double> {
                const auto &resources = report.components[index].resources;
                return r < resources.size() ? finite(row.value(resources[r])) : std::nullopt;
            };
            found.push_back({ std::move(metric), value,
                              [&row, index, r](Derivator &by) { return row.unfold(by, index, r); }, row.id });
        }
}

/// The numbers of rows of the report that are neither the system nor a component.
/// @param rows  where a report keeps them; @param title  of a row, for people; @param isElement  of the design.
template <typename Row, typename Table, typename Title>
void addLines(std::vector<Explained> &found, const analysis::Report &report, const std::string &prefix,
              std::vector<Row> analysis::Report::*rows, const Table &table, const Title &title, bool isElement)
{
    const std::vector<Row> &lines = report.*rows;
    for (std::size_t i = 0; i < lines.size(); ++i)
        for (const LineMetric<Row> &row : table) {
            if (row.applies && !row.applies(lines[i]))
                continue;
            found.push_back({ { prefix + lines[i].id + '.' + row.id, row.title + " of " + title(lines[i]), row.unit,
                                finite(row.value(lines[i])), isElement ? lines[i].id : std::string() },
                              [&row, i, rows](const analysis::Report &other) -> std::optional<double> {
                                  return i < (other.*rows).size() ? finite(row.value((other.*rows)[i])) : std::nullopt;
                              },
                              [&row, i](Derivator &by) { return row.unfold(by, i); },
                              row.id });
        }
}

/// What each category adds to the bill.
void addCategories(std::vector<Explained> &found, const analysis::Report &report)
{
    for (const auto &[category, amount] : report.costByCategory)
        found.push_back({ { "system.cost_of_" + category, "Cost of " + category, report.currency + "/month", amount },
                          [category = category](const analysis::Report &other) -> std::optional<double> {
                              const auto each = other.costByCategory.find(category);
                              return each == other.costByCategory.end() ? 0 : each->second;
                          },
                          [category = category](Derivator &by) { return by.categoryCost(category); },
                          "cost_per_month" });
}

bool isOwnMetric(std::string_view path)
{
    return path.starts_with(kFinding);
}

/// What the rules have measured themselves.
void addFindings(std::vector<Explained> &found, const analysis::Report &report)
{
    for (const analysis::Finding &each : report.findings) {
        if (!isOwnMetric(each.metric))
            continue;
        const bool isElement = each.subjects.size() == 1;
        found.push_back({ { each.metric, each.title, each.unit, finite(each.measured),
                            isElement ? each.subjects.front() : std::string() },
                          [metric = each.metric](const analysis::Report &other) -> std::optional<double> {
                              for (const analysis::Finding &same : other.findings)
                                  if (same.metric == metric)
                                      return finite(same.measured);
                              return std::nullopt;
                          },
                          [finding = each](Derivator &by) { return FindingUnfolder(by, finding).unfold(); },
                          FindingUnfolder::familyOf(each.rule) });
    }
}

/// Names components in full whose ids read like something else: "component.system.availability".
void tellApart(std::vector<Explained> &components)
{
    std::set<std::string> seen;
    for (Explained &each : components) {
        std::string &path = each.metric.path;
        const bool isFamily = std::any_of(kFamilies.begin(), kFamilies.end(),
                                          [&](std::string_view family) { return path.starts_with(family); });
        if (isFamily || !seen.insert(path).second)
            path = kComponent + path;
    }
}

/// Everything there is, in the order of metrics().
std::vector<Explained> everything(const analysis::Report &report)
{
    std::vector<Explained> found;
    for (const SystemMetric &row : systemMetrics()) {
        if (row.applies && !row.applies(report))
            continue;
        found.push_back({ { "system." + row.id, row.title, row.unit.empty() ? report.currency + "/month" : row.unit,
                            finite(row.value(report)) },
                          [&row](const analysis::Report &other) { return finite(row.value(other)); },
                          row.unfold,
                          row.id });
    }
    addCategories(found, report);
    std::vector<Explained> components;
    for (std::size_t i = 0; i < report.components.size(); ++i) {
        const analysis::ComponentReport &component = report.components[i];
        for (const ComponentMetric &row : componentMetrics())
            if (row.applies(component)) {
                Metric metric { component.id + '.' + row.id, row.title + " of " + component.name,
                                row.unit.empty() ? report.currency + "/month" : row.unit, finite(row.value(component)),
                                component.id };
                const ValueIn value
                    = [&row, i](const analysis::Report &other) { return finite(row.value(other.components[i])); };
                components.push_back(
                    { std::move(metric), value, [&row, i](Derivator &by) { return row.unfold(by, i); }, row.id });
            }
        addResources(components, component, i);
    }
    tellApart(components);
    std::move(components.begin(), components.end(), std::back_inserter(found));
    addLines(
        found, report, "class.", &analysis::Report::classes, classMetrics(),
        [](const analysis::ClassReport &line) { return line.name; }, false);
    addLines(
        found, report, "journey.", &analysis::Report::journeys, journeyMetrics(),
        [](const analysis::JourneyReport &line) { return line.name; }, false);
    addLines(
        found, report, "job.", &analysis::Report::jobs, jobMetrics(),
        [](const analysis::JobReport &line) { return line.name; }, false);
    addLines(
        found, report, "connection.", &analysis::Report::connections, connectionMetrics(),
        [](const analysis::ConnectionReport &line) { return "connection " + line.id; }, true);
    addFindings(found, report);
    return found;
}

} // namespace

ValueIn valueFinder(const analysis::Report &report, std::string_view path)
{
    for (Explained &each : everything(report))
        if (each.metric.path == path)
            return std::move(each.value);
    return {};
}

struct Explainer::Parts {
    const project::Project &project;
    std::size_t stage;
    double users;
    const catalog::Catalog &catalog;
    Derivator derivator;
    std::vector<Explained> found;
    std::unique_ptr<GrowthDerivator> growth = {};  ///< once it was asked for
    std::optional<analysis::Report> compared = {}; ///< likewise

    [[nodiscard]] const GrowthDerivator &grown()
    {
        if (!growth)
            growth = std::make_unique<GrowthDerivator>(project, stage, users, catalog);
        return *growth;
    }

    [[nodiscard]] std::optional<Derivation> unfold(const std::vector<Explained> &among, std::string_view path)
    {
        for (const Explained &each : among) {
            if (each.metric.path != path)
                continue;
            derivator.startAfresh();
            Derivation root = each.unfold(derivator);
            root.limits = limitsOf(each.family);
            return root;
        }
        return std::nullopt;
    }

    /// What only comparing the stage with others finds.
    [[nodiscard]] const analysis::Report &comparison()
    {
        if (!compared) {
            compared = derivator.report();
            compared->findings.clear();
            cost::withComparisons(*compared, project, catalog);
        }
        return *compared;
    }
};

Explainer::Explainer(const project::Project &project, std::size_t stage, double users, const catalog::Catalog &catalog)
    : m_parts(new Parts { project, stage, users, catalog, Derivator(project, stage, users, catalog), {} })
{
    m_parts->found = everything(m_parts->derivator.report());
}

Explainer::~Explainer() = default;

std::vector<Metric> Explainer::metrics() const
{
    std::vector<Metric> out;
    for (const Explained &each : m_parts->found)
        out.push_back(each.metric);
    return out;
}

std::vector<Metric> Explainer::growthMetrics() const
{
    std::vector<Metric> out;
    for (const GrowthMetric &row : growthMetricTable())
        out.push_back({ kSystem + row.id, row.title,
                        row.unit.empty() ? m_parts->catalog.currency() + "/month" : row.unit,
                        m_parts->users > 0 ? finite(row.value(m_parts->grown().point())) : std::nullopt });
    std::vector<Explained> found;
    addFindings(found, m_parts->comparison());
    for (Explained &each : found)
        out.push_back(std::move(each.metric));
    return out;
}

std::vector<Metric> Explainer::turningMetrics()
{
    std::vector<Metric> out;
    for (const TurningMetric &row : turningMetricTable())
        out.push_back({ kSystem + row.id, row.title, "users", std::nullopt });
    return out;
}

std::optional<Derivation> Explainer::explainGrowth(std::string_view path) const
{
    for (const TurningMetric &row : turningMetricTable()) {
        if (path != kSystem + row.id)
            continue;
        Derivation root = m_parts->users > 0
            ? (m_parts->grown().*row.unfold)()
            : method(row.title, "U", std::nullopt, "users", "there are no users to build for", {});
        root.limits = limitsOf(row.id);
        return root;
    }
    for (const GrowthMetric &row : growthMetricTable()) {
        if (path != kSystem + row.id)
            continue;
        m_parts->derivator.startAfresh();
        const std::string unit = row.unit.empty() ? m_parts->catalog.currency() + "/month" : row.unit;
        Derivation root = m_parts->users > 0
            ? row.unfold(m_parts->grown(), m_parts->derivator)
            : method(row.title, "x", std::nullopt, unit, "there are no users to build for", {});
        root.limits = limitsOf(row.id);
        return root;
    }
    return std::nullopt;
}

std::optional<Derivation> Explainer::explain(std::string_view path) const
{
    if (std::optional<Derivation> found = m_parts->unfold(m_parts->found, path))
        return found;
    if (!isOwnMetric(path))
        return explainGrowth(path);
    std::vector<Explained> compared;
    addFindings(compared, m_parts->comparison());
    return m_parts->unfold(compared, path);
}

std::vector<analysis::Finding> Explainer::findings() const
{
    std::vector<analysis::Finding> all = m_parts->derivator.report().findings;
    const std::vector<analysis::Finding> &more = m_parts->comparison().findings;
    all.insert(all.end(), more.begin(), more.end());
    return all;
}

std::optional<Derivation> explain(const project::Project &project, std::size_t stage, double users,
                                  const catalog::Catalog &catalog, std::string_view path)
{
    return Explainer(project, stage, users, catalog).explain(path);
}

} // namespace headroom::derivation

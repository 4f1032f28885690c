#include "model/report_writing/growth_page.h"

#include "model/analysis/analyze.h"
#include "model/report_writing/chart_svg.h"
#include "model/report_writing/growth_charts.h"
#include "model/report_writing/study.h"
#include "model/report_writing/words.h"
#include "model/reporting/numbers.h"
#include "model/reporting/visible_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace headroom::report_writing {

namespace {

using reporting::markupText;

using nlohmann::ordered_json;

constexpr std::size_t kSliderPoints = 61; // of the slider
constexpr const char *kHolds = "carries its load";

/// From a hundredth of what the first stage is for to three times what the last is for.
std::vector<double> usersOf(const project::Project &project)
{
    double to = 0;
    for (const auto &stage : project.stages)
        to = std::max(to, stage->users.to);
    to = std::clamp(to * 3, 1000.0, 1e12);
    const double from = std::clamp(project.stages.front()->users.to / 100, 1.0, to / 100);
    return analysis::logarithmicUsers(from, to, kSliderPoints);
}

/// Index of the first stage meant for so many users, else of the last.
std::size_t meantFor(const project::Project &project, double users)
{
    for (std::size_t i = 0; i < project.stages.size(); ++i)
        if (users <= project.stages[i]->users.to)
            return i;
    return project.stages.size() - 1;
}

std::string firstWords(const analysis::Report &report, const project::Stage &stage)
{
    if (!report.bottleneck.exists())
        return "nothing ever fills";
    const auto &component = report.components[static_cast<std::size_t>(report.bottleneck.component)];
    const auto &resource = component.resources[static_cast<std::size_t>(report.bottleneck.resource)];
    const std::string twins = twinsWords(report, stage, report.bottleneck);
    return component.name + ", " + resource.title + ": " + reporting::percent(resource.utilization) + ", full at "
        + countedUsers(report.usersAtSaturation) + (twins.empty() ? "" : ", " + twins);
}

ordered_json pointOf(const analysis::Report &report, const project::Stage &stage)
{
    const bool holds = report.state == analysis::State::Fine;
    const std::string none = holds ? "–" : "no end";
    ordered_json words = ordered_json::array();
    words.push_back(holds ? kHolds
                        : report.state == analysis::State::Saturated
                        ? report.overload ? "full: requests wait without end" : "full: no room is left"
                        : "cannot answer all requests");
    words.push_back(reporting::compactRate(report.requestsPerSecond));
    words.push_back(report.meanLatency ? reporting::duration(*report.meanLatency) : none);
    words.push_back(report.serverTime ? reporting::duration(report.serverTime->value.p95) : none);
    words.push_back(reporting::money(report.costPerMonth, report.currency));
    words.push_back(reporting::visibleText(firstWords(report, stage)));
    for (auto &each : words)
        each = keptTogether(each.get_ref<const std::string &>());
    return words;
}

/// What a stage does at the end of its range, for paper, where no slider tells it.
std::string endWords(const analysis::Report &report, const project::Stage &stage)
{
    std::string text = "At " + countedUsers(report.users) + " it ";
    if (report.state == analysis::State::Unreachable)
        text += "cannot answer all requests";
    else if (report.state == analysis::State::Saturated)
        text += report.overload ? "is full: requests wait without end" : "is full: no room is left";
    else
        text += std::string(kHolds) + " of " + countedRequests(report.requestsPerSecond, "request") + " a second";
    if (report.meanLatency)
        text += ", answers in " + reporting::duration(*report.meanLatency) + " on average";
    if (report.serverTime)
        text += ", 95 of 100 within " + reporting::duration(report.serverTime->value.p95);
    text += ", and costs " + amountWords(report.costPerMonth, report.currency) + " a month.";
    if (!report.bottleneck.exists())
        return text + " Nothing ever fills.";
    const std::string twins = twinsWords(report, stage, report.bottleneck);
    return text + ' ' + capital(theResource(report, report.bottleneck)) + (twins.empty() ? "" : ", " + twins + ',')
        + " fills first, at " + countedUsers(report.usersAtSaturation) + '.';
}

/// Reports of one stage at all points.
std::vector<analysis::Report> reportsOf(const project::Project &project, std::size_t stage,
                                        const catalog::Catalog &catalog, const std::vector<double> &users,
                                        const std::stop_token &stop)
{
    const auto compiled = analysis::compile(project, stage, catalog);
    std::vector<analysis::Report> reports;
    for (const double each : users) {
        if (stop.stop_requested())
            return {};
        reports.push_back(analysis::solve(*compiled, each, { true, nullptr }));
        tellApart(reports.back(), *project.stages[stage]);
    }
    return reports;
}

class Page {
public:
    Page(const project::Project &project, const catalog::Catalog &catalog, const GrowthPageParts &parts,
         const std::stop_token &stop)
        : m_project(project)
        , m_catalog(catalog)
        , m_parts(parts)
        , m_stop(stop)
        , m_users(usersOf(project))
    {
    }

    std::string text()
    {
        for (std::size_t i = 0; i < m_project.stages.size(); ++i)
            if (addStage(i); m_stop.stop_requested())
                return {};
        const std::string title = markupText(m_project.name);
        std::string text = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta "
                           "http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                           "'unsafe-inline'; script-src "
                           "'sha256-"
            + m_parts.scriptHash
            + "'\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta "
              "name=\"generator\" "
              "content=\"Headroom\">\n<title>"
            + title + "</title>\n<style>" + m_parts.style + "</style>\n</head>\n<body>\n<header>\n<h1>" + title
            + "</h1>\n<p class=\"muted\">How the design grows in its stages. Computed by Headroom; numbers are "
              "estimates of a "
              "model.</p>\n</header>\n"
            + controls() + "<main>\n" + m_stages
            + "</main>\n<footer>Keys: arrows move the slider, [ and ] step through the "
              "stages. Nothing is sent or loaded.</footer>\n";
        return text + "<script type=\"application/json\" id=\"data\">" + scriptSafe(dataOf().dump(-1, ' ', true))
            + "</script>\n<script>" + m_parts.script + "</script>\n</body>\n</html>\n";
    }

private:
    void addStage(std::size_t index)
    {
        const project::Stage &stage = *m_project.stages[index];
        std::vector<double> users = m_users;
        users.push_back(stage.users.to);
        std::vector<analysis::Report> reports = reportsOf(m_project, index, m_catalog, users, m_stop);
        if (reports.empty())
            return;
        const std::string atEnd = endWords(reports.back(), stage);
        reports.pop_back();
        const std::string title = "Stage " + std::to_string(index + 1) + ": " + reporting::visibleText(stage.name);
        ordered_json entry;
        entry["title"] = title;
        entry["end"] = std::lower_bound(m_users.begin(), m_users.end(), stage.users.to * (1 - 1e-9)) - m_users.begin();
        entry["components"] = ordered_json::array();
        for (std::size_t i = 0; i < stage.components.size(); ++i)
            if (!reports.front().components[i].isPlace)
                entry["components"].push_back(componentOf(index, i, reports));
        entry["points"] = ordered_json::array();
        for (const analysis::Report &each : reports)
            entry["points"].push_back(pointOf(each, stage));
        m_entries.push_back(std::move(entry));
        m_stages += "<section class=\"stage\" id=\"stage-" + std::to_string(index + 1) + "\" aria-label=\""
            + markupText(title) + "\">\n<h2>" + markupText(title) + "</h2>\n<p class=\"muted\">Meant for "
            + usersCell(stage.users.from) + " to " + usersCell(stage.users.to) + " users: "
            + count(stage.components.size(), "component") + ".</p>\n<p>" + keptTogether(markupText(atEnd)) + "</p>\n";
        if (const std::string svg = m_parts.diagrams ? m_parts.diagrams(index) : std::string(); !svg.empty())
            m_stages += "<figure class=\"drawing\">\n" + svg + "</figure>\n";
        m_stages += "<div class=\"charts\">\n";
        const ChartColors colors { "var(--ink)",
                                   "var(--muted)",
                                   "var(--rule)",
                                   "var(--bad)",
                                   { "var(--line1)", "var(--line2)", "var(--line3)", "var(--line4)", "var(--line5)",
                                     "var(--line6)" } };
        for (const Chart &chart : growthCharts(m_users, reports))
            m_stages
                += "<figure class=\"chart\">" + chartSvg(chart, colors) + "<span class=\"cursor\"></span></figure>\n";
        m_stages += "</div>\n</section>\n";
    }

    [[nodiscard]] ordered_json componentOf(std::size_t stage, std::size_t index,
                                           const std::vector<analysis::Report> &reports) const
    {
        ordered_json component;
        const project::Component &given = m_project.stages[stage]->components[index];
        component["name"] = reporting::visibleText(reports.front().components[index].name);
        component["drawn"] = m_parts.drawnId ? m_parts.drawnId(stage, given.id) : "";
        component["use"] = ordered_json::array();
        component["of"] = ordered_json::array();
        std::string bands; // a digit per number of users, as the next
        std::string which;
        for (const analysis::ResourceReport &each : reports.front().components[index].resources)
            component["of"].push_back(each.title);
        for (const analysis::Report &each : reports) {
            const analysis::ComponentReport &line = each.components[index];
            component["use"].push_back(
                static_cast<long long>(std::clamp(std::round(line.utilization * 100), 0.0, 99'999.0)));
            bands += static_cast<char>('0' + static_cast<int>(line.band));
            which += static_cast<char>('0' + std::clamp(line.fullestResource, 0, 9));
        }
        component["bands"] = bands;
        component["which"] = which;
        return component;
    }

    [[nodiscard]] ordered_json dataOf() const
    {
        ordered_json data;
        data["holds"] = kHolds;
        data["plot"] = { kPlotLeft / kChartWidth * 100, kPlotRight / kChartWidth * 100 };
        data["users"] = ordered_json::array();
        data["meant"] = ordered_json::array();
        for (const double each : m_users) {
            data["users"].push_back(reporting::compactNumber(each));
            data["meant"].push_back(meantFor(m_project, each));
        }
        data["stages"] = m_entries;
        return data;
    }

    [[nodiscard]] std::string controls() const
    {
        std::string text
            = "<div id=\"controls\" hidden><div class=\"inner\">\n<div class=\"steps\" role=\"group\" "
              "aria-label=\"Stage\">"
              "<button id=\"back\" type=\"button\" aria-label=\"Stage before\">←</button><output "
              "id=\"stage-name\"></output>"
              "<button id=\"on\" type=\"button\" aria-label=\"Next stage\">→</button>\n<label><input type=\"checkbox\" "
              "id=\"follow\" checked> the stage follows the users</label></div>\n<div class=\"slide\"><label "
              "for=\"users\">Users</label><input id=\"users\" type=\"range\" min=\"0\" max=\""
            + std::to_string(kSliderPoints - 1) + "\" step=\"1\" value=\"" + std::to_string(kSliderPoints / 2)
            + "\" autocomplete=\"off\"><output id=\"users-out\"></output></div>\n<dl class=\"live\" "
              "aria-live=\"polite\">";
        for (const auto &[id, caption] : { std::pair("state", "The stage"), std::pair("load", "Requests, peak hour"),
                                           std::pair("mean", "Mean response"), std::pair("tail", "95 of 100 within"),
                                           std::pair("cost", "Cost a month"), std::pair("first", "Gives way first") })
            text += std::string("<div><dt>") + caption + "</dt><dd id=\"" + id + "\"></dd></div>";
        return text + "</dl>\n<ul id=\"used\" aria-label=\"What is used most\"></ul>\n</div></div>\n";
    }

    const project::Project &m_project;
    const catalog::Catalog &m_catalog;
    const GrowthPageParts &m_parts;
    const std::stop_token &m_stop;
    const std::vector<double> m_users;
    ordered_json m_entries = ordered_json::array();
    std::string m_stages;
};

} // namespace

std::string scriptSafe(const std::string &json)
{
    std::string out;
    for (const char c : json)
        if (c == '<' || c == '>' || c == '&')
            out += c == '<' ? "\\u003c" : c == '>' ? "\\u003e" : "\\u0026";
        else
            out += c;
    return out;
}

std::string growthPage(const project::Project &project, const catalog::Catalog &catalog, const GrowthPageParts &parts,
                       const std::stop_token &stop)
{
    return Page(project, catalog, parts, stop).text();
}

} // namespace headroom::report_writing

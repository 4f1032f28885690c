#include "model/serialization/project_json.h"

#include "model/reporting/numbers.h"

#include <nlohmann/json.hpp>

#include <cassert>
#include <cmath>

namespace headroom::serialization {

namespace {

/// JSON text of a string; bytes that are not UTF-8, which edits and reader keep out, become U+FFFD.
std::string quoted(const std::string &text)
{
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// Collects `"key": value` members, leaving out what is empty.
class Members {
public:
    Members &raw(std::string_view key, const std::string &value)
    {
        m_text += (m_text.empty() ? "" : ", ") + quoted(std::string(key)) + ": " + value;
        return *this;
    }
    Members &text(std::string_view key, const std::string &value) { return raw(key, quoted(value)); }
    Members &optionalText(std::string_view key, const std::string &value)
    {
        return value.empty() ? *this : text(key, value);
    }
    Members &number(std::string_view key, double value)
    {
        assert(std::isfinite(value));
        return raw(key, reporting::exact(value));
    }
    Members &parameters(const project::Parameters &parameters)
    {
        if (parameters.empty())
            return *this;
        Members inside;
        for (const auto &[id, value] : parameters.entries()) {
            if (const double *number = std::get_if<double>(&value))
                inside.number(id, *number);
            else if (const bool *flag = std::get_if<bool>(&value))
                inside.raw(id, *flag ? "true" : "false");
            else
                inside.text(id, std::get<std::string>(value));
        }
        return raw("parameters", inside.object());
    }
    Members &unknown(const project::UnknownKeys &keys)
    {
        for (const auto &[key, value] : keys)
            raw(key, value);
        return *this;
    }
    [[nodiscard]] std::string object() const { return "{" + m_text + "}"; }

private:
    std::string m_text;
};

std::string componentLine(const project::Component &component)
{
    Members line;
    line.text("id", component.id).text("kind", component.kind).text("name", component.name);
    line.optionalText("place", component.place).number("x", component.position.x).number("y", component.position.y);
    if (component.size)
        line.number("width", component.size->width).number("height", component.size->height);
    line.optionalText("notes", component.notes).parameters(component.parameters).unknown(component.unknown);
    return line.object();
}

std::string connectionLine(const project::Connection &connection)
{
    Members line;
    line.text("id", connection.id)
        .text("from", connection.from)
        .text("to", connection.to)
        .text("kind", connection.kind);
    line.optionalText("name", connection.name).parameters(connection.parameters).unknown(connection.unknown);
    return line.object();
}

std::string usesText(const std::vector<project::OperationUse> &given)
{
    std::string uses;
    for (const project::OperationUse &use : given) {
        Members each;
        each.text("operation", use.operation)
            .number("count", use.count)
            .number("time", use.time)
            .number("bytes", use.bytes);
        if (use.requestBytes)
            each.number("request_bytes", *use.requestBytes);
        uses += (uses.empty() ? "" : ", ") + each.object();
    }
    return "[" + uses + "]";
}

std::string classLine(const project::RequestClass &given)
{
    Members line;
    line.text("id", given.id).text("name", given.name).number("share", given.share).raw("uses", usesText(given.uses));
    if (given.changesState)
        line.raw("changes_state", *given.changesState ? "true" : "false");
    return line.object();
}

std::string journeyLine(const project::Journey &given)
{
    std::string visits;
    for (const project::ClassVisit &visit : given.visits) {
        Members each;
        each.text("class", visit.requestClass).number("count", visit.count);
        visits += (visits.empty() ? "" : ", ") + each.object();
    }
    Members line;
    line.text("id", given.id).text("name", given.name).number("weight", given.weight);
    line.raw("visits", "[" + visits + "]");
    for (const auto &[key, value] :
         { std::pair("p95", given.p95), std::pair("p99", given.p99), std::pair("error_budget", given.errorBudget) })
        if (value)
            line.number(key, *value);
    return line.optionalText("criticality", given.criticality).object();
}

/// What is as usual is left out.
std::string jobLine(const project::BackgroundJob &given)
{
    const project::BackgroundJob usual;
    Members line;
    line.text("id", given.id).text("name", given.name);
    line.text("kind", given.kind == project::BackgroundJob::Kind::Event ? "event" : "batch");
    line.optionalText("entry", given.entry);
    for (const auto &[key, member] :
         { std::pair("items", &project::BackgroundJob::items),
           std::pair("items_per_user", &project::BackgroundJob::itemsPerUser),
           std::pair("rate", &project::BackgroundJob::rate),
           std::pair("per_request", &project::BackgroundJob::perRequest), std::pair("at", &project::BackgroundJob::at),
           std::pair("window", &project::BackgroundJob::window), std::pair("runs", &project::BackgroundJob::runs),
           std::pair("deadline", &project::BackgroundJob::deadline) })
        if (std::abs(given.*member - usual.*member) > 0)
            line.number(key, given.*member);
    return line.raw("uses", usesText(given.uses)).object();
}

template <typename Elements, typename Line>
std::string linesOf(const Elements &elements, const Line &line)
{
    std::string text;
    for (const auto &each : elements)
        text += (text.empty() ? "\n      " : ",\n      ") + line(each);
    return "[" + text + "\n    ]";
}

/// One line, unless the project states its own classes: then one line for each of them.
std::string workloadText(const project::Workload &workload)
{
    Members members;
    members.text("preset", workload.preset).parameters(workload.parameters);
    if (!workload.classes.empty())
        members.raw("classes", linesOf(workload.classes, classLine));
    if (!workload.journeys.empty())
        members.raw("journeys", linesOf(workload.journeys, journeyLine));
    if (!workload.jobs.empty())
        members.raw("jobs", linesOf(workload.jobs, jobLine));
    if (!workload.day.empty()) {
        std::string samples;
        for (const double each : workload.day)
            samples += (samples.empty() ? "" : ", ") + reporting::exact(each);
        members.raw("day", "[" + samples + "]");
    }
    return members.unknown(workload.unknown).object();
}

template <typename Elements, typename Line>
std::string list(const char *key, const Elements &elements, const Line &line)
{
    std::string text = std::string("      \"") + key + "\": [";
    for (std::size_t i = 0; i < elements.size(); ++i)
        text += (i ? ",\n        " : "\n        ") + line(elements[i]);
    return text + (elements.empty() ? "]" : "\n      ]");
}

std::string stageText(const project::Stage &stage)
{
    std::string text = "    {\n      \"name\": " + quoted(stage.name)
        + ",\n      \"users\": " + Members().number("from", stage.users.from).number("to", stage.users.to).object()
        + ",\n" + list("components", stage.components, componentLine) + ",\n"
        + list("connections", stage.connections, connectionLine);
    for (const auto &[key, value] : stage.unknown)
        text += ",\n      " + quoted(key) + ": " + value;
    return text + "\n    }";
}

/// One line for each.
std::string acknowledgmentLines(const std::vector<project::Acknowledgment> &given)
{
    std::string text;
    for (const project::Acknowledgment &each : given) {
        std::string subjects;
        for (const std::string &subject : each.subjects)
            subjects += (subjects.empty() ? "" : ", ") + quoted(subject);
        Members line;
        line.text("rule", each.rule).raw("subjects", "[" + subjects + "]").text("reason", each.reason);
        text += (text.empty() ? "\n    " : ",\n    ") + line.object();
    }
    return text;
}

std::string planText(const project::GrowthPlan &plan)
{
    Members line;
    if (plan.curve.empty())
        line.number("from", plan.from).number("to", plan.to).number("months", plan.months);
    else {
        std::string curve;
        for (const project::PlannedUsers &each : plan.curve)
            curve += (curve.empty() ? "" : ", ")
                + Members().number("month", each.month).number("users", each.users).object();
        line.raw("curve", "[" + curve + "]");
    }
    line.number("lead_time", plan.leadTime);
    if (!plan.stageLeads.empty()) {
        std::string leads;
        for (const project::StageLead &each : plan.stageLeads)
            leads += (leads.empty() ? "" : ", ")
                + Members().text("stage", each.stage).number("months", each.months).object();
        line.raw("stage_lead_times", "[" + leads + "]");
    }
    if (plan.changeLead)
        line.number("change_lead_time", *plan.changeLead);
    return line.optionalText("start", plan.start).object();
}

/// One line for each.
std::string uncertaintyLines(const std::vector<project::Uncertainty> &given)
{
    std::string text;
    for (const project::Uncertainty &each : given) {
        Members line;
        line.optionalText("element", each.element).text("parameter", each.parameter);
        line.number("low", each.low).number("high", each.high);
        if (each.isRelative)
            line.raw("relative", "true");
        text += (text.empty() ? "\n    " : ",\n    ") + line.object();
    }
    return text;
}

} // namespace

std::string writeProject(const project::Project &project)
{
    std::string text = "{\n  \"format\": \"headroom\",\n  \"version\": " + std::to_string(kFormatVersion)
        + ",\n  \"name\": " + quoted(project.name) + ",\n";
    if (!project.notes.empty())
        text += "  \"notes\": " + quoted(project.notes) + ",\n";
    text += "  \"criticality\": " + quoted(project.criticality) + ",\n  \"workload\": " + workloadText(project.workload)
        + ",\n  \"stages\": [";
    for (std::size_t i = 0; i < project.stages.size(); ++i)
        text += (i ? ",\n" : "\n") + stageText(*project.stages[i]);
    text += project.stages.empty() ? "]" : "\n  ]";
    if (!project.acknowledged.empty())
        text += ",\n  \"acknowledged\": [" + acknowledgmentLines(project.acknowledged) + "\n  ]";
    if (project.plan)
        text += ",\n  \"plan\": " + planText(*project.plan);
    if (!project.uncertainties.empty())
        text += ",\n  \"uncertainties\": [" + uncertaintyLines(project.uncertainties) + "\n  ]";
    for (const auto &[key, value] : project.unknown)
        text += ",\n  " + quoted(key) + ": " + value;
    return text + "\n}\n";
}

} // namespace headroom::serialization

#include "model/analysis/rules/inspection.h"
#include "model/core/quantity.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace headroom::analysis {

namespace {

constexpr double kHoursPerDay = 24;
constexpr double kHoursPerWeek = 168;
constexpr std::size_t kNamed = 2; // of several, before "and 3 more"

Tier tierOf(const std::string &word)
{
    const char *words[] { "hobby", "startup", "standard", "high", "critical" };
    for (int i = 0; i < 5; ++i)
        if (word == words[i])
            return static_cast<Tier>(i);
    return Tier::Standard;
}

Severity severityOf(catalog::RuleLevel level)
{
    return level == catalog::RuleLevel::Error ? Severity::Error
        : level == catalog::RuleLevel::Info   ? Severity::Info
                                              : Severity::Warning;
}

/// Puts the words into the braces of a text; braces nobody fills stay empty.
std::string filled(const std::string &text, const Inspection::Words &words)
{
    std::string out;
    std::size_t room = text.size();
    for (const auto &[word, value] : words)
        room += value.size();
    out.reserve(room);
    std::size_t at = 0;
    for (std::size_t open; (open = text.find('{', at)) != std::string::npos;) {
        const std::size_t end = text.find('}', open);
        if (end == std::string::npos)
            break;
        out.append(text, at, open - at);
        const std::string_view wanted(text.data() + open + 1, end - open - 1);
        const auto found
            = std::find_if(words.begin(), words.end(), [&](const auto &each) { return each.first == wanted; });
        if (found != words.end())
            out += found->second;
        at = end + 1;
    }
    out.append(text, at);
    return out;
}

} // namespace

Inspection::Inspection(const CompiledStage &compiled, const Report &solved, const Report *unedited)
    : stage(compiled)
    , report(solved)
    , before(unedited)
    , m_tier(tierOf(compiled.criticality))
{
}

std::string Inspection::name(std::size_t component) const
{
    const CompiledComponent &named = stage.components[component];
    switch (stage.ruleFacts->told(stage, component)) {
    case RuleFacts::Told::ByName:
        break;
    case RuleFacts::Told::ByPlace:
        return named.name + " (" + stage.components[static_cast<std::size_t>(named.place)].name + ')';
    case RuleFacts::Told::ById:
        return named.name + " (" + named.id + ')';
    }
    return named.name;
}

double Inspection::value(std::size_t component, const char *wanted, double otherwise) const
{
    const auto &values = stage.components[component].values;
    const auto found = values.find(wanted);
    return found == values.end() ? otherwise : found->second;
}

const catalog::ParameterSpec *Inspection::specOf(const catalog::ConnectionKind &kind, std::string_view parameter) const
{
    const std::size_t place
        = std::hash<const void *> {}(&kind) / 64 + static_cast<std::size_t>(parameter.front()) + 7 * parameter.size();
    Asked &asked = m_asked[place % m_asked.size()];
    if (asked.kind != &kind || asked.parameter != parameter)
        asked = { &kind, parameter, kind.findParameter(parameter) };
    return asked.spec;
}

double Inspection::linkValue(std::size_t connection, std::string_view wanted, double otherwise) const
{
    const CompiledLink &link = stage.links[connection];
    const catalog::ParameterSpec *spec = specOf(*link.kind, wanted);
    if (!spec)
        return otherwise;
    const double value = stage.linkValue(link, static_cast<std::size_t>(spec - link.kind->parameters.data()));
    return std::isnan(value) ? otherwise : value;
}

const ResourceReport *Inspection::station(std::size_t component) const
{
    const int index = stage.components[component].station;
    return index < 0 ? nullptr : &report.components[component].resources[static_cast<std::size_t>(index)];
}

const ResourceReport *Inspection::resource(std::size_t component, std::string_view wanted) const
{
    for (const ResourceReport &each : report.components[component].resources)
        if (each.id == wanted)
            return &each;
    return nullptr;
}

double Inspection::limit(std::string_view wanted) const
{
    const auto found = m_rule->limits.find(wanted);
    assert(found != m_rule->limits.end());
    return found == m_rule->limits.end() ? 0 : found->second;
}

std::string Inspection::months(double number) const
{
    const auto said = [this](const char *phrase, double count) {
        return filled(stage.catalog->phrases().at(phrase), { { "count", reporting::briefNumber(count) } });
    };
    if (number == 1)
        return said("month", number);
    if (number > 1)
        return said("months", number);
    const double weeks = std::round(number * kHoursPerMonth / kHoursPerWeek);
    return weeks < 2 ? said("days", std::round(number * kHoursPerMonth / kHoursPerDay)) : said("weeks", weeks);
}

std::string Inspection::shown(double number) const
{
    if (m_rule->display == "%")
        return reporting::percent(number);
    if (m_rule->unit == "months")
        return months(number);
    if (m_rule->unit == "s")
        return reporting::duration(number);
    if (m_rule->unit == "1/s")
        return reporting::compactRate(number);
    if (m_rule->unit == "USD/month")
        return filled(stage.catalog->phrases().at("monthly"),
                      { { "amount", reporting::money(number, report.currency) } });
    return reporting::briefNumber(number);
}

std::string Inspection::utilizationOf(std::size_t component, const ResourceReport &resource) const
{
    return id(component) + '.' + resource.id + ".utilization";
}

std::string Inspection::ownMetric(const std::string &key) const
{
    return "finding." + m_rule->id + (key.empty() ? "" : '.' + key);
}

void Inspection::add(Hit hit)
{
    Finding finding;
    finding.rule = m_rule->id;
    finding.severity = hit.severity.value_or(severityOf(m_rule->level));
    finding.measured = hit.measured;
    if (hit.measured && (m_rule->hasThreshold || hit.threshold))
        finding.threshold = hit.threshold.value_or(m_rule->threshold);
    if (!hit.measured && hit.metric.empty() && !m_rule->hasThreshold
        && !hit.subjects.empty()) { // what should not be there at all is counted
        finding.measured = static_cast<double>(hit.subjects.size());
        finding.threshold = 0;
    }
    finding.unit = m_rule->unit;
    if (finding.measured)
        hit.words.emplace_back("measured", shown(*finding.measured));
    if (finding.threshold)
        hit.words.emplace_back("threshold", shown(*finding.threshold));
    finding.title = filled(m_rule->says, hit.words);
    finding.message = filled(m_rule->why, hit.words);
    finding.fix = filled(m_rule->fix, hit.words);
    finding.subjects = std::move(hit.subjects);
    finding.cure = std::move(hit.cure);
    finding.metric = std::move(hit.metric);
    m_findings.push_back(std::move(finding));
}

void Inspection::addAll(const std::vector<std::size_t> &components, std::optional<edits::Edit> cure,
                        std::optional<double> measured, std::string metric)
{
    if (components.empty())
        return;
    Hit hit;
    std::vector<std::string> names;
    for (const std::size_t component : components)
        hit.subjects.push_back(id(component));
    for (std::size_t i = 0; i < std::min(components.size(), kNamed + 1); ++i)
        names.push_back(name(components[i]));
    hit.words = { { "names", listed(names, components.size()) }, { "name", names.front() } };
    hit.measured = measured;
    hit.cure = std::move(cure);
    hit.metric = std::move(metric);
    add(std::move(hit));
}

void Inspection::addLinks(const std::vector<std::size_t> &connections, std::optional<edits::Edit> cure,
                          std::optional<double> measured, std::string metric, Words words)
{
    if (connections.empty())
        return;
    Hit hit;
    std::vector<std::string> names;
    for (const std::size_t connection : connections)
        hit.subjects.push_back(stage.connectionId(connection));
    for (std::size_t i = 0; i < std::min(connections.size(), kNamed + 1); ++i) {
        const CompiledLink &link = stage.links[connections[i]];
        names.push_back(name(static_cast<std::size_t>(link.from)) + " → " + name(static_cast<std::size_t>(link.to)));
    }
    hit.words = std::move(words);
    hit.words.emplace_back("names", listed(names, connections.size()));
    hit.words.emplace_back("name", names.front());
    hit.measured = measured;
    hit.cure = std::move(cure);
    hit.metric = std::move(metric);
    add(std::move(hit));
}

void Inspection::ask(const catalog::RuleSpec &rule, void (*condition)(Inspection &))
{
    m_rule = &rule;
    condition(*this);
}

std::string phraseOf(const catalog::RuleSpec &rule, std::string_view name, const Inspection::Words &words)
{
    const auto found = rule.phrases.find(name);
    assert(found != rule.phrases.end());
    return found == rule.phrases.end() ? std::string() : filled(found->second, words);
}

std::string Inspection::phrase(std::string_view wanted, const Words &words) const
{
    return phraseOf(*m_rule, wanted, words);
}

std::string Inspection::listed(const std::vector<std::string> &names, std::size_t count) const
{
    if (names.empty())
        return {};
    const std::size_t shown = count <= kNamed + 1 ? count : kNamed;
    const bool isWhole = shown == count;
    std::string text;
    for (std::size_t i = 0; i + (isWhole ? 1 : 0) < shown; ++i)
        text += (i == 0 ? "" : ", ") + names[i];
    if (!isWhole)
        return filled(stage.catalog->phrases().at("more"),
                      { { "names", text }, { "count", std::to_string(count - shown) } });
    return count < 2 ? names.front()
                     : filled(stage.catalog->phrases().at("last"), { { "names", text }, { "name", names[count - 1] } });
}

std::string Inspection::listed(const std::vector<std::string> &names) const
{
    return listed(names, names.size());
}

edits::Edit setTo(const Inspection &in, const std::string &id, const char *parameter, project::Value value)
{
    return edits::SetParameter { in.stage.stageIndex, id, parameter, std::move(value) };
}

std::optional<edits::Edit> setAllTo(const Inspection &in, const std::vector<std::string> &ids, const char *parameter,
                                    const project::Value &value)
{
    if (ids.empty())
        return std::nullopt;
    if (ids.size() == 1)
        return setTo(in, ids.front(), parameter, value);
    edits::Batch batch;
    batch.title = std::string("Set ") + parameter + " of " + std::to_string(ids.size()) + " elements";
    for (const std::string &id : ids)
        batch.steps.push_back(edits::SetParameter { in.stage.stageIndex, id, parameter, value });
    return batch;
}

} // namespace headroom::analysis

#include "model/core/quantity.h"
#include "model/growth/difference.h"

#include <cmath>

namespace headroom::growth {

namespace {

using analysis::Report;
using Form = FigureChange::Form;

std::string bottleneckOf(const Report &report)
{
    if (!report.bottleneck.exists())
        return "nothing";
    const auto &component = report.components[static_cast<std::size_t>(report.bottleneck.component)];
    return component.name + ", " + component.resources[static_cast<std::size_t>(report.bottleneck.resource)].title;
}

std::string singlePointsOf(const Report &report)
{
    std::string names;
    for (const analysis::ComponentReport &each : report.components)
        if (each.isSinglePoint)
            names += (names.empty() ? "" : ", ") + each.name;
    return names.empty() ? "none" : names;
}

double singlePointCount(const Report &report)
{
    double count = 0;
    for (const analysis::ComponentReport &each : report.components)
        count += each.isSinglePoint ? 1 : 0;
    return count;
}

std::optional<double> finite(double value)
{
    return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

/// Why there is no latency.
std::string latencyWords(const Report &report)
{
    switch (report.state) {
    case analysis::State::Saturated:
        return "saturated";
    case analysis::State::Unreachable:
        return "unreachable";
    default:
        return {};
    }
}

std::optional<double> percentileOf(const Report &report, double analysis::Percentiles::*which)
{
    return report.serverTime ? std::optional(report.serverTime->value.*which) : std::nullopt;
}

/// Makes a row from the same question to both reports.
class Rows {
public:
    Rows(const Report &before, const Report &after)
        : m_before(before)
        , m_after(after)
    {
    }

    template <typename Ask>
    FigureChange &add(const char *id, const char *title, Form form, const Ask &ask)
    {
        m_rows.push_back({ id, title, form, ask(m_before), ask(m_after), {}, {} });
        return m_rows.back();
    }
    template <typename Ask>
    void addTime(const char *id, const char *title, const Ask &ask)
    {
        FigureChange &row = add(id, title, Form::Duration, ask);
        row.wordsBefore = latencyWords(m_before);
        row.wordsAfter = latencyWords(m_after);
    }
    /// What a design holds; nothing where requests reach nobody.
    template <typename Ask>
    void addHeld(const char *id, const char *title, Form form, const Ask &ask)
    {
        const auto serves = [](const Report &report) { return report.state != analysis::State::Unreachable; };
        FigureChange &row = add(id, title, form, [&](const Report &each) -> std::optional<double> {
            return serves(each) ? ask(each) : std::nullopt;
        });
        row.wordsBefore = serves(m_before) ? "" : "serves nobody";
        row.wordsAfter = serves(m_after) ? "" : "serves nobody";
    }
    template <typename Ask>
    void addWords(const char *id, const char *title, const Ask &ask)
    {
        m_rows.push_back({ id, title, Form::Text, {}, {}, ask(m_before), ask(m_after) });
    }
    [[nodiscard]] std::vector<FigureChange> take() { return std::move(m_rows); }

private:
    const Report &m_before;
    const Report &m_after;
    std::vector<FigureChange> m_rows;
};

} // namespace

std::optional<double> FigureChange::delta() const
{
    return before && after && std::isfinite(*before) && std::isfinite(*after) ? std::optional(*after - *before)
                                                                              : std::nullopt;
}

bool FigureChange::isSame() const
{
    constexpr double kNoTime = 1; // s a month
    if (const std::optional<double> change = delta();
        change && form == Form::Availability && std::abs(*change) * kSecondsPerMonth < kNoTime)
        return true;
    return before == after && wordsBefore == wordsAfter;
}

std::vector<FigureChange> figuresBetween(const Report &before, const Report &after)
{
    using analysis::Percentiles;
    Rows rows(before, after);
    rows.add("requests_per_second", "Load at the peak hour", Form::Rate,
             [](const Report &each) { return std::optional(each.requestsPerSecond); });
    rows.addTime("mean", "Mean latency", [](const Report &each) { return each.meanLatency; });
    rows.addTime("p50", "p50", [](const Report &each) { return percentileOf(each, &Percentiles::p50); });
    rows.addTime("p95", "p95", [](const Report &each) { return percentileOf(each, &Percentiles::p95); });
    rows.addTime("p99", "p99", [](const Report &each) { return percentileOf(each, &Percentiles::p99); });
    rows.add("availability", "Availability of reads", Form::Availability,
             [](const Report &each) { return each.availability; });
    rows.add("cost_per_month", "Cost a month", Form::Money,
             [](const Report &each) { return std::optional(each.costPerMonth); });
    rows.addHeld("users_at_saturation", "Users at 100 %", Form::Users,
                 [](const Report &each) { return std::optional(each.usersAtSaturation); });
    rows.addHeld("users_at_085", "Users at 85 %", Form::Users,
                 [](const Report &each) { return std::optional(each.usersAt085); });
    rows.addHeld("headroom", "Headroom (users at 100 % over users)", Form::Count, [](const Report &each) {
        return each.users > 0 ? finite(each.usersAtSaturation / each.users) : std::nullopt;
    });
    rows.add("single_points", "Single points of failure", Form::Count,
             [](const Report &each) { return std::optional(singlePointCount(each)); });
    rows.addWords("single_point_names", "Which", singlePointsOf);
    rows.addWords("bottleneck", "Fills first", bottleneckOf);
    return rows.take();
}

} // namespace headroom::growth

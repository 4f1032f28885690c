#include "model/growth/plan.h"

#include "model/analysis/solve_figures.h"
#include "model/growth/growth_order.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

namespace headroom::growth {

namespace {

constexpr double kNever = std::numeric_limits<double>::infinity();
constexpr double kUsersRounding = 1e-9;
constexpr int kSlices = 32; // of a month, for the sum of the bills

/// A stage and the months it is in force.
struct Reign {
    std::size_t stage = 0;
    double begin = 0;
    double end = 0;
};

/// The first that is meant for the present users and carries them, else the first that is meant for them, else the
/// last that is meant for fewer, of those that serve.
std::size_t firstStage(const StageMap &map, const std::vector<std::size_t> &order, double users)
{
    std::optional<std::size_t> meant;
    std::optional<std::size_t> found;
    for (const std::size_t i : order) {
        const StageMove &each = map.stages[i];
        if (!each.serves)
            continue;
        if (users <= each.range.to && users >= each.range.from) {
            if (users < each.usersAtSaturation)
                return i;
            meant = meant.value_or(i);
        }
        if (!found || users > each.range.to)
            found = i;
    }
    return meant.value_or(found.value_or(0));
}

/// What fills, with what to call it: twins, such as those of other regions, that fill together are said once.
std::vector<std::pair<Filling, std::string>> alikeIn(const std::vector<Filling> &resources)
{
    std::vector<std::pair<Filling, int>> found;
    for (const Filling &each : resources) {
        const auto twin = std::find_if(found.begin(), found.end(), [&](const auto &other) {
            return other.first.text() == each.text()
                && std::abs(other.first.usersAtSaturation - each.usersAtSaturation)
                <= kUsersRounding * each.usersAtSaturation;
        });
        if (twin == found.end())
            found.emplace_back(each, 1);
        else
            ++twin->second;
    }
    std::vector<std::pair<Filling, std::string>> named;
    for (const auto &[each, count] : found)
        named.emplace_back(each,
                           count > 1 ? each.componentName + " ×" + std::to_string(count) + ", " + each.resourceTitle
                                     : each.text());
    return named;
}

class Planner {
public:
    Planner(const CompiledDesign &design, const project::GrowthPlan &settings, Pace pace, const std::stop_token &stop)
        : m_design(design)
        , m_users(settings)
        , m_stop(stop)
        , m_map(stageMapOf(design, stop))
    {
        m_plan.design = m_map.design;
        m_plan.currency = m_map.currency;
        m_plan.settings = settings;
        m_plan.pace = pace;
        m_plan.factorPerMonth = m_users.factorPerMonth();
        m_plan.isSteady = m_users.isSteady();
        m_plan.doubling = m_users.doubling();
        for (const auto &stage : design.project->stages)
            m_plan.stageNames.push_back(stage->name);
    }

    Plan run()
    {
        if (m_map.stages.size() < m_design.project->stages.size())
            return std::move(m_plan); // stopped
        m_order = orderOfGrowth(m_map);
        m_plan.firstStage = firstStage(m_map, m_order, m_users.at(0));
        m_plan.serves
            = std::any_of(m_map.stages.begin(), m_map.stages.end(), [](const auto &each) { return each.serves; });
        takeSteps();
        for (const PlanStep &step : m_plan.steps)
            addTurns(step);
        for (const Reign &reign : m_reigns) {
            addBands(reign);
            addKept(reign);
        }
        m_plan.isLate
            = std::any_of(m_plan.steps.begin(), m_plan.steps.end(), [](const auto &each) { return each.isLate(); });
        m_plan.holds = m_plan.serves && !m_plan.saturates && !m_plan.isLate;
        addWaysBack();
        addMilestones();
        std::stable_sort(m_plan.events.begin(), m_plan.events.end(),
                         [](const PlanEvent &a, const PlanEvent &b) { return a.month < b.month; });
        addMonths();
        finish();
        return std::move(m_plan);
    }

private:
    [[nodiscard]] const StageMove &move(std::size_t stage) const { return m_map.stages[stage]; }

    /// Users at which a stage has to be left. It is meant for the end of its range, too: only more than that leave it.
    [[nodiscard]] double dueAt(std::size_t stage) const
    {
        const StageMove &of = move(stage);
        const double trigger = of.trigger ? of.trigger->users : kNever;
        const bool isPassed = m_users.most() > of.range.to * (1 + kUsersRounding);
        return m_plan.pace == Pace::Measured || !isPassed || !isEndTelling(stage) ? trigger
                                                                                  : std::min(trigger, of.range.to);
    }

    /// Whether the end of its range says when to leave it: not where others that are meant for as many end there, too,
    /// and none goes on.
    [[nodiscard]] bool isEndTelling(std::size_t stage) const
    {
        const double end = move(stage).range.to;
        const auto isAny = [&](auto what) {
            return std::any_of(m_map.stages.begin(), m_map.stages.end(), [&](const StageMove &each) {
                return each.serves && each.index != stage && what(each.range.to, end);
            });
        };
        return isAny(std::greater<>()) || !isAny(std::equal_to<>());
    }

    /// Where a stage stands in the order of growth.
    [[nodiscard]] std::size_t placeOf(std::size_t stage) const
    {
        return static_cast<std::size_t>(std::find(m_order.begin(), m_order.end(), stage) - m_order.begin());
    }

    /// Whether the end of its range decides when a stage is left; else its load.
    [[nodiscard]] bool isByRange(std::size_t stage) const
    {
        return !move(stage).trigger || dueAt(stage) < move(stage).trigger->users;
    }

    /// The stage to go to: at the end of a range the next that is not due there itself; where the load decides, or none
    /// such is there, only one that holds more. Nothing when no later one does.
    [[nodiscard]] std::optional<std::size_t> successor(std::size_t stage, double users) const
    {
        std::optional<std::size_t> strongest;
        for (std::size_t place = placeOf(stage) + 1; place < m_order.size(); ++place) {
            const std::size_t i = m_order[place];
            const bool holdsMore = move(i).usersAtSaturation > move(stage).usersAtSaturation;
            if (move(i).serves && dueAt(i) > users && (holdsMore || isByRange(stage)))
                return i;
            if (!move(i).serves || !holdsMore)
                continue;
            if (!strongest || move(i).usersAtSaturation > move(*strongest).usersAtSaturation)
                strongest = i;
        }
        return strongest;
    }

    void takeSteps()
    {
        Reign reign { m_plan.firstStage, 0, m_users.end() };
        while (!m_stop.stop_requested()) {
            const std::optional<double> due = m_users.monthOf(dueAt(reign.stage), reign.begin);
            const std::optional<std::size_t> next = due ? successor(reign.stage, m_users.at(*due)) : std::nullopt;
            if (!next)
                break;
            addStep(reign.stage, *next, *due);
            reign.end = *due;
            m_reigns.push_back(reign);
            reign = { *next, *due, m_users.end() };
        }
        m_reigns.push_back(reign);
    }

    /// Why users do not go to a stage that comes next.
    [[nodiscard]] std::string whyPassed(std::size_t stage, std::size_t from, double users) const
    {
        const StageMove &passed = move(stage);
        const auto at = [](double many) { return reporting::compactNumber(many) + " users"; };
        if (!passed.serves)
            return "it serves nobody";
        if (passed.usersAtSaturation <= users)
            return "it is full at " + at(passed.usersAtSaturation);
        if (passed.trigger && passed.trigger->users <= users)
            return "it would have to be left at " + at(passed.trigger->users) + ": " + passed.trigger->what;
        if (dueAt(stage) <= users)
            return "its range ends at " + at(passed.range.to);
        return "it holds no more than " + at(passed.usersAtSaturation) + ", the stage before "
            + at(move(from).usersAtSaturation);
    }

    void addStep(std::size_t from, std::size_t to, double month)
    {
        const StageMove &left = move(from);
        PlanStep step;
        step.from = from;
        step.to = to;
        for (std::size_t place = placeOf(from) + 1; place < placeOf(to); ++place)
            step.passed.push_back({ m_order[place], whyPassed(m_order[place], from, m_users.at(month)) });
        step.inPlace = month;
        step.users = m_users.at(month);
        step.lead = leadTo(m_plan.settings, m_plan.stageNames[to]);
        step.decide = month - step.lead;
        step.earliest = std::max(month, step.lead);
        step.isByRange = isByRange(from);
        step.why = step.isByRange ? "its range ends at " + reporting::compactNumber(left.range.to) + " users"
                                  : left.trigger->what;
        if (left.trigger)
            step.triggerMonth = m_users.monthOf(left.trigger->users);
        step.usersAtRed = left.first ? left.first->usersAt085 : kNever;
        step.usersAtSaturation = left.usersAtSaturation;
        step.redMonth = m_users.monthOf(step.usersAtRed);
        step.saturatedMonth = m_users.monthOf(step.usersAtSaturation);
        step.costBefore = costOf(from, step.users);
        step.costAfter = costOf(to, step.users);
        step.instead = singleChangeFor(m_design, from, std::min(m_users.most(), std::max(step.users, dueAt(to))),
                                       step.users, step.costAfter, m_stop);
        if (step.instead) {
            step.instead->lasts = m_users.monthOf(step.instead->usersAtRed, month);
            step.instead->isEnough = !step.instead->lasts;
            step.instead->decide = month - leadOfChange(m_plan.settings);
            if (step.instead->lasts && *step.instead->lasts <= month)
                step.instead.reset(); // red at once: it puts nothing off
        }
        m_plan.steps.push_back(std::move(step));
    }

    void addTurns(const PlanStep &step)
    {
        const std::string &name = m_plan.stageNames[step.to];
        addEvent(PlanEvent::What::Decide, std::max(0.0, step.decide), step.to, {},
                 name + (step.isLate() ? ": overdue, it takes longer than there is time" : ""));
        PlanEvent &begun = m_plan.events.back();
        begun.inForce = stageAt(begun.month);
        begun.cost = costOf(begun.inForce, begun.users);
        addEvent(PlanEvent::What::InPlace, step.inPlace, step.to, {}, name);
    }

    /// In force at that time.
    [[nodiscard]] std::size_t stageAt(double month) const
    {
        for (const Reign &reign : m_reigns)
            if (month < reign.end)
                return reign.stage;
        return m_reigns.back().stage;
    }

    void addEvent(PlanEvent::What what, double month, std::size_t stage, const std::string &component, std::string text)
    {
        const double users = m_users.at(month);
        m_plan.events.push_back({ what,
                                  month,
                                  dateOf(m_plan.settings.start, month),
                                  users,
                                  stage,
                                  stage,
                                  costOf(stage, users),
                                  component,
                                  std::move(text),
                                  {} });
    }

    /// What the stage's resources pass while it is in force; what it takes over with it passes at once.
    void addBands(const Reign &reign)
    {
        using What = PlanEvent::What;
        for (const auto &[each, subject] : alikeIn(move(reign.stage).resources)) {
            const bool isMemory = each.resource == "memory";
            const std::tuple<double, What, const char *> levels[]
                = { { each.usersAtAmber, What::Amber, isMemory ? "80 %" : "70 %" },
                    { each.usersAtRed, What::Red, isMemory ? "90 %" : "85 %" },
                    { each.usersAtSaturation, What::Saturated, "100 %" } };
            for (const auto &[users, what, level] : levels) {
                const std::optional<double> month = m_users.monthOf(users, reign.begin);
                const bool isInForce = month && (*month < reign.end || reign.end >= m_users.end());
                if (isInForce) {
                    addEvent(what, *month, reign.stage, each.component, subject + " at " + level);
                    m_plan.events.back().subject = subject;
                }
                if (isInForce && what == What::Saturated)
                    m_plan.saturates = true;
            }
        }
    }

    void addKept(const Reign &reign)
    {
        KeptStage out { reign.stage, {}, {}, {}, kNever };
        double red = kNever;
        double saturated = kNever;
        for (const Filling &each : move(reign.stage).resources) {
            out.usersAtAmber = std::min(out.usersAtAmber, each.usersAtAmber);
            red = std::min(red, each.usersAtRed);
            saturated = std::min(saturated, each.usersAtSaturation);
        }
        out.amber = m_users.monthOf(out.usersAtAmber, reign.begin);
        out.red = m_users.monthOf(red, reign.begin);
        out.saturated = m_users.monthOf(saturated, reign.begin);
        m_plan.kept.push_back(out);
    }

    /// From the most users on: an earlier stage does again once they are few enough for it, to the end.
    void addWaysBack()
    {
        if (m_users.at(m_users.end()) >= m_users.most())
            return;
        const std::size_t last = m_reigns.back().stage;
        std::size_t from = last;
        for (std::size_t place = placeOf(last); place-- > 0;) {
            const std::size_t to = m_order[place];
            const double due = dueAt(to);
            if (!move(to).serves || m_users.at(m_users.end()) >= due)
                continue;
            double low = 0; // the last month with as many
            double high = m_users.end();
            for (double month = 0; month <= m_users.end(); month += 1.0 / kSlices)
                if (m_users.at(month) >= due)
                    low = month;
            if (m_users.at(low) >= due)
                while (high - low > 1e-6)
                    (m_users.at((low + high) / 2) >= due ? low : high) = (low + high) / 2;
            else
                high = 0;
            high = std::max(high, m_reigns.back().begin);
            const double users = m_users.at(high);
            const WayBack out { from, to, high, users, costOf(from, users), costOf(to, users) };
            if (out.costAfter < out.costBefore && high < m_users.end()) {
                m_plan.back.push_back(out);
                from = to;
            }
        }
    }

    void addMilestones()
    {
        double decade = std::pow(10, std::floor(std::log10(m_users.at(0))));
        for (; decade <= m_users.most(); decade *= 10)
            for (const double times : { 1.0, 2.0, 5.0 }) {
                const double users = decade * times;
                if (users <= m_users.at(0))
                    continue;
                if (const std::optional<double> month = m_users.monthOf(users))
                    addEvent(PlanEvent::What::Milestone, *month, stageAt(*month), {},
                             reporting::grouped(users) + " users");
            }
    }

    [[nodiscard]] double costOf(std::size_t stage, double users) const
    {
        return analysis::costAt(*m_design.stages[stage], users);
    }

    void addMonths()
    {
        for (double month = 0; month < m_users.end() - 1e-9; month += 1)
            addMonth(month);
        addMonth(m_users.end());
    }

    void addMonth(double month)
    {
        PlanMonth out { month, dateOf(m_plan.settings.start, month), m_users.at(month), stageAt(month), 0, 0, {}, {} };
        const analysis::Report report = analysis::solveFigures(*m_design.stages[out.stage], out.users);
        out.cost = report.costPerMonth;
        if (report.bottleneck.exists()) {
            const auto &component = report.components[static_cast<std::size_t>(report.bottleneck.component)];
            const auto &resource = component.resources[static_cast<std::size_t>(report.bottleneck.resource)];
            out.utilization = resource.utilization;
            out.band = resource.band;
            out.fullest = component.name + ", " + resource.title;
        }
        m_plan.months.push_back(std::move(out));
    }

    void finish()
    {
        for (const Reign &reign : m_reigns) {
            const int slices = std::max(1, static_cast<int>(std::ceil((reign.end - reign.begin) * kSlices)));
            const double width = (reign.end - reign.begin) / slices;
            for (int i = 0; i < slices && !m_stop.stop_requested(); ++i)
                m_plan.totalCost += width * costOf(reign.stage, m_users.at(reign.begin + (i + 0.5) * width));
        }
        const std::size_t last = m_reigns.back().stage;
        m_plan.usersAtRed = move(last).first ? move(last).first->usersAt085 : kNever;
        for (std::size_t place = placeOf(last) + 1; place < m_order.size() && m_plan.serves; ++place)
            if (move(m_order[place]).serves)
                m_plan.notNeeded.push_back(m_order[place]);
    }

    const CompiledDesign &m_design;
    UsersOverTime m_users;
    const std::stop_token &m_stop;
    StageMap m_map;
    std::vector<std::size_t> m_order; ///< of growth
    Plan m_plan;
    std::vector<Reign> m_reigns;
};

} // namespace

double leadTo(const project::GrowthPlan &settings, std::string_view stage)
{
    for (const project::StageLead &each : settings.stageLeads)
        if (each.stage == stage)
            return each.months;
    return settings.leadTime;
}

double leadOfChange(const project::GrowthPlan &settings)
{
    return settings.changeLead.value_or(settings.leadTime);
}

bool hasOwnLeads(const project::GrowthPlan &settings)
{
    return settings.changeLead.has_value() || !settings.stageLeads.empty();
}

std::size_t stageAtBegin(const CompiledDesign &design, const project::GrowthPlan &settings)
{
    const StageMap map = stageMapOf(design);
    return firstStage(map, orderOfGrowth(map), UsersOverTime(settings).at(0));
}

Plan planOf(const CompiledDesign &design, const project::GrowthPlan &settings, Pace pace, const std::stop_token &stop)
{
    return Planner(design, settings, pace, stop).run();
}

} // namespace headroom::growth

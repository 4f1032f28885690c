#include "model/edits/later_stages.h"

#include "model/edits/carrier.h"
#include "model/edits/stage_editor.h"

#include <algorithm>
#include <optional>
#include <type_traits>

namespace headroom::edits {

namespace {

using project::Stage;

std::vector<Step> stepsOf(const Edit &edit)
{
    return std::visit(
        [](const auto &each) -> std::vector<Step> {
            if constexpr (std::is_same_v<std::decay_t<decltype(each)>, Batch>)
                return each.steps;
            else
                return { each };
        },
        edit);
}

/// A stage as it is after the steps so far.
class WorkingStage {
public:
    WorkingStage(const Stage &before, const catalog::Catalog &catalog)
        : m_before(before)
        , m_catalog(catalog)
        , m_stage(before)
    {
    }

    [[nodiscard]] const Stage &stage() const { return m_stage; }
    [[nodiscard]] const std::vector<Step> &steps() const { return m_steps; }

    /// Does the step, or gives what keeps it from being done.
    Problem take(const Step &step)
    {
        Problem problem = carryOut(step);
        if (!problem) {
            m_steps.push_back(step);
            return problem;
        }
        m_stage = m_before; // what a refused edit leaves behind is worthless
        for (const Step &each : m_steps)
            if (carryOut(each))
                break;
        return problem;
    }

private:
    Problem carryOut(const Step &step)
    {
        return std::visit(
            [&](const auto &each) -> Problem {
                if constexpr (kIsOfAStage<decltype(each)>)
                    return StageEditor(m_stage, m_catalog)(each);
                else
                    return std::nullopt;
            },
            step);
    }

    const Stage &m_before;
    const catalog::Catalog &m_catalog;
    Stage m_stage;
    std::vector<Step> m_steps;
};

} // namespace

std::vector<std::size_t> LaterEdit::reached() const
{
    std::vector<std::size_t> indexes;
    for (const StageReach &each : stages)
        if (!each.touched.empty())
            indexes.push_back(each.stage);
    return indexes;
}

LaterEdit reachLater(const Edit &edit, const project::Project &before, const catalog::Catalog &catalog, bool overrides)
{
    LaterEdit out { edit, {} };
    const std::vector<Step> steps = stepsOf(edit);
    std::optional<std::size_t> stage;
    for (const Step &step : steps)
        if (const std::optional<std::size_t> of = stageOf(step)) {
            if (stage && *stage != *of)
                return out;
            stage = of;
        }
    if (!stage || *stage >= before.stages.size())
        return out;
    WorkingStage here(*before.stages[*stage], catalog);
    std::vector<WorkingStage> later;
    for (std::size_t i = *stage + 1; i < before.stages.size(); ++i) {
        later.emplace_back(*before.stages[i], catalog);
        out.stages.push_back({ i, {}, {} });
    }
    for (const Step &step : steps) {
        for (std::size_t i = 0; i < later.size(); ++i) {
            const Passage passage { here.stage(), later[i].stage(), overrides };
            const std::optional<Step> carried = carryOver(step, passage, out.stages[i]);
            if (!carried)
                continue;
            if (const Problem problem = later[i].take(*carried))
                noteRefused(*carried, passage, problem->message(), out.stages[i]);
            else
                noteTouched(*carried, out.stages[i]);
        }
        if (here.take(step))
            return { edit, {} }; // it will be refused here, and then goes nowhere
    }
    const std::vector<std::size_t> reached = out.reached();
    if (reached.empty())
        return out;
    Batch batch { describe(edit, before, catalog) + ", also in " + stagesText(reached), steps };
    for (const WorkingStage &each : later)
        batch.steps.insert(batch.steps.end(), each.steps().begin(), each.steps().end());
    out.edit = std::move(batch);
    return out;
}

std::string stageNumbers(const std::vector<std::size_t> &stages)
{
    std::string text;
    for (std::size_t i = 0; i < stages.size();) {
        std::size_t last = i;
        while (last + 1 < stages.size() && stages[last + 1] == stages[last] + 1)
            ++last;
        text += (text.empty() ? "" : ", ") + std::to_string(stages[i] + 1);
        if (last > i + 1)
            text += "–" + std::to_string(stages[last] + 1);
        else if (last == i + 1)
            text += ", " + std::to_string(stages[last] + 1);
        i = last + 1;
    }
    return text;
}

std::string stagesText(const std::vector<std::size_t> &stages)
{
    return (stages.size() == 1 ? "stage " : "stages ") + stageNumbers(stages);
}

} // namespace headroom::edits

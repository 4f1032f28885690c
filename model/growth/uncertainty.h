#pragma once

#include "model/cost/growth.h"
#include "model/growth/ranges.h"
#include "model/growth/users_over_time.h"
#include "model/growth/when_to_move.h"

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace headroom::growth {

/// What a study is about.
struct StudyRequest {
    std::vector<std::size_t> stages; ///< empty: all
    std::vector<double> users;       ///< ascending, > 0; empty: each stage at the upper end of its range
    std::size_t samples = 1000;      ///< 1 … 100,000
    std::uint64_t seed = 1;
    std::size_t percentileSamples = 100;          ///< the first so many samples are asked for p99 at once
    std::optional<project::GrowthPlan> plan = {}; ///< for the months in which stages are left
    bool offers = false; ///< ask each sample what else could be built for its users, too: tens of milliseconds each
    /// Stage of the design and month of the plan, for what it then costs.
    std::vector<std::pair<std::size_t, double>> bills = {};
};

/// How a figure is spread. Infinite where it does not exist in so many samples (saturated, or never full).
struct Band {
    double base = 0; ///< with every input as the design has it
    double p05 = 0;
    double p50 = 0;
    double p95 = 0;
    std::size_t samples = 0; ///< that went into it; 0: none yet, then the percentiles say nothing
    bool operator==(const Band &) const = default;
};

/// What a stage costs in a month of the plan, whose users come sooner or later where their growth is uncertain.
struct BillBand {
    double month = 0;
    Band cost; ///< USD a month
    bool operator==(const BillBand &) const = default;
};

/// The figures of a stage at one number of users.
struct BandPoint {
    double users = 0;
    Band utilization; ///< of what fills first
    Band cost;        ///< USD a month
    Band p99;         ///< s, server time of the mix
    Band p50 = {};
    Band p95 = {};
    std::vector<Band> resources = {}; ///< utilization, in the order of StageBands::resources
    Band scaleUp = {};                ///< USD a month, as these: of larger machines alone; infinite: there are none
    Band scaleOut = {};               ///< of the smallest machines, ideally multiplied
    Band cheapest = {};               ///< of the stage that is sized for the least money
    std::vector<Band> sized = {};     ///< per stage of the design, at its cheapest sizes
    bool operator==(const BandPoint &) const = default;
};

/// A stage under uncertainty.
struct StageBands {
    std::size_t stage = 0;
    std::string name;
    std::vector<BandPoint> points;
    Band usersAtSaturation;
    Band usersAtRed;                  ///< 0.85
    Band usersAtTrigger;              ///< when to move: see triggerAt()
    Band availability;                ///< of the read path, 0..1; no samples where the stage serves nobody
    std::optional<Band> month;        ///< of the plan, in which the trigger is reached; infinite: not within it
    std::vector<BillBand> bills = {}; ///< as asked for, of this stage
    std::optional<Band> judged = {};  ///< availability of the least available class, where the tier judges that; of as
                                      ///< many samples as p99
    /// Component and resource of curves of utilization, as analysis::sweep() has them.
    std::vector<std::pair<std::string, std::string>> resources = {};
    bool serves = true; ///< false: only its bill says anything; no users, month or time is ever reached
    bool operator==(const StageBands &) const = default;
};

/// What one input alone does to a figure: it at its low and at its high end, all others as the design has them.
struct TornadoBar {
    std::size_t input = 0; ///< index in the study's inputs
    double low = 0;        ///< the figure with the input low
    double high = 0;
    [[nodiscard]] double swing() const; ///< |high − low|; infinite where one of them does not exist
    bool operator==(const TornadoBar &) const = default;
};

/// Bars of one figure of one stage, widest first.
struct Tornado {
    enum class Figure { UsersAtSaturation, UsersAtTrigger, Utilization, Cost, P99 };
    Figure figure = Figure::UsersAtSaturation;
    std::size_t stage = 0;
    double base = 0;
    std::vector<TornadoBar> bars;
    bool operator==(const Tornado &) const = default;
};

/// A Monte Carlo study of a design with uncertain inputs. Each input is spread evenly over its range, independently of
/// the others, by a Latin hypercube (McKay, Beckman, Conover 1979): of n samples each lies in its own n-th of every
/// range, in an order drawn with the seed. Same design, ranges and seed, same result, whoever evaluates which sample.
///
/// Usage: make one, let any number of threads call evaluate() for different samples, and ask for bands() whenever there
/// is something new to show.
class Study {
public:
    /// Error: a range names nothing, or leaves what is possible; there is no such stage; no sample is asked for.
    [[nodiscard]] static Result<std::shared_ptr<Study>>
    make(const CompiledDesign &design, std::span<const project::Uncertainty> ranges, StudyRequest request);

    [[nodiscard]] const std::vector<InputRange> &inputs() const { return m_inputs; }
    [[nodiscard]] const StudyRequest &request() const { return m_request; }
    [[nodiscard]] std::size_t size() const { return m_request.samples; }

    /// Compiles and solves the stages with one sample's inputs; evaluated again, it is asked for p99 where it was not. Any
    /// may be at the same time. @pre sample < size(), and nobody else evaluates it. About a millisecond a stage, p99 five.
    void evaluate(std::size_t sample);

    /// Of the samples evaluated so far; must not run while evaluate() does.
    [[nodiscard]] std::vector<StageBands> bands() const;

    /// Which input matters most, for stages that serve anybody: two evaluations per input. Stops early, with nothing, when
    /// asked to.
    [[nodiscard]] std::vector<Tornado> tornado(const std::stop_token &stop = {}) const;

private:
    /// What one sample makes of one stage.
    struct Outcome {
        std::vector<double> utilization; ///< per number of users
        std::vector<double> cost;
        std::vector<std::array<double, 3>> percentiles; ///< p50, p95, p99; empty: not asked for
        std::vector<std::vector<double>> resources;     ///< per number of users
        std::vector<cost::GrowthPoint> offers;          ///< empty: not asked for
        std::vector<double> bills;                      ///< per bill asked for, of the stage
        std::optional<double> judged;                   ///< absent: not asked for
        double saturation = 0;
        double red = 0;
        double trigger = 0;
        std::optional<double> availability;
        double month = 0;
    };
    using Outcomes = std::vector<Outcome>; ///< per stage of the request

    Study(CompiledDesign design, std::vector<InputRange> inputs, StudyRequest request);
    void drawPlaces();
    [[nodiscard]] std::vector<double> usersOf(std::size_t stage) const;
    [[nodiscard]] std::vector<double> monthsOf(std::size_t stage) const; ///< that bills are asked for
    [[nodiscard]] Outcomes outcomesOf(std::span<const double> places, bool withPercentiles) const;
    [[nodiscard]] Outcome outcomeOf(const analysis::CompiledStage &compiled, std::size_t at,
                                    bool withPercentiles) const;
    /// @param ask  (outcome) → optional value
    template <typename Ask>
    [[nodiscard]] Band spread(std::size_t at, const Ask &ask) const;
    void addPoints(const std::vector<double> &users, std::size_t at, StageBands &out) const;
    [[nodiscard]] double triggerOf(const analysis::CompiledStage &compiled, std::size_t at) const;
    [[nodiscard]] double watchedIn(const analysis::CompiledStage &compiled, std::size_t at) const;

    CompiledDesign m_design;
    std::vector<InputRange> m_inputs;
    StudyRequest m_request;
    std::vector<std::optional<MoveTrigger>> m_triggers; ///< per stage of the request, of the design as it is
    std::vector<std::optional<MoveTrigger>> m_watched;  ///< the same of what is watched in such a stage alone
    std::vector<bool> m_serves;                         ///< per stage of the request
    std::vector<double> m_most; ///< per stage of the request: users of the preset that such a stage is meant for
    std::vector<std::vector<std::size_t>> m_rows; ///< per stage of the request: resources that curves are of
    std::vector<std::vector<std::pair<std::string, std::string>>> m_resources; ///< their names
    std::vector<bool> m_isJudged; ///< per stage of the design, by another class than the first
    std::vector<double> m_places; ///< per sample and input
    Outcomes m_base;
    std::vector<Outcomes> m_outcomes; ///< per sample; empty: not evaluated yet
};

} // namespace headroom::growth

#include "app/analysis/study_work.h"

#include <algorithm>
#include <atomic>
#include <thread>

namespace headroom::app {

namespace {

constexpr std::size_t kFirst = 32; ///< samples before the first bands are shown
constexpr unsigned kMostThreads = 16;

/// Evaluates samples from..to, unless it is stopped.
bool evaluate(growth::Study &study, std::size_t from, std::size_t to, LatestTask<StudyState>::Teller &teller)
{
    std::atomic<std::size_t> next = from;
    const auto work = [&] {
        for (std::size_t sample = next++; sample < to && !teller.stop().stop_requested(); sample = next++)
            study.evaluate(sample);
    };
    std::vector<std::jthread> threads;
    const unsigned count = std::clamp(std::thread::hardware_concurrency(), 1U, kMostThreads);
    for (unsigned i = 1; i < count; ++i)
        threads.emplace_back(work);
    work();
    threads.clear(); // waits for them
    return !teller.stop().stop_requested();
}

} // namespace

void study(const project::Snapshot &project, const catalog::Catalog &catalog, growth::StudyRequest request,
           LatestTask<StudyState>::Teller &teller)
{
    const growth::CompiledDesign design = growth::compileDesign(project, catalog, teller.stop());
    if (teller.stop().stop_requested())
        return;
    const auto made = growth::Study::make(design, project->uncertainties, std::move(request));
    StudyState state;
    state.project = project;
    if (!made) {
        state.error = made.error();
        return teller.tell(std::move(state));
    }
    growth::Study &study = **made;
    state.inputs = study.inputs();
    state.samples = study.size();
    if (study.request().users.empty()) // of curves nobody asks what matters most
        state.tornado = study.tornado(teller.stop());
    if (teller.stop().stop_requested())
        return;
    const auto inSteps = [&](std::size_t from) {
        for (std::size_t to = std::max(kFirst, 2 * from); from < study.size(); from = to, to *= 2) {
            to = std::min(to, study.size());
            if (!evaluate(study, from, to, teller))
                return false;
            state.evaluated = std::max(state.evaluated, to);
            state.bands = study.bands();
            teller.tell(state);
            teller.progress(static_cast<double>(to) / static_cast<double>(study.size()));
        }
        return true;
    };
    const bool isOfCurves = !study.request().users.empty(); // p99 at every point of them would take minutes
    if (inSteps(0) && !isOfCurves)                          // then p99 of those that were evaluated without
        (void)inSteps(study.request().percentileSamples);
}

} // namespace headroom::app

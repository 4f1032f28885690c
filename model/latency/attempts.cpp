#include "model/latency/attempts.h"

#include "model/latency/fft.h"
#include "model/queueing/attempts.h"

#include <algorithm>
#include <cmath>

namespace headroom::latency {

namespace {

using Complex = std::complex<double>;

/// Probabilities of a time that is the same for all, shared between the two points around it so that the mean is kept.
void addAt(std::vector<double> &probabilities, double time, double share, double step)
{
    const double points = time / step;
    const auto below = static_cast<std::size_t>(std::min(points, static_cast<double>(probabilities.size())));
    const double beyond = points - std::floor(points);
    if (below < probabilities.size())
        probabilities[below] += share * (1 - beyond);
    if (below + 1 < probabilities.size())
        probabilities[below + 1] += share * beyond;
}

/// What attempts come to: those answered in time, those given up.
struct Ends {
    std::vector<double> answered; ///< per point of the grid
    std::vector<double> givenUp;
    double late = 0;    ///< share that is given up
    double whole = 0;   ///< s, mean of the attempt to its end, as the grid tells it
    double unknown = 0; ///< share that lies beyond the end of the grid
};

Ends endsOf(const Attempts &attempts, const Spectrum &attempt, Grid grid, const Circle &circle)
{
    const std::vector<double> cumulative = cumulativeOf(attempt, grid, circle);
    Ends ends { std::vector<double>(grid.size), std::vector<double>(grid.size) };
    double inTime = 0;
    for (std::size_t i = 0; i < grid.size && grid.step * static_cast<double>(i) < attempts.timeout; ++i) {
        ends.answered[i] = cumulative[i] - (i > 0 ? cumulative[i - 1] : 0);
        inTime = cumulative[i];
    }
    constexpr double kRest = 1e-8; // share far out, where rounding errors are all there is
    std::size_t last = 0;
    for (; last + 1 < grid.size && cumulative[last] < 1 - kRest; ++last)
        ends.whole += grid.step * (1 - cumulative[last]);
    ends.unknown = std::max(0.0, 1 - cumulative[last]);
    if (attempts.isGivenUp()) {
        ends.late = std::max(0.0, 1 - inTime);
        addAt(ends.givenUp, attempts.timeout, ends.late, grid.step);
    } else if (inTime > 0) {
        for (double &each : ends.answered)
            each /= inTime;
    }
    return ends;
}

Spectrum pauseOf(const Pause &pause, Grid grid, const Circle &circle)
{
    std::vector<double> probabilities(grid.size);
    if (!pause.isSpread) {
        addAt(probabilities, pause.longest, 1, grid.step);
        return spectrumOf(probabilities, circle);
    }
    const double last = std::max(1.0, std::floor(pause.longest / grid.step));
    for (double i = 0; i <= last && i < static_cast<double>(grid.size); ++i)
        addAt(probabilities, i / last * pause.longest, 1 / (last + 1), grid.step);
    return spectrumOf(probabilities, circle);
}

double meanOf(const std::vector<double> &probabilities, double step)
{
    double sum = 0;
    for (std::size_t i = 0; i < probabilities.size(); ++i)
        sum += static_cast<double>(i) * probabilities[i];
    return sum * step;
}

double varianceOf(const Spectrum &spectrum, Grid grid, const Circle &circle)
{
    const std::vector<double> cumulative = cumulativeOf(spectrum, grid, circle);
    double sum = 0;
    double square = 0;
    for (std::size_t i = 1; i < grid.size; ++i) {
        const double time = grid.step * static_cast<double>(i);
        sum += (cumulative[i] - cumulative[i - 1]) * time;
        square += (cumulative[i] - cumulative[i - 1]) * time * time;
    }
    return std::max(0.0, square - sum * sum);
}

} // namespace

double Attempts::count() const
{
    return 1 + allowed * queueing::furtherAttempts(static_cast<int>(pauses.size()), failure);
}

double Attempts::paused() const
{
    double sum = 0;
    double power = 1;
    for (const Pause &pause : pauses)
        sum += (power *= failure) * pause.mean();
    return allowed * sum;
}

std::vector<double> cumulativeOf(const Spectrum &spectrum, Grid grid, const Circle &circle)
{
    std::vector<Complex> values(grid.size);
    for (std::size_t f = 0; f <= grid.size / 2; ++f) {
        values[f] = spectrum[f];
        values[(grid.size - f) % grid.size] = std::conj(spectrum[f]);
    }
    transform(values, true);
    std::vector<double> shares(grid.size);
    double sum = 0;
    double weight = 1;
    for (std::size_t i = 0; i < grid.size; ++i) {
        shares[i] = sum += std::max(0.0, values[i].real()) * weight;
        weight /= circle.radius;
    }
    for (double &share : shares)
        share = std::min(1.0, share);
    return shares;
}

Spectrum spectrumOf(const std::vector<double> &probabilities, const Circle &circle)
{
    std::vector<Complex> values(probabilities.size());
    double weight = 1;
    for (std::size_t i = 0; i < values.size(); ++i) {
        values[i] = probabilities[i] * weight;
        weight *= circle.radius;
    }
    transform(values, false);
    return { values.begin(), values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2 + 1) };
}

namespace {

/// Of a first attempt, what ends the call and what another attempt follows; in the latter's place what follows it.
Spectrum withFurther(const Attempts &attempts, const CallLaw &law, const Spectrum &givenUp, const Spectrum &answered,
                     const Spectrum &further)
{
    const double allowed = attempts.pauses.empty() ? 0 : attempts.allowed;
    Spectrum whole(givenUp.size());
    for (std::size_t i = 0; i < whole.size(); ++i) {
        whole[i] = givenUp[i] + answered[i];
        if (allowed > 0)
            whole[i] -= allowed * (law.lateFail * givenUp[i] + law.restFail * answered[i]) * (1.0 - further[i]);
    }
    return whole;
}

/// What follows a first failure: its pause, and the attempts from the second on, the last of which ends the call.
Spectrum furtherOf(const Attempts &attempts, const CallLaw &law, const Spectrum &givenUp, const Spectrum &answered,
                   Grid grid, const Circle &circle)
{
    Spectrum further;
    for (auto pause = attempts.pauses.rbegin(); pause != attempts.pauses.rend(); ++pause) {
        const Spectrum before = pauseOf(*pause, grid, circle);
        Spectrum next(before.size());
        for (std::size_t i = 0; i < next.size(); ++i) {
            const Complex failed = law.lateFail * givenUp[i] + law.restFail * answered[i];
            next[i] = before[i] * (givenUp[i] + answered[i] - (further.empty() ? 0 : failed * (1.0 - further[i])));
        }
        further = std::move(next);
    }
    return further;
}

} // namespace

CallLaw lawOf(const Attempts &attempts, const Spectrum &attempt, double mean, Grid grid, const Circle &circle)
{
    const Ends ends = endsOf(attempts, attempt, grid, circle);
    const double f = attempts.pauses.empty() ? 0 : attempts.failure;
    const Spectrum answered = spectrumOf(ends.answered, circle);
    const Spectrum givenUp = spectrumOf(ends.givenUp, circle);
    CallLaw law;
    law.lateFail = ends.late > 0 ? std::min(1.0, f / ends.late) : 0;
    law.restFail = ends.late < 1 ? (f - ends.late * law.lateFail) / (1 - ends.late) : 0;
    law.further = furtherOf(attempts, law, givenUp, answered, grid, circle);
    law.spectrum = withFurther(attempts, law, givenUp, answered, law.further);
    double each = mean;
    if (ends.late > 0) {
        constexpr double kLost = 1e-6;
        each = meanOf(ends.answered, grid.step) + ends.late * std::min(attempts.timeout, grid.end());
        if (ends.unknown < kLost) // parts shorter than a step are too short on the grid
            each += (1 - ends.late) * (mean - ends.whole);
    }
    law.mean = each * attempts.count() + attempts.paused();
    law.variance = varianceOf(law.spectrum, grid, circle);
    return law;
}

Spectrum lawGiven(const Attempts &attempts, const CallLaw &law, const Spectrum &first, Grid grid, const Circle &circle)
{
    const Ends ends = endsOf(attempts, first, grid, circle);
    return withFurther(attempts, law, spectrumOf(ends.givenUp, circle), spectrumOf(ends.answered, circle), law.further);
}

} // namespace headroom::latency

#include "model/engine/laws.h"
#include "model/engine/solve.h"

namespace headroom::engine {

namespace {

constexpr double kMostUsers = 1e12;
constexpr int kHalvings = 80;

[[nodiscard]] std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

[[nodiscard]] double instancesAt(const Stations &in, std::size_t component, double rate, bool atMaximum)
{
    if (atMaximum)
        return in.most[component];
    return instancesFor(rate * in.pace[component] * in.perRate[component], in.spare[component], in.least[component],
                        in.most[component]);
}

/// Index in `pooled`; −1: counts none.
[[nodiscard]] int pooledIndex(const Resources &in, std::size_t row)
{
    const auto found = std::lower_bound(in.pooled.begin(), in.pooled.end(), static_cast<int>(row));
    return found != in.pooled.end() && at(*found) == row ? static_cast<int>(found - in.pooled.begin()) : -1;
}

/// Where nothing it depends on grows in steps, use is a straight line.
[[nodiscard]] bool isStraight(const Columns &columns, std::size_t row, int pooled)
{
    const auto isFixed
        = [&](int component) { return columns.stations.most[at(component)] <= columns.stations.least[at(component)]; };
    if (pooled < 0)
        return true;
    const Resources &in = columns.resources;
    bool isFlat = isFixed(in.component[row]);
    for (int i = in.firstPool[at(pooled)]; isFlat && i < in.firstPool[at(pooled) + 1]; ++i)
        isFlat = isFixed(in.poolCaller[at(i)]);
    return isFlat;
}

/// The last point up to which use, which grows in steps, stays within the limit.
[[nodiscard]] double bisected(const Columns &columns, std::size_t row, double limit)
{
    double low = 0;
    double high = kMostUsers;
    for (int step = 0; step < kHalvings; ++step) {
        const double middle = (low + high) / 2;
        (usedAt(columns, row, middle, false) <= limit ? low : high) = middle;
    }
    return low;
}

struct Line {
    double base;
    double slope; ///< per user
};

/// Use with the tier at its most instances.
[[nodiscard]] Line lineOf(const Columns &columns, std::size_t row)
{
    const Stations &stations = columns.stations;
    const Resources &in = columns.resources;
    const std::size_t i = at(in.component[row]);
    const double n = stations.most[i];
    const double divisor = in.isShared[row] ? n : 1;
    const double perRequest
        = stations.pace[i] * stations.hot[i] * (in.spread[row] / n + in.broadcast[row] / stations.partitions[i]);
    return { in.standing[row] / divisor, in.perUser[row] / divisor + columns.ratePerUser * perRequest };
}

void findCurved(const Columns &columns, std::size_t row, const Line &line, Limits &out)
{
    const double base = usedAt(columns, row, 0, true);
    const double capacity = columns.resources.capacity[row];
    const auto users = [&](double level) {
        return base <= level * capacity && line.slope <= 0 ? kNever : bisected(columns, row, level * capacity);
    };
    out.at070[row] = users(0.70);
    out.at085[row] = users(0.85);
    out.full[row] = users(1);
}

} // namespace

double usedAt(const Columns &columns, std::size_t row, double users, bool atMaximum)
{
    const Stations &stations = columns.stations;
    const Resources &in = columns.resources;
    const std::size_t i = at(in.component[row]);
    const double rate = users * columns.ratePerUser;
    const double n = instancesAt(stations, i, rate, atMaximum);
    double standing = (in.standing[row] + in.perUser[row] * users) / (in.isShared[row] ? n : 1);
    if (const int pooled = pooledIndex(in, row); pooled >= 0)
        for (int p = in.firstPool[at(pooled)]; p < in.firstPool[at(pooled) + 1]; ++p)
            standing += in.poolSize[at(p)] * instancesAt(stations, at(in.poolCaller[at(p)]), rate, atMaximum);
    return usedBy(standing, rate * stations.pace[i] * stations.hot[i], in.spread[row], n, in.broadcast[row],
                  stations.partitions[i]);
}

void resize(const Columns &columns, Limits &out)
{
    for (auto *column : { &out.at070, &out.at085, &out.full })
        column->resize(columns.resources.size());
    out.binding.resize(columns.stations.size());
    out.bindingUsers.resize(columns.stations.size());
}

void findLimits(const Columns &columns, Range components, Limits &out)
{
    const Stations &stations = columns.stations;
    const Resources &in = columns.resources;
    for (std::size_t i = components.first; i < components.last; ++i) {
        out.bindingUsers[i] = kNever;
        out.binding[i] = -1;
        for (int r = stations.firstResource[i]; r < stations.firstResource[i + 1]; ++r) {
            const std::size_t row = at(r);
            Line line = lineOf(columns, row);
            const int pooled = in.pooled.empty() ? -1 : pooledIndex(in, row);
            if (!isStraight(columns, row, pooled)) {
                findCurved(columns, row, line, out);
            } else {
                if (pooled >= 0)
                    line.base = usedAt(columns, row, 0, true);
                const double capacity = in.capacity[row];
                out.at070[row] = usersWhere(line.base, line.slope, 0.70 * capacity);
                out.at085[row] = usersWhere(line.base, line.slope, 0.85 * capacity);
                out.full[row] = usersWhere(line.base, line.slope, capacity);
            }
            if (out.full[row] < out.bindingUsers[i]) {
                out.bindingUsers[i] = out.full[row];
                out.binding[i] = r;
            }
        }
    }
}

void findBottleneck(const Columns &columns, Limits &out)
{
    out.usersAt070 = out.usersAt085 = out.usersAtSaturation = kNever;
    out.bottleneck = out.next = -1;
    for (std::size_t row = 0; row < columns.resources.size(); ++row) {
        out.usersAt070 = std::min(out.usersAt070, out.at070[row]);
        out.usersAt085 = std::min(out.usersAt085, out.at085[row]);
    }
    for (std::size_t i = 0; i < columns.stations.size(); ++i)
        if (out.bindingUsers[i] < out.usersAtSaturation) {
            out.usersAtSaturation = out.bindingUsers[i];
            out.bottleneck = out.binding[i];
        }
    double second = kNever;
    for (std::size_t row = 0; row < columns.resources.size(); ++row)
        if (out.full[row] > kTie * out.usersAtSaturation && out.full[row] < second) {
            second = out.full[row];
            out.next = static_cast<int>(row);
        }
}

void findLimits(const Columns &columns, Limits &out)
{
    resize(columns, out);
    findLimits(columns, { 0, columns.stations.size() }, out);
    findBottleneck(columns, out);
}

} // namespace headroom::engine

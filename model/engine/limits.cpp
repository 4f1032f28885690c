#include "model/core/at.h"
#include "model/engine/laws.h"
#include "model/engine/solve.h"
#include "model/engine/wide.h"

#include <array>
#include <utility>

namespace headroom::engine {

namespace {

constexpr double kMostUsers = 1e12;
constexpr int kHalvings = 80;
constexpr std::size_t kRowsAside = 4 * kBlock;
constexpr double kSlopeUsers = 1e6; // far enough to see a slope

/// @param jobs  instances' worth of load besides the requests.
[[nodiscard]] double instancesAt(const Stations &in, std::size_t component, double rate, double jobs, bool atMaximum)
{
    if (atMaximum)
        return in.most[component];
    return instancesFor(rate * in.pace[component] * in.perRate[component] + jobs, in.spare[component],
                        in.least[component], in.most[component]);
}

/// Instances' worth of load that jobs bring.
[[nodiscard]] double jobsAt(const Columns &columns, std::size_t component, double users)
{
    return columns.jobs.exist() ? lineAt(columns.jobs.instances, columns.jobs.instancesPerUser, component, users) : 0;
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

/// Where the users at which a block's rows reach two levels are written.
struct Levels {
    std::span<double> at070;
    std::span<double> at085;
    std::size_t first = 0; ///< row of the first of them
};

/// Use with the tiers at their most instances is a straight line in users; where each row's reaches its levels.
HEADROOM_WIDE void crossLevels(const Columns &columns, Range block, Range rows, const Levels &levels, Limits &out)
{
    const Resources &in = columns.resources;
    const Stations &stations = columns.stations;
    const double ratePerUser = columns.ratePerUser;
    std::array<double, kBlock> parts; // of the components of the block, with its tiers at their most
    std::array<double, kBlock> flows; // judged requests/s of the hottest instance, per user
    for (std::size_t i = block.first; i < block.last; ++i) {
        parts[i - block.first] = 1 / stations.most[i];
        flows[i - block.first] = ratePerUser * (stations.pace[i] * stations.hot[i]);
    }
    const int *const component = in.component.data();
    const int firstComponent = static_cast<int>(block.first);
    const char *const shared = in.shared.data();
    const double *const standing = in.standing.data();
    const double *const perUser = in.perUser.data();
    const double *const spread = in.spread.data();
    const double *const broadcast = in.broadcast.data();
    const double *const capacities = in.capacity.data();
    const bool copies = columns.copies;
    double *const at070 = levels.at070.data();
    double *const at085 = levels.at085.data();
    const std::size_t firstLevel = levels.first;
    double *const full = out.full.data();
#pragma GCC ivdep
    for (std::size_t row = rows.first; row < rows.last; ++row) {
        const auto i = static_cast<std::size_t>(component[row] - firstComponent);
        const double part = parts[i];
        const double own = 1 - shared[row] + shared[row] * part;
        const double base = standing[row] * own;
        const double usersPer // of one more unit; may be infinite
            = 1 / (perUser[row] * own + flows[i] * (spread[row] * part + (copies ? broadcast[row] : 0)));
        const double capacity = capacities[row];
        const double room070 = 0.70 * capacity - base;
        const double room085 = 0.85 * capacity - base;
        const double room = capacity - base;
        at070[row - firstLevel] = room070 > 0 ? room070 * usersPer : 0;
        at085[row - firstLevel] = room085 > 0 ? room085 * usersPer : 0;
        full[row] = room > 0 ? room * usersPer : 0;
    }
}

/// The rows with jobs once more: what these bring without users leaves less room, what they bring per user comes on top.
void crossJobs(const Columns &columns, Range rows, const Levels &levels, Limits &out)
{
    const Resources &in = columns.resources;
    for (std::size_t row = rows.first; row < rows.last; ++row) {
        if (columns.jobs.used[row] <= 0 && columns.jobs.usedPerUser[row] <= 0)
            continue;
        const double base = usedAt(columns, row, 0, true);
        const double more = (usedAt(columns, row, kSlopeUsers, true) - base) / kSlopeUsers;
        const auto users = [&](double level) {
            const double room = level * in.capacity[row] - base;
            return room <= 0 ? 0 : more > 0 ? room / more : kNever;
        };
        levels.at070[row - levels.first] = users(0.70);
        levels.at085[row - levels.first] = users(0.85);
        out.full[row] = users(1);
    }
}

/// A tier grows by its station alone: what fills faster is full before it grows, or while it does, n − spare instances'
/// worth of load on n of them. @return the instances at which that is; those of the tier at its most where it never is.
[[nodiscard]] double instancesWhenFull(const Columns &columns, std::size_t row, double level)
{
    const Stations &in = columns.stations;
    const std::size_t i = at(columns.resources.component[row]);
    const double room = level * columns.resources.capacity[row] - columns.resources.standing[row];
    const double each = in.hot[i] * columns.resources.spread[row] / in.perRate[i]; // a station at its target
    if (each <= room)
        return in.most[i];
    const double first = std::floor(in.spare[i] * each / (each - room)) + 1;
    return std::clamp(first, in.least[i], in.most[i]);
}

/// The rows beside the station of an autoscaled tier once more.
void crossScaled(const Columns &columns, Range rows, const Levels &levels, Limits &out)
{
    const Stations &in = columns.stations;
    const Resources &resources = columns.resources;
    for (const int each : within(columns.scaledRows, rows)) {
        const std::size_t row = at(each);
        const std::size_t i = at(resources.component[row]);
        if (in.perRate[i] <= 0 || resources.spread[row] <= 0 || resources.broadcast[row] > 0)
            continue;
        levels.at070[row - levels.first] *= instancesWhenFull(columns, row, 0.70) / in.most[i];
        levels.at085[row - levels.first] *= instancesWhenFull(columns, row, 0.85) / in.most[i];
        out.full[row] *= instancesWhenFull(columns, row, 1) / in.most[i];
    }
}

/// In four strands, as each comparison waits for the one before.
[[nodiscard]] double leastOf(std::span<const double> values)
{
    double least[4] { kNever, kNever, kNever, kNever };
    std::size_t i = 0;
    for (; i + 4 <= values.size(); i += 4)
        for (std::size_t strand = 0; strand < 4; ++strand)
            least[strand] = values[i + strand] < least[strand] ? values[i + strand] : least[strand];
    for (; i < values.size(); ++i)
        least[0] = std::min(least[0], values[i]);
    return std::min(std::min(least[0], least[1]), std::min(least[2], least[3]));
}

/// A row that counts the pools of its callers.
void crossPooled(const Columns &columns, std::size_t row, const Levels &levels, Limits &out)
{
    const double capacity = columns.resources.capacity[row];
    const double base = usedAt(columns, row, 0, true);
    const double more = usedAt(columns, row, kSlopeUsers, true) - base;
    const bool isStraightLine = isStraight(columns, row, columns.resources.pool[row]);
    const auto users = [&](double level) {
        const double limit = level * capacity;
        if (isStraightLine)
            return base >= limit ? 0 : more > 0 ? (limit - base) / more * kSlopeUsers : kNever;
        return base <= limit && more <= 0 ? kNever : bisected(columns, row, limit);
    };
    levels.at070[row - levels.first] = users(0.70);
    levels.at085[row - levels.first] = users(0.85);
    out.full[row] = users(1);
}

} // namespace

double usedAt(const Columns &columns, std::size_t row, double users, bool atMaximum)
{
    const Stations &stations = columns.stations;
    const Resources &in = columns.resources;
    const std::size_t i = at(in.component[row]);
    const double rate = users * columns.ratePerUser;
    const double n = instancesAt(stations, i, rate, jobsAt(columns, i, users), atMaximum);
    const double part = 1 / n;
    double standing = (in.standing[row] + in.perUser[row] * users) * (in.shared[row] > 0 ? part : 1);
    if (const int pooled = in.pool[row]; pooled >= 0)
        for (int p = in.firstPool[at(pooled)]; p < in.firstPool[at(pooled) + 1]; ++p)
            standing += in.poolSize[at(p)]
                * instancesAt(stations, at(in.poolCaller[at(p)]), rate,
                              jobsAt(columns, at(in.poolCaller[at(p)]), users), atMaximum);
    if (columns.jobs.exist())
        standing += stations.hot[i] * part * lineAt(columns.jobs.used, columns.jobs.usedPerUser, row, users);
    return usedBy(standing, rate * stations.pace[i] * stations.hot[i], in.spread[row], part, in.broadcast[row]);
}

void resize(const Columns &columns, Limits &out)
{
    for (auto *column : { &out.at070, &out.at085 })
        column->resize(out.keepsLevels ? columns.resources.size() : 0);
    out.full.resize(columns.resources.size());
    out.usersAt070 = out.usersAt085 = kNever;
    out.binding.resize(columns.stations.size());
    out.bindingUsers.resize(columns.stations.size());
}

void findLimits(const Columns &columns, Range block, Limits &out)
{
    const Resources &in = columns.resources;
    const std::vector<int> &firstResource = columns.stations.firstResource;
    const Range rows { at(firstResource[block.first]), at(firstResource[block.last]) };
    const std::size_t count = rows.last - rows.first;
    std::array<double, kRowsAside> aside070;
    std::array<double, kRowsAside> aside085;
    std::vector<double> many; // where a block has more rows than usual
    Levels levels { out.at070, out.at085, 0 };
    if (!out.keepsLevels && count <= kRowsAside) {
        levels = { aside070, aside085, rows.first };
    } else if (!out.keepsLevels) {
        many.resize(2 * count);
        levels = { std::span(many).first(count), std::span(many).last(count), rows.first };
    }
    crossLevels(columns, block, rows, levels, out);
    crossScaled(columns, rows, levels, out);
    if (columns.jobs.exist())
        crossJobs(columns, rows, levels, out);
    for (const int row : within(in.pooled, rows))
        crossPooled(columns, at(row), levels, out);
    if (!out.keepsLevels) {
        out.usersAt070 = std::min(out.usersAt070, leastOf(levels.at070.first(count)));
        out.usersAt085 = std::min(out.usersAt085, leastOf(levels.at085.first(count)));
    }
    bind(columns, block, out);
}

void bind(const Columns &columns, Range components, Limits &out)
{
    const std::vector<int> &first = columns.stations.firstResource;
    for (std::size_t i = components.first; i < components.last; ++i) {
        const double users = first[i] < first[i + 1] ? out.full[at(first[i])] : kNever;
        out.bindingUsers[i] = users;
        out.binding[i] = users < kNever ? first[i] : -1;
    }
    for (const int row : within(columns.resources.later, { at(first[components.first]), at(first[components.last]) })) {
        const std::size_t i = at(columns.resources.component[at(row)]);
        const bool isFirst = out.full[at(row)] < kEqual * out.bindingUsers[i];
        out.bindingUsers[i] = isFirst ? out.full[at(row)] : out.bindingUsers[i];
        out.binding[i] = isFirst ? row : out.binding[i];
    }
}

void findBottleneck(const Columns &columns, Limits &out)
{
    if (out.keepsLevels) {
        out.usersAt070 = leastOf(out.at070);
        out.usersAt085 = leastOf(out.at085);
    }
    out.usersAtSaturation = leastOf(out.bindingUsers);
    out.bottleneck = out.next = -1;
    if (out.usersAtSaturation == kNever)
        return;
    const auto first = std::find(out.bindingUsers.begin(), out.bindingUsers.end(), out.usersAtSaturation);
    out.bottleneck = out.binding[static_cast<std::size_t>(first - out.bindingUsers.begin())];
    double second = kNever;
    const double tied = kTie * out.usersAtSaturation;
    const auto offer = [&](int row) {
        if (const double full = out.full[at(row)]; full < second && full > tied) {
            second = full;
            out.next = row;
        }
    };
    for (std::size_t i = 0; i < columns.stations.size(); ++i)
        if (out.bindingUsers[i] > tied && out.bindingUsers[i] < second)
            offer(out.binding[i]);
        else if (out.bindingUsers[i] <= tied)
            for (int row = columns.stations.firstResource[i]; row < columns.stations.firstResource[i + 1]; ++row)
                offer(row);
}

void findLimits(const Columns &columns, Limits &out)
{
    resize(columns, out);
    inBlocks({ 0, columns.stations.size() }, [&](Range block) { findLimits(columns, block, out); });
    findBottleneck(columns, out);
}

} // namespace headroom::engine

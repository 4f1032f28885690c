#include "model/layout/layers.h"

#include "model/layout/fold.h"
#include "model/layout/lines.h"
#include "model/layout/loops.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace headroom::layout {

namespace {

constexpr double kColumnGap = 98; ///< room for an arrow and its label
constexpr double kRowGap = 38;
constexpr double kPassLength = 12; ///< what a way through a column takes of it
constexpr double kLeastRow = 800;  ///< width of a row of what is joined to nothing
constexpr int kOrderSweeps = 12;
constexpr int kHeightSweeps = 10;
constexpr double kPassWeight = 4; ///< ways through columns are kept straight before boxes are centered
constexpr std::size_t kMostPasses = 60'000;

using Arrows = std::vector<std::pair<int, int>>;

/// The drawing while it is made; vertices from `boxes` on are ways of long arrows through a column.
class Layering {
public:
    Layering(const std::vector<project::Size> &sizes, const Arrows &arrows)
        : m_sizes(sizes)
        , m_boxes(static_cast<int>(sizes.size()))
        , m_out(sizes.size())
        , m_in(sizes.size())
        , m_column(sizes.size(), 0)
    {
        for (const auto &[from, to] : withoutLoops(sizes.size(), arrows)) {
            m_out[index(from)].push_back(to);
            m_in[index(to)].push_back(from);
        }
    }

    std::vector<project::Point> draw()
    {
        assignColumns();
        splitLongArrows();
        orderColumns();
        stack();
        return corners();
    }

private:
    static std::size_t index(int i) { return static_cast<std::size_t>(i); }
    [[nodiscard]] bool isJoined(int i) const { return !m_out[index(i)].empty() || !m_in[index(i)].empty(); }
    [[nodiscard]] double lengthOf(int i) const { return i < m_boxes ? m_sizes[index(i)].height : kPassLength; }

    void assignColumns();
    void splitLongArrows();
    void orderColumns();
    void orderBy(std::vector<int> &column, const std::vector<std::vector<int>> &neighbours);
    [[nodiscard]] std::size_t crossings() const;
    void stack();
    [[nodiscard]] std::vector<project::Point> corners() const;

    const std::vector<project::Size> &m_sizes;
    int m_boxes;
    std::vector<std::vector<int>> m_out;
    std::vector<std::vector<int>> m_in;
    std::vector<int> m_column;
    std::vector<std::vector<int>> m_columns;
    std::vector<double> m_rank; ///< position of a vertex in its column
    std::vector<double> m_middle;
};

void Layering::assignColumns()
{
    std::vector<std::size_t> open(m_sizes.size());
    std::vector<int> ready;
    for (int i = 0; i < m_boxes; ++i) {
        open[index(i)] = m_in[index(i)].size();
        if (open[index(i)] == 0)
            ready.push_back(i);
    }
    for (std::size_t done = 0; done < ready.size(); ++done)
        for (const int to : m_out[index(ready[done])]) {
            m_column[index(to)] = std::max(m_column[index(to)], m_column[index(ready[done])] + 1);
            if (--open[index(to)] == 0)
                ready.push_back(to);
        }
    for (auto each = ready.rbegin(); each != ready.rend(); ++each) { // what nobody calls stands next to its callee
        if (!m_in[index(*each)].empty() || m_out[index(*each)].empty())
            continue;
        int least = m_column[index(m_out[index(*each)].front())];
        for (const int to : m_out[index(*each)])
            least = std::min(least, m_column[index(to)]);
        m_column[index(*each)] = least - 1;
    }
}

void Layering::splitLongArrows()
{
    std::size_t passes = 0;
    for (int from = 0; from < m_boxes; ++from) {
        const std::vector<int> callees = m_out[index(from)];
        for (const int to : callees) {
            const int span = m_column[index(to)] - m_column[index(from)];
            if (span <= 1 || passes + index(span) > kMostPasses)
                continue;
            passes += index(span);
            std::erase(m_out[index(from)], to);
            std::erase(m_in[index(to)], from);
            int last = from;
            for (int column = m_column[index(from)] + 1; column < m_column[index(to)]; ++column) {
                const int pass = static_cast<int>(m_out.size());
                m_out.push_back({});
                m_in.push_back({ last });
                m_out[index(last)].push_back(pass);
                m_column.push_back(column);
                last = pass;
            }
            m_out[index(last)].push_back(to);
            m_in[index(to)].push_back(last);
        }
    }
    int most = -1;
    for (int i = 0; i < static_cast<int>(m_out.size()); ++i)
        if (isJoined(i))
            most = std::max(most, m_column[index(i)]);
    m_columns.assign(index(most + 1), {});
    m_rank.assign(m_out.size(), 0);
    for (int i = 0; i < static_cast<int>(m_out.size()); ++i)
        if (isJoined(i)) {
            std::vector<int> &column = m_columns[index(m_column[index(i)])];
            m_rank[index(i)] = static_cast<double>(column.size());
            column.push_back(i);
        }
}

void Layering::orderBy(std::vector<int> &column, const std::vector<std::vector<int>> &neighbours)
{
    std::vector<std::pair<double, int>> keyed;
    for (const int i : column) {
        double sum = 0;
        for (const int other : neighbours[index(i)])
            sum += m_rank[index(other)];
        const auto count = static_cast<double>(neighbours[index(i)].size());
        keyed.emplace_back(count > 0 ? sum / count : m_rank[index(i)], i);
    }
    std::stable_sort(keyed.begin(), keyed.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    for (std::size_t i = 0; i < keyed.size(); ++i) {
        column[i] = keyed[i].second;
        m_rank[index(column[i])] = static_cast<double>(i);
    }
}

/// Pairs of arrows between neighbouring columns that cross, counted with a binary indexed tree.
std::size_t Layering::crossings() const
{
    std::size_t count = 0;
    for (std::size_t c = 0; c + 1 < m_columns.size(); ++c) {
        std::vector<std::size_t> tree(m_columns[c + 1].size() + 1, 0);
        std::size_t seen = 0;
        for (const int from : m_columns[c]) {
            std::vector<std::size_t> ends;
            for (const int to : m_out[index(from)])
                if (m_column[index(to)] == m_column[index(from)] + 1)
                    ends.push_back(static_cast<std::size_t>(m_rank[index(to)]));
            for (const std::size_t end : ends) {
                std::size_t below = 0;
                for (std::size_t i = end + 1; i > 0; i -= i & (~i + 1))
                    below += tree[i];
                count += seen - below;
            }
            for (const std::size_t end : ends)
                for (std::size_t i = end + 1; i < tree.size(); i += i & (~i + 1))
                    ++tree[i];
            seen += ends.size();
        }
    }
    return count;
}

void Layering::orderColumns()
{
    std::vector<std::vector<int>> best = m_columns;
    std::size_t least = crossings();
    for (int sweep = 0; sweep < kOrderSweeps && least > 0; ++sweep) {
        if (sweep % 2 == 0)
            for (std::size_t c = 1; c < m_columns.size(); ++c)
                orderBy(m_columns[c], m_in);
        else
            for (std::size_t c = m_columns.size(); c-- > 1;)
                orderBy(m_columns[c - 1], m_out);
        if (const std::size_t now = crossings(); now < least) {
            least = now;
            best = m_columns;
        }
    }
    m_columns = std::move(best);
}

void Layering::stack()
{
    m_middle.assign(m_out.size(), 0);
    for (const std::vector<int> &column : m_columns) {
        double at = 0;
        for (const int i : column) {
            m_middle[index(i)] = at + lengthOf(i) / 2;
            at += lengthOf(i) + kRowGap;
        }
        for (const int i : column)
            m_middle[index(i)] -= at / 2;
    }
    for (int sweep = 0; sweep < kHeightSweeps; ++sweep) {
        const bool isForward = sweep % 2 == 0;
        for (std::size_t n = 0; n < m_columns.size(); ++n) {
            const std::vector<int> &column = m_columns[isForward ? n : m_columns.size() - 1 - n];
            std::vector<Item> items;
            for (const int i : column) {
                Item item { m_middle[index(i)], lengthOf(i), 1 };
                double sum = 0;
                double weight = 0;
                for (const auto *neighbours : { &m_in[index(i)], &m_out[index(i)] })
                    for (const int other : *neighbours) {
                        const double each = i >= m_boxes || other >= m_boxes ? kPassWeight : 1;
                        sum += each * m_middle[index(other)];
                        weight += each;
                    }
                if (weight > 0)
                    item = { sum / weight, lengthOf(i), weight };
                items.push_back(item);
            }
            const std::vector<double> middles = spaced(items, kRowGap);
            for (std::size_t i = 0; i < column.size(); ++i)
                m_middle[index(column[i])] = middles[i];
        }
    }
}

std::vector<project::Point> Layering::corners() const
{
    std::vector<project::Point> out(m_sizes.size());
    double left = 0;
    double top = 0;
    bool isFirst = true;
    for (const std::vector<int> &column : m_columns) {
        double width = 0;
        for (const int i : column)
            if (i < m_boxes)
                width = std::max(width, m_sizes[index(i)].width);
        for (const int i : column) {
            if (i >= m_boxes)
                continue;
            const project::Size &size = m_sizes[index(i)];
            out[index(i)] = { left + (width - size.width) / 2, m_middle[index(i)] - size.height / 2 };
            top = isFirst ? out[index(i)].y : std::min(top, out[index(i)].y);
            isFirst = false;
        }
        left += width + kColumnGap;
    }
    std::vector<project::Point> joined;
    std::vector<project::Size> sizes;
    for (int i = 0; i < m_boxes; ++i)
        if (isJoined(i)) {
            joined.push_back({ out[index(i)].x, out[index(i)].y - top });
            sizes.push_back(m_sizes[index(i)]);
        }
    joined = folded(std::move(joined), sizes);
    double most = kLeastRow;
    double bottom = 0;
    for (std::size_t i = 0; i < joined.size(); ++i) {
        most = std::max(most, joined[i].x + sizes[i].width);
        bottom = std::max(bottom, joined[i].y + sizes[i].height);
    }
    double x = 0;
    double y = isFirst ? 0 : bottom + 2 * kRowGap;
    double row = 0;
    std::size_t next = 0;
    for (int i = 0; i < m_boxes; ++i) {
        if (isJoined(i)) {
            out[index(i)] = joined[next++];
            continue;
        }
        const project::Size &size = m_sizes[index(i)];
        if (x > 0 && x + size.width > most) {
            x = 0;
            y += row + kRowGap;
            row = 0;
        }
        out[index(i)] = { x, y };
        x += size.width + kRowGap;
        row = std::max(row, size.height);
    }
    return out;
}

} // namespace

std::vector<project::Point> layered(const std::vector<project::Size> &sizes, const Arrows &arrows)
{
    return sizes.empty() ? std::vector<project::Point>() : Layering(sizes, arrows).draw();
}

} // namespace headroom::layout

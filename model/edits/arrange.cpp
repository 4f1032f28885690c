#include "model/edits/arrange.h"

#include <algorithm>
#include <numeric>

namespace headroom::edits {

namespace {

/// One axis of a box: its start and its length.
struct Span {
    double start = 0;
    double length = 0;
};

std::vector<double> spread(const std::vector<Span> &spans)
{
    std::vector<std::size_t> order(spans.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    const auto middle = [&](std::size_t i) { return spans[i].start + spans[i].length / 2; };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return middle(a) < middle(b); });
    double lengths = 0;
    for (const Span &span : spans)
        lengths += span.length;
    const double from = spans[order.front()].start;
    const double to = spans[order.back()].start + spans[order.back()].length;
    const double gap = (to - from - lengths) / static_cast<double>(spans.size() - 1);
    std::vector<double> starts(spans.size());
    double at = from;
    for (const std::size_t i : order) {
        starts[i] = at;
        at += spans[i].length + gap;
    }
    return starts;
}

/// @param anchor  0: flush at the start, 0.5: on the middle, 1: flush at the end.
std::vector<double> flush(const std::vector<Span> &spans, double anchor)
{
    double from = spans.front().start;
    double to = from + spans.front().length;
    for (const Span &span : spans) {
        from = std::min(from, span.start);
        to = std::max(to, span.start + span.length);
    }
    std::vector<double> starts;
    for (const Span &span : spans)
        starts.push_back(from + anchor * (to - from) - anchor * span.length);
    return starts;
}

} // namespace

std::vector<project::Point> arranged(const std::vector<Box> &boxes, Arrangement arrangement)
{
    using enum Arrangement;
    std::vector<project::Point> points;
    for (const Box &box : boxes)
        points.push_back({ box.x, box.y });
    const bool spreads = arrangement == SpreadAcross || arrangement == SpreadDown;
    if (boxes.size() < (spreads ? 3u : 2u))
        return points;
    const bool isAcross
        = arrangement == Left || arrangement == Center || arrangement == Right || arrangement == SpreadAcross;
    std::vector<Span> spans;
    for (const Box &box : boxes)
        spans.push_back(isAcross ? Span { box.x, box.width } : Span { box.y, box.height });
    const double anchor = arrangement == Left || arrangement == Top ? 0
        : arrangement == Center || arrangement == Middle            ? 0.5
                                                                    : 1;
    const std::vector<double> starts = spreads ? spread(spans) : flush(spans, anchor);
    for (std::size_t i = 0; i < points.size(); ++i)
        (isAcross ? points[i].x : points[i].y) = starts[i];
    return points;
}

} // namespace headroom::edits

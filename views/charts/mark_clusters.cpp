#include "views/charts/mark_clusters.h"

#include <QString>

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace headroom::charts {

namespace {

constexpr double kSize = 14;
constexpr double kDigit = 7; ///< px that a further digit, or the sign before it, takes
constexpr double kApart = 2; ///< px between two of them

bool overlap(const MarkCluster &a, const MarkCluster &b)
{
    const double width = (clusterSize(a.marks.size()).width() + clusterSize(b.marks.size()).width()) / 2;
    return std::abs(a.at.x() - b.at.x()) < width + kApart && std::abs(a.at.y() - b.at.y()) < kSize + kApart;
}

std::optional<std::pair<qsizetype, qsizetype>> firstOverlap(const QList<MarkCluster> &clusters)
{
    for (qsizetype i = 0; i < clusters.size(); ++i)
        for (qsizetype k = i + 1; k < clusters.size(); ++k)
            if (overlap(clusters[i], clusters[k]))
                return std::pair(i, k);
    return std::nullopt;
}

} // namespace

QSizeF clusterSize(qsizetype marks)
{
    if (marks < 2)
        return { kSize, kSize };
    return { kSize + kDigit * static_cast<double>(1 + QString::number(marks).size()), kSize };
}

QList<MarkCluster> clustersOf(const QList<QPointF> &places)
{
    QList<MarkCluster> clusters;
    for (qsizetype i = 0; i < places.size(); ++i)
        clusters.append({ places[i], { i } });
    std::stable_sort(clusters.begin(), clusters.end(),
                     [](const MarkCluster &a, const MarkCluster &b) { return a.at.x() < b.at.x(); });
    while (const auto pair = firstOverlap(clusters)) {
        MarkCluster other = clusters.takeAt(pair->second);
        MarkCluster &into = clusters[pair->first];
        const auto count = static_cast<double>(into.marks.size());
        const auto more = static_cast<double>(other.marks.size());
        into.at = (into.at * count + other.at * more) / (count + more);
        into.marks.append(other.marks);
        std::sort(into.marks.begin(), into.marks.end(),
                  [&places](qsizetype a, qsizetype b) { return places[a].x() < places[b].x(); });
        std::stable_sort(clusters.begin(), clusters.end(),
                         [](const MarkCluster &a, const MarkCluster &b) { return a.at.x() < b.at.x(); });
    }
    return clusters;
}

} // namespace headroom::charts

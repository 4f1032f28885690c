#pragma once

#include <QList>
#include <QPointF>
#include <QSizeF>

namespace headroom::charts {

/// Marks on a plot that lie so near to each other that they are drawn as one.
struct MarkCluster {
    QPointF at;             ///< the middle of them, in pixels
    QList<qsizetype> marks; ///< their indices, from left to right
};

/// How large one is that stands for so many marks, px.
[[nodiscard]] QSizeF clusterSize(qsizetype marks);

/// Puts marks together until no two of what is drawn overlap; from left to right. O(n³) of a few.
/// @param places  in pixels
[[nodiscard]] QList<MarkCluster> clustersOf(const QList<QPointF> &places);

} // namespace headroom::charts

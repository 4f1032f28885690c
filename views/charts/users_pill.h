#pragma once

#include "views/theme/theme.h"

#include <QRectF>

class QPainter;

namespace headroom::charts {

/// The number of users above a chart, on the marker at `x` as far as it stays within the plot's width.
/// @param plot  widget pixels; the pill stands on its top edge.
void paintUsersPill(QPainter &painter, const theme::Theme &theme, double users, double x, const QRectF &plot);

} // namespace headroom::charts

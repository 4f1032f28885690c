#pragma once

#include "views/theme/theme.h"

#include <QPointF>
#include <QRectF>
#include <QStringList>

class QPainter;

namespace headroom::charts {

/// Lines "what<tab>value" in a box beside a point, the first as its head; on the left of it where the right has no room.
/// @param at  the box begins beside it and as high, moved so far that it stays within.
/// @param most  px that it may be wide; long names are cut, values never. What is too high for `within` gets two columns.
void paintHoverBox(QPainter &painter, const theme::Theme &theme, const QStringList &lines, QPointF at,
                   const QRectF &within, double most);

} // namespace headroom::charts

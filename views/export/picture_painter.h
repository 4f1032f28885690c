#pragma once

#include "views/export/shapes.h"

#include <QPainter>

namespace headroom::pictures {

/// Paints the picture from the painter's origin, a pixel of the picture for a unit of the painter; scale and move the
/// painter first. Text stays text and lines stay lines on a device that knows them (PDF, printer).
/// @param visible  picture pixels; parts outside may be left out. Null: all.
void paintPicture(QPainter &painter, const Picture &picture, const QRectF &visible = {});

} // namespace headroom::pictures

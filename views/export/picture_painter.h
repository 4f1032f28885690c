#pragma once

#include "views/export/shapes.h"

#include <QPainter>

namespace headroom::pictures {

/// Paints the picture from the painter's origin, a pixel of the picture for a unit of the painter; scale and move the
/// painter first. Text stays text and lines stay lines on a device that knows them (PDF, printer).
/// @param visible  picture pixels; parts outside may be left out. Null: all.
void paintPicture(QPainter &painter, const Picture &picture, const QRectF &visible = {});

/// Paints a picture as large as it fits into a rectangle, in the middle, at most at 100 %, for reports and printers.
/// @param area  in units of the painter. @param unitsPerPixel  units of the painter for a pixel (1/96 inch) at 100 %.
void paintFitted(QPainter &painter, const Picture &picture, const QRectF &area, double unitsPerPixel);

} // namespace headroom::pictures

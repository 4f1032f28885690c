#include "views/canvas/line_handles.h"

#include <QLineF>

namespace headroom::canvas {

namespace {

constexpr double kReach = 8;

bool isNear(QPointF a, QPointF b)
{
    return QLineF(a, b).length() <= kReach;
}

} // namespace

LinePart LineHandles::partAt(QPointF position) const
{
    if (isNear(to, position))
        return LinePart::To;
    return isNear(from, position) ? LinePart::From : LinePart::None;
}

LineHandles handlesOfLine(const ConnectionFace &face, const Viewport &view)
{
    LineHandles handles;
    if (face.route.size() < 2)
        return handles;
    handles.from = view.toWidget(face.route.front());
    handles.to = view.toWidget(face.route.back());
    return handles;
}

} // namespace headroom::canvas

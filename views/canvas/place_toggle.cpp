#include "views/canvas/place_toggle.h"
#include "model/layout/looks.h"
#include "views/canvas/place_painter.h"

#include <QCoreApplication>

#include <algorithm>

namespace headroom::canvas {

namespace {

QString titleOf(const QString &first, int count, bool collapses)
{
    if (count == 1)
        return (collapses ? QCoreApplication::translate("headroom::canvas::CanvasView", "Collapse %1")
                          : QCoreApplication::translate("headroom::canvas::CanvasView", "Open %1"))
            .arg(first);
    return collapses
        ? QCoreApplication::translate("headroom::canvas::CanvasView", "Collapse %n place(s)", nullptr, count)
        : QCoreApplication::translate("headroom::canvas::CanvasView", "Open %n place(s)", nullptr, count);
}

} // namespace

bool isFoldable(const ComponentFace &face)
{
    return face.isPlace || face.isCollapsed;
}

edits::Batch toggled(const Scene &scene, std::size_t stage, const std::vector<int> &places)
{
    const bool collapses
        = std::any_of(places.begin(), places.end(), [&](int place) { return scene.component(place).isPlace; });
    const auto value = collapses ? std::optional<project::Value>(true) : std::nullopt;
    edits::Batch batch;
    for (const int place : places)
        if (scene.component(place).isPlace == collapses)
            batch.steps.push_back(edits::SetParameter { stage, scene.component(place).id, layout::kCollapsed, value });
    batch.title
        = titleOf(scene.component(places.front()).name, static_cast<int>(places.size()), collapses).toStdString();
    return batch;
}

QRectF toggleButton(const ComponentFace &face, const Viewport &view)
{
    if (face.isHidden || !isFoldable(face))
        return {};
    if (face.isCollapsed)
        return view.zoom >= kFullDetail
            ? view.toWidget(kCardFold.translated(face.rect.topLeft())).adjusted(-2, -2, 2, 2)
            : QRectF();
    const QRectF pill = PlacePainter::labelRect(face, face.rect, view);
    return view.zoom >= kBlocks && pill.width() >= 1.6 * pill.height()
        ? QRectF(pill.topLeft(), QSizeF(pill.height() * kFoldShare + 6, pill.height()))
        : QRectF();
}

void paintFold(QPainter &painter, const QRectF &box, bool isOpen, const QColor &color)
{
    const double reach = std::min(box.width(), box.height()) / 4;
    const QPointF center = box.center();
    const QPointF along = isOpen ? QPointF(reach, 0) : QPointF(0, reach);
    const QPointF across = isOpen ? QPointF(0, reach / 2) : QPointF(reach / 2, 0);
    painter.setPen(QPen(color, std::max(1.0, reach / 2.2), Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.drawPolyline(QPolygonF { center - along - across, center + across, center + along - across });
}

} // namespace headroom::canvas

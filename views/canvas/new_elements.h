#pragma once

#include "model/catalog/catalog.h"
#include "model/edits/copies.h"
#include "model/project/project.h"
#include "views/canvas/scene.h"

#include <QPointF>

namespace headroom::canvas {

/// A component of that kind around a point, on the grid, with an id that no stage has and a name the stage has not.
/// It belongs to the place under the point, and where it is a place itself, it is made to fit into that one.
[[nodiscard]] project::Component newComponent(const Scene &scene, const project::Project &project,
                                              const catalog::Kind &kind, QPointF center);

/// A connection between two components, of the kind the catalog gives that pair, with an id that no stage has.
[[nodiscard]] project::Connection newConnection(const catalog::Catalog &catalog, const project::Project &project,
                                                const project::Component &from, const project::Component &to);

/// The kind of place that changes no result and only holds components together; null: the catalog has none.
[[nodiscard]] const catalog::Kind *groupKind(const catalog::Catalog &catalog);

/// Says which place of the scene a component that is put down belongs to.
[[nodiscard]] edits::PlaceOf placeIn(const Scene &scene);

/// Where the corner of a card is put that goes into a collapsed place: beside what is in there already.
/// @param moves  what is put there by the same edit.
[[nodiscard]] QPointF spotInside(const Scene &scene, int place, const std::vector<edits::Move> &moves = {});

/// That something went into a collapsed place, in a sentence.
[[nodiscard]] QString joinedWords(const QString &name, const QString &place);
/// What an edit puts into collapsed places, in a sentence; empty: nothing.
[[nodiscard]] QString joinedWords(const Scene &scene, const edits::Edit &edit);

/// Who belongs to another place when this one gets that frame, each where it stands: what then lies in it and stood beside it
/// joins it, what belonged to it and no longer lies in it is left to the place around it. Cards go by their middle, places
/// as a whole.
[[nodiscard]] std::vector<edits::Move> joiningOrLeaving(const Scene &scene, const project::Component &place,
                                                        const QRectF &frame);

/// The rectangle of a component that is not in a scene yet.
[[nodiscard]] QRectF rectOf(const project::Component &component);

/// A free spot beside a card: in the next column, as near to its height as can be, else a column further.
[[nodiscard]] QPointF spotBeside(const Scene &scene, const QRectF &card, bool isRight);

/// The extent of a new component of that kind.
[[nodiscard]] QSizeF sizeOf(const catalog::Kind &kind);

/// The point near `wanted` around which something of that size stands free: on no card, across no place's frame.
[[nodiscard]] QPointF freeSpot(const Scene &scene, QPointF wanted, QSizeF size);

} // namespace headroom::canvas

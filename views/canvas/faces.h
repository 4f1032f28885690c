#pragma once

#include "views/canvas/damage.h"

#include <QPolygonF>
#include <QRectF>
#include <QString>

#include <string>
#include <vector>

namespace headroom::canvas {

/// How a component fares, worst last.
enum class CardState { Unknown, Fine, Warning, Critical };

/// How a connection's line is drawn.
enum class LineStyle { Solid, Dashed, Dotted };

/// Everything that a card or place shows, ready to be painted.
struct ComponentFace {
    std::string id;
    std::string family;
    QString name;
    QString kindTitle;
    QString subtitle;
    QString icon;
    QRectF rect;     ///< scene pixels
    int parent = -1; ///< index of the enclosing place's face; −1: none
    int depth = 0;   ///< places around it
    bool isPlace = false;
    bool isLocked = false;
    int layer = 0;              ///< −1: below the others, 1: above them
    bool isHidden = false;      ///< stands in a collapsed place
    bool isCollapsed = false;   ///< a place shown as a card; then `isPlace` is false
    int members = 0;            ///< components, places left out, that a collapsed place hides
    bool isPlaceholder = false; ///< its kind is unknown to the catalog

    CardState state = CardState::Unknown;    ///< frame and symbol
    CardState barState = CardState::Unknown; ///< of the fullest resource
    bool hasBar = false;
    double utilization = 0;
    QString value;          ///< "86 %", or a request rate where there is no bar
    QString instances;      ///< "×4"; empty for one
    QString tag;            ///< "SPOF · bottleneck"; empty when nothing is wrong
    QString loads;          ///< of a collapsed place: a line per component inside, for the tool tip
    std::size_t look = 0;   ///< equal for cards that are painted the same
    std::size_t ground = 0; ///< equal for cards that are painted the same but for bar, value and tag
};

/// Everything that a connection shows, with its flattened route.
struct ConnectionFace {
    std::string id;
    int from = -1; ///< index of a component's face; −1: that component is missing
    int to = -1;
    LineStyle line = LineStyle::Solid;
    bool isReplication = false;
    QString name;
    bool isSquare = false;          ///< runs along the axes
    std::vector<QPointF> waypoints; ///< scene pixels
    double fromShift = 0;           ///< of its ends from the middles of their sides, scene pixels
    double toShift = 0;
    bool isCarried = false; ///< an end stands in a collapsed place, whose card it is drawn to
    int bundle = 0;         ///< connections that this line stands for; 0: another one stands for it
    double rate = 0;
    double width = 1.4; ///< scene pixels, by the logarithm of the rate
    QString label;
    QPolygonF route; ///< scene pixels, from caller to callee; empty when an end is missing
    QRectF bounds;
    QRectF labelRect;  ///< where there is room for the label; empty when there is none
    double length = 0; ///< of the route, scene pixels
    QRectF avoided;    ///< where cards change its way; null: none does

    /// Where the line and its label are.
    void addTo(Damage &damage, Seen zoom = Seen::Always) const;
};

/// The width that is kept free for a label, scene pixels; the same for all that are short, so that other numbers leave
/// labels where they are. 0 for none.
[[nodiscard]] double labelRoom(const QString &label);

/// The rectangles around a line, piece by piece, so that none is much larger than what lies in it.
[[nodiscard]] std::vector<QRectF> piecesOf(const QPolygonF &line);

} // namespace headroom::canvas

#pragma once

#include <QColor>
#include <QList>
#include <QPolygonF>
#include <QRectF>
#include <QSizeF>
#include <QString>

#include <memory>
#include <variant>
#include <vector>

namespace headroom::pictures {

/// A line around or along something. Width 0: none.
struct Stroke {
    QColor color;
    double width = 0;
    QList<double> dashes = {}; ///< pixels, on and off; empty: solid
    bool hasRoundEnds = false;
};

/// A rectangle with round corners.
struct Box {
    QRectF rect;
    double radius = 0;
    QColor fill = {}; ///< invalid: none
    Stroke stroke = {};
};

/// Straight runs through points, or a filled shape.
struct Path {
    QPolygonF points;
    bool isClosed = false;
    QColor fill = {}; ///< invalid: none
    Stroke stroke = {};
};

enum class Anchor { Start, Middle, End };

/// One line of text. What is written is what is seen: no control characters.
struct Label {
    QPointF at; ///< where the anchor is, on the base line
    QString text;
    int pixels = 12; ///< height of the font
    int weight = 400;
    QColor color;
    Anchor anchor = Anchor::Start;
    double width = 0;     ///< pixels, with the font of the program
    bool isTight = false; ///< has no room to be wider in another font
    bool isStruck = false;
};

/// An icon of resources/icons in one color.
struct Glyph {
    QString icon; ///< file name without .svg
    QRectF box;
    QColor color;
};

using Shape = std::variant<Box, Path, Label, Glyph>;

/// Shapes that belong to one thing of the design, painted in this order.
struct Part {
    QString id;    ///< unique in the picture, letters, digits, '-' and '_'; empty: decoration
    QString title; ///< what it is, for tool tips and screen readers
    QString description;
    std::vector<Shape> shapes;
    double opacity = 1;
};

struct Shown;

/// A finished drawing: data that a writer or a painter turns into SVG, PNG or PDF. Lengths are pixels at 100 %.
struct Picture {
    QSizeF size;
    QColor ground; ///< behind everything
    QString title;
    QString description;
    std::vector<Part> parts;
    std::shared_ptr<const Shown> shown = {}; ///< what a legend has to explain; null: nothing
};

} // namespace headroom::pictures

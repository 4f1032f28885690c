#pragma once

class QPainter;
class QWidget;

namespace headroom::theme {
class Theme;
}

namespace headroom::charts {

/// What every chart is drawn upon: the panel's color, and the ring of the focus where the chart has it. Smooth edges are
/// on afterwards.
void paintGround(QPainter &painter, const QWidget &chart, const theme::Theme &theme);

} // namespace headroom::charts

#pragma once

#include "views/canvas/geometry.h"
#include "views/canvas/scene.h"
#include "views/theme/theme.h"

#include <QPainter>
#include <QPixmap>

#include <map>

namespace headroom::canvas {

/// Dots that run along the lines from caller to callee: the more a line carries, the faster and the denser.
class FlowDots {
public:
    void setTheme(const theme::Theme &theme);

    /// @param visible  widget pixels. @param seconds  since the dots began to run.
    void paint(QPainter &painter, const Scene &scene, const Viewport &view, const QRectF &visible, double seconds);
    /// Dots of the last picture.
    [[nodiscard]] int painted() const { return m_painted; }

    /// Scene pixels from dot to dot on a line with that many requests a second; infinite where nothing flows.
    [[nodiscard]] static double gapOf(double rate);
    /// Scene pixels a second.
    [[nodiscard]] static double speedOf(double rate);

private:
    struct Look {
        theme::Role role;
        int side; ///< device pixels
        auto operator<=>(const Look &) const = default;
    };
    [[nodiscard]] const QPixmap &dot(const Look &look, double ratio);

    const theme::Theme *m_theme = nullptr;
    std::map<Look, QPixmap> m_dots;
    double m_ratio = 1;
    int m_painted = 0;
};

} // namespace headroom::canvas

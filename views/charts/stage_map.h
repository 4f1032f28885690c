#pragma once

#include "views/charts/curve_plot.h"

#include <QString>
#include <QWidget>

#include <optional>
#include <utility>
#include <vector>

class QScrollBar;

namespace headroom::charts {

/// A stage on the map: from when it is worth having, until when it lasts, and what the design says it is for.
struct StageBar {
    QString name;
    std::optional<double> justified; ///< users from which on it is worth having; absent: never
    double amber = 0;                ///< users where its first resource is watched, red, and full; infinite: never
    double red = 0;
    double saturation = 0;
    double rangeFrom = 0; ///< the users it is meant for by the usual rules of thumb
    double rangeTo = 0;
    bool serves = true;
    QStringList lines; ///< what is said about it under the pointer, "what<tab>value"
};

/// Between what numbers of users something happens to a stage, 5th to 95th percentile; infinite: never.
struct StageSpread {
    std::pair<double, double> saturated;
    std::pair<double, double> moved; ///< when to move on
    bool operator==(const StageSpread &) const = default;
};

/// When to move: a bar a stage over users on a logarithmic axis, from "justified" to "saturated", with the range that
/// rules of thumb give it as an outline beside it and the present users as a line across all.
class StageMap final : public QWidget {
    Q_OBJECT

public:
    explicit StageMap(QWidget *parent = nullptr);
    void setTheme(const theme::Theme &theme);
    void setStages(std::vector<StageBar> stages);
    [[nodiscard]] const std::vector<StageBar> &stages() const { return m_stages; }
    /// Of each stage, in their order; empty: nothing is known.
    void setSpreads(std::vector<StageSpread> spreads);
    [[nodiscard]] const std::vector<StageSpread> &spreads() const { return m_spreads; }
    void setCurrent(int stage);
    void setUsers(double users);
    [[nodiscard]] UsersAxis axis() const { return m_axis; }
    /// The row of a stage between its first and last users, in widget pixels; above or below the plot where it is
    /// scrolled out of sight. Rows are never lower than their names: where not all have room, they scroll.
    [[nodiscard]] QRectF rowRect(int stage) const;
    /// The bar itself; null where the stage is never justified.
    [[nodiscard]] QRectF barRect(int stage) const;
    [[nodiscard]] double xOf(double users) const;
    /// The lines beside the pointer; empty without one.
    [[nodiscard]] QStringList hoverLines() const;
    [[nodiscard]] QScrollBar *scrollBar() const { return m_scroll; }
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosen(int stage, double users); ///< a click on the row of a stage

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QRectF plotArea() const;
    [[nodiscard]] double usersAt(double x) const;
    [[nodiscard]] int rowAt(double y) const;
    [[nodiscard]] double beginOf(const StageBar &stage) const;
    [[nodiscard]] double rowHeight() const;
    [[nodiscard]] double lastBottom() const;
    void fitScroll();
    void speak();
    void paintGrid(QPainter &painter, const QRectF &plot) const;
    void paintRow(QPainter &painter, int stage) const;
    void paintPiece(QPainter &painter, const QRectF &bar, double from, double to, theme::Role role, theme::Role soft,
                    Qt::BrushStyle pattern) const;
    void paintSpread(QPainter &painter, int stage, const QRectF &bar) const;
    void paintMarker(QPainter &painter, const QRectF &plot) const;
    void paintHover(QPainter &painter) const;

    const theme::Theme *m_theme;
    std::vector<StageBar> m_stages;
    std::vector<StageSpread> m_spreads;
    UsersAxis m_axis { 1e2, 1e9 };
    double m_users = 1000;
    int m_current = 0;
    int m_hovered = -1;
    double m_pointer = 0; ///< x
    QScrollBar *m_scroll; ///< pixels of rows above the plot; hidden where all have room
};

} // namespace headroom::charts

#pragma once

#include "views/charts/value_scale.h"
#include "views/theme/theme.h"

#include <QList>
#include <QString>
#include <QWidget>

#include <functional>
#include <optional>

namespace headroom::growth_views {

/// One design on a front: what it costs and what it reaches.
struct FrontPoint {
    double cost = 0;  ///< a month
    double value = 0; ///< s of p99, or share of the time it is down: less is better of both
    int series = 0;   ///< which of the fronts it is on
    int index = 0;    ///< in the front that it was made of
    bool isBest = false;
    QStringList lines; ///< said under the pointer, "what<tab>value"
};

/// A Pareto front: cost from left to right, and what it buys downwards, on a logarithmic axis. Points are chosen with the
/// mouse or with arrows; a double click or Enter asks to apply one.
class FrontChart final : public QWidget {
    Q_OBJECT

public:
    using ValueText = std::function<QString(double)>;
    /// @param valueText  writes the value at the axis.
    FrontChart(const QString &title, ValueText costText, ValueText valueText, QWidget *parent);
    void setTheme(const theme::Theme &theme);
    /// @param points  ascending cost within a series. @param limit  that may not be passed; @param names  of the series
    void setPoints(QList<FrontPoint> points, std::optional<double> limit, QStringList names);
    void setEmptyText(const QString &text);
    [[nodiscard]] const QList<FrontPoint> &points() const { return m_points; }
    [[nodiscard]] int chosen() const { return m_chosen; }
    void choose(int point);
    [[nodiscard]] QPointF toWidget(const FrontPoint &point) const;
    [[nodiscard]] QStringList chosenLines() const;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosenChanged(int point);
    void applyRequested(int point);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QRectF plotArea() const;
    [[nodiscard]] int pointAt(QPointF position) const;
    void paintGrid(QPainter &painter, const QRectF &plot) const;
    void paintSeries(QPainter &painter, int series) const;
    void paintMark(QPainter &painter, QPointF at, int series, double size) const;
    void paintBox(QPainter &painter) const;

    const theme::Theme *m_theme;
    QString m_title;
    ValueText m_costText;
    ValueText m_valueText;
    QString m_emptyText;
    QList<FrontPoint> m_points;
    QStringList m_names;
    std::optional<double> m_limit;
    charts::ValueScale m_costs;
    charts::ValueScale m_values;
    int m_chosen = -1;
    int m_hovered = -1;
};

} // namespace headroom::growth_views

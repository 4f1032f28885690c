#pragma once

#include "views/charts/label_places.h"
#include "views/charts/mark_clusters.h"
#include "views/charts/value_scale.h"
#include "views/theme/theme.h"

#include <QList>
#include <QPointF>
#include <QString>
#include <QWidget>

#include <functional>
#include <optional>

namespace headroom::charts {

/// A curve with the name that stands at its end.
struct Curve {
    QString label;
    QList<QPointF> points; ///< users, value
    theme::Role role = theme::Role::Series1;
    Qt::PenStyle style = Qt::SolidLine;
    bool isHidden = false;
    /// A letter or two that the line bears at both ends in place of a label, where curves share colors; empty: a label.
    QString badge = {};
    QString note = {};   ///< what its numbers are, for the legend; empty: its name says it
    QString prefix = {}; ///< before its values under the pointer: "≤ " where they are bounds
};

/// A badge on a curve, in pixels.
struct BadgePlace {
    qsizetype curve = 0;
    QRectF box;
};

/// Ends of the users axis, powers of ten.
struct UsersAxis {
    double least = 1e3;
    double most = 1e7;
    bool operator==(const UsersAxis &) const = default;
    [[nodiscard]] bool contains(double users) const { return users >= least * 0.9 && users <= most * 1.1; }
};

/// Between what a curve may lie.
struct CurveBand {
    QString label;      ///< of the curve
    QList<QPointF> low; ///< users, value; as many as `high`, at the same users
    QList<QPointF> high;
    theme::Role role = theme::Role::Series1;
    Qt::PenStyle style = Qt::DotLine;   ///< of its edges
    Qt::BrushStyle hatch = Qt::NoBrush; ///< over its tint
};

/// A place on the plot that means something, said when the pointer is near.
struct Mark {
    QPointF at; ///< users, value
    QString text;
};

/// A value that shall not be passed, drawn from side to side.
struct Limit {
    QString label;
    double value = 0;
    QString brief = {}; ///< the label where lines leave no room for all of it; empty: it has no shorter one
};

/// What a plot shows.
struct PlotContent {
    QList<Curve> curves;
    UsersAxis axis;
    ValueScale scale;
    QList<CurveBand> bands; ///< below the curves
    QList<Mark> marks;      ///< above them, numbered from 1; those that would overlap are drawn as one
    std::optional<Limit> limit;
    double saturation = 0; ///< users from where on the design is saturated, drawn shaded; 0 or infinite: nowhere
    double users = 1000;   ///< where the marker stands
    QString emptyText;     ///< in place of curves when there are none
    std::function<QString(double)> valueText; ///< at the ticks
    std::function<QString(double)> exactText; ///< under the pointer
};

/// The name of a curve as it stands in the plot, cut where there is no room for all of it.
struct CurveName {
    QRectF box; ///< widget pixels
    theme::Role role;
    QString text;
    QPointF end; ///< of the curve, which a line joins it to where it stands apart
};

/// The label of the limit, where it stands in the plot.
struct LimitName {
    QRectF box; ///< widget pixels
    QString text;
    bool isClear = true; ///< no curve runs through it
};

/// The value of a curve at so many users, between its points by straight lines on the users' logarithm.
[[nodiscard]] std::optional<double> valueAt(const Curve &curve, double users);

/// Paints curves over users on a logarithmic axis, with a marker at the present users and values under the pointer.
class CurvePlot final : public QWidget {
    Q_OBJECT

public:
    explicit CurvePlot(QWidget *parent = nullptr);
    void setTheme(const theme::Theme &theme);
    void setContent(PlotContent content);
    [[nodiscard]] const PlotContent &content() const { return m_content; }
    /// Shows the values at these users as if the pointer were there; nothing: no pointer is on any chart.
    void setHovered(std::optional<double> users);
    /// A legend beside the plot names all curves: labels that would cover other lines are left out.
    void setNamedElsewhere(bool isNamed);
    /// Where a value lies, in widget pixels.
    [[nodiscard]] QPointF toWidget(QPointF value) const;
    /// The lines beside the pointer, "name<tab>value", what a mark near it means last; empty without a pointer.
    [[nodiscard]] QStringList hoverLines() const;
    /// The marks inside the plot as they are drawn; Ctrl and an arrow key go from one to the next.
    [[nodiscard]] QList<MarkCluster> clusters() const;
    /// Where curves bear their badges: at both ends inside the plot, or as near to them as no other badge is.
    [[nodiscard]] QList<BadgePlace> badges() const;
    /// The names of curves where they stand in the plot, as far as there is room for them. For tests.
    [[nodiscard]] QList<CurveName> names() const;
    /// The same of the limit; nothing: there is none in sight.
    [[nodiscard]] std::optional<LimitName> limitName() const;
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void usersRequested(double users);
    void hovered(double users); ///< 0: the pointer has left

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    [[nodiscard]] QRectF plotArea() const;
    [[nodiscard]] QString bandText(const QString &curve) const;
    [[nodiscard]] double usersAt(double x) const;
    void request(double x);
    void goToMark(int way);
    void paintGrid(QPainter &painter, const QRectF &plot) const;
    void paintSaturation(QPainter &painter, const QRectF &plot) const;
    void paintCurves(QPainter &painter, const QRectF &plot) const;
    void paintBadges(QPainter &painter) const;
    void paintBands(QPainter &painter, const QRectF &plot) const;
    void paintMarks(QPainter &painter) const;
    [[nodiscard]] std::optional<double> limitHeight(const QRectF &plot) const;
    [[nodiscard]] double markerPlace() const;
    [[nodiscard]] std::optional<double> saturationPlace(const QRectF &plot) const;
    [[nodiscard]] LabelPlaces linesToAvoid(const QRectF &plot) const;
    [[nodiscard]] QPointF endOf(const Curve &curve) const;
    void paintLeader(QPainter &painter, QPointF end, const QRectF &box, theme::Role role) const;
    [[nodiscard]] QList<QRectF> boxesBeside(const Curve &curve, QSizeF size, const QRectF &plot) const;
    [[nodiscard]] QList<CurveName> namesOf(const QRectF &plot, LabelPlaces &places) const;
    [[nodiscard]] std::optional<LimitName> limitNameOf(const QRectF &plot, LabelPlaces &places) const;
    void paintRulers(QPainter &painter, const QRectF &plot) const;
    void paintLabels(QPainter &painter, const QRectF &plot) const;
    void paintSaturatedLabel(QPainter &painter, const QRectF &plot, LabelPlaces &places) const;
    void paintLimitLabel(QPainter &painter, const QRectF &plot, LabelPlaces &places) const;
    void paintLabel(QPainter &painter, const QRectF &box, theme::Role role, const QString &text) const;
    void paintHover(QPainter &painter, const QRectF &plot) const;

    const theme::Theme *m_theme;
    PlotContent m_content;
    std::optional<double> m_hovered;
    bool m_hasPointer = false; ///< it is over this plot
    bool m_isNamedElsewhere = false;
};

} // namespace headroom::charts

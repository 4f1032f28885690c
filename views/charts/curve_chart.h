#pragma once

#include "views/theme/theme.h"

#include <QChartView>
#include <QLineSeries>
#include <QList>
#include <QLogValueAxis>
#include <QPointF>
#include <QString>
#include <QValueAxis>
#include <QWidget>

#include <functional>

class QLabel;

namespace headroom::charts {

/// A curve with the name that stands at its end.
struct Curve {
    QString label;
    QList<QPointF> points; ///< users, value
    theme::Role role = theme::Role::Series1;
    Qt::PenStyle style = Qt::SolidLine;
};

/// Ends of the users axis, powers of ten.
struct UsersAxis {
    double least = 1e3;
    double most = 1e7;
    bool operator==(const UsersAxis &) const = default;
    [[nodiscard]] bool contains(double users) const { return users >= least * 0.9 && users <= most * 1.1; }
};

/// Three decades up to where the design saturates, and as many more as the present users ask for.
/// @param saturation  users, > 0; infinite or 0 when nothing fills.
[[nodiscard]] UsersAxis axisFor(double saturation, double users);

/// Curves over users on a log axis, with a marker at the present users. The generic panel that draws any of them.
class CurveChart : public QWidget {
    Q_OBJECT

public:
    CurveChart(const QString &title, std::function<QString(double)> tickText, QWidget *parent);
    void setTheme(const theme::Theme &theme);
    void setUsers(double users);
    [[nodiscard]] double users() const { return m_users; }
    /// @param most  upper end of the value axis. @param tick  distance of its lines.
    void setCurves(QList<Curve> curves, const UsersAxis &axis, double most, double tick);
    [[nodiscard]] UsersAxis axis() const { return m_axis; }
    [[nodiscard]] const QList<Curve> &curves() const { return m_curves; }
    /// Text in place of curves when there are none.
    void setEmptyText(const QString &text) { m_emptyText = text; }
    /// Where a value lies, in pixels of the plot's viewport.
    [[nodiscard]] QPointF toViewport(QPointF value) const;
    [[nodiscard]] QWidget *viewport() const { return m_view->viewport(); }

Q_SIGNALS:
    void usersRequested(double users);

protected:
    /// Draws the curves anew: the present users need another axis.
    virtual void redraw() { }
    /// What axisFor() is asked with.
    void setSaturation(double users) { m_saturation = users; }
    [[nodiscard]] UsersAxis wantedAxis() const { return axisFor(m_saturation, m_users); }
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    class View;
    void restyle();
    void paintOver(QPainter &painter) const;
    void paintLabels(QPainter &painter, const QRectF &plot) const;
    void paintMarker(QPainter &painter, const QRectF &plot) const;

    const theme::Theme *m_theme;
    std::function<QString(double)> m_tickText;
    QLabel *m_title;
    QChart *m_chart;
    QChartView *m_view;
    QLogValueAxis *m_usersAxis;
    QValueAxis *m_valueAxis;
    QList<QLineSeries *> m_series;
    QList<Curve> m_curves;
    QString m_emptyText;
    double m_users = 1000;
    double m_saturation = 0;
    UsersAxis m_axis;
    double m_most = 1;
    double m_tick = 0.25;
};

} // namespace headroom::charts

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

/// Curves over users on a log axis, with a marker at the present users. The generic panel that draws any of them.
class CurveChart : public QWidget {
    Q_OBJECT

public:
    CurveChart(const QString &title, std::function<QString(double)> tickText, QWidget *parent);
    void setTheme(const theme::Theme &theme);
    void setUsers(double users);
    [[nodiscard]] double users() const { return m_users; }
    /// @param most  upper end of the value axis. @param tick  distance of its lines.
    void setCurves(QList<Curve> curves, double leastUsers, double mostUsers, double most, double tick);
    [[nodiscard]] const QList<Curve> &curves() const { return m_curves; }
    /// Text in place of curves when there are none.
    void setEmptyText(const QString &text) { m_emptyText = text; }
    /// Where a value lies, in pixels of the plot's viewport.
    [[nodiscard]] QPointF toViewport(QPointF value) const;
    [[nodiscard]] QWidget *viewport() const { return m_view->viewport(); }

Q_SIGNALS:
    void usersRequested(double users);

protected:
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
    double m_leastUsers = 1e3;
    double m_mostUsers = 1e7;
    double m_most = 1;
    double m_tick = 0.25;
};

} // namespace headroom::charts

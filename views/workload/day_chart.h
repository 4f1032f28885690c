#pragma once

#include "views/theme/theme.h"

#include <QWidget>

#include <vector>

namespace headroom::workload_views {

/// The load of each hour of a day as bars. Drag over them to draw another day; with keys: left and right choose an
/// hour, up and down change it by 5 % (with Shift by 1 %), page up and down by 25 %.
class DayChart final : public QWidget {
    Q_OBJECT

public:
    explicit DayChart(QWidget *parent);
    /// @param day  24 values over the peak. While one is being dragged the bars stay as they are drawn.
    void setDay(const std::vector<double> &day);
    [[nodiscard]] const std::vector<double> &day() const { return m_day; }
    void setTheme(const theme::Theme &theme);
    [[nodiscard]] int hour() const { return m_hour; }
    void setHour(int hour);
    /// Where a bar of that height ends, in widget pixels.
    [[nodiscard]] QPointF pointOf(int hour, double height) const;
    [[nodiscard]] QSize sizeHint() const override { return { 600, 260 }; }
    [[nodiscard]] QSize minimumSizeHint() const override { return { 320, 140 }; }
    /// "14:00 to 15:00"
    [[nodiscard]] static QString hourText(int hour);

Q_SIGNALS:
    void hourChanged(int hour);
    /// @param gesture  the same for all steps of one drag or one run of keys.
    void dayStated(const std::vector<double> &day, int gesture);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    [[nodiscard]] QRectF plot() const;
    [[nodiscard]] int hourAt(double x) const;
    [[nodiscard]] double heightAt(double y) const;
    void draw(QPointF position);
    void nudge(double by);
    void paintGrid(QPainter &painter) const;
    void paintBars(QPainter &painter) const;

    const theme::Theme *m_theme;
    std::vector<double> m_day;
    std::vector<double> m_waiting; ///< came in while a bar was dragged
    int m_hour = 12;
    int m_drawnHour = -1; ///< the last that the pointer passed in this drag
    double m_drawnHeight = 0;
    int m_gesture = 0;
    bool m_isKeyRun = false; ///< the present gesture is made of keys
};

} // namespace headroom::workload_views

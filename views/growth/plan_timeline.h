#pragma once

#include "model/growth/uncertainty.h"
#include "views/charts/value_scale.h"
#include "views/growth/plan_words.h"
#include "views/theme/theme.h"

#include <QWidget>

#include <functional>
#include <memory>
#include <optional>

namespace headroom::growth_views {

/// A growth plan over time: the stages in force and those under way, what turns amber, red and saturated, and the cost
/// month by month. A click asks for the users and the stage of that day.
class PlanTimeline final : public QWidget {
    Q_OBJECT

public:
    explicit PlanTimeline(QWidget *parent = nullptr);
    void setTheme(const theme::Theme &theme);
    /// Null: nothing yet.
    void setPlan(std::shared_ptr<const growth::Plan> plan);
    /// Between what months each stage of the design has to be left; empty: nothing is known.
    void setSpreads(const std::vector<growth::StageBands> &stages);
    /// Between what the bill of each stage lies while it is in force; empty: nothing is known.
    void setBills(const std::vector<growth::StageBands> &stages);
    /// The bill's 5 and 95 % in a month, USD; nothing where that is not known.
    [[nodiscard]] std::optional<std::pair<double, double>> billBand(double month) const;
    [[nodiscard]] const std::vector<TimelineRow> &rows() const { return m_rows; }
    /// Where a month lies, and the bar of a stage, in widget pixels.
    [[nodiscard]] double xOf(double month) const;
    [[nodiscard]] QRectF stageRect(std::size_t span) const;
    /// Where one waits for a stage that was begun; null where nothing has to be begun.
    [[nodiscard]] QRectF leadRect(std::size_t step) const;
    [[nodiscard]] QRectF spanRect(std::size_t row, std::size_t span) const;
    [[nodiscard]] QRectF costArea() const;
    /// The lines beside the pointer, "what<tab>value"; empty without one.
    [[nodiscard]] QStringList hoverLines() const;
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QSize sizeHint() const override { return minimumSizeHint(); }

Q_SIGNALS:
    void momentRequested(int stage, double users);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    [[nodiscard]] QRectF plotArea() const; ///< all between the dates and the bottom
    [[nodiscard]] QRectF laneRect(double lane) const;
    [[nodiscard]] double monthAt(double x) const;
    [[nodiscard]] double lanes() const;
    void scaleCost();
    void point(std::optional<double> month);
    void paintDates(QPainter &painter, const QRectF &plot) const;
    void paintStages(QPainter &painter) const;
    void paintSpreads(QPainter &painter) const;
    [[nodiscard]] const growth::Band *spreadOf(std::size_t stage) const; ///< null: none
    void paintTurns(QPainter &painter) const;
    void paintCost(QPainter &painter) const;
    void paintBills(QPainter &painter, const std::function<double(double)> &yOf) const;
    void paintPointer(QPainter &painter, const QRectF &plot) const;
    void paintName(QPainter &painter, const QRectF &lane, const QString &name) const;

    const theme::Theme *m_theme;
    std::shared_ptr<const growth::Plan> m_plan;
    std::vector<TimelineRow> m_rows;
    std::vector<StageSpan> m_stages;
    std::vector<Moment> m_cost;
    std::vector<std::pair<std::size_t, growth::Band>> m_spreads; ///< stage, months
    std::vector<growth::StageBands> m_bills;
    charts::ValueScale m_scale;
    std::optional<double> m_pointed; ///< month under the pointer or the keys
};

} // namespace headroom::growth_views

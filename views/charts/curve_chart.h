#pragma once

#include "views/charts/curve_plot.h"

#include <QSet>
#include <QToolButton>
#include <QWidget>

#include <functional>
#include <optional>

class QAction;
class QHBoxLayout;

namespace headroom::charts {

/// Three decades up to where the design saturates, and as many more as the present users ask for.
/// @param saturation  users, > 0; infinite or 0 when nothing fills.
[[nodiscard]] UsersAxis axisFor(double saturation, double users);

/// Gives curves of one name another one each: "API", "API 2".
void makeDistinct(QList<Curve> &curves);

/// A plot of curves over users with its legend and what can be done with it. The generic panel that draws any of them.
class CurveChart : public QWidget {
    Q_OBJECT

public:
    using ValueText = std::function<QString(double)>;
    /// @param tickText  writes a value at the axis. @param exactText  the same with all digits that say something.
    CurveChart(const QString &title, ValueText tickText, ValueText exactText, QWidget *parent);
    void setTheme(const theme::Theme &theme);
    void setUsers(double users);
    [[nodiscard]] double users() const { return m_content.users; }
    /// Shows where the pointer is on another chart; 0: on none.
    void setHovered(double users);
    [[nodiscard]] UsersAxis axis() const { return m_content.axis; }
    [[nodiscard]] const QList<Curve> &curves() const { return m_content.curves; }
    [[nodiscard]] const QList<CurveBand> &bands() const { return m_content.bands; }
    [[nodiscard]] const QList<Mark> &marks() const { return m_content.marks; }
    [[nodiscard]] const ValueScale &scale() const { return m_content.scale; }
    /// A value as it stands at the axis.
    [[nodiscard]] QString atAxis(double value) const { return m_content.valueText(value); }
    [[nodiscard]] bool isLogarithmic() const { return m_isLogarithmic; }
    void setLogarithmic(bool isOn);
    /// Where a value lies, in pixels of the plot.
    [[nodiscard]] QPointF toViewport(QPointF value) const { return m_plot->toWidget(value); }
    [[nodiscard]] CurvePlot *viewport() const { return m_plot; }
    [[nodiscard]] const QList<QToolButton *> &legend() const { return m_legend; }
    /// The menu with the names, where the legend has no room for them.
    [[nodiscard]] QToolButton *namesButton() const { return m_names; }
    [[nodiscard]] QToolButton *menuButton() const { return m_menu; }
    /// Says what the bands around the curves are, and hides them; itself hidden where there are none.
    [[nodiscard]] QToolButton *bandKey() const { return m_bandKey; }
    /// A line for each number of users: users, then the value of each curve in sight; empty where it has none.
    [[nodiscard]] QString csv() const;
    void copyPicture();
    void copyCsv();

Q_SIGNALS:
    void usersRequested(double users);
    void hovered(double users); ///< 0: the pointer has left

protected:
    /// Draws the curves anew: the present users need another axis.
    virtual void redraw() { }
    void setCurves(QList<Curve> curves, const UsersAxis &axis);
    void resizeEvent(QResizeEvent *event) override;
    /// Taken with the next curves.
    void setBands(QList<CurveBand> bands) { m_content.bands = std::move(bands); }
    void setMarks(QList<Mark> marks) { m_content.marks = std::move(marks); }
    void setLimit(std::optional<Limit> limit) { m_content.limit = std::move(limit); }
    /// Text in place of curves when there are none.
    void setEmptyText(const QString &text) { m_content.emptyText = text; }
    /// The upright axis goes exactly this far, whatever the curves do.
    void setFixedScale(double most, double tick);
    /// What axisFor() is asked with, and where the shade begins.
    void setSaturation(double users) { m_content.saturation = users; }
    [[nodiscard]] UsersAxis wantedAxis() const { return axisFor(m_content.saturation, m_content.users); }

private:
    /// What a curve's part of the legend is made of.
    struct LegendEntry {
        QString label;
        theme::Role role;
        Qt::PenStyle style;
        bool isHidden;
        Qt::BrushStyle hatch;
        double ratio;
        bool operator==(const LegendEntry &) const = default;
    };
    void rescale();
    void showLegend();
    void showBandKey();
    void dress(QToolButton &button, const Curve &curve) const;
    void dressEntry(QToolButton &button, const QString &name, bool isHidden) const;
    void fitLegend();
    void fillNames();
    void toggle(const QString &label, bool isShown);
    [[nodiscard]] QPixmap sampleOf(const Curve &curve) const;
    [[nodiscard]] QPixmap bandSample() const;
    [[nodiscard]] Qt::BrushStyle hatchOf(const Curve &curve) const;
    [[nodiscard]] bool isInSight(const CurveBand &band) const;
    void publish();

    const theme::Theme *m_theme;
    PlotContent m_content;
    CurvePlot *m_plot;
    QHBoxLayout *m_legendRow;
    QList<QToolButton *> m_legend;
    QList<LegendEntry> m_legendOf; ///< what it shows now
    QToolButton *m_names;          ///< in place of the legend where that has no room
    QToolButton *m_bandKey;
    QToolButton *m_scaleButton;
    QToolButton *m_menu;
    QSet<QString> m_hidden; ///< labels of curves that stay hidden when they come again
    std::optional<ValueScale> m_fixed;
    bool m_isLogarithmic = false;
    bool m_areBandsHidden = false;
};

} // namespace headroom::charts

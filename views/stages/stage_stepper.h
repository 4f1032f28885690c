#pragma once

#include "model/analysis/report.h"
#include "views/theme/letters.h"
#include "views/theme/theme.h"

#include <QWidget>

#include <vector>

class QToolButton;

namespace headroom::canvas {
class RenameBox;
}

namespace headroom::stages {

class RangeBox;

/// The stages as numbered stops on a line; the present one is ringed, one that fails in its range carries a ◆.
class StageStepper final : public QWidget {
    Q_OBJECT

public:
    explicit StageStepper(QWidget *parent = nullptr);
    void setStages(const std::vector<analysis::StageSummary> &stages);
    void setCurrent(int index);
    [[nodiscard]] int current() const { return m_current; }
    void setTheme(const theme::Theme &theme);

    /// Lays a line edit over the name of the present stage.
    void beginRename();
    /// Opens the fields for the users of the present stage under its stop.
    void beginRange();
    [[nodiscard]] canvas::RenameBox *renameBox() const { return m_rename; } ///< null: no name is being changed
    [[nodiscard]] RangeBox *rangeBox() const { return m_range; }            ///< null before the first time
    [[nodiscard]] QToolButton *menuButton() const { return m_menu; }

    /// Middle of a stop, in widget pixels.
    [[nodiscard]] QPointF stopPoint(int index) const;
    /// Names below the stops, as there is room for them; empty where there is none.
    [[nodiscard]] QStringList shownNames() const;
    [[nodiscard]] QSize sizeHint() const override { return { 640, 34 + theme::scaled(22) }; }
    [[nodiscard]] QSize minimumSizeHint() const override { return { 240, 34 + theme::scaled(22) }; }

Q_SIGNALS:
    void stageRequested(int index);
    void menuRequested(const QPoint &global); ///< what can be done with the present stage
    void renamed(int index, const QString &name);
    void rangeChanged(int index, double from, double to);
    void removalRequested(int index);
    void moveRequested(int index, int to); ///< among the others; never beyond them

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    [[nodiscard]] int stopAt(QPointF position) const;
    [[nodiscard]] double slotWidth() const;
    [[nodiscard]] bool areAllNamed() const;
    [[nodiscard]] QString toolTipOf(int index) const;
    void paintStop(QPainter &painter, int index) const;
    struct Label {
        QFont font;
        QStringList lines;
    };
    /// What stands below a stop; no lines: nothing.
    [[nodiscard]] Label labelOf(int index) const;
    void paintLabel(QPainter &painter, int index) const;
    /// Whether the names of all stages have room in one line, each with the end of its range or none.
    [[nodiscard]] bool doNamesFit(bool withUsers) const;
    void request(int index);
    void requestMove(int by);
    [[nodiscard]] QRectF labelRect(int index) const;
    void placeMenuButton();
    void endRename();

    const theme::Theme *m_theme;
    std::vector<analysis::StageSummary> m_stages;
    int m_current = 0;
    int m_hovered = -1;
    QToolButton *m_menu;
    canvas::RenameBox *m_rename = nullptr;
    RangeBox *m_range = nullptr;
};

} // namespace headroom::stages

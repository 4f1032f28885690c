#pragma once

#include "model/analysis/report.h"
#include "views/theme/letters.h"
#include "views/theme/theme.h"

#include <QWidget>

#include <vector>

namespace headroom::stages {

/// The stages as numbered stops on a line; the present one is ringed, one that fails in its range carries a ◆.
class StageStepper final : public QWidget {
    Q_OBJECT

public:
    explicit StageStepper(QWidget *parent = nullptr);
    void setStages(const std::vector<analysis::StageSummary> &stages);
    void setCurrent(int index);
    [[nodiscard]] int current() const { return m_current; }
    void setTheme(const theme::Theme &theme);

    /// Middle of a stop, in widget pixels.
    [[nodiscard]] QPointF stopPoint(int index) const;
    [[nodiscard]] QSize sizeHint() const override { return { 640, 36 + theme::scaled(16) }; }
    [[nodiscard]] QSize minimumSizeHint() const override { return { 240, 36 + theme::scaled(16) }; }

Q_SIGNALS:
    void stageRequested(int index);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    [[nodiscard]] int stopAt(QPointF position) const;
    [[nodiscard]] double slotWidth() const;
    [[nodiscard]] QString toolTipOf(int index) const;
    void paintStop(QPainter &painter, int index) const;
    void paintLabel(QPainter &painter, int index) const;
    void request(int index);

    const theme::Theme *m_theme;
    std::vector<analysis::StageSummary> m_stages;
    int m_current = 0;
    int m_hovered = -1;
};

} // namespace headroom::stages

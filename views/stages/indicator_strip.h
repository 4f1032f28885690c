#pragma once

#include "views/stages/indicators.h"
#include "views/theme/letters.h"
#include "views/theme/theme.h"

#include <QWidget>

#include <memory>
#include <vector>

namespace headroom::stages {

/// The numbers of the whole design in a row above the canvas: load, latency, availability, cost, headroom.
class IndicatorStrip final : public QWidget {
    Q_OBJECT

public:
    explicit IndicatorStrip(QWidget *parent = nullptr);
    void setReport(std::shared_ptr<const analysis::Report> report);
    void setTheme(const theme::Theme &theme);

    /// As shown.
    [[nodiscard]] const std::vector<Indicator> &indicators() const { return m_indicators; }
    [[nodiscard]] QRectF indicatorRect(int index) const; ///< in widget pixels
    [[nodiscard]] QSize sizeHint() const override { return { 900, 8 + theme::scaled(60) }; }
    [[nodiscard]] QSize minimumSizeHint() const override { return { 300, 8 + theme::scaled(60) }; }

Q_SIGNALS:
    void elementRequested(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    [[nodiscard]] int indicatorAt(QPointF position) const;

    const theme::Theme *m_theme;
    std::vector<Indicator> m_indicators;
};

} // namespace headroom::stages

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
    [[nodiscard]] QStringList shownValues() const;       ///< as there is room for them
    [[nodiscard]] QStringList shownCaptions() const;
    [[nodiscard]] QSize sizeHint() const override { return { 900, maximumHeight() }; }
    [[nodiscard]] QSize minimumSizeHint() const override { return { 300, minimumHeight() }; }

Q_SIGNALS:
    void elementRequested(const QString &id);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    struct Sizes {
        int small = 11;
        int large = 16;
        bool areBrief = false; ///< values without their units
    };
    [[nodiscard]] Sizes sizes() const;
    [[nodiscard]] double roomOf(int index) const; ///< for words
    [[nodiscard]] QString captionOf(int index, const QFont &font) const;
    void settleHeight();
    [[nodiscard]] int cardHeight() const; ///< at usual letters; low without room for notes, then captions
    [[nodiscard]] int indicatorAt(QPointF position) const;

    const theme::Theme *m_theme;
    std::vector<Indicator> m_indicators;
};

} // namespace headroom::stages

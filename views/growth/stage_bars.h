#pragma once

#include "model/growth/stage_figures.h"
#include "model/growth/uncertainty.h"
#include "views/theme/theme.h"

#include <QWidget>

#include <vector>

namespace headroom::growth_views {

/// A bar per stage: what its bill is split into, and how long it is down a year against what is tolerated.
class StageBars final : public QWidget {
    Q_OBJECT

public:
    enum class What { Costs, Availability };
    StageBars(What what, QWidget *parent);
    void setTheme(const theme::Theme &theme);
    void setStages(std::vector<growth::StageFigures> stages, const std::string &currency);
    /// Between what each stage's bill (USD a month) or availability (0..1) lies; empty: nothing is known.
    void setSpreads(std::vector<growth::Band> spreads);
    void setCurrent(int stage);
    [[nodiscard]] const std::vector<growth::StageFigures> &stages() const { return m_stages; }
    /// The parts of a stage's bar, in widget pixels; one for availability.
    [[nodiscard]] std::vector<QRectF> partsOf(int stage) const;
    /// In place of bars while there are none.
    [[nodiscard]] QString emptyText() const;
    /// What is said about a stage, "what<tab>value".
    [[nodiscard]] QStringList linesOf(int stage) const;
    [[nodiscard]] QString csv() const;
    void copyPicture();
    void copyCsv();
    [[nodiscard]] QSize minimumSizeHint() const override;

Q_SIGNALS:
    void chosen(int stage);

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    [[nodiscard]] QRectF plotArea() const;
    [[nodiscard]] QRectF rowRect(int stage) const;
    [[nodiscard]] int rowAt(double y) const;
    [[nodiscard]] double shareOfDown(double down) const;
    [[nodiscard]] const growth::Band *spreadOf(int stage) const; ///< null: none
    void paintSpread(QPainter &painter, int stage) const;
    void speak();
    void paintRow(QPainter &painter, int stage) const;
    void paintLegend(QPainter &painter) const;

    const theme::Theme *m_theme;
    What m_what;
    std::vector<growth::StageFigures> m_stages;
    std::vector<growth::Band> m_spreads;
    std::vector<std::string> m_categories; ///< of all bills, the largest in sum first
    std::string m_currency;
    int m_current = 0;
    int m_hovered = -1;
};

} // namespace headroom::growth_views

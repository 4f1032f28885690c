#pragma once

#include "model/cost/growth.h"
#include "model/growth/stage_figures.h"
#include "model/growth/uncertainty.h"
#include "views/theme/theme.h"

#include <QWidget>

#include <memory>
#include <vector>

class QCheckBox;
class QLabel;
class QScrollArea;
class QStackedWidget;
class QTabBar;

namespace headroom::growth_views {

class GrowthCostChart;
class StageBars;

/// What growth costs: this design and what else could be built at any number of users, and of every stage what its bill
/// is split into and whether it is available enough.
class CostsPage final : public QWidget {
    Q_OBJECT

public:
    explicit CostsPage(QWidget *parent);
    void setTheme(const theme::Theme &theme);
    /// Null: being computed.
    void setGrowth(const std::shared_ptr<const cost::Growth> &growth);
    void setStages(const std::vector<growth::StageFigures> &stages, const std::string &currency);
    /// Between what the bill of the stage shown lies at ever more users; null: nothing is known.
    void setBands(const std::shared_ptr<const growth::StageBands> &bands);
    void setOfferBands(const std::shared_ptr<const growth::StageBands> &bands);
    /// Between what bills and downtimes of all stages lie at the ends of their ranges; empty: nothing is known.
    void setSpreads(const std::vector<growth::StageBands> &stages);
    void setPresent(int stage, double users);
    [[nodiscard]] const std::shared_ptr<const cost::Growth> &growth() const { return m_growth; }
    [[nodiscard]] GrowthCostChart *chart() const { return m_chart; }
    [[nodiscard]] StageBars *bills() const { return m_bills; }
    [[nodiscard]] StageBars *downtimes() const { return m_downtimes; }
    [[nodiscard]] QTabBar *views() const { return m_views; }
    [[nodiscard]] QCheckBox *perThousandBox() const { return m_perThousand; }
    [[nodiscard]] QCheckBox *everyStageBox() const { return m_everyStage; }
    /// What the marks on the chart mean, a line each.
    [[nodiscard]] QString notes() const;

Q_SIGNALS:
    void usersRequested(double users);
    void stageRequested(int stage);

private:
    GrowthCostChart *m_chart;
    StageBars *m_bills;
    StageBars *m_downtimes;
    QTabBar *m_views;
    QStackedWidget *m_pages;
    QCheckBox *m_perThousand;
    QCheckBox *m_everyStage;
    QScrollArea *m_list;
    QLabel *m_notes; ///< a line for each crossing
    std::shared_ptr<const cost::Growth> m_growth;
};

} // namespace headroom::growth_views

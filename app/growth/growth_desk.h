#pragma once

#include "app/analysis/study_work.h"
#include "app/document/document.h"
#include "model/cost/growth.h"
#include "model/growth/cheapest.h"
#include "model/growth/not_needed.h"
#include "model/growth/plan.h"
#include "model/growth/stage_figures.h"
#include "views/theme/theme.h"

#include <QObject>

#include <functional>

class QWidget;

namespace headroom::growth_views {
class GrowthPanel;
}

namespace headroom::app {

/// Computes what the pages about growth show, when they are looked at, and takes their requests to the document.
class GrowthDesk final : public QObject {
    Q_OBJECT

public:
    /// What it needs of the window around it.
    struct Host {
        std::function<int()> stage;
        std::function<double()> users;
        std::function<void(const edits::Edit &)> perform;
        std::function<bool(const edits::Edit &)> performHere; ///< later stages stay as they are; whether it was done
        std::function<void(int stage, double users)> showMoment;
        std::function<void(const QString &id)> select; ///< a component of the stage shown, and brings it in sight
        std::function<void(const QString &)> say;
    };
    GrowthDesk(Document &document, growth_views::GrowthPanel *panel, Host host, QWidget *window);
    void setTheme(const theme::Theme &theme);
    /// Another snapshot or stage is shown.
    void refresh();
    /// The marker of users stands elsewhere.
    void showUsers(double users);
    /// Another design is open.
    void reset();
    [[nodiscard]] bool isBusy() const
    {
        return m_planTask.isBusy() || m_search.isBusy() || m_study.isBusy() || m_bands.isBusy() || m_offers.isBusy()
            || m_bills.isBusy() || m_costs.isBusy() || m_notYet.isBusy();
    }

Q_SIGNALS:
    void settled(); ///< nothing is being computed any more
    /// Between what the figures of the stage shown lie; null: nothing is to be drawn.
    void bandsReady(const std::shared_ptr<const headroom::growth::StageBands> &bands);
    /// The same of what else could be built for its users.
    void offerBandsReady(const std::shared_ptr<const headroom::growth::StageBands> &bands);
    /// Between what the stages' ends lie; empty: nothing is to be drawn.
    void spreadsReady(const std::vector<headroom::growth::StageBands> &stages);

private:
    void wirePlan();
    void planAgain();
    void exportPlan();
    void wireCheapest();
    void search();
    void stopSearch();
    void cancelSearch();
    void showCheapest();
    void applySized(const growth::SizedStage &sized);
    void wireStudy();
    void showStudy();
    void drawSamples();
    void tellStudy(const StudyState &state);
    void drawBands();
    void tellBands(const std::shared_ptr<const growth::StageBands> &bands);
    void tellOfferBands(const std::shared_ptr<const growth::StageBands> &bands);
    void tellSpreads(const std::vector<growth::StageBands> &stages);
    void drawBills();
    void stopStudy();
    void wireCosts();
    void showCosts();
    void wireNotYet();
    void showNotYet();
    void told();

    Document &m_document;
    growth_views::GrowthPanel *m_panel;
    Host m_host;
    QWidget *m_window;
    project::Snapshot m_planned;   ///< of which the plan is computed
    project::Snapshot m_searching; ///< just now for the cheapest way
    project::Snapshot m_applied;   ///< what became of the design that was searched by applying one of its answers
    LatestTask<growth::Plan> m_planTask;
    std::stop_source m_searchEnd; ///< by hand: what has been found until then is told
    LatestTask<growth::Optimum> m_search;
    /// The curves of one stage, and the figures of all.
    struct Costs {
        cost::Growth growth; ///< no points: not computed yet
        std::string currency;
        std::vector<growth::StageFigures> stages;
    };
    LatestTask<Costs> m_costs;
    project::Snapshot m_costed;
    int m_costedStage = -1;
    /// What an answer is of.
    struct Moment {
        project::Snapshot snapshot;
        int stage = -1;
        double users = 0;
        bool operator==(const Moment &) const = default;
    };
    LatestTask<growth::NotYet> m_notYet;
    Moment m_notYetOf;
    LatestTask<StudyState> m_study;  ///< of all stages
    LatestTask<StudyState> m_bands;  ///< of the stage shown, at ever more users
    LatestTask<StudyState> m_offers; ///< of the stage shown, and what else could be built
    LatestTask<StudyState> m_bills;  ///< of the plan shown, month by month
    std::shared_ptr<const growth::Plan> m_billed;
    project::Snapshot m_studied; ///< of which samples are drawn, or have been
    project::Snapshot m_banded;
    int m_bandedStage = -1;
};

} // namespace headroom::app

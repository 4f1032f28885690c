#pragma once

#include "model/catalog/catalog.h"
#include "model/growth/cheapest.h"
#include "views/theme/theme.h"

#include <QWidget>

#include <memory>
#include <optional>

class QLabel;
class QPushButton;
class QSplitter;
class QTabBar;

namespace headroom::growth_views {

class CheapestForm;
class FrontChart;
class PlainTable;

/// The cheapest way to carry so many users: of the stage shown or of all, with the fronts of cost against p99 and
/// availability. Every design on a front can be looked at and applied.
class CheapestPage final : public QWidget {
    Q_OBJECT

public:
    explicit CheapestPage(QWidget *parent);
    /// @param catalog  must outlive the page.
    void setCatalog(const catalog::Catalog &catalog) { m_catalog = &catalog; }
    void setTheme(const theme::Theme &theme);
    /// @param searched  the design it is of. Null: nothing has been searched. @param isStopped  before its end, by hand
    void setOptimum(std::shared_ptr<const growth::Optimum> optimum, project::Snapshot searched, bool isStopped = false);
    /// A search is under way, or was given up because the design changed; what an earlier one found stays.
    void setSearching();
    void setGivenUp();
    /// Whether what is shown is of the present design; else nothing of it can be applied.
    void setCurrent(bool isCurrent);
    /// The design is like this answer now. @param sized  one of the optimum; null: like none of them
    void setApplied(const headroom::growth::SizedStage *sized);
    [[nodiscard]] const std::shared_ptr<const growth::Optimum> &optimum() const { return m_optimum; }
    [[nodiscard]] const project::Snapshot &searched() const { return m_searched; }
    /// The sized stage that is chosen on a front, else the cheapest of the chosen stage; null: none.
    [[nodiscard]] const growth::SizedStage *chosen() const;
    [[nodiscard]] CheapestForm *form() const { return m_form; }
    [[nodiscard]] FrontChart *latencyFront() const { return m_latencyFront; }
    [[nodiscard]] FrontChart *availabilityFront() const { return m_availabilityFront; }
    [[nodiscard]] PlainTable *stages() const { return m_stages; }
    [[nodiscard]] PlainTable *changes() const { return m_changes; }
    [[nodiscard]] QPushButton *applyButton() const { return m_apply; }
    /// Charts or tables, where there is no room for both.
    [[nodiscard]] QTabBar *views() const { return m_views; }
    [[nodiscard]] QString answer() const;

Q_SIGNALS:
    void applyRequested(const headroom::growth::SizedStage &sized);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void assemble();
    void shareRoom();
    void showStage();
    void showChosen();
    void sayAnswer();
    void choseBeside(FrontChart *other, int point);
    [[nodiscard]] const growth::StageOptimum *stage() const;

    const catalog::Catalog *m_catalog = nullptr;
    CheapestForm *m_form;
    FrontChart *m_latencyFront;
    FrontChart *m_availabilityFront;
    PlainTable *m_stages;
    PlainTable *m_changes;
    QSplitter *m_fronts;
    QSplitter *m_tables;
    QTabBar *m_views;
    QLabel *m_answer;
    QLabel *m_chosenText;
    QPushButton *m_apply;
    std::shared_ptr<const growth::Optimum> m_optimum;
    project::Snapshot m_searched;
    bool m_isCurrent = true;
    const growth::SizedStage *m_applied = nullptr; ///< of the optimum
    bool m_isStopped = false;
};

} // namespace headroom::growth_views

#pragma once

#include "views/theme/theme.h"

#include <QWidget>

class QStackedWidget;
class QTabBar;

namespace headroom::growth_views {

class CheapestPage;
class CostsPage;
class NotYetPage;
class PlanPage;
class StudyPage;

/// Everything about growth that is computed on demand, a page each.
class GrowthPanel final : public QWidget {
    Q_OBJECT

public:
    explicit GrowthPanel(QWidget *parent = nullptr);
    void setTheme(const theme::Theme &theme);
    [[nodiscard]] QTabBar *tabs() const { return m_tabs; }
    [[nodiscard]] PlanPage *plan() const { return m_plan; }
    [[nodiscard]] CheapestPage *cheapest() const { return m_cheapest; }
    [[nodiscard]] CostsPage *costs() const { return m_costs; }
    [[nodiscard]] NotYetPage *notYet() const { return m_notYet; }
    [[nodiscard]] StudyPage *study() const { return m_study; }
    /// Brings a page of it to the front.
    void showPage(QWidget *page);
    [[nodiscard]] QWidget *page() const;

Q_SIGNALS:
    /// Another page is in sight, or the panel itself came or went.
    void pageShown();

protected:
    void showEvent(QShowEvent *event) override;

private:
    QTabBar *m_tabs;
    QStackedWidget *m_pages;
    PlanPage *m_plan;
    CheapestPage *m_cheapest;
    StudyPage *m_study;
    CostsPage *m_costs;
    NotYetPage *m_notYet;
};

} // namespace headroom::growth_views

#include "views/growth/growth_panel.h"

#include "views/growth/cheapest_page.h"
#include "views/growth/costs_page.h"
#include "views/growth/not_yet_page.h"
#include "views/growth/plan_page.h"
#include "views/growth/study_page.h"

#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace headroom::growth_views {

GrowthPanel::GrowthPanel(QWidget *parent)
    : QWidget(parent)
    , m_tabs(new QTabBar(this))
    , m_pages(new QStackedWidget(this))
    , m_plan(new PlanPage(this))
    , m_cheapest(new CheapestPage(this))
    , m_study(new StudyPage(this))
    , m_costs(new CostsPage(this))
    , m_notYet(new NotYetPage(this))
{
    setAccessibleName(tr("Growth"));
    m_tabs->setAccessibleName(tr("Pages of growth"));
    m_tabs->setExpanding(false);
    const auto add = [this](QWidget *page, const QString &title) {
        m_pages->addWidget(page);
        m_tabs->addTab(title);
    };
    add(m_plan, tr("Plan"));
    add(m_cheapest, tr("Cheapest way"));
    add(m_study, tr("Uncertainty"));
    add(m_costs, tr("Costs"));
    add(m_notYet, tr("Not yet"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4, 0, 4, 4);
    column->setSpacing(2);
    column->addWidget(m_tabs);
    column->addWidget(m_pages, 1);
    const auto show = [this](int index) {
        for (int i = 0; i < m_pages->count(); ++i) { // a page is no wider for those behind it
            const auto policy = i == index ? QSizePolicy::Preferred : QSizePolicy::Ignored;
            m_pages->widget(i)->setSizePolicy(policy, policy);
        }
        m_pages->setCurrentIndex(index);
    };
    show(0);
    connect(m_tabs, &QTabBar::currentChanged, this, [this, show](int index) {
        show(index);
        Q_EMIT pageShown();
    });
}

void GrowthPanel::setTheme(const theme::Theme &theme)
{
    m_tabs->setFont(theme::Theme::font(12, QFont::DemiBold));
    m_plan->setTheme(theme);
    m_cheapest->setTheme(theme);
    m_study->setTheme(theme);
    m_costs->setTheme(theme);
    m_notYet->setTheme(theme);
}

void GrowthPanel::showPage(QWidget *page)
{
    m_tabs->setCurrentIndex(m_pages->indexOf(page));
}

QWidget *GrowthPanel::page() const
{
    return m_pages->currentWidget();
}

void GrowthPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    Q_EMIT pageShown();
}

} // namespace headroom::growth_views

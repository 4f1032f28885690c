#include "app/growth/growth_desk.h"
#include "app/shell/growth_controls.h"
#include "app/shell/header_bar.h"
#include "tests/pictures/album.h"
#include "views/findings/findings_bar.h"
#include "views/growth/cheapest_form.h"
#include "views/growth/cheapest_page.h"
#include "views/growth/costs_page.h"
#include "views/growth/growth_panel.h"
#include "views/growth/plan_page.h"
#include "views/growth/study_page.h"

#include <QComboBox>
#include <QContextMenuEvent>
#include <QMenuBar>
#include <QPushButton>
#include <QToolButton>

#include <tuple>

namespace headroom::test {

void Album::takeGrowth()
{
    if (!mayHold("growth"))
        return;
    const auto window = feed();
    window->canvas().setSelection({ "db" });
    window->action("reach-later")->setChecked(true);
    rest();
    keep(*window, "growth-reach");
    window->action("reach-later")->setChecked(false);
    window->docks().reveal(QStringLiteral("stage-map"));
    window->action("grow")->setChecked(true);
    rest();
    window->action("grow-pause")->trigger();
    rest();
    keep(*window, "growth-grow");
    window->action("grow")->setChecked(false);
    rest();
    window->action("stage-range")->trigger();
    rest();
    keep(*window, "growth-range");
    if (QWidget *popup = QApplication::activePopupWidget()) {
        keep(*popup, "growth-range-box");
        popup->close();
    }
}

/// Each page of each example as it is at first and with its answer: "growth-page-web-shop-plan-0".
void Album::takeGrowthPages()
{
    for (const auto &[design, stage, users] : { std::tuple("growth-plan", 2, 2e5), std::tuple("social-feed", 4, 1.4e6),
                                                std::tuple("video-site", 3, 6e5), std::tuple("web-shop", 3, 5e5) })
        if (mayHold((std::string("growth-page-") + design).c_str()))
            takeGrowthPages(design, stage, users);
}

void Album::takeGrowthPages(const std::string &design, int stage, double users)
{
    const auto window = open(example(design.c_str()), stage, users);
    const auto settle = [&window] {
        QSignalSpy settled(&window->growthDesk(), &app::GrowthDesk::settled);
        if (window->growthDesk().isBusy())
            settled.wait(120'000);
        rest(2 * kRest);
    };
    const auto keepAs
        = [&](QWidget &part, const std::string &name) { keep(part, ("growth-page-" + design + '-' + name).c_str()); };
    const auto takeViews = [&](QWidget &page, QTabBar &views, const std::string &name) {
        for (int view = 0; view < views.count(); ++view) {
            views.setCurrentIndex(view);
            settle();
            keepAs(page, name + '-' + std::to_string(view));
        }
    };
    growth_views::GrowthPanel &panel = window->growthPanel();
    window->action("growth-plan")->trigger();
    settle();
    keepAs(*window, "window");
    takeViews(panel, *panel.plan()->views(), "plan");
    window->action("cheapest")->trigger();
    settle();
    keepAs(panel, "cheapest-before");
    panel.cheapest()->form()->searchButton()->click();
    settle();
    keepAs(panel, "cheapest");
    panel.cheapest()->form()->scopeBox()->setCurrentIndex(1);
    panel.cheapest()->form()->searchButton()->click();
    settle();
    keepAs(panel, "cheapest-all");
    window->action("uncertainty")->trigger();
    settle();
    keepAs(panel, "study-before");
    panel.study()->runButton()->click();
    settle();
    takeViews(panel, *panel.study()->views(), "study");
    window->action("growth-costs")->trigger();
    settle();
    takeViews(panel, *panel.costs()->views(), "costs");
    window->action("not-yet")->trigger();
    settle();
    keepAs(panel, "not-yet");
    window->showStage(6); // more than these users need
    settle();
    keepAs(panel, "not-yet-large");
    window->showStage(stage);
    for (const char *id : { "utilization", "latency", "cost", "stage-map" }) {
        window->docks().reveal(QLatin1String(id));
        settle();
        keepAs(*window->docks().dock(QLatin1String(id)), id);
    }
    takeModal(("growth-page-" + design + "-compare").c_str(), [&] { window->action("compare-stages")->trigger(); });
}

void Album::takeMenus()
{
    if (!mayHold("menu"))
        return;
    const auto window = feed();
    findings::FindingsView *view = window->findChild<findings::FindingsView *>();
    for (const auto &[button, name] : { std::pair(view->bar()->filterButton(), "menu-findings-filter"),
                                        std::pair(view->bar()->orderButton(), "menu-findings-order") })
        takeMenu(*button->menu(), name);
    for (QAction *each : window->menuBar()->actions())
        takeMenu(*each->menu(), "menu-" + std::to_string(window->menuBar()->actions().indexOf(each)));
    window->canvas().setSelection({ "db" });
    QTimer::singleShot(kRest, qApp, [this] {
        if (QWidget *popup = QApplication::activePopupWidget()) {
            keep(*popup, "menu-canvas");
            popup->close();
        }
    });
    const QPoint middle = window->canvas().rect().center();
    QContextMenuEvent onCanvas(QContextMenuEvent::Mouse, middle, window->canvas().mapToGlobal(middle));
    QCoreApplication::sendEvent(&window->canvas(), &onCanvas);
    rest();
    const QPoint stop(window->header().stepper()->width() / 2, window->header().stepper()->height() / 2);
    QTimer::singleShot(kRest, qApp, [this] {
        if (QWidget *popup = QApplication::activePopupWidget()) {
            keep(*popup, "menu-stepper");
            popup->close();
        }
    });
    QContextMenuEvent ask(QContextMenuEvent::Mouse, stop, window->header().stepper()->mapToGlobal(stop));
    QCoreApplication::sendEvent(window->header().stepper(), &ask);
    rest();
}

void Album::takeMenu(QMenu &menu, const std::string &name)
{
    menu.popup(QPoint(10, 10));
    rest();
    keep(menu, name.c_str());
    menu.close();
}

} // namespace headroom::test

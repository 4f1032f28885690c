#include "model/growth/plan.h"
#include "tests/support/model_support.h"
#include "tests/support/near.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <algorithm>
#include <cmath>

namespace headroom::tst_plan {

using namespace growth;
using namespace test;
using What = PlanEvent::What;

namespace {

constexpr const char *kTemplate = "resources/templates/seven-stages.headroom";
const project::GrowthPlan kWorked { 50'000, 5e6, 12, {}, 1, "2026-01" };

CompiledDesign compiled(const char *path = kTemplate)
{
    return compileDesign(openDesign(path), theCatalog());
}

const PlanEvent *eventOf(const Plan &plan, What what, const std::string &text)
{
    const auto found = std::find_if(plan.events.begin(), plan.events.end(), [&](const PlanEvent &each) {
        return each.what == what && each.text.find(text) != std::string::npos;
    });
    return found == plan.events.end() ? nullptr : &*found;
}

} // namespace

/// Dated plans of growth; domain spec 10.2.
class PlanTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void usersGrowByTheSameFactor()
    {
        const UsersOverTime users(kWorked);
        QVERIFY(isClose(users.factorPerMonth(), 1.4678, 1e-4));
        QVERIFY(isClose(users.doubling().value(), 1.806, 3e-4));
        // months at which 100k, 500k, 1 M, 2 M and 5 M are passed: 12·ln(U/50k)/ln 100
        const std::pair<double, double> golden[] {
            { 1e5, 1.81 }, { 5e5, 6.00 }, { 1e6, 7.81 }, { 2e6, 9.61 }, { 5e6, 12 }
        };
        for (const auto &[many, month] : golden) {
            QVERIFY(std::abs(users.monthOf(many).value() - month) <= 0.005);
            QVERIFY(isClose(users.at(users.monthOf(many).value()), many, 1e-9));
        }
        QVERIFY(!users.monthOf(5.1e6));
        QCOMPARE(users.monthOf(10).value(), 0.0);
        QCOMPARE(users.monthOf(10, 3).value(), 3.0);
    }

    void aCurveIsFollowedPointByPoint()
    {
        const UsersOverTime users({ 0, 0, 12, { { 0, 1000 }, { 2, 4000 }, { 4, 2000 }, { 6, 8000 } }, 1, "" });
        QVERIFY(isClose(users.at(1), 2000, 1e-12) && isClose(users.at(3), 2828.427, 1e-6));
        QVERIFY(isClose(users.monthOf(2000).value(), 1, 1e-12));
        QVERIFY(isClose(users.monthOf(4000, 2.5).value(), 5, 1e-12)); // again, after they went
        QVERIFY(isClose(users.monthOf(4000).value(), 2, 1e-12));
        QCOMPARE(users.most(), 8000.0);
        QVERIFY(!users.isSteady() && !users.doubling()); // "doubling every two months" would be wrong
        const UsersOverTime rounded({ 0, 0, 12, { { 0, 1000 }, { 6, 1430 }, { 12, 2000 } }, 1, "" });
        QVERIFY(rounded.isSteady() && isClose(rounded.doubling().value(), 12, 1e-9));
        const UsersOverTime shrinking({ 100, 50, 10, {}, 1, "" });
        QVERIFY(!shrinking.doubling() && !shrinking.monthOf(101));
    }

    void theFirstStageIsKnownWithoutTheWholePlan()
    {
        const CompiledDesign design = compiled();
        for (const double users : { 500.0, 50e3, 3e6, 9e8 }) {
            const project::GrowthPlan settings { users, 10 * users, 12, {}, 1, "" };
            QCOMPARE(stageAtBegin(design, settings), planOf(design, settings).firstStage);
        }
        QCOMPARE(stageAtBegin(design, kWorked), std::size_t(2));
    }

    void monthsAreDatesFromTheStart()
    {
        QCOMPARE(dateOf("2026-01", 0), std::string("2026-01-01"));
        QCOMPARE(dateOf("2026-01", 1.5), std::string("2026-02-15"));
        QCOMPARE(dateOf("2026-11", 2), std::string("2027-01-01"));
        QCOMPARE(dateOf("2028-02", 0.99), std::string("2028-02-29"));
        QCOMPARE(dateOf("", 3), std::string());
    }

    // S4 before month 1.8, S5 by 6.0, S6 by 9.6; kept, S3 would saturate at month 3.09, S4 be red at 7.38, S5 at 10.3.
    void theWorkedExampleComesOut()
    {
        const Plan plan = planOf(compiled(), kWorked);
        QCOMPARE(plan.firstStage, std::size_t(2));
        QCOMPARE(plan.steps.size(), std::size_t(3));
        const double inPlace[] { 1.81, 6.00, 9.61 };
        for (std::size_t i = 0; i < 3; ++i) {
            QCOMPARE(plan.steps[i].from, i + 2);
            QCOMPARE(plan.steps[i].to, i + 3);
            QVERIFY(std::abs(plan.steps[i].inPlace - inPlace[i]) <= 0.005);
            QVERIFY(isClose(plan.steps[i].decide, plan.steps[i].inPlace - 1, 1e-12) && !plan.steps[i].isLate());
            QVERIFY(plan.steps[i].isByRange && plan.steps[i].redMonth.value() > plan.steps[i].inPlace);
        }
        QVERIFY(isClose(plan.steps[0].usersAtSaturation, 163'883, 1e-5));
        QVERIFY(std::abs(plan.steps[0].saturatedMonth.value() - 3.09) <= 0.005);
        QVERIFY(isClose(plan.steps[1].usersAtRed, 847'965, 1e-5));
        QVERIFY(std::abs(plan.steps[1].redMonth.value() - 7.38) <= 0.005);
        QVERIFY(isClose(plan.steps[2].usersAtRed, 2'615'385, 1e-5));
        QVERIFY(std::abs(plan.steps[2].redMonth.value() - 10.3) <= 0.05);
        QVERIFY(plan.holds);
        QCOMPARE(plan.notNeeded, std::vector<std::size_t>({ 6 })); // no sharding at 5 M
    }

    // 1,396 (S3, 50k) → 3,180 (S4, 100k) → 17,244 (S5, 1 M) → 72,416 USD (S6, 5 M), ± 1 % as table 7.2
    void itsCostsComeOut()
    {
        const Plan plan = planOf(compiled(), kWorked);
        QVERIFY(isClose(plan.months.front().cost, 1396, 0.01));
        QVERIFY(isClose(plan.steps[0].costAfter, 3180, 0.01));
        const PlanEvent *million = eventOf(plan, What::Milestone, "1,000,000 users");
        QVERIFY(million && million->stage == 4 && isClose(million->cost, 17'244, 0.01));
        QVERIFY(isClose(plan.months.back().cost, 72'416, 0.01));
        QCOMPARE(plan.months.back().month, 12.0);
        QCOMPARE(plan.months.back().date, std::string("2027-01-01"));
        QCOMPARE(plan.months.size(), std::size_t(13));
        double least = 0;
        double most = 0;
        for (std::size_t i = 1; i < plan.months.size(); ++i) {
            least += std::min(plan.months[i - 1].cost, plan.months[i].cost);
            most += std::max(plan.months[i - 1].cost, plan.months[i].cost);
        }
        QVERIFY(plan.totalCost > least && plan.totalCost < most);
    }

    // At month 0 the database is at 0.305; at 5 M in S6 the primary at 0.312, on r6g.4xlarge still at 0.621, with
    // social_100_1 at 0.132 there; mail without a queue would need 650/s against 400.
    void itsUtilizationsComeOut()
    {
        const Plan plan = planOf(compiled(), kWorked);
        QVERIFY(std::abs(plan.months.front().utilization - 0.305) <= 5e-4);
        QVERIFY(std::abs(plan.months.back().utilization - 0.312) <= 5e-4);
        project::Project smaller = *openDesign(kTemplate);
        auto sixth = std::make_shared<project::Stage>(*smaller.stages[5]);
        for (project::Component &each : sixth->components)
            if (each.id == "db")
                each.parameters.set("size", std::string("db.r6g.4xlarge"));
        smaller.stages[5] = sixth;
        const auto cpu = [](const project::Project &design, std::size_t stage, const char *component,
                            const char *resource) {
            return resourceOf(analysis::analyze(design, stage, 5e6, theCatalog()), component, resource).utilization;
        };
        QVERIFY(std::abs(cpu(smaller, 5, "db", "cpu") - 0.621) <= 5e-4);
        smaller.workload.preset = "social_100_1";
        QVERIFY(std::abs(cpu(smaller, 5, "db", "cpu") - 0.132) <= 5e-4);
        QVERIFY(isClose(cpu(*openDesign(kTemplate), 4, "mail", "quota") * 400, 650, 1e-9));
    }

    void measuredTriggersAloneMoveLater()
    {
        const Plan plan = planOf(compiled(), kWorked, Pace::Measured);
        QCOMPARE(plan.steps.size(), std::size_t(3));
        QVERIFY(isClose(plan.steps[0].users, 0.70 * 163'883, 1e-4) && !plan.steps[0].isByRange);
        QVERIFY(isClose(plan.steps[2].users, 0.70 * 3'076'923, 1e-4));
        for (const PlanStep &each : plan.steps)
            QVERIFY(each.inPlace == each.triggerMonth && each.inPlace < each.redMonth);
    }

    void eventsGoOnInTimeAndBandsFollowEachOther()
    {
        for (const std::string &path : allDesigns()) {
            const CompiledDesign design = compiled(path.c_str());
            const project::GrowthPlan wild { 500, 3e8, 24, {}, 3, "" };
            const Plan plan = planOf(design, wild, Pace::Measured);
            std::map<std::string, What> passed;
            for (std::size_t i = 0; i < plan.events.size(); ++i) {
                const PlanEvent &each = plan.events[i];
                QVERIFY2(i == 0 || each.month >= plan.events[i - 1].month, path.c_str());
                QVERIFY(each.month >= 0 && each.month <= 24 && each.users >= 500);
            }
            for (std::size_t i = 1; i < plan.steps.size(); ++i)
                QVERIFY2(plan.steps[i].from == plan.steps[i - 1].to
                             && plan.steps[i].inPlace >= plan.steps[i - 1].inPlace,
                         path.c_str());
        }
    }

    void whoGrowsTooFastIsLate()
    {
        project::GrowthPlan fast = kWorked;
        fast.leadTime = 2.5;
        const Plan plan = planOf(compiled(), fast);
        QVERIFY(plan.steps[0].isLate() && plan.steps[0].decide < 0);
        const PlanEvent *begin = eventOf(plan, What::Decide, "Cache and CDN");
        QVERIFY(begin && begin->month <= 0 && begin->text.find("overdue") != std::string::npos);
    }

    // What takes longer than there is time does not hold, and says when it can stand at the earliest.
    void whatIsLateDoesNotHold()
    {
        const Plan plan = planOf(compiled(), { 50'000, 5e6, 1, {}, 1, "" });
        QVERIFY(plan.isLate && !plan.holds && !plan.steps.empty());
        for (const PlanStep &each : plan.steps) {
            QVERIFY(each.isLate());
            QCOMPARE(each.earliest, 1.0);
        }
        QVERIFY(plan.steps.front().isFullMeanwhile());
        QVERIFY(!planOf(compiled(), kWorked).isLate);
    }

    // Two stages that hold as much: at the end of the range of the first the second is entered all the same.
    void theEndOfARangeLeadsToTheNextThatCarriesThem()
    {
        project::Project design = *openDesign(kTemplate);
        auto first = std::make_shared<project::Stage>(*design.stages[2]);
        auto second = std::make_shared<project::Stage>(*design.stages[2]);
        first->users = { 10'000, 40'000 };
        second->users = { 40'000, 100'000 };
        second->name = "The same again";
        design.stages[1] = first;
        design.stages[2] = second;
        const Plan plan = planOf(compileDesign(std::make_shared<project::Project>(design), theCatalog()),
                                 { 20'000, 300'000, 12, {}, 1, "" });
        QCOMPARE(plan.steps.size(), std::size_t(2));
        QCOMPARE(plan.steps[0].to, std::size_t(2));
        QVERIFY(plan.steps[0].isByRange && plan.steps[0].passed.empty());
        QCOMPARE(plan.steps[1].to, std::size_t(3));
    }

    // Of the worked example (10.2) every change is in place when it was; only its begin moves with its own lead time.
    void changesHaveLeadTimesOfTheirOwn()
    {
        const CompiledDesign design = compiled();
        const Plan alike = planOf(design, kWorked);
        QVERIFY(!hasOwnLeads(alike.settings) && alike.steps.size() > 1);
        project::GrowthPlan own = kWorked;
        const std::string &last = alike.stageNames[alike.steps.back().to];
        own.stageLeads = { { last, 4.5 } };
        own.changeLead = 0.25;
        QVERIFY(hasOwnLeads(own));
        const Plan plan = planOf(design, own);
        QCOMPARE(plan.steps.size(), alike.steps.size());
        for (std::size_t i = 0; i < plan.steps.size(); ++i) {
            const bool isLast = i + 1 == plan.steps.size();
            QCOMPARE(plan.steps[i].inPlace, alike.steps[i].inPlace);
            QCOMPARE(plan.steps[i].lead, isLast ? 4.5 : 1.0);
            QCOMPARE(plan.steps[i].decide, plan.steps[i].inPlace - (isLast ? 4.5 : 1.0));
            QCOMPARE(alike.steps[i].decide, alike.steps[i].inPlace - 1);
            QCOMPARE(plan.steps[i].instead.has_value(), alike.steps[i].instead.has_value());
            if (plan.steps[i].instead) {
                QCOMPARE(plan.steps[i].instead->decide, plan.steps[i].inPlace - 0.25);
                QCOMPARE(alike.steps[i].instead->decide, alike.steps[i].inPlace - 1);
            }
        }
        const PlanEvent *begin = eventOf(plan, What::Decide, last);
        QVERIFY(begin && std::abs(begin->month - std::max(0.0, plan.steps.back().decide)) < 1e-12);
    }

    // A lead time goes by the name of its stage, so it goes along when that is renamed.
    void aRenamedStageKeepsItsLeadTime()
    {
        project::Project design = *openDesign(kTemplate);
        design.plan = kWorked;
        design.plan->stageLeads = { { design.stages[4]->name, 6 } };
        const auto renamed = edits::apply(design, edits::RenameStage { 4, "Halves" }, theCatalog());
        QVERIFY(renamed.ok());
        QCOMPARE((*renamed)->plan->stageLeads, (std::vector<project::StageLead> { { "Halves", 6 } }));
        const auto other = edits::apply(**renamed, edits::RenameStage { 3, "Else" }, theCatalog());
        QCOMPARE((*other)->plan->stageLeads, (*renamed)->plan->stageLeads);
    }

    // Else a stage that later comes by that name would have it.
    void aRemovedStageTakesItsLeadTimeAlong()
    {
        project::Project design = *openDesign(kTemplate);
        design.plan = kWorked;
        design.plan->stageLeads = { { design.stages[4]->name, 6 }, { design.stages[5]->name, 2 } };
        const auto less = edits::apply(design, edits::RemoveStage { 4 }, theCatalog());
        QVERIFY(less.ok());
        QCOMPARE((*less)->plan->stageLeads, (std::vector<project::StageLead> { { design.stages[5]->name, 2 } }));
    }

    // The database of S3 is a db.r6g.xlarge: a larger one lets the stage live on.
    void aSingleChangeMayDoInsteadOfAStage()
    {
        const CompiledDesign design = compiled();
        const std::optional<SingleChange> change = singleChangeFor(design, 2, 500'000, 100'000, 3'180);
        QVERIFY(change && change->usersAtRed > 139'301 * 1.5);
        const auto after = edits::apply(*design.project, change->edit, theCatalog());
        QVERIFY(after.ok());
        // It says what is set, as the design has it then.
        const Difference found = elementsBetween(*design.project, 2, **after, 2, theCatalog());
        QCOMPARE(found.components.size(), std::size_t(1));
        QVERIFY(!change->settings.empty() && change->settings == found.components.front().fields);
        QVERIFY2(change->settingsText().starts_with("Size: "), change->settingsText().c_str());
        QVERIFY(isClose(analysis::analyze(**after, 2, 100'000, theCatalog()).usersAt085, change->usersAtRed, 1e-9));
        QVERIFY(isClose(analysis::analyze(**after, 2, 100'000, theCatalog()).costPerMonth, change->cost, 1e-9));
        const project::GrowthPlan slow { 90'000, 150'000, 12, {}, 1, "" };
        const Plan plan = planOf(design, slow);
        QCOMPARE(plan.steps.size(), std::size_t(1));
        QVERIFY(plan.steps[0].instead && plan.steps[0].instead->isEnough && !plan.steps[0].instead->lasts);
    }

    // Of all that can be done to one component it is the cheapest that lasts as long, and none that costs more than the next stage.
    void theSingleChangeIsTheCheapestThatLasts()
    {
        const CompiledDesign shop = compiled("examples/web-shop.headroom");
        const auto after = [&](std::size_t stage, const edits::Edit &edit, double users) {
            const auto edited = edits::apply(*shop.project, edit, theCatalog());
            return edited.ok() ? std::optional(analysis::analyze(**edited, stage, users, theCatalog())) : std::nullopt;
        };
        for (const auto &[stage, users] :
             { std::pair(1UL, 20'000.0), std::pair(2UL, 150'000.0), std::pair(3UL, 900'000.0) }) {
            const double next = analysis::analyze(*shop.project, stage + 1, users, theCatalog()).costPerMonth;
            const double target = shop.project->stages[stage + 1]->users.to;
            const std::optional<SingleChange> change = singleChangeFor(shop, stage, target, users, next);
            QVERIFY(change && change->cost < next);
            const double red = analysis::analyze(*shop.project, stage, users, theCatalog()).usersAt085;
            for (const analysis::Finding &each :
                 analysis::analyze(*shop.project, stage, red * 1.001, theCatalog()).findings)
                if (const auto other = each.cure ? after(stage, *each.cure, users) : std::nullopt)
                    QVERIFY2(other->usersAt085 < 0.98 * std::min(change->usersAtRed, target)
                                 || other->costPerMonth >= change->cost * (1 - 1e-9),
                             (each.rule + " at " + std::to_string(other->costPerMonth) + " instead of "
                              + std::to_string(change->cost))
                                 .c_str());
        }
    }

    // Of S3 in the worked example: amber at 0.70·163,883 users, red at 0.85·, full at all of them, if it were kept.
    void stagesThatAreLeftSayWhatWouldBecomeOfThem()
    {
        const Plan plan = planOf(compiled(), kWorked);
        const UsersOverTime users(kWorked);
        QCOMPARE(plan.kept.size(), plan.steps.size() + 1);
        QCOMPARE(plan.kept[0].stage, std::size_t(2));
        QVERIFY(isClose(*plan.kept[0].amber, *users.monthOf(0.70 * 163'883), 1e-4));
        QVERIFY(isClose(*plan.kept[0].red, *users.monthOf(0.85 * 163'883), 1e-4));
        QVERIFY(isClose(*plan.kept[0].saturated, *users.monthOf(163'883), 1e-4));
        QVERIFY(!plan.kept.back().amber); // S6 holds 16 M users
        QVERIFY(isClose(plan.kept.back().usersAtAmber, 0.70 * 16'020'827, 1e-4));
        QVERIFY(plan.back.empty());
    }

    // What has to be begun is no stage in force yet: its row has the users, the stage and the cost of the day.
    void whatIsBegunIsNotYetInForce()
    {
        const Plan plan = planOf(compiled(), kWorked);
        int begun = 0;
        for (const PlanEvent &each : plan.events) {
            const double cost
                = analysis::analyze(*openDesign(kTemplate), each.inForce, each.users, theCatalog()).costPerMonth;
            QVERIFY2(isClose(each.cost, cost, 1e-9), each.text.c_str());
            QCOMPARE(each.inForce + (each.what == What::Decide ? 1 : 0), each.stage);
            begun += each.what == What::Decide;
            QVERIFY(each.text.find("Begin") == std::string::npos);
        }
        QCOMPARE(begun, 3);
    }

    // 400,000 → 4,000 in a year, a hundredth in twelve months: below 100,000 users S3 would do again, below 10,000 S2.
    void whoLosesUsersLearnsWhenAnEarlierStageWouldDoAgain()
    {
        const Plan plan = planOf(compiled(), { 400'000, 4'000, 12, {}, 1, "" });
        QCOMPARE(plan.firstStage, std::size_t(3));
        QVERIFY(plan.steps.empty());
        QCOMPARE(plan.back.size(), std::size_t(2));
        QCOMPARE(plan.back[0].to, std::size_t(2));
        QCOMPARE(plan.back[1].from, std::size_t(2));
        QCOMPARE(plan.back[1].to, std::size_t(1));
        QVERIFY(isClose(plan.back[0].month, 12 * std::log(4) / std::log(100), 1e-4));
        QVERIFY(isClose(plan.back[1].users, 10'000, 1e-4));
        for (const WayBack &each : plan.back)
            QVERIFY(each.costAfter < each.costBefore);
        // First up, then down again: only after the peak.
        const Plan peak = planOf(compiled(), { 0, 0, 0, { { 0, 50'000 }, { 6, 400'000 }, { 12, 50'000 } }, 1, "" });
        QCOMPARE(peak.back.size(), std::size_t(1));
        QVERIFY(peak.back[0].month > 6 && peak.back[0].to == 2);
    }

    void designsWithoutComponentsHaveAPlanWithoutEvents()
    {
        const Plan plan = planOf(compiled("resources/templates/empty.headroom"), { 10, 1000, 6, {}, 1, "" });
        QVERIFY(plan.steps.empty());
        QVERIFY(std::all_of(plan.events.begin(), plan.events.end(),
                            [](const PlanEvent &each) { return each.what == What::Milestone; }));
        QCOMPARE(plan.months.size(), std::size_t(7));
    }

    // whoever wrote the seven stages down the other way round gets the same plan
    void stagesOutOfOrderAreTakenInTheOrderOfGrowth()
    {
        const Plan ordered = planOf(compiled(), kWorked);
        project::Project design = *openDesign(kTemplate);
        std::reverse(design.stages.begin(), design.stages.end());
        const Plan plan = planOf(compileDesign(std::make_shared<project::Project>(design), theCatalog()), kWorked);
        QCOMPARE(plan.firstStage, 6 - ordered.firstStage);
        QCOMPARE(plan.steps.size(), ordered.steps.size());
        for (std::size_t i = 0; i < plan.steps.size(); ++i) {
            QCOMPARE(plan.steps[i].to, 6 - ordered.steps[i].to);
            QCOMPARE(plan.steps[i].inPlace, ordered.steps[i].inPlace);
        }
        QCOMPARE(plan.notNeeded, std::vector<std::size_t> { 0 });
        QVERIFY(plan.holds && isClose(plan.totalCost, ordered.totalCost, 1e-12));
    }

    // Twins in three regions fill together: each is said once, and how many there are.
    void twinsAreSaidOnce()
    {
        const Plan plan = planOf(compiled(), { 1e8, 1e9, 12, {}, 1, "" });
        std::vector<std::string> said;
        for (const PlanEvent &each : plan.events)
            said.push_back(each.text);
        QVERIFY(std::find(said.begin(), said.end(), "Shards ×3, CPU at 70 %") != said.end());
        std::sort(said.begin(), said.end());
        QVERIFY(std::adjacent_find(said.begin(), said.end()) == said.end());
    }

    // Half a million users for a year are what stage 4 is meant for; with one more at the end it is left.
    void aStageServesTheEndOfItsRange()
    {
        const Plan flat = planOf(compiled(), { 500'000, 500'000, 12, {}, 1, "" });
        QCOMPARE(flat.firstStage, std::size_t(3));
        QVERIFY(flat.steps.empty() && flat.holds);
        QCOMPARE(planOf(compiled(), { 400'000, 500'001, 12, {}, 1, "" }).steps.size(), std::size_t(1));
    }

    // Where a change of the stage is red at once with so many users, it is no way to put the next one off.
    void whatIsRedAtOncePutsNothingOff()
    {
        const Plan plan = planOf(compiled("examples/web-shop.headroom"), { 50'000, 5e6, 12, {}, 1, "" });
        for (const PlanStep &each : plan.steps)
            QVERIFY(!each.instead || !each.instead->lasts || *each.instead->lasts > each.inPlace);
        project::Project design = *openDesign("examples/web-shop.headroom");
        design.stages = { design.stages[1], design.stages[3] };
        const Plan late = planOf(compileDesign(std::make_shared<project::Project>(design), theCatalog()),
                                 { 50'000, 5e6, 12, {}, 1, "" });
        QVERIFY(!late.steps.empty() && !late.steps[0].instead);
    }

    // where all ranges are alike, they say nothing: the first stage that carries the users, and each to its trigger
    void stagesForTheSameUsersAreLeftAtTheirTriggers()
    {
        project::Project design = *openDesign(kTemplate);
        for (auto &stage : design.stages) {
            auto changed = std::make_shared<project::Stage>(*stage);
            changed->users = { 1'000, 1e6 };
            stage = changed;
        }
        const auto overlapping = compileDesign(std::make_shared<project::Project>(design), theCatalog());
        const Plan plan = planOf(overlapping, kWorked);
        QCOMPARE(plan.firstStage, std::size_t(2)); // 50,000 are too many for the first two
        std::vector<std::size_t> taken;
        for (const PlanStep &each : plan.steps) {
            taken.push_back(each.to);
            QVERIFY(!each.isByRange && !each.isLate());
        }
        QCOMPARE(taken, (std::vector<std::size_t> { 3, 4, 5 }));
        QVERIFY(plan.holds);
    }

    void withoutAnybodyToServeThereIsNothingToPlan()
    {
        const Plan nobody = planOf(compiled("resources/templates/empty.headroom"), { 10, 1000, 6, {}, 1, "" });
        QVERIFY(!nobody.serves && !nobody.holds && nobody.notNeeded.empty());
        project::Project design = *openDesign(kTemplate); // stages without components are no stages to go to
        for (const std::size_t i : { 3UL, 6UL }) {
            auto bare = std::make_shared<project::Stage>(*design.stages[i]);
            bare->components.clear();
            bare->connections.clear();
            design.stages[i] = bare;
        }
        const Plan plan = planOf(compileDesign(std::make_shared<project::Project>(design), theCatalog()), kWorked);
        QVERIFY(plan.serves && plan.holds && plan.notNeeded.empty());
        QCOMPARE(plan.steps.front().to, std::size_t(4));
        QCOMPARE(plan.steps.front().passed.size(), std::size_t(1));
        QCOMPARE(plan.steps.front().passed.front().stage, std::size_t(3));
    }
};

HEADROOM_TEST(QCoreApplication, PlanTest)

} // namespace headroom::tst_plan

#include "tst_plan.moc"

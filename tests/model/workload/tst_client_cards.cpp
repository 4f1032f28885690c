#include "model/derivation/derivation.h"
#include "tests/support/derivation_support.h"
#include "tests/support/model_support.h"
#include "tests/support/near.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>

namespace headroom::tst_client_cards {

using namespace test;

namespace {

constexpr double kUsers = 60e3;
constexpr double kQuick = 0.010; // s of a page at one server
constexpr double kSlow = 0.040;  // s at the other

ProjectBuilder servers()
{
    const auto server = [](double more) {
        return std::vector<project::Parameters::Entry> {
            { "vcpu", 1.0 }, { "http_time", more }, { "housekeeping", 0.0 }, { "threads", 1e5 }, { "net_gbps", 1e4 }
        };
    };
    return ProjectBuilder()
        .onlyClass({ { "page", 1, kQuick, 1000 } })
        .component("quick", "web_app_server", server(0.0))
        .component("slow", "web_app_server", server(kSlow - kQuick));
}

/// Two cards of clients, each with a server of one core of its own; 1 request/s per thousand users.
ProjectBuilder twoWays(double phones, double browsers)
{
    return servers()
        .component("phones", "client_population", { { "weight", phones } })
        .component("browsers", "client_population", { { "weight", browsers } })
        .link("phones", "quick", "call")
        .link("browsers", "slow", "call");
}

double rateAt(const analysis::Report &report, const std::string &component)
{
    return componentOf(report, component).requestsPerSecond;
}

} // namespace

/// Several cards of clients divide the users among them.
class ClientCardsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void byTheirWeights()
    {
        const analysis::Report report = twoWays(3, 1).at(kUsers);
        QVERIFY(isClose(rateAt(report, "quick"), 45, 1e-9));
        QVERIFY(isClose(rateAt(report, "slow"), 15, 1e-9));
        QVERIFY(isClose(rateAt(report, "phones"), 45, 1e-9)); // a card shows its own users
        QVERIFY(isClose(rateAt(report, "browsers"), 15, 1e-9));
        QVERIFY(isClose(componentOf(report, "quick").utilization, 45 * kQuick, 1e-9));
        QVERIFY(isClose(componentOf(report, "slow").utilization, 15 * kSlow, 1e-9));
    }

    void twoThatAskTheSameServerAreAsOne()
    {
        const analysis::Report one
            = servers().component("clients", "client_population").link("clients", "quick", "call").at(kUsers);
        const analysis::Report two = servers()
                                         .component("phones", "client_population")
                                         .component("browsers", "client_population")
                                         .link("phones", "quick", "call")
                                         .link("browsers", "quick", "call")
                                         .at(kUsers);
        QVERIFY(isClose(rateAt(two, "quick"), rateAt(one, "quick"), 1e-12));
        QVERIFY(isClose(two.usersAtSaturation, one.usersAtSaturation, 1e-12));
        QVERIFY(isClose(*two.classes.front().meanLatency, *one.classes.front().meanLatency, 1e-12));
        QVERIFY(isClose(two.classes.front().serverTime->value.p99, one.classes.front().serverTime->value.p99, 1e-9));
        QVERIFY(isClose(*two.availability, *one.availability, 1e-12));
        QVERIFY(isClose(two.costPerMonth, one.costPerMonth, 1e-9));
    }

    /// A request comes from one of them: the time is a mixture of two M/M/1 sojourns, each exponential.
    void theTimeIsThatOfTheMixture()
    {
        const double share = 0.75;
        const double fixed = *twoWays(3, 1).at(0).classes.front().meanLatency - share * kQuick - (1 - share) * kSlow;
        const double quick = 1 / kQuick - 45;
        const double slow = 1 / kSlow - 15;
        const analysis::ClassReport line = twoWays(3, 1).at(kUsers).classes.front();
        QVERIFY(isClose(*line.meanLatency, fixed + share / quick + (1 - share) / slow, 1e-9));
        for (const auto &[quantile, found] :
             { std::pair(0.50, line.serverTime->value.p50), std::pair(0.95, line.serverTime->value.p95),
               std::pair(0.99, line.serverTime->value.p99) }) {
            double low = 0;
            double high = 10;
            for (int step = 0; step < 60; ++step) {
                const double middle = (low + high) / 2;
                const double later = share * std::exp(-quick * middle) + (1 - share) * std::exp(-slow * middle);
                (later > 1 - quantile ? low : high) = middle;
            }
            QVERIFY2(std::abs(found - fixed - high) < 1e-3, qPrintable(QString::number(found - fixed - high)));
        }
    }

    void thoseThatCannotAskForPagesLeaveThemToOthers()
    {
        const analysis::Report report = servers()
                                            .onlyClass({ { "page", 1, kQuick, 1000 }, { "media", 4, 0, 1e5 } })
                                            .component("phones", "client_population")
                                            .component("screens", "client_population")
                                            .component("cdn", "cdn")
                                            .link("phones", "quick", "call")
                                            .link("screens", "cdn", "call")
                                            .at(kUsers);
        QVERIFY(isClose(rateAt(report, "quick"), 60 + 4 * 60 / 2, 1e-9)); // all pages, half of the media
        QVERIFY(isClose(rateAt(report, "cdn"), 4 * 60 / 2, 1e-9));
    }

    void withoutAnyWeightTheyAreEqual()
    {
        const analysis::Report report = twoWays(0, 0).at(kUsers);
        QVERIFY(isClose(rateAt(report, "quick"), 30, 1e-9));
        QVERIFY(isClose(rateAt(report, "slow"), 30, 1e-9));
    }

    void whoeverHasNoUsersNeedsNothing()
    {
        const analysis::Report report = twoWays(1, 0).at(kUsers);
        QVERIFY(isClose(rateAt(report, "quick"), 60, 1e-9));
        QVERIFY(rateAt(report, "slow") == 0);
        QVERIFY(componentOf(report, "slow").singlePointFor.empty());
        QVERIFY(!componentOf(report, "quick").singlePointFor.empty());
    }

    void aCardJustDroppedTakesNobody()
    {
        const analysis::Report report = twoWays(3, 1).component("more", "client_population").at(kUsers);
        QVERIFY(report.state == analysis::State::Fine);
        QVERIFY(report.availability.has_value());
        QVERIFY(isClose(rateAt(report, "quick"), 45, 1e-9));
    }

    void itCanBeUnfolded()
    {
        const project::Project design = twoWays(3, 1).build();
        const derivation::Explainer explainer(design, 0, kUsers, theCatalog());
        for (const auto &metric : explainer.metrics()) {
            const auto root = explainer.explain(metric.path);
            QVERIFY2(root.has_value(), metric.path.c_str());
            const std::string problem = problemOf(*root);
            QVERIFY2(problem.empty(), (metric.path + ": " + problem).c_str());
        }
    }
};

HEADROOM_TEST(QCoreApplication, ClientCardsTest)

} // namespace headroom::tst_client_cards

#include "tst_client_cards.moc"

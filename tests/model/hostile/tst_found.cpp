#include "model/latency/slowest.h"
#include "tests/support/model_support.h"

#include <QTest>

#include <cmath>

using namespace headroom;
using namespace headroom::test;

/// What hostile designs have brought to light, each in its smallest form.
class FoundTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// 0 · log 0: a call that is made at times, among calls at once.
    void callsOfNoneAddNothingToTheSlowest()
    {
        std::vector<latency::Call> calls(2);
        calls[0].fixed = 0.002;
        calls[0].scale = 0.01;
        calls[1].fixed = 0.003;
        calls[1].scale = 0.01;
        calls[1].calls = 0;
        QVERIFY(std::abs(latency::meanOfSlowestExponentials(calls) - 0.012) < 1e-9);
    }

    void retriesInADesignThatNobodyUses()
    {
        ProjectBuilder design;
        design.component("app", "web_app_server")
            .component("db", "rdb_primary")
            .link("app", "db", "query", { { "retries", 2.0 } });
        QVERIFY(hasFinding(design.at(1e12), "FLOW-SOURCE"));
    }

    /// A gain of 0.9999 is below 1, so the sum of the rounds is 10,000.
    void aLoopMayComeVeryCloseToOne()
    {
        ProjectBuilder design;
        design.onlyClass({ { "page", 1, 0.001, 0 }, { "rpc", 1, 0, 0 } })
            .component("clients", "client_population")
            .component("app", "web_app_server")
            .component("a", "microservice")
            .component("b", "microservice")
            .link("clients", "app", "call")
            .link("app", "a", "call")
            .link("a", "b", "call")
            .link("b", "a", "call", { { "calls", 0.9999 } });
        const auto report = design.at(1000);
        QVERIFY(!hasFinding(report, "FLOW-DIVERGE"));
        QVERIFY(std::abs(componentOf(report, "a").requestsPerSecond - 1e4) < 1e-4);
    }
};

QTEST_GUILESS_MAIN(FoundTest)
#include "tst_found.moc"

#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <cmath>

namespace headroom::tst_split_reads {

using namespace test;

/// Reads divided between a primary and its replicas: worked example 10.5 of the domain spec.
class SplitReadsTest final : public QObject {
    Q_OBJECT

    struct Load {
        double primary = 0;
        double replica = 0;
    };

    /// CPU of both at `reads` a second of 1 ms and `writes` of 4 ms.
    /// @param fresh  share of the reads that the primary answers
    static Load at(double reads, double writes, double replicas, double fresh, const std::string &size)
    {
        ProjectBuilder design;
        design
            .onlyClass({ { "page", 1, 0, 0 },
                         { "session", 0, 0, 0 },
                         { "side", 0, 0, 0 },
                         { "resolve", 0, 0, 0 },
                         { "read", 1, 0.001, 0 },
                         { "write", writes / reads, 0.004, 0 } })
            .component("users", "client_population")
            .component("app", "web_app_server", { { "instances", 50.0 } })
            .component("db", "rdb_primary", { { "size", size }, { "iops", 200'000.0 } })
            .link("users", "app", "call")
            .link("app", "db", "query", { { "share", replicas > 0 ? fresh : 1.0 } });
        if (replicas > 0)
            design
                .component(
                    "replica", "read_replica",
                    { { "replicas", replicas }, { "size", std::string("db.r6g.2xlarge") }, { "iops", 200'000.0 } })
                .link("app", "replica", "read", { { "share", 1 - fresh } })
                .link("db", "replica", "replicate");
        const double users = reads / design.at(1).requestsPerSecond;
        const analysis::Report report = design.at(users);
        return { resourceOf(report, "db", "cpu").utilization,
                 replicas > 0 ? resourceOf(report, "replica", "cpu").utilization : 0 };
    }

private Q_SLOTS:
    void aHundredReadsPerWrite()
    {
        const std::string size = "db.r6g.4xlarge";
        QVERIFY(std::abs(at(10'000, 100, 0, 0, size).primary - 0.861) < 5e-4);
        QVERIFY(std::abs(at(10'000, 100, 4, 0.01, size).primary - 0.041) < 5e-4);
        const double expected[] { 1.432, 0.723, 0.487, 0.369, 0.298 };
        for (int k = 1; k <= 5; ++k)
            QVERIFY2(std::abs(at(10'000, 100, k, 0.01, size).replica - expected[k - 1]) < 6e-4,
                     QByteArray::number(at(10'000, 100, k, 0.01, size).replica));
    }

    void asManyWritesAsReads()
    {
        const Load load = at(5'000, 5'000, 4, 0, "db.r6g.16xlarge");
        QVERIFY(std::abs(load.primary - 0.832) < 5e-4);
        QVERIFY(std::abs(load.replica - 0.895) < 5e-4);
    }
};

HEADROOM_TEST(QCoreApplication, SplitReadsTest)

} // namespace headroom::tst_split_reads

#include "tst_split_reads.moc"

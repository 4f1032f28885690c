#include "model/reporting/effect_text.h"
#include "model/reporting/estimate_text.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <limits>

namespace headroom::tst_effect_text {

using analysis::Effect;
using analysis::Figures;

/// What a cure changes, in a line.
class EffectTextTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void sampledAvailabilitiesComeWithTheirInterval()
    {
        const reliability::Estimate sampled { 0.9993, false, 0.9991, 0.9995, 1000 };
        QCOMPARE(reporting::estimateText(sampled),
                 std::string("99.93 %, sampled: 99.91 % to 99.95 % with 99 % confidence"));
        QCOMPARE(reporting::estimateCell(sampled), std::string("99.91 % – 99.95 %"));
        const auto exact = reliability::Estimate::exact(0.99928756);
        QCOMPARE(reporting::estimateText(exact), std::string("99.928756 %"));
        QCOMPARE(reporting::estimateCell(exact), std::string("99.928756 %"));
    }

    void onlyWhatChangesIsSaid_data()
    {
        QTest::addColumn<Effect>("effect");
        QTest::addColumn<QString>("text");
        const Figures plain { 3971, 0.08, 0.412, 0.998167, 0.998166, {}, 1396, 0 };
        const auto row = [&plain](const char *name, const auto &change, const char *text) {
            Effect effect { plain, plain };
            change(effect.after);
            QTest::newRow(name) << effect << QString::fromUtf8(text);
        };
        row(
            "nothing", [](Figures &) {}, "");
        row(
            "what rounding hides", [](Figures &f) { f.costPerMonth = 1396.1; }, "");
        row(
            "users", [](Figures &f) { f.usersAtSaturation = 12400; }, "full at 3.97 k → 12.4 k users");
        row(
            "without end", [](Figures &f) { f.usersAtSaturation = std::numeric_limits<double>::infinity(); },
            "full at 3.97 k → ∞ users");
        row(
            "p99 and cost",
            [](Figures &f) {
                f.p99 = 0.23;
                f.costPerMonth = 1516;
            },
            "p99 412 ms → 230 ms · $1,396 → $1,516 a month");
        row(
            "availability", [](Figures &f) { f.availability = 0.999975; },
            "availability of reads 99.8167 % → 99.9975 %");
        row(
            "least class", [](Figures &f) { f.leastAvailability = 0.9995; },
            "the least available requests at 99.817 % → 99.95 %");
        row(
            "failing", [](Figures &f) { f.failing = 0.652; }, "0 % → 65 % of the requests fail");
        row(
            "hardly any", [](Figures &f) { f.failing = 9e-5; }, "");
        row(
            "saturated", [](Figures &f) { f.meanLatency.reset(); }, "answers on average in 80.0 ms → –");
    }
    void onlyWhatChangesIsSaid()
    {
        QFETCH(Effect, effect);
        analysis::Finding finding;
        finding.effect = effect;
        QTEST(QString::fromStdString(reporting::effectText(finding, "USD")), "text");
    }

    /// What is late is told by its own time, not as the slowest of all.
    void aFindingAboutWorkSaysSo()
    {
        analysis::Finding finding;
        finding.effect = Effect { { 10, 1, 1, 1, 1, 7200, 5 }, { 10, 1, 1, 1, 1, 1800, 5 } };
        QCOMPARE(reporting::effectText(finding, "USD"), std::string("the slowest job done in 2.00 h → 30.0 min"));
        for (const char *metric : { "job.nightly.time", "workers.backlog_age" }) {
            finding.metric = metric;
            QCOMPARE(reporting::effectText(finding, "USD"), std::string("its work done in 2.00 h → 30.0 min"));
        }
        finding.metric = "app.wait.time";
        QCOMPARE(reporting::effectText(finding, "USD"), std::string("the slowest job done in 2.00 h → 30.0 min"));
    }
};

HEADROOM_TEST(QCoreApplication, EffectTextTest)

} // namespace headroom::tst_effect_text

#include "tst_effect_text.moc"

#include "tests/support/model_support.h"
#include "tests/support/test_program.h"
#include "views/findings/finding_tree.h"
#include "views/findings/finding_words.h"
#include "views/findings/findings_view.h"

#include <QApplication>
#include <QDialogButtonBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

namespace headroom::tst_findings {

namespace {

/// Of a database, curable by a larger one.
analysis::Finding tooSmall(const char *title)
{
    analysis::Finding finding;
    finding.rule = "X-01";
    finding.subjects = { "db" };
    finding.title = title;
    finding.fix = "Take a larger one.";
    return finding;
}

} // namespace

/// The findings list shows the report's findings and leads to what they are about.
class FindingsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aClickLeadsToTheSubject()
    {
        findings::FindingsView view(test::theCatalog());
        view.resize(320, 300);
        auto report = std::make_shared<analysis::Report>(
            analysis::analyze(*test::openDesign("examples/social-feed.headroom"), 1, 9000, test::theCatalog()));
        view.setReport(report);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QCOMPARE(view.count(), static_cast<int>(report->findings.size()));
        QVERIFY(view.count() >= 2);
        QSignalSpy asked(&view, &findings::FindingsView::elementRequested);
        findings::FindingTree *list = view.list();
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->cardAt(0)).center());
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().first().toString().toStdString(), report->findings.front().subjects.front());
    }

    void hoverAndDoubleClickNameAllSubjects()
    {
        auto report = std::make_shared<analysis::Report>();
        analysis::Finding finding;
        finding.rule = "X-01";
        finding.subjects = { "app", "db" };
        finding.title = "Together";
        report->findings = { finding };
        findings::FindingsView view(test::theCatalog());
        view.resize(320, 300);
        view.setReport(report);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QSignalSpy hovered(&view, &findings::FindingsView::elementsHovered);
        QSignalSpy asked(&view, &findings::FindingsView::elementsRequested);
        const QStringList both { QStringLiteral("app"), QStringLiteral("db") };
        findings::FindingTree *list = view.list();
        const QPoint card = list->visualItemRect(list->cardAt(0)).center();
        QTest::mouseMove(list->viewport(), card - QPoint(9, 0));
        QTest::mouseMove(list->viewport(), card);
        QTRY_VERIFY(!hovered.isEmpty() && hovered.last().first().toStringList() == both);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, card);
        QTest::mouseDClick(list->viewport(), Qt::LeftButton, {}, card);
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().first().toStringList(), both);
        QEvent leave(QEvent::Leave);
        QCoreApplication::sendEvent(list->viewport(), &leave);
        QVERIFY(hovered.last().first().toStringList().isEmpty());
    }

    void noFindingsAreSaid()
    {
        findings::FindingsView view(test::theCatalog());
        auto report = std::make_shared<analysis::Report>();
        report->users = 1000;
        view.setReport(report);
        view.show();
        bool isSaid = false;
        for (const QLabel *label : view.findChildren<QLabel *>())
            isSaid = isSaid || (label->isVisible() && label->text().contains(QStringLiteral("1,000")));
        QVERIFY(isSaid);
    }

    void textFromFilesIsPlain()
    {
        findings::FindingsView view(test::theCatalog());
        auto report = std::make_shared<analysis::Report>();
        report->findings.push_back(
            { "X-1", analysis::Severity::Error, { "a" }, "<img src='file:///etc/passwd'>", "<b>bold</b>", {}, {}, {} });
        view.setReport(report);
        view.resize(300, 200);
        QVERIFY(!view.grab().isNull());
        QCOMPARE(view.count(), 1);
    }

    void effectsAreShownAndNotKeptForLong()
    {
        auto report = std::make_shared<analysis::Report>();
        report->currency = "USD";
        analysis::Finding small, large;
        small.rule = "X-01";
        small.subjects = { "db" };
        small.title = "Small";
        small.fix = "Mend it.";
        small.cure = edits::SetParameter { 0, "db", "vcpu", 8.0 };
        large = small;
        large.rule = "X-02";
        large.title = "Large";
        report->findings = { small, large };
        findings::FindingsView view(test::theCatalog());
        view.setReport(report);
        view.show();
        findings::FindingTree *list = view.list();
        const auto textAt = [list](int row) { return list->cardAt(row)->data(0, Qt::AccessibleTextRole).toString(); };
        QVERIFY(!textAt(0).contains(QStringLiteral("Fixed")));
        auto solved = std::make_shared<analysis::Report>(*report);
        large.effect = small.effect
            = analysis::Effect { { 1000, 0.1, 0.5, 0.99, 0.99, 10 }, { 2000, 0.1, 0.5, 0.99, 0.99, 20 } };
        solved->findings = { large, small };
        view.setEffects(solved);
        QVERIFY2(textAt(0).startsWith(QStringLiteral("Large"))
                     && textAt(0).contains(QStringLiteral("1.00 k → 2.00 k users")),
                 qPrintable(textAt(0)));
        view.setReport(report); // of other users: the order stays, the figures for a moment
        QVERIFY(textAt(0).startsWith(QStringLiteral("Large")) && textAt(0).contains(QStringLiteral("Fixed")));
        QTRY_VERIFY(!textAt(0).contains(QStringLiteral("Fixed")));
        QVERIFY(textAt(0).startsWith(QStringLiteral("Large")));
    }

    /// Of what is selected, what can be mended by a click, each thing once, with its price as soon as that is known.
    void offersAreCuresWithTheirPrice()
    {
        auto report = std::make_shared<analysis::Report>();
        report->currency = "USD";
        analysis::Finding larger;
        larger.rule = "X-01";
        larger.subjects = { "db" };
        larger.fix = "Choose a larger size.";
        larger.cure = edits::SetParameter { 0, "db", "vcpu", 8.0 };
        analysis::Finding again = larger; // for another reason
        again.rule = "X-02";
        analysis::Finding pair = larger;
        pair.rule = "X-03";
        pair.subjects = { "db", "app" };
        pair.fix = "Run a pair.";
        pair.cure = edits::SetParameter { 0, "db", "instances", 2.0 };
        analysis::Finding elsewhere = larger;
        elsewhere.rule = "X-04";
        elsewhere.subjects = { "cache" };
        elsewhere.cure = edits::SetParameter { 0, "cache", "vcpu", 8.0 };
        analysis::Finding known = pair;
        known.rule = "X-05";
        known.cure = edits::SetParameter { 0, "db", "instances", 3.0 };
        known.acknowledged = "on purpose";
        analysis::Finding byHand = pair;
        byHand.rule = "X-06";
        byHand.cure.reset();
        report->findings = { larger, again, pair, elsewhere, known, byHand };
        findings::FindingsView view(test::theCatalog());
        QSignalSpy changed(&view, &findings::FindingsView::offersChanged);
        view.setReport(report);
        QVERIFY(!changed.isEmpty());
        const auto wordsFor = [&view](const std::vector<std::string> &ids) {
            QStringList words;
            for (const findings::Offer &each : view.offersFor(ids))
                words.append(each.words + QLatin1Char('|') + each.price);
            return words;
        };
        QCOMPARE(wordsFor({ "db" }),
                 QStringList({ QStringLiteral("Choose a larger size.|"), QStringLiteral("Run a pair.|") }));
        QCOMPARE(wordsFor({ "app" }), QStringList({ QStringLiteral("Run a pair.|") }));
        QCOMPARE(wordsFor({ "other" }), QStringList());
        QCOMPARE(wordsFor({}).size(), 3);
        auto solved = std::make_shared<analysis::Report>(*report);
        for (const auto &[at, cost] : { std::pair(0, 830.0), std::pair(2, 10.0), std::pair(3, 4.5) })
            solved->findings[static_cast<std::size_t>(at)].effect
                = analysis::Effect { { 1000, 0.1, 0.5, 0.99, 0.99, {}, 10 }, { 2000, 0.1, 0.5, 0.99, 0.99, {}, cost } };
        view.setEffects(solved);
        QCOMPARE(wordsFor({ "db" }),
                 QStringList(
                     { QStringLiteral("Choose a larger size.|+$820 / mo"), QStringLiteral("Run a pair.|same cost") }));
        QCOMPARE(wordsFor({ "cache" }), QStringList({ QStringLiteral("Choose a larger size.|−$5.50 / mo") }));
        QSignalSpy previewed(&view, &findings::FindingsView::previewRequested);
        view.previewAt(view.offersFor({ "app" }).front().place);
        QCOMPARE(previewed.size(), 1);
        QCOMPARE(previewed.first().first().value<edits::Edit>(), edits::Edit(*pair.cure));
    }

    void aCureAndAnAcknowledgmentAreEdits()
    {
        auto report = std::make_shared<analysis::Report>();
        analysis::Finding curable = tooSmall("Too small");
        curable.cure = edits::SetParameter { 0, "db", "vcpu", 8.0 };
        analysis::Finding known = curable;
        known.cure.reset();
        known.acknowledged = "we know";
        analysis::Finding plain;
        plain.title = "Only said";
        report->findings = { curable, known, plain };
        findings::FindingsView view(test::theCatalog());
        view.setReport(report);
        view.show();
        std::vector<edits::Edit> asked;
        connect(&view, &findings::FindingsView::editRequested, this,
                [&asked](const edits::Edit &edit) { asked.push_back(edit); });
        std::vector<edits::Edit> previewed;
        QStringList told;
        connect(&view, &findings::FindingsView::previewRequested, this,
                [&](const edits::Edit &edit, const QString &title, const QString &detail) {
                    previewed.push_back(edit);
                    told << title << detail;
                });
        view.choose(0);
        QTest::mouseClick(view.fixButton(), Qt::LeftButton);
        QVERIFY(asked.empty()); // shown first
        QCOMPARE(previewed.size(), std::size_t(1));
        QVERIFY(previewed.back() == edits::Edit(*curable.cure));
        QCOMPARE(told, (QStringList { QStringLiteral("Too small"), QStringLiteral("Take a larger one.") }));
        view.choose(2); // acknowledged ones come last
        QVERIFY(!view.fixButton()->isVisible());
        QTest::mouseClick(view.acknowledgeButton(), Qt::LeftButton);
        QVERIFY(asked.back() == edits::Edit(edits::WithdrawAcknowledgment { "X-01", { "db" } }));
        view.choose(1);
        QVERIFY(!view.fixButton()->isVisible() && !view.acknowledgeButton()->isVisible());
    }

    /// The question says what it is about, letter for letter, and takes no empty answer.
    void acknowledgingAsksForAReason()
    {
        auto report = std::make_shared<analysis::Report>();
        report->findings = { tooSmall("Too small: <b>db</b>") };
        findings::FindingsView view(test::theCatalog());
        view.setReport(report);
        view.show();
        std::vector<edits::Edit> asked;
        connect(&view, &findings::FindingsView::editRequested, this,
                [&asked](const edits::Edit &edit) { asked.push_back(edit); });
        bool wasOpen = false;
        QTimer::singleShot(0, this, [&wasOpen] {
            QWidget *dialog = QApplication::activeModalWidget();
            QVERIFY(dialog);
            wasOpen = true;
            const auto *label = dialog->findChild<QLabel *>();
            QVERIFY(label->text().contains(QLatin1String("Too small: <b>db</b>")));
            QCOMPARE(label->textFormat(), Qt::PlainText);
            auto *field = dialog->findChild<QLineEdit *>();
            const auto *ok = dialog->findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
            QVERIFY(!ok->isEnabled());
            QTest::keyClicks(field, QStringLiteral("  "));
            QVERIFY(!ok->isEnabled());
            QTest::keyClicks(field, QStringLiteral("until May "));
            QVERIFY(ok->isEnabled());
            QTest::keyClick(field, Qt::Key_Return);
        });
        view.choose(0);
        QTest::mouseClick(view.acknowledgeButton(), Qt::LeftButton);
        QVERIFY(wasOpen);
        QCOMPARE(asked.size(), std::size_t(1));
        QVERIFY(asked.back() == edits::Edit(edits::AcknowledgeFinding { { "X-01", { "db" }, "until May" } }));
    }

    void previewsSayAllFourFigures()
    {
        analysis::Finding finding;
        analysis::Effect &effect = finding.effect.emplace();
        effect.before = { 1e6, 0.1, 0.384, 0.99976, 0.99876, std::nullopt, 21742 };
        effect.after = { 3e6, 0.1, 0.384, 0.99976, 0.99976, std::nullopt, 22000 };
        QCOMPARE(
            findings::previewWords(finding, "USD"),
            QStringLiteral("Headroom: 1.00 M users → 3.00 M users · p99: 384 ms (same) · Least available requests: "
                           "99.876 % → 99.976 % · Cost a month: $21,742 → $22,000"));
        effect.after = effect.before;
        effect.after.p99 = std::nullopt;
        effect.after.availability = 0.9999;
        const QString words = findings::previewWords(finding, "USD");
        QVERIFY2(words.contains(QStringLiteral("Availability of reads: 99.976 % → 99.99 %")), qPrintable(words));
        QVERIFY2(words.contains(QStringLiteral("p99: 384 ms → –")), qPrintable(words));
        QVERIFY2(words.contains(QStringLiteral("1.00 M users (same)")), qPrintable(words));
        effect.before.failing = 0.035;
        effect.after.failing = 0.187;
        QVERIFY(findings::previewWords(finding, "USD").startsWith(QStringLiteral("Failing requests: 3.5 % → 19 %")));
        effect.before.slowestJob = 7200;
        effect.after.slowestJob = 1800;
        QVERIFY(findings::previewWords(finding, "USD").endsWith(QStringLiteral("Slowest job: 2.00 h → 30.0 min")));
        finding.metric = "job.nightly.time";
        QVERIFY(findings::previewWords(finding, "USD").endsWith(QStringLiteral("Its work: 2.00 h → 30.0 min")));
    }
};

HEADROOM_TEST(QApplication, FindingsTest)

} // namespace headroom::tst_findings

#include "tst_findings.moc"

#include "tests/support/model_support.h"
#include "tests/support/test_program.h"
#include "views/findings/finding_card.h"
#include "views/findings/finding_tree.h"
#include "views/findings/findings_bar.h"
#include "views/findings/findings_view.h"

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

namespace headroom::tst_findings_list {

/// Which findings are listed, in what groups and order, and where they lead.
class FindingsListTest final : public QObject {
    Q_OBJECT

    /// An error, two warnings of which the second gains more, a note and an acknowledged error.
    static std::shared_ptr<analysis::Report> someFindings()
    {
        const auto finding = [](const char *rule, analysis::Severity severity, const char *subject, const char *title) {
            analysis::Finding made;
            made.rule = rule;
            made.severity = severity;
            made.subjects = { subject };
            made.title = title;
            made.fix = "Mend it.";
            return made;
        };
        const auto gaining = [](analysis::Finding made, double users) {
            made.cure = edits::SetParameter { 0, "db", "vcpu", 8.0 };
            made.effect
                = analysis::Effect { { 1000, 0.1, 0.5, 0.99, 0.99, {}, 10 }, { users, 0.1, 0.5, 0.99, 0.99, {}, 10 } };
            return made;
        };
        using enum analysis::Severity;
        auto report = std::make_shared<analysis::Report>();
        report->currency = "USD";
        analysis::Finding full = finding("CAP-01", Error, "db", "full");
        full.measured = 1.12;
        full.threshold = 1;
        full.unit = "1";
        full.metric = "db.cpu.utilization";
        analysis::Finding known = finding("SPOF-01", Error, "db", "known");
        known.acknowledged = "we know";
        report->findings = { full, gaining(finding("LAT-01", Warning, "db", "small gain"), 1100),
                             gaining(finding("LAT-02", Warning, "web", "large gain"), 3000),
                             finding("SPOF-02", Info, "web", "note"), known };
        return report;
    }

    static QStringList titlesOf(const findings::FindingsView &view)
    {
        QStringList titles;
        for (int i = 0; i < view.count(); ++i)
            titles << view.list()->cardAt(i)->data(0, findings::TitleRole).toString();
        return titles;
    }

    /// Chooses an entry of a button's menu.
    static void pick(QToolButton &button, const QString &words)
    {
        for (QAction *action : button.menu()->actions())
            if (action->text() == words) {
                action->trigger();
                return;
            }
        QFAIL(qPrintable(QStringLiteral("there is no “%1”").arg(words)));
    }

private Q_SLOTS:
    void groupsFoldAwayByMouseAndKeys()
    {
        findings::FindingsView view(test::theCatalog());
        view.resize(360, 500);
        view.setReport(someFindings());
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        findings::FindingTree *list = view.list();
        QCOMPARE(list->topLevelItemCount(), 4); // errors, warnings, notes, acknowledged
        QTreeWidgetItem *warnings = list->topLevelItem(1);
        QCOMPARE(warnings->childCount(), 2);
        QVERIFY(warnings->data(0, Qt::AccessibleTextRole).toString().contains(QStringLiteral("2")));
        QSignalSpy changed(&view, &findings::FindingsView::choicesChanged);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(warnings).center());
        QVERIFY(!warnings->isExpanded());
        QCOMPARE(view.choices().closed, QStringList { QStringLiteral("warning") });
        QCOMPARE(view.count(), 5); // folded away, not filtered out
        QCOMPARE(list->currentItem(), warnings);
        QTest::keyClick(list, Qt::Key_Return);
        QVERIFY(warnings->isExpanded() && view.choices().closed.isEmpty());
        QTest::keyClick(list, Qt::Key_Down);
        QCOMPARE(list->currentItem(), warnings->child(0));
        QTest::keyClick(list, Qt::Key_Left);
        QCOMPARE(list->currentItem(), warnings);
        QTest::keyClick(list, Qt::Key_Left);
        QVERIFY(!warnings->isExpanded());
        QCOMPARE(changed.size(), 3);
        view.setReport(someFindings()); // of other users: what is folded stays so
        QVERIFY(!list->topLevelItem(1)->isExpanded());
    }

    void theOrderCanBeWhatAFixGains()
    {
        findings::FindingsView view(test::theCatalog());
        view.setEffects(someFindings());
        findings::Choices choices;
        choices.grouping = findings::Grouping::None;
        view.setChoices(choices);
        QCOMPARE(titlesOf(view), (QStringList { "full", "small gain", "large gain", "note", "known" }));
        QSignalSpy changed(&view, &findings::FindingsView::choicesChanged);
        pick(*view.bar()->orderButton(), QStringLiteral("What a fix gains first"));
        QCOMPARE(titlesOf(view), (QStringList { "large gain", "small gain", "full", "note", "known" }));
        QCOMPARE(changed.size(), 1);
        pick(*view.bar()->orderButton(), QStringLiteral("By topic"));
        QCOMPARE(view.list()->topLevelItemCount(), 3); // of CAP, LAT and SPOF
        QCOMPARE(titlesOf(view).first(), QStringLiteral("large gain"));
    }

    void theFilterHidesAndSaysSo()
    {
        findings::FindingsView view(test::theCatalog());
        view.setReport(someFindings());
        view.show();
        pick(*view.bar()->filterButton(), QStringLiteral("Notes"));
        pick(*view.bar()->filterButton(), QStringLiteral("Acknowledged"));
        QCOMPARE(titlesOf(view), (QStringList { "full", "small gain", "large gain" }));
        view.setSelection({ "web" });
        pick(*view.bar()->filterButton(), QStringLiteral("Only about the selection"));
        QCOMPARE(titlesOf(view), (QStringList { "large gain" }));
        view.setSelection({ "db" });
        QCOMPARE(titlesOf(view), (QStringList { "full", "small gain" }));
        QTest::keyClicks(view.bar()->searchField(), QStringLiteral("SMALL lat-01"));
        QCOMPARE(titlesOf(view), (QStringList { "small gain" }));
        QTest::keyClicks(view.bar()->searchField(), QStringLiteral(" nowhere"));
        QCOMPARE(view.count(), 0);
        bool isSaid = false;
        for (const QLabel *label : view.findChildren<QLabel *>())
            isSaid = isSaid || (label->isVisible() && label->text().contains(QStringLiteral("5 findings")));
        QVERIFY(isSaid);
        pick(*view.bar()->filterButton(), QStringLiteral("Show all"));
        QCOMPARE(view.count(), 5);
        QVERIFY(view.bar()->searchField()->text().isEmpty());
    }

    void choicesAreRememberedAsText()
    {
        findings::Choices choices;
        choices.order = findings::Order::Gain;
        choices.grouping = findings::Grouping::Topic;
        choices.hasNotes = false;
        choices.closed = QStringList { QStringLiteral("topic:CAP"), QStringLiteral("note") };
        QCOMPARE(findings::Choices::fromText(choices.toText()), choices);
        QCOMPARE(findings::Choices::fromText(QStringLiteral("who knows what")), findings::Choices());
        QCOMPARE(findings::Choices::fromText(QString()), findings::Choices());
    }

    void theMeasuredValueLeadsToItsDerivation()
    {
        findings::FindingsView view(test::theCatalog());
        view.resize(360, 500);
        view.setReport(someFindings());
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QSignalSpy asked(&view, &findings::FindingsView::explanationRequested);
        QTreeWidgetItem *card = view.list()->cardAt(0);
        const QRect link = view.list()->linkRect(card);
        QVERIFY(view.list()->visualItemRect(card).contains(link));
        QTest::mouseClick(view.list()->viewport(), Qt::LeftButton, {}, link.center());
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().first().toString(), QStringLiteral("db.cpu.utilization"));
        view.choose(0); // the same by a button, for those without a mouse
        QVERIFY(view.whyButton()->isVisible());
        QTest::keyClick(view.whyButton(), Qt::Key_Space);
        QCOMPARE(asked.size(), 2);
        view.choose(1);
        QVERIFY(!view.whyButton()->isVisible() && view.list()->linkRect(view.list()->cardAt(1)).isEmpty());
    }

    void numbersOfTheModelsSentencesFollowTheLocale()
    {
        QLocale::setDefault(QLocale(QLocale::German));
        auto report = std::make_shared<analysis::Report>();
        analysis::Finding finding;
        finding.rule = "CAP-02";
        finding.subjects = { "a" };
        finding.title = "Tier 1.5: CPU at 91 %";
        finding.message = "Full at 1,400,000 users.";
        report->findings = { finding };
        report->components.resize(1);
        report->components.front().name = "Tier 1.5";
        findings::FindingsView view(test::theCatalog());
        view.setReport(report);
        const QString said = view.list()->cardAt(0)->data(0, Qt::AccessibleTextRole).toString();
        QLocale::setDefault(QLocale::c());
        QVERIFY2(said.contains(QStringLiteral("1.400.000")) && said.contains(QStringLiteral("Tier 1.5")),
                 qPrintable(said));
    }
};

HEADROOM_TEST(QApplication, FindingsListTest)

} // namespace headroom::tst_findings_list

#include "tst_findings_list.moc"

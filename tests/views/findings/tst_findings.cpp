#include "tests/support/model_support.h"
#include "views/findings/findings_view.h"

#include <QLabel>
#include <QListWidget>
#include <QSignalSpy>
#include <QTest>

using namespace headroom;

/// The findings list shows the report's findings and leads to what they are about.
class FindingsTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aClickLeadsToTheSubject()
    {
        findings::FindingsView view;
        view.resize(320, 300);
        auto report = std::make_shared<analysis::Report>(analysis::analyze(*test::openDesign("examples/social-feed.headroom"), 1, 9000, test::theCatalog()));
        view.setReport(report);
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        QCOMPARE(view.count(), static_cast<int>(report->findings.size()));
        QVERIFY(view.count() >= 2);
        QSignalSpy asked(&view, &findings::FindingsView::elementRequested);
        auto *list = view.findChild<QListWidget *>();
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(0)).center());
        QCOMPARE(asked.size(), 1);
        QCOMPARE(asked.first().first().toString().toStdString(), report->findings.front().subjects.front());
    }

    void noFindingsAreSaid()
    {
        findings::FindingsView view;
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
        findings::FindingsView view;
        auto report = std::make_shared<analysis::Report>();
        report->findings.push_back({ "X-1", analysis::Severity::Error, { "a" }, "<img src='file:///etc/passwd'>", "<b>bold</b>", {}, {}, {} });
        view.setReport(report);
        view.resize(300, 200);
        QVERIFY(!view.grab().isNull());
        QCOMPARE(view.count(), 1);
    }
};

QTEST_MAIN(FindingsTest)
#include "tst_findings.moc"

#include "app/report/report_formats.h"
#include "app/settings/report_choices.h"
#include "app/shell/toast.h"
#include "tests/app/report_desk.h"
#include "tests/support/test_program.h"

#include <QApplication>
#include <QMessageBox>

#include <unistd.h>

namespace headroom::tst_report_window {

using namespace test;
using paper::ReportChoices;
using paper::ReportDialog;

/// Reports from the window, by real events.
class ReportWindowTest final : public test::ReportDesk {
    Q_OBJECT

    static void replaceIt(QMessageBox &box)
    {
        for (QAbstractButton *each : box.buttons())
            if (box.buttonRole(each) == QMessageBox::AcceptRole)
                return each->click();
    }

private Q_SLOTS:
    void init() { setUp("tst_report_window"); }
    void cleanup() { tearDown(); }

    void theDialogBeginsWithWhatTheWindowShows()
    {
        m_window->showStage(2);
        m_window->setUsers(123456);
        open([&](ReportDialog &dialog) {
            const ReportChoices choices = dialog.choices();
            QCOMPARE(choices.stage, 2);
            QCOMPARE(choices.users, 123456.0);
            QCOMPARE(choices.path, file("web-shop-report.html"));
            QVERIFY(choices.leftOut.isEmpty());
            QCOMPARE(part<QLineEdit>(dialog, "title").placeholderText(), QStringLiteral("Web shop"));
            QVERIFY(part<QPushButton>(dialog, "write").isDefault());
            QVERIFY(!part<QComboBox>(dialog, "paper").isEnabled());
            part<QComboBox>(dialog, "stage").setCurrentIndex(1); // another is looked at where it is full
            QCOMPARE(dialog.choices().users, m_window->document().snapshot()->stages[1]->users.to);
            part<QComboBox>(dialog, "stage").setCurrentIndex(2);
            QCOMPARE(dialog.choices().users, 123456.0);
            QTest::keyClick(&dialog, Qt::Key_Escape);
        });
        QCOMPARE(entries(), QStringList { QStringLiteral("shop.headroom") });
    }

    void htmlHasTheTitleAndOnlyTheChosenSections()
    {
        QByteArray expected;
        open([&](ReportDialog &dialog) {
            chooseCostAndSummary(dialog);
            QCOMPARE(part<QCheckBox>(dialog, "all").checkState(), Qt::PartiallyChecked);
            type(dialog, "title", QStringLiteral("Peak <2026>"));
            type(dialog, "author", QStringLiteral("Ada"));
            type(dialog, "users", QStringLiteral("250k"));
            const app::ReportOrder order = reporter().orderFor(dialog.choices());
            QCOMPARE(order.users, 250000.0);
            expected = QByteArray::fromStdString(app::reportFormatNamed("html")->make(order));
            click(dialog, "write");
        });
        const QByteArray html = contentOf(file("web-shop-report.html"));
        QVERIFY(html.contains("Peak &lt;2026&gt;") && html.contains("Ada") && html.contains("250,000 users"));
        QVERIFY(html.contains("id=\"cost\"") && html.contains("id=\"summary\""));
        QVERIFY(!html.contains("id=\"latency\"") && !html.contains("id=\"glossary\""));
        QCOMPARE(html, expected); // made in a thread, and the same
        QVERIFY(m_window->findChild<app::Toast *>()->text().contains(QLatin1String("web-shop-report.html")));
    }

    void drawingsComeOutTheSameInAThread()
    {
        for (const QString &format : { QStringLiteral("HTML"), QStringLiteral("PDF") }) {
            QByteArray expected;
            QString target;
            open([&](ReportDialog &dialog) {
                choose(dialog, "format", format);
                target = dialog.choices().path;
                const app::ReportOrder order = reporter().orderFor(dialog.choices());
                expected = QByteArray::fromStdString(
                    app::reportFormatNamed(dialog.choices().format.toStdString())->make(order));
                click(dialog, "write");
            });
            QVERIFY(expected.size() > 20000);
            QVERIFY2(contentOf(target) == expected, qPrintable(format));
        }
    }

    void markdownHasTheTitleAndOnlyTheChosenSections()
    {
        open([&](ReportDialog &dialog) {
            choose(dialog, "format", QStringLiteral("Markdown"));
            QCOMPARE(dialog.choices().path, file("web-shop-report.md")); // the ending follows
            chooseCostAndSummary(dialog);
            type(dialog, "title", QStringLiteral("Peak season"));
            click(dialog, "write");
        });
        const QByteArray text = contentOf(file("web-shop-report.md"));
        QVERIFY(text.startsWith("# Peak season"));
        QVERIFY(text.contains("\n## Summary") && text.contains("\n## Cost"));
        QCOMPARE(text.count("\n## "), 2);
    }

    void aPdfHasTheTitleAndThePaper()
    {
        open([&](ReportDialog &dialog) {
            type(dialog, "path", QStringLiteral("peak.pdf")); // the format follows; the folder is the design's
            QCOMPARE(dialog.choices().format, QStringLiteral("pdf"));
            choose(dialog, "paper", QStringLiteral("Letter"));
            chooseCostAndSummary(dialog);
            type(dialog, "title", QStringLiteral("Peak season"));
            click(dialog, "write");
        });
        const QByteArray few = contentOf(file("peak.pdf"));
        QVERIFY(few.startsWith("%PDF-"));
        QVERIFY(few.contains("Peak season")); // in the metadata
        QVERIFY2(few.contains("/MediaBox [0 0 612 792]") || few.contains("/MediaBox [0 0 612.000000 792.000000]"),
                 few.mid(few.indexOf("/MediaBox"), 60).constData());
        open([&](ReportDialog &dialog) {
            type(dialog, "path", QStringLiteral("all.pdf"));
            toggle(dialog, "all");
            click(dialog, "write");
        });
        QVERIFY(contentOf(file("all.pdf")).count("/Type /Page\n") > few.count("/Type /Page\n"));
    }

    void theTargetIsChosenInAFileDialog()
    {
        open([&](ReportDialog &dialog) {
            nameFile(file("elsewhere.md"));
            click(dialog, "choose");
            QCOMPARE(dialog.choices().path, file("elsewhere.md"));
            QCOMPARE(dialog.choices().format, QStringLiteral("md"));
            click(dialog, "write");
        });
        QVERIFY(contentOf(file("elsewhere.md")).startsWith("# Web shop"));
    }

    void whatCannotBeWrittenIsSaidAndNothingIsLeft_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("words");
        QTest::newRow("no folder") << "nowhere/report.html"
                                   << "does not exist";
        QTest::newRow("a folder") << "folder.html"
                                  << "is a folder";
        QTest::newRow("the design") << "shop.headroom"
                                    << "the design itself";
        QTest::newRow("read-only") << "report.html"
                                   << "may not write";
    }
    void whatCannotBeWrittenIsSaidAndNothingIsLeft()
    {
        QFETCH(QString, target);
        QFETCH(QString, words);
        QVERIFY(QDir(m_folder->path()).mkdir(QStringLiteral("folder.html")));
        const QByteArray design = contentOf(file("shop.headroom"));
        if (target == QLatin1String("report.html")) {
            if (::geteuid() == 0)
                QSKIP("root may write everywhere");
            QFile(m_folder->path()).setPermissions(QFile::ReadOwner | QFile::ExeOwner);
        }
        open([&](ReportDialog &dialog) {
            type(dialog, "path", target);
            click(dialog, "write");
            QTRY_VERIFY2(said(dialog).contains(words), qPrintable(said(dialog)));
            QVERIFY(said(dialog).startsWith(QStringLiteral("◆")));
            QVERIFY(dialog.isVisible() && !dialog.isBusy());
            type(dialog, "title", QStringLiteral("x"));
            QVERIFY(said(dialog).isEmpty() || !said(dialog).startsWith(QStringLiteral("◆")));
            dialog.reject();
        });
        QCOMPARE(entries(), QStringList { QStringLiteral("shop.headroom") });
        QCOMPARE(contentOf(file("shop.headroom")), design);
        QVERIFY(!QFileInfo::exists(file("nowhere")));
    }

    void anOldReportStaysUntilANewOneIsWhole()
    {
        QFile old(file("web-shop-report.html"));
        QVERIFY(old.open(QIODevice::WriteOnly) && old.write("old") == 3);
        old.close();
        open([&](ReportDialog &dialog) {
            QVERIFY(said(dialog).contains(QLatin1String("will be replaced")));
            inDialog<QMessageBox>([](QMessageBox &box) { box.reject(); });
            click(dialog, "write");
            QVERIFY(!dialog.isBusy());
            inDialog<QMessageBox>(replaceIt);
            click(dialog, "write");
            QVERIFY(dialog.isBusy());
            QVERIFY(!part<QPushButton>(dialog, "write").isEnabled());
            QCOMPARE(part<QPushButton>(dialog, "close").text(), QStringLiteral("Cancel"));
            QTest::keyClick(&dialog, Qt::Key_Escape);
            QVERIFY(dialog.isVisible() && !dialog.isBusy()); // canceled, not closed
            QVERIFY(said(dialog).contains(QLatin1String("Nothing was written")));
            QVERIFY(part<QPushButton>(dialog, "write").isEnabled());
            dialog.reject();
        });
        QCOMPARE(contentOf(old.fileName()), QByteArray("old"));
        open([&](ReportDialog &dialog) {
            inDialog<QMessageBox>(replaceIt);
            click(dialog, "write");
        });
        QVERIFY(contentOf(old.fileName()).contains("Web shop"));
        open([&](ReportDialog &dialog) { // its own report is replaced unasked
            type(dialog, "title", QStringLiteral("Second"));
            click(dialog, "write");
            QVERIFY(dialog.isBusy());
        });
        QVERIFY(contentOf(old.fileName()).contains("Second"));
    }

    void aReportIsNoDesign()
    {
        QVERIFY(QFile::copy(file("shop.headroom"), file("other.headroom")));
        const QByteArray before = contentOf(file("other.headroom"));
        open([&](ReportDialog &dialog) {
            type(dialog, "path", QStringLiteral("other.headroom"));
            click(dialog, "write");
            QVERIFY2(said(dialog).contains(QLatin1String("the ending of designs")), qPrintable(said(dialog)));
            QVERIFY(!dialog.isBusy());
            dialog.reject();
        });
        QCOMPARE(contentOf(file("other.headroom")), before);
    }

    void aReportAskedForAfterACancelIsTheOneWritten()
    {
        open([&](ReportDialog &dialog) {
            type(dialog, "title", QStringLiteral("First"));
            click(dialog, "write");
            click(dialog, "close");
            QVERIFY(!dialog.isBusy());
            type(dialog, "title", QStringLiteral("Second"));
            click(dialog, "write");
        });
        const QByteArray html = contentOf(file("web-shop-report.html"));
        QVERIFY(html.contains("Second") && !html.contains("First<"));
    }

    void whatIsWrongKeepsTheButtonAtRest()
    {
        open([&](ReportDialog &dialog) {
            auto &write = part<QPushButton>(dialog, "write");
            type(dialog, "users", QStringLiteral("many"));
            QVERIFY(!write.isEnabled() && said(dialog).contains(QStringLiteral("“many” is no number of users")));
            type(dialog, "users", QStringLiteral("2M"));
            QVERIFY(write.isEnabled());
            toggle(dialog, "all");
            QVERIFY(!write.isEnabled() && said(dialog).contains(QLatin1String("at least one section")));
            toggle(dialog, "all");
            QVERIFY(write.isEnabled() && dialog.choices().leftOut.isEmpty());
            type(dialog, "path", {});
            QVERIFY(!write.isEnabled() && said(dialog).contains(QLatin1String("Choose a file")));
            dialog.reject();
        });
    }

    void formatSectionsAuthorAndPaperAreRemembered()
    {
        open([&](ReportDialog &dialog) {
            choose(dialog, "format", QStringLiteral("PDF"));
            choose(dialog, "paper", QStringLiteral("Letter"));
            type(dialog, "author", QStringLiteral("Ada"));
            type(dialog, "title", QStringLiteral("Once"));
            toggle(dialog, "section-glossary");
            dialog.reject();
        });
        open([&](ReportDialog &dialog) {
            const ReportChoices choices = dialog.choices();
            QCOMPARE(choices.format, QStringLiteral("pdf"));
            QVERIFY(choices.isLetter);
            QCOMPARE(choices.author, QStringLiteral("Ada"));
            QCOMPARE(choices.leftOut, QStringList { QStringLiteral("glossary") });
            QVERIFY(choices.title.isEmpty()); // belongs to one report
            QCOMPARE(choices.path, file("web-shop-report.pdf"));
            dialog.reject();
        });
    }
};

HEADROOM_TEST(QApplication, ReportWindowTest)

} // namespace headroom::tst_report_window

#include "tst_report_window.moc"

#include "app/export/formats.h"
#include "app/language/words.h"
#include "app/report/report_formats.h"
#include "app/resources/resources.h"
#include "app/settings/report_choices.h"
#include "model/report_writing/report_document.h"
#include "tests/app/report_desk.h"
#include "tests/support/test_program.h"

#include <QApplication>

namespace headroom::tst_report_looks {

using namespace test;
using paper::ReportDialog;

/// What a report from the window wears and says besides its sections: a logo, a decision, one language.
class ReportLooksTest final : public test::ReportDesk {
    Q_OBJECT

private Q_SLOTS:
    void init() { setUp("tst_report_looks"); }
    void cleanup() { tearDown(); }

    void aLogoIsCheckedShownAndKeptForItsDesign()
    {
        QFile picture(file("logo.svg"));
        QVERIFY(picture.open(QIODevice::WriteOnly));
        picture.write("<svg xmlns='http://www.w3.org/2000/svg' width='80' height='20'><script/></svg>");
        picture.close();
        open([&](ReportDialog &dialog) {
            chooseCostAndSummary(dialog);
            type(dialog, "logo", QStringLiteral("logo.svg")); // of the design's folder
            click(dialog, "write");
            QVERIFY2(said(dialog).contains(QLatin1String("<script>")), qPrintable(said(dialog)));
            QVERIFY(!dialog.isBusy());
            QVERIFY(picture.open(QIODevice::WriteOnly));
            picture.write("<svg xmlns='http://www.w3.org/2000/svg' width='80' height='20'><path d='M0 0H9'/></svg>");
            picture.close();
            click(dialog, "write");
        });
        QVERIFY(contentOf(file("web-shop-report.html")).contains("src=\"data:image/svg+xml;base64,"));
        QCOMPARE(app::reportChoices(file("shop.headroom")).logo, QStringLiteral("logo.svg"));
        QVERIFY(app::reportChoices(file("other.headroom")).logo.isEmpty());
        open([&](ReportDialog &dialog) {
            QCOMPARE(dialog.choices().logo, QStringLiteral("logo.svg"));
            choose(dialog, "format", QStringLiteral("Markdown"));
            QVERIFY(!part<QLineEdit>(dialog, "logo").isEnabled()); // has nowhere to put it
            dialog.reject();
        });
    }

    void aDecisionComesFromTheDialogToo()
    {
        m_window->showStage(3);
        open([&](ReportDialog &dialog) {
            choose(dialog, "format", QStringLiteral("Markdown"));
            auto &before = part<QComboBox>(dialog, "before");
            before.setCurrentIndex(4); // the stage itself
            QVERIFY(said(dialog).contains(QLatin1String("compares two stages")));
            QVERIFY(!part<QPushButton>(dialog, "write").isEnabled());
            before.setCurrentIndex(3);
            QVERIFY(!part<QCheckBox>(dialog, "all").isEnabled()); // a record has its own sections
            click(dialog, "write");
        });
        const QByteArray text = contentOf(file("web-shop-report.md"));
        QVERIFY2(text.startsWith("# Decision record") && text.contains("From stage 3"), text.left(200).constData());
    }

    void drawingsSpeakTheLanguageOfTheReport()
    {
        app::ReportOrder order;
        order.project = m_window->document().snapshot();
        order.catalog = &*m_catalog;
        order.stage = 3;
        order.users = 300'000;
        order.sections = { "diagrams" };
        app::Words plurals(QStringLiteral("en")); // as the program has them
        QVERIFY(QCoreApplication::installTranslator(&plurals));
        const std::string english = app::reportFormatNamed("html")->make(order);
        QCoreApplication::removeTranslator(&plurals);
        app::Words german(QStringLiteral("de"));
        QVERIFY(QCoreApplication::installTranslator(&german));
        const std::string there = app::reportFormatNamed("html")->make(order);
        const QString word = QCoreApplication::translate("Picture", "Legend");
        QCoreApplication::removeTranslator(&german);
        QVERIFY(word != QLatin1String("Legend")); // German was spoken
        QVERIFY(english.find("Legend") != std::string::npos);
        QVERIFY(there == english);
    }

    void picturesSpeakTheLanguageOfTheModel()
    {
        app::ExportRequest request;
        request.project = m_window->document().snapshot();
        request.catalog = &app::catalogOfFiles();
        request.stages = { 3 };
        request.before = 2;
        app::Words plurals(QStringLiteral("en"));
        QVERIFY(QCoreApplication::installTranslator(&plurals));
        const std::string english = *app::formatNamed("svg")->make(request);
        QCoreApplication::removeTranslator(&plurals);
        app::Words german(QStringLiteral("de"));
        QVERIFY(QCoreApplication::installTranslator(&german));
        const std::string there = *app::formatNamed("svg")->make(request);
        QCoreApplication::removeTranslator(&german);
        QVERIFY(english.find("waits for the answer") != std::string::npos);
        QVERIFY(there == english);
    }

    void germanKnowsEverySection()
    {
        const app::Words german(QStringLiteral("de"));
        for (const report_writing::SectionChoice &each : report_writing::sectionChoices())
            QVERIFY2(german.texts().contains(QString::fromUtf8(each.title)), each.title);
    }
};

HEADROOM_TEST(QApplication, ReportLooksTest)

} // namespace headroom::tst_report_looks

#include "tst_report_looks.moc"

#include "app/analysis/export_runner.h"
#include "app/analysis/patient_work.h"
#include "app/print/print.h"
#include "app/settings/export_choices.h"
#include "app/shell/export_window.h"
#include "model/serialization/png_design.h"
#include "model/serialization/project_json.h"
#include "tests/app/dialog_hands.h"
#include "tests/app/window_fixture.h"
#include "tests/support/test_program.h"
#include "views/export/export_dialog.h"
#include "views/export/picture_view.h"

#include <QApplication>
#include <QClipboard>
#include <QDrag>
#include <QGuiApplication>
#include <QLabel>
#include <QMessageBox>
#include <QMimeData>
#include <QPrintDialog>
#include <QPrinter>
#include <QProgressDialog>
#include <QTemporaryDir>
#include <QTimer>
#include <QUrl>
#include <QWindow>

#include <atomic>
#include <cmath>
#include <functional>

namespace headroom::tst_export_window {

using pictures::Choices;
using pictures::ExportDialog;
using test::choose;
using test::click;
using test::contentOf;
using test::inDialog;
using test::nameFile;
using test::part;

/// Exporting from the window, by real events.
class ExportWindowTest final : public QObject {
    Q_OBJECT

    Result<catalog::Catalog> m_catalog = app::loadCatalog();
    std::unique_ptr<app::MainWindow> m_window;
    std::unique_ptr<QTemporaryDir> m_folder;

    [[nodiscard]] QString file(const char *name) const { return m_folder->filePath(QLatin1String(name)); }
    [[nodiscard]] QString design() const { return file("shop.headroom"); }
    app::Exporter &exporter() { return *m_window->findChild<app::Exporter *>(); }

    /// What a drag carries, as the program that it is dropped on gets it.
    struct Carried {
        QStringList formats;
        QByteArray svg;
        QImage image;
        QList<QUrl> urls;
        QByteArray file; ///< bytes of the first
    };
    /// Presses on a card, moves on to a place of the window, and lets go. @return nothing: no drag out began
    std::optional<Carried> pulled(const char *card, QPoint to, Qt::KeyboardModifiers keys)
    {
        std::optional<Carried> found;
        QWindow *window = m_window->windowHandle();
        const canvas::CanvasView &canvas = m_window->canvas();
        const auto taken = connect(&exporter(), &app::Exporter::dragged, this, [&](const QMimeData &mime) {
            found = Carried { mime.formats(),
                              mime.data(QStringLiteral("image/svg+xml")),
                              qvariant_cast<QImage>(mime.imageData()),
                              mime.urls(),
                              {} };
            if (!found->urls.isEmpty())
                found->file = contentOf(found->urls.front().toLocalFile());
            QTimer::singleShot(0, this, &QDrag::cancel); // on platforms where somebody has to let go
        });
        const QPoint from = canvas.mapTo(m_window.get(), canvas.cardRect(card).center().toPoint());
        QTest::mousePress(window, Qt::LeftButton, keys, from);
        for (int step = 1; step <= 8; ++step)
            QTest::mouseMove(window, from + (to - from) * step / 8);
        QTest::mouseRelease(window, Qt::LeftButton, keys, to);
        disconnect(taken);
        return found;
    }

private Q_SLOTS:
    void init()
    {
        QVERIFY(m_catalog);
        test::isolate("tst_export_window");
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QFile::copy(QStringLiteral(HEADROOM_SOURCE_DIR "/examples/web-shop.headroom"), design()));
        m_window = test::openWindow(*m_catalog, design());
        QVERIFY(m_window);
        QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    }
    void cleanup()
    {
        if (m_window)
            m_window->document().undoStack().setClean();
        m_window.reset();
    }

    void exportsWhatTheDialogShows()
    {
        const QString target = file("out.png");
        inDialog<ExportDialog>([&](ExportDialog &dialog) {
            QTRY_VERIFY(!dialog.preview().shownRect().isNull());
            QVERIFY(dialog.findChild<QPushButton *>(QStringLiteral("export"))->isDefault());
            choose(dialog, "format", QStringLiteral("PNG"));
            choose(dialog, "scale", QStringLiteral("300 %"));
            choose(dialog, "theme", QStringLiteral("Dark"));
            QTRY_VERIFY(dialog.findChild<QLabel *>(QStringLiteral("size"))->text().contains(QLatin1String("pixels")));
            nameFile(target);
            click(dialog, "export");
        });
        QTest::keyClick(m_window.get(), Qt::Key_E, Qt::ControlModifier);
        const QByteArray png = contentOf(target);
        QVERIFY(!QImage::fromData(png).isNull());
        const auto text = serialization::designOfPng(png.toStdString(), "out.png");
        QVERIFY(text.ok());
        QCOMPARE(QByteArray::fromStdString(*text), contentOf(design()));
        const Choices kept = app::exportChoices(design());
        QCOMPARE(kept.path, target);
        QCOMPARE(kept.scale, 3);
        QVERIFY(kept.isDark);
        QCOMPARE(app::exportChoices(QStringLiteral("another")), Choices()); // kept for each design
    }

    void aPictureOpensAgainAndIsNeverOverwritten()
    {
        Choices choices;
        choices.format = QStringLiteral("png");
        QVERIFY(exporter().writeTo(file("shop.png"), choices));
        const QByteArray png = contentOf(file("shop.png"));
        QVERIFY(m_window->openFile(file("shop.png")));
        QCOMPARE(QByteArray::fromStdString(serialization::writeProject(*m_window->document().snapshot())),
                 contentOf(design()));
        QVERIFY(m_window->document().path().isEmpty());
        QVERIFY(!m_window->document().isModified());
        QCOMPARE(contentOf(file("shop.png")), png);
        choices.holdsDesign = false;
        QVERIFY(exporter().writeTo(file("plain.png"), choices));
        QString said;
        inDialog<QMessageBox>([&](QMessageBox &box) {
            said = box.text();
            box.accept();
        });
        QVERIFY(!m_window->openFile(file("plain.png")));
        QVERIFY2(said.contains(QLatin1String("carries no design")), qPrintable(said));
    }

    void theSameAgainFollowsTheDesign()
    {
        const QString target = file("again.svg");
        inDialog<ExportDialog>([&](ExportDialog &dialog) {
            nameFile(target);
            click(dialog, "export");
        });
        m_window->action("export")->trigger();
        const QByteArray first = contentOf(target);
        QVERIFY(first.contains("<svg"));
        m_window->showStage(2);
        m_window->activateWindow(); // the dialogs had the keys
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        QTest::keyClick(m_window.get(), Qt::Key_E, Qt::ControlModifier | Qt::ShiftModifier);
        const QByteArray second = contentOf(target);
        QVERIFY(second.contains("<svg") && second != first);
        QVERIFY(second.contains("Stage 3 of 7"));
    }

    void withoutAnExportBeforeTheDialogOpens()
    {
        bool isOpen = false;
        inDialog<ExportDialog>([&](ExportDialog &dialog) {
            isOpen = true;
            dialog.reject();
        });
        m_window->action("export-again")->trigger();
        QVERIFY(isOpen);
    }

    /// Beyond the edge of the window, or from anywhere with Ctrl and Alt: programs get SVG, an image and a file.
    void theSelectionIsDraggedOutOfTheCanvas()
    {
        const project::Snapshot before = m_window->document().snapshot();
        const project::Component &first = before->stages[static_cast<std::size_t>(m_window->stage())]->components[1];
        const project::Component &other = before->stages[static_cast<std::size_t>(m_window->stage())]->components[2];
        const QPoint inside = m_window->rect().center();
        QVERIFY(m_window->canvas().rect().contains(m_window->canvas().cardRect(first.id).center().toPoint()));
        for (const auto &[to, keys] : { std::pair(QPoint(m_window->width() / 2, -90), Qt::KeyboardModifiers()),
                                        std::pair(inside, Qt::ControlModifier | Qt::AltModifier) }) {
            m_window->canvas().setSelection({});
            const std::optional<Carried> found = pulled(first.id.c_str(), to, keys);
            QVERIFY(found);
            for (const char *each : { "image/svg+xml", "text/uri-list", "application/x-qt-image" })
                QVERIFY2(found->formats.contains(QLatin1String(each)), each);
            QVERIFY(found->svg.contains(first.name.c_str()) && !found->svg.contains(other.name.c_str()));
            QVERIFY(!found->image.isNull());
            QCOMPARE(found->urls.size(), 1);
            QVERIFY(found->urls.front().isLocalFile()
                    && found->urls.front().fileName().endsWith(QStringLiteral(".svg")));
            QCOMPARE(found->file, found->svg);
            QCOMPARE(m_window->document().snapshot(), before); // the card is where it was
            QCOMPARE(m_window->canvas().selection(), std::vector<std::string> { first.id });
        }
        // Within the window it is moved, as ever.
        QVERIFY(!pulled(first.id.c_str(), inside, {}));
        QVERIFY(m_window->document().snapshot() != before);
    }

    void aPngIsDraggedWhereThatIsExported()
    {
        app::keepExportChoices(design(), { .format = QStringLiteral("png") });
        const std::string &id
            = m_window->document().snapshot()->stages[static_cast<std::size_t>(m_window->stage())]->components[1].id;
        const std::optional<Carried> found = pulled(id.c_str(), { -90, 300 }, {});
        QVERIFY(found && found->urls.size() == 1);
        QVERIFY(found->urls.front().fileName().endsWith(QStringLiteral(".png")));
        QCOMPARE(found->file.left(8), QByteArray("\x89PNG\r\n\x1a\n"));
        QVERIFY(!QImage::fromData(found->file).isNull());
        QVERIFY(serialization::designOfPng(found->file.toStdString(), "dragged.png").ok());
    }

    void copyGivesSvgAndPng()
    {
        inDialog<ExportDialog>([&](ExportDialog &dialog) {
            click(dialog, "copy");
            dialog.reject();
        });
        m_window->action("export")->trigger();
        const QMimeData *data = QGuiApplication::clipboard()->mimeData();
        QVERIFY(data->data(QStringLiteral("image/svg+xml")).contains("Web shop"));
        QVERIFY(qvariant_cast<QImage>(data->imageData()).width() > 800);
    }

    void theSelectionAndADifferenceAreOffered()
    {
        m_window->showStage(4);
        m_window->canvas().setSelection({ "clients" });
        inDialog<ExportDialog>([&](ExportDialog &dialog) {
            choose(dialog, "extent", QStringLiteral("The selection"));
            Choices choices = dialog.choices();
            QCOMPARE(exporter().requestFor(choices).only, std::vector<std::string> { "clients" });
            choose(dialog, "extent", QStringLiteral("What changed since a stage"));
            QVERIFY(dialog.findChild<QComboBox *>(QStringLiteral("compared"))->isEnabled());
            choices = dialog.choices();
            QCOMPARE(exporter().requestFor(choices).before.value(), std::size_t(0));
            choose(dialog, "extent", QStringLiteral("All stages"));
            QCOMPARE(exporter().requestFor(dialog.choices()).stages.size(), std::size_t(7));
            dialog.reject();
        });
        m_window->action("export")->trigger();
    }

    void aDifferenceIsExportedInEveryPicture()
    {
        m_window->showStage(3);
        for (const char *name : { "SVG", "PNG", "PDF" }) {
            const QString target = file("difference.") + QString::fromLatin1(name).toLower();
            inDialog<ExportDialog>([&](ExportDialog &dialog) {
                choose(dialog, "format", QLatin1String(name));
                choose(dialog, "extent", QStringLiteral("What changed since a stage"));
                auto &compared = part<QComboBox>(dialog, "compared");
                compared.setCurrentIndex(compared.findData(2));
                nameFile(target);
                click(dialog, "export");
            });
            m_window->action("export")->trigger();
            QVERIFY(app::exportChoices(design()).extent == pictures::Extent::Difference);
            app::ExportRequest request = exporter().requestFor(app::exportChoices(design()));
            QVERIFY(request.before == std::size_t(2));
            const std::string made
                = *app::formatNamed(QString::fromLatin1(name).toLower().toStdString())->make(request);
            QVERIFY2(contentOf(target) == QByteArray::fromStdString(made), name); // made in a thread, and the same
            request.before.reset();
            QVERIFY(made != *app::formatNamed(QString::fromLatin1(name).toLower().toStdString())->make(request));
        }
        QVERIFY(contentOf(file("difference.svg")).contains("compared with"));
    }

    void theGrowthPageHasALookOfItsOwn()
    {
        inDialog<ExportDialog>([&](ExportDialog &dialog) {
            choose(dialog, "format", QStringLiteral("Growth page (HTML)"));
            for (const char *each : { "title", "numbers", "findings", "legend", "ground" }) {
                QVERIFY2(!part<QCheckBox>(dialog, each).isEnabled(), each);
                QVERIFY2(part<QCheckBox>(dialog, each).toolTip().contains(QLatin1String("look of its own")), each);
            }
            QVERIFY(!part<QComboBox>(dialog, "theme").isEnabled());
            QVERIFY(part<QPushButton>(dialog, "export").isEnabled());
            QVERIFY(dialog.preview().shownRect().isNull()); // a text, no picture
            choose(dialog, "format", QStringLiteral("PDF"));
            QVERIFY(part<QCheckBox>(dialog, "title").isEnabled());
            QVERIFY(part<QCheckBox>(dialog, "title").toolTip().isEmpty());
            dialog.reject();
        });
        m_window->action("export")->trigger();
    }

    void formatsAreOfferedWhatTheyHold()
    {
        m_window->showStage(3);
        const auto extent = [](ExportDialog &dialog) { return dialog.choices().extent; };
        inDialog<ExportDialog>([&](ExportDialog &dialog) {
            choose(dialog, "extent", QStringLiteral("What changed since a stage"));
            for (const char *one : { "Mermaid flowchart", "Graphviz DOT", "D2 diagram", "CSV: components" }) {
                choose(dialog, "format", QLatin1String(one));
                QVERIFY2(extent(dialog) == pictures::Extent::Stage, one);
            }
            for (const char *whole : { "Growth page (HTML)", "draw.io diagram" }) {
                choose(dialog, "format", QLatin1String(whole));
                QVERIFY2(extent(dialog) == pictures::Extent::AllStages, whole);
                QTRY_VERIFY(part<QPushButton>(dialog, "export").isEnabled());
            }
            choose(dialog, "format", QStringLiteral("PDF"));
            QVERIFY(extent(dialog) == pictures::Extent::Difference); // what was wanted comes back
            dialog.reject();
        });
        m_window->action("export")->trigger();
    }

    void whatIsCanceledIsNotWritten()
    {
        std::atomic_bool isStopped = false;
        QTimer closer;
        connect(&closer, &QTimer::timeout, this, [] {
            if (auto *bar = qobject_cast<QProgressDialog *>(QApplication::activeModalWidget()))
                bar->cancel();
        });
        closer.start(10);
        const auto answer = app::doPatiently(
            [&isStopped](const std::stop_token &stop) -> Result<std::string> {
                while (!stop.stop_requested())
                    QThread::msleep(1);
                isStopped = true;
                return std::string("late");
            },
            QStringLiteral("Counting to infinity…"), m_window.get());
        QVERIFY(!answer);
        QTRY_VERIFY(isStopped); // the work was told
        const auto quick = app::doPatiently(
            [](const std::stop_token &) -> Result<std::string> { return std::string("soon"); }, {}, m_window.get());
        QVERIFY(quick && *quick && **quick == "soon");
    }

    void namesLeadNowhereElse()
    {
        project::Project evil = *m_window->document().snapshot();
        for (const char *name : { "../../etc/passwd", "/tmp/x", "..", "a\\b:c*?", "", ".hidden", "con\n" }) {
            evil.name = name;
            m_window->document().adopt(std::make_shared<project::Project>(evil));
            m_window->showStage(0);
            const QString proposed = exporter().proposedName({});
            QVERIFY2(proposed.endsWith(QLatin1String("-stage-1.svg")), qPrintable(proposed));
            for (const char *bad : { "/", "\\", "..", ":", "\n", "*" })
                QVERIFY2(!proposed.contains(QLatin1String(bad)), qPrintable(proposed));
            QVERIFY(!proposed.startsWith(QLatin1Char('.')));
        }
    }

    void whatCannotBeWrittenLeavesNothing()
    {
        QString said;
        const auto refused = [&](const QString &path) {
            inDialog<QMessageBox>([&](QMessageBox &box) {
                said = box.text();
                box.accept();
            });
            return !exporter().writeTo(path, {});
        };
        QVERIFY(refused(file("no/such/folder/x.svg")));
        QVERIFY2(said.contains(QLatin1String("does not exist")), qPrintable(said));
        QVERIFY(refused(design())); // never over the design itself
        QVERIFY(contentOf(design()).startsWith("{"));
        QVERIFY(refused(m_folder->path()));
        QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList { QStringLiteral("shop.headroom") });
    }

    void aProblemTakesTheButtonsAway()
    {
        ExportDialog dialog(
            { { { QStringLiteral("png"), QStringLiteral("PNG"), true } }, { QStringLiteral("S") }, 0, false }, {},
            m_window.get());
        dialog.showProblem(QStringLiteral("too large"));
        QVERIFY(!dialog.findChild<QPushButton *>(QStringLiteral("export"))->isEnabled());
        choose(dialog, "scale", QStringLiteral("100 %"));
        QVERIFY(dialog.findChild<QPushButton *>(QStringLiteral("export"))->isEnabled());
    }

    void printingGivesAPageForEachStage()
    {
        Choices choices;
        choices.extent = pictures::Extent::AllStages;
        QPrinter printer(QPrinter::HighResolution);
        printer.setOutputFormat(QPrinter::PdfFormat);
        printer.setOutputFileName(file("print.pdf"));
        app::printPages(printer, app::pagesFor(exporter().requestFor(choices)));
        QCOMPARE(contentOf(file("print.pdf")).count("/Type /Page\n"), 7);
    }

    void whatWasStoppedIsNotPrinted()
    {
        Choices choices;
        choices.extent = pictures::Extent::AllStages;
        const std::vector<pictures::Picture> pages = app::pagesFor(exporter().requestFor(choices));
        QPrinter printer(QPrinter::HighResolution);
        printer.setOutputFormat(QPrinter::PdfFormat);
        printer.setOutputFileName(file("stopped.pdf"));
        std::stop_source stop;
        stop.request_stop();
        app::printPages(printer, pages, stop.get_token());
        QVERIFY(!QFile::exists(file("stopped.pdf")));
    }

    /// The question for a printer comes when the pages are drawn; no to it, and nothing is sent.
    void noPrinterMeansNoPrint()
    {
        bool wasAsked = false;
        inDialog<QPrintDialog>([&](QPrintDialog &dialog) {
            wasAsked = true;
            dialog.printer()->setOutputFileName(file("never.pdf"));
            dialog.reject();
        });
        m_window->action("print")->trigger();
        QVERIFY(wasAsked);
        QVERIFY(!QFile::exists(file("never.pdf")));
    }

    /// The preview is painted in the thread that drew it, as large as it is shown.
    void thePreviewComesPainted()
    {
        app::ExportRunner runner;
        std::shared_ptr<const app::ExportPreview> made;
        connect(&runner, &app::ExportRunner::previewed, this, [&](const auto &preview) { made = preview; });
        runner.ask(*app::formatNamed("svg"), exporter().requestFor({}), QSizeF(420, 320), 2);
        QTRY_VERIFY_WITH_TIMEOUT(made, 60000);
        const double scale = pictures::PictureView::scaleFor(made->picture.size, QSizeF(420, 320), 2);
        QVERIFY(std::abs(made->drawn.width() - made->picture.size.width() * scale) <= 1);
        QVERIFY(made->drawn.width() <= 840 && made->drawn.height() <= 640);
        QCOMPARE(made->drawn.devicePixelRatio(), 2.0);
    }

    void aDesignOfOneStageIsComparedWithNothing()
    {
        const std::vector<pictures::OfferedFormat> formats { { QStringLiteral("svg"), QStringLiteral("SVG"), true } };
        ExportDialog one({ formats, { QStringLiteral("S") }, 0, false }, {}, m_window.get());
        ExportDialog two({ formats, { QStringLiteral("S"), QStringLiteral("T") }, 0, false }, {}, m_window.get());
        one.setVisible(true);
        two.setVisible(true);
        QVERIFY(!part<QComboBox>(one, "compared").isVisible());
        QVERIFY(part<QComboBox>(two, "compared").isVisible());
    }

    void theDialogFitsASmallScreen()
    {
        ExportDialog dialog(
            { { { QStringLiteral("svg"), QStringLiteral("SVG"), true } }, { QStringLiteral("S") }, 0, false }, {},
            m_window.get());
        QVERIFY(dialog.minimumSizeHint().height() <= 560 && dialog.minimumSizeHint().width() <= 900);
    }
};

HEADROOM_TEST(QApplication, ExportWindowTest)

} // namespace headroom::tst_export_window

#include "tst_export_window.moc"

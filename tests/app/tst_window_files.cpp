#include "app/document/difference.h"
#include "app/files/holder.h"
#include "app/files/safe_file.h"
#include "app/language/language.h"
#include "app/shell/file_guard.h"
#include "app/shell/windows.h"
#include "model/serialization/project_json.h"
#include "tests/app/dialog_hands.h"
#include "tests/app/window_fixture.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"
#include "views/compare/compare_dialog.h"
#include "views/notices/notice_bar.h"
#include "views/start/start_page.h"

#include <QApplication>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableWidget>
#include <QTest>
#include <QTimer>

#include <sys/stat.h>
#include <unistd.h>

namespace headroom::tst_window_files {

/// A window and its file: what other programs do to it, what was open when the program ended.
class WindowFilesTest final : public test::WindowTest {
    Q_OBJECT

    QString m_file;

    void edit(const char *name) { QVERIFY(m_window->document().perform(edits::RenameProject { name })); }
    std::string inFile() const
    {
        const auto text = app::readFile(m_file.toStdString());
        const auto read = text ? serialization::readProject(*text, "file", *m_catalog)
                               : Result<serialization::ReadProject>(text.error());
        return read ? read->project->name : std::string();
    }
    std::string name() const { return m_window->document().snapshot()->name; }
    /// What another program writes into the file: the example under another name.
    void writeTheirs(const char *name)
    {
        project::Project other = *test::openDesign("examples/web-shop.headroom");
        other.name = name;
        QVERIFY(app::writeFileSafely(m_file.toStdString(), serialization::writeProject(other)));
    }
    QPushButton *way(const QString &text) const
    {
        for (QPushButton *button : m_window->notice().buttons())
            if (button->text() == text)
                return button;
        return nullptr;
    }
    /// Presses the button of the dialog that opens next.
    void answerNext(const QString &button, QString *said = nullptr)
    {
        QTimer::singleShot(0, this, [button, said] {
            auto *dialog = QApplication::activeModalWidget();
            QVERIFY(dialog);
            if (auto *box = qobject_cast<QMessageBox *>(dialog); box && said)
                *said = box->text();
            for (QPushButton *each : dialog->findChildren<QPushButton *>())
                if (each->text().remove(QLatin1Char('&')) == button) {
                    QTest::mouseClick(each, Qt::LeftButton);
                    return;
                }
            dialog->close();
        });
    }

private Q_SLOTS:
    void init()
    {
        m_file = copyOf(QStringLiteral("web-shop.headroom"), QStringLiteral("shop.headroom"));
        QVERIFY(open("tst_window_files", m_file));
    }
    void cleanup() { close(); }

    void aCleanDesignIsReadAgainWhenItsFileChanges()
    {
        writeTheirs("Theirs");
        QTRY_COMPARE(name(), std::string("Theirs"));
        QVERIFY(!m_window->document().isModified());
        QVERIFY(!m_window->notice().isVisible());
        m_window->action("undo")->trigger(); // nothing is lost
        QVERIFY(name() != "Theirs");
    }

    void aFileThatIsOnlyTouchedIsNotChanged()
    {
        const int steps = m_window->document().undoStack().count();
        QVERIFY(app::writeFileSafely(m_file.toStdString(), *app::readFile(m_file.toStdString())));
        m_window->guard().watch().look();
        QCOMPARE(m_window->document().undoStack().count(), steps);
    }

    void withEditsTheUserDecides_data()
    {
        QTest::addColumn<QString>("choice");
        QTest::newRow("mine") << QStringLiteral("Keep mine");
        QTest::newRow("theirs") << QStringLiteral("Take theirs");
    }
    void withEditsTheUserDecides()
    {
        QFETCH(const QString, choice);
        edit("Mine");
        writeTheirs("Theirs");
        QTRY_VERIFY(m_window->notice().isVisible());
        QCOMPARE(name(), std::string("Mine"));
        m_window->action("save")->trigger(); // replaces nothing that nobody has seen
        QVERIFY(app::readFile(m_file.toStdString())->find("Theirs") != std::string::npos);
        const bool isMine = choice == QStringLiteral("Keep mine");
        way(choice)->setFocus();
        QTest::mouseClick(way(choice), Qt::LeftButton);
        QVERIFY(m_window->canvas().hasFocus()); // and not the next button, which Space would press
        QCOMPARE(name(), std::string(isMine ? "Mine" : "Theirs"));
        QVERIFY(!m_window->document().isModified());
        QVERIFY(app::readFile(m_file.toStdString())->find(name()) != std::string::npos);
        QVERIFY(!m_window->notice().isVisible());
        if (isMine) // what was replaced is kept
            QVERIFY(app::readFile(m_window->document().backupOf(m_file).toStdString())->find("Theirs")
                    != std::string::npos);
    }

    void comparingListsWhatDiffers()
    {
        edit("Mine");
        writeTheirs("Theirs");
        QTRY_VERIFY(m_window->notice().isVisible());
        QStringList cells;
        QTimer::singleShot(0, this, [&cells] {
            auto *dialog = qobject_cast<compare::CompareDialog *>(QApplication::activeModalWidget());
            QVERIFY(dialog);
            const auto *table = dialog->findChild<QTableWidget *>();
            for (int column = 0; column < table->columnCount(); ++column)
                cells.append(table->item(0, column)->text());
            QTest::keyClick(dialog, Qt::Key_Escape);
        });
        QTest::mouseClick(way(QStringLiteral("Compare…")), Qt::LeftButton);
        QCOMPARE(cells,
                 QStringList({ QStringLiteral("Design"), QStringLiteral("name"), QStringLiteral("Mine"),
                               QStringLiteral("Theirs") }));
        QTRY_VERIFY(m_window->notice().isVisible()); // not decided yet
    }

    void aVersionThatWasNotComparedIsNotOverwritten()
    {
        edit("Mine");
        writeTheirs("Theirs");
        QTRY_VERIFY(m_window->notice().isVisible());
        QTimer::singleShot(0, this, [this] {
            auto *dialog = QApplication::activeModalWidget();
            QVERIFY(dialog);
            writeTheirs("Later");
            for (QPushButton *each : dialog->findChildren<QPushButton *>())
                if (each->text().remove(QLatin1Char('&')) == QStringLiteral("Keep mine"))
                    return QTest::mouseClick(each, Qt::LeftButton);
            dialog->close();
        });
        QTest::mouseClick(way(QStringLiteral("Compare…")), Qt::LeftButton);
        QCOMPARE(inFile(), std::string("Later"));
        QVERIFY(m_window->document().isModified());
        QVERIFY(m_window->notice().isVisible());
        QTest::mouseClick(way(QStringLiteral("Keep mine")), Qt::LeftButton); // now it is known
        QCOMPARE(inFile(), std::string("Mine"));
    }

    void aFileThatGoesAwayIsSaid()
    {
        QVERIFY(QFile::remove(m_file));
        QTRY_VERIFY(m_window->notice().isVisible());
        QVERIFY(m_window->notice().text().contains(QStringLiteral("shop.headroom")));
        QTest::mouseClick(way(QStringLiteral("Save it again")), Qt::LeftButton);
        QVERIFY(QFile::exists(m_file));
    }

    void aFileThatBecameUnreadableKeepsTheDesign()
    {
        const std::string before = name();
        QVERIFY(app::writeFileSafely(m_file.toStdString(), "{ not a design"));
        QTRY_VERIFY(m_window->notice().isVisible());
        QCOMPARE(name(), before);
        QTest::mouseClick(way(QStringLiteral("Keep mine")), Qt::LeftButton);
        QVERIFY(app::readFile(m_file.toStdString())->find(before) != std::string::npos);
    }

    void aReadOnlyFolderIsSaidAndNothingIsLost()
    {
        if (::geteuid() == 0)
            QSKIP("root may write everywhere");
        QVERIFY(::chmod(m_folder->path().toLocal8Bit().constData(), 0555) == 0);
        edit("Mine");
        QString said;
        answerNext(QStringLiteral("OK"), &said);
        m_window->action("save")->trigger();
        QVERIFY(::chmod(m_folder->path().toLocal8Bit().constData(), 0755) == 0);
        QVERIFY2(said.contains(QStringLiteral("Save As")), qPrintable(said));
        QVERIFY(m_window->document().isModified());
    }

    void aSecondOpeningSaysWhoHoldsTheFile()
    {
        QString said;
        app::MainWindow second(*m_catalog);
        answerNext(QStringLiteral("Cancel"), &said);
        QVERIFY(!second.openFile(m_file));
        QVERIFY2(said.contains(QStringLiteral("process %1").arg(QCoreApplication::applicationPid())), qPrintable(said));
        answerNext(QStringLiteral("Open a copy"));
        QVERIFY(second.openFile(m_file));
        QVERIFY(second.document().path().isEmpty());
        m_window->startFromTemplate(QStringLiteral("empty")); // the file is free again
        QVERIFY(second.openFile(m_file));
        QCOMPARE(second.document().path(), m_file);
    }

    void eachDesignHasAWindowOfItsOwn()
    {
        const QString other = m_folder->filePath(QStringLiteral("other.headroom"));
        QVERIFY(app::writeFileSafely(other.toStdString(), test::sourceText("examples/social-feed.headroom")));
        m_window->startFromTemplate(QStringLiteral("empty"));
        app::Language language;
        QVERIFY(language.speak(QStringLiteral("en")));
        app::Windows windows(language);
        app::MainWindow &first = windows.add();
        first.startFromTemplate(QStringLiteral("empty"));
        first.show();
        first.requestOpen(m_file); // nothing is lost here
        QCOMPARE(windows.all().size(), 1);
        QCOMPARE(first.document().path(), m_file);
        first.requestOpen(other);
        QCOMPARE(windows.all().size(), 2);
        QCOMPARE(windows.all().last()->document().path(), other);
        windows.all().last()->requestOpen(m_file); // open already
        QCOMPARE(windows.all().size(), 2);
        first.action("new-window")->trigger();
        QCOMPARE(windows.all().size(), 3);
        QVERIFY(windows.all().last()->isAtStart());
        windows.all().last()->close();
        QTRY_COMPARE(windows.all().size(), 2);
    }

    void whatACrashLeftIsOfferedAndRecovered()
    {
        edit("Mine");
        QVERIFY(m_window->document().perform(edits::RenameProject { "Mine, later" }));
        QVERIFY(m_window->autosave().flush());
        m_window.reset(); // without asking, as a crash does
        m_window = test::openWindow(*m_catalog, {});
        m_window->showStart();
        QPushButton *recover = nullptr;
        for (QPushButton *each : m_window->startPage().findChildren<QPushButton *>())
            if (each->accessibleName() == QStringLiteral("Recover Mine, later"))
                recover = each;
        QVERIFY(recover && recover->isVisible());
        QTest::mouseClick(recover, Qt::LeftButton);
        QCOMPARE(name(), std::string("Mine, later"));
        QVERIFY(!m_window->isAtStart());
        QVERIFY(m_window->document().isModified());
        QCOMPARE(m_window->document().path(), m_file);
        QCOMPARE(m_window->document().unsavedSteps(), 2);
        QCOMPARE(QDir(app::journalFolder()).entryList({ QStringLiteral("*.journal") }).size(), 1); // its own new one
        m_window->action("save")->trigger();
        QTRY_VERIFY(QDir(app::journalFolder()).isEmpty());
        QVERIFY(app::readFile(m_file.toStdString())->find("Mine, later") != std::string::npos);
    }

    void whatNobodyWantsIsDiscardedAfterAQuestion()
    {
        edit("Mine");
        QVERIFY(m_window->autosave().flush());
        m_window.reset();
        m_window = test::openWindow(*m_catalog, {});
        m_window->offerRecoveries();
        QVERIFY(m_window->notice().isVisible());
        QTest::mouseClick(m_window->notice().buttons().first(), Qt::LeftButton);
        QVERIFY(m_window->isAtStart());
        for (QPushButton *each : m_window->startPage().findChildren<QPushButton *>())
            if (each->accessibleName() == QStringLiteral("Discard the edits of Mine")) {
                answerNext(QStringLiteral("Discard the edits"));
                QTest::mouseClick(each, Qt::LeftButton);
                break;
            }
        QVERIFY(QDir(app::journalFolder()).isEmpty());
    }

    void returnAloneDiscardsNothing()
    {
        edit("Mine");
        QVERIFY(m_window->autosave().flush());
        m_window.reset();
        m_window = test::openWindow(*m_catalog, {});
        m_window->showStart();
        bool wasAsked = false;
        test::inDialog<QMessageBox>([&wasAsked](QMessageBox &box) {
            wasAsked = true;
            QTest::keyClick(&box, Qt::Key_Return);
            if (box.isVisible())
                box.reject();
        });
        for (QPushButton *each : m_window->startPage().findChildren<QPushButton *>())
            if (each->accessibleName() == QStringLiteral("Discard the edits of Mine")) {
                QTest::mouseClick(each, Qt::LeftButton);
                break;
            }
        QVERIFY(wasAsked);
        QCOMPARE(QDir(app::journalFolder()).entryList({ QStringLiteral("*.journal") }).size(), 1);
    }

    void closingWithoutSavingLetsGoOfTheEdits()
    {
        edit("Mine");
        QVERIFY(m_window->autosave().flush());
        answerNext(QStringLiteral("Discard"));
        QVERIFY(m_window->close());
        QTRY_VERIFY(QDir(app::journalFolder()).isEmpty());
    }

    void theVersionBeforeTheLastSaveComesBackAsAStep()
    {
        const std::string before = name();
        edit("Later");
        m_window->action("save")->trigger();
        QVERIFY(m_window->action("take-backup")->isEnabled());
        m_window->action("take-backup")->trigger();
        QCOMPARE(name(), before);
        QVERIFY(m_window->document().isModified());
        m_window->action("undo")->trigger();
        QCOMPARE(name(), std::string("Later"));
    }
};

HEADROOM_TEST(QApplication, WindowFilesTest)

} // namespace headroom::tst_window_files

#include "tst_window_files.moc"

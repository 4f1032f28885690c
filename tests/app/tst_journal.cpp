#include "app/document/document.h"
#include "app/files/safe_file.h"
#include "app/files/text_hash.h"
#include "app/journal/autosave.h"
#include "app/journal/recovery.h"
#include "model/serialization/project_json.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <random>

namespace headroom::tst_journal {

/// The journal of unsaved edits: what it holds after a crash, when it is written, when it goes away.
class JournalTest final : public QObject {
    Q_OBJECT

    static constexpr app::Autosave::Pace kFast { 5, 20, 30000, 200 };
    const QString m_example = QStringLiteral(HEADROOM_SOURCE_DIR "/examples/social-feed.headroom");
    std::unique_ptr<QTemporaryDir> m_folder;

    QString journals() const { return m_folder->filePath(QStringLiteral("journals")); }
    /// What a crash now would leave: the journal copied from under its owner.
    QList<app::Recovery> afterCrash(const app::Autosave &autosave)
    {
        const QString other = m_folder->filePath(QStringLiteral("crashed"));
        QDir(other).removeRecursively();
        QDir().mkpath(other);
        if (const auto bytes = app::readFile(autosave.journalPath().toStdString()))
            QTest::qVerify(app::writeFileSafely((other + QStringLiteral("/a.journal")).toStdString(), *bytes).ok(),
                           "copied", "", __FILE__, __LINE__);
        return app::findRecoveries(other, test::theCatalog());
    }
    static Result<Done> rename(app::Document &document, const std::string &name)
    {
        return document.perform(edits::RenameProject { name });
    }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    // IEEE 802.3: the check value of its CRC-32.
    void theSumIsTheStandardOne() { QCOMPARE(app::crc32("123456789"), 0xCBF43926U); }

    void aChangeOfLinesLeadsFromOneTextToTheOther()
    {
        std::mt19937 random(7);
        const auto text = [&random] {
            std::string made;
            for (auto i = random() % 6; i > 0; --i)
                made += std::string(random() % 3, char('a' + random() % 2)) + "\n";
            return random() % 3 == 0 && !made.empty() ? made.substr(0, made.size() - 1) : made;
        };
        for (int i = 0; i < 5000; ++i) {
            const std::string before = text();
            const std::string after = text();
            const auto made = app::applied(before, app::changeBetween(before, after));
            QVERIFY2(made && *made == after, qPrintable(QString::fromStdString(before + "→" + after)));
        }
        QCOMPARE(app::changeBetween("a\nb\nc\n", "a\nB\nc\n"), (app::LineChange { 1, 1, "B\n" }));
        QVERIFY(!app::applied("a\n", { 3, 1, "" }));
    }

    void aTornRecordIsLeftOutAndThoseBeforeItAreRead()
    {
        const std::string path = m_folder->filePath(QStringLiteral("j")).toStdString();
        app::JournalWriter writer(path);
        QVERIFY(writer.begin({ "/x", "base", 1 }, { "one\ntwo\n", "Begin", 1, 5 }));
        const std::size_t whole = app::readFile(path)->size();
        QVERIFY(writer.append({ "one\n2\n", "Second", 2, 6 }));
        const std::string bytes = *app::readFile(path);
        for (std::size_t cut = 0; cut <= bytes.size(); ++cut) {
            QVERIFY(app::writeFileSafely(path, bytes.substr(0, cut)));
            const auto read = app::readJournal(path);
            QCOMPARE(read.has_value(), cut >= whole);
            if (read)
                QCOMPARE(read->state.text, std::string(cut == bytes.size() ? "one\n2\n" : "one\ntwo\n"));
        }
        for (std::size_t at = 0; at < bytes.size(); ++at) { // a flipped bit is found
            std::string wrong = bytes;
            wrong[at] = static_cast<char>(wrong[at] ^ 4);
            QVERIFY(app::writeFileSafely(path, wrong));
            const auto read = app::readJournal(path);
            QVERIFY(!read || read->state.text == "one\ntwo\n");
        }
    }

    void whatWasEditedIsFoundAfterACrash()
    {
        app::Document document(test::theCatalog());
        QVERIFY(document.open(m_example));
        app::Autosave autosave(document, journals(), kFast);
        for (const char *name : { "One", "Two", "Three" }) {
            QVERIFY(rename(document, name));
            QVERIFY(autosave.flush());
        }
        document.undoStack().undo();
        QVERIFY(autosave.flush());
        const QList<app::Recovery> found = afterCrash(autosave);
        QCOMPARE(found.size(), 1);
        QCOMPARE(found[0].name, QStringLiteral("Two"));
        QCOMPARE(found[0].steps, 2);
        QCOMPARE(found[0].path, document.path());
        QCOMPARE(found[0].step, document.undoStack().undoText());
        QVERIFY(!found[0].hasFileChanged);
        QVERIFY(*found[0].design == *document.snapshot());
        QVERIFY(app::findRecoveries(journals(), test::theCatalog()).isEmpty()); // its owner lives
    }

    /// Who looks at the picture of what can be recovered wants to see what was worked on.
    void theStageThatWasEditedIsKnown()
    {
        app::Document document(test::theCatalog());
        QVERIFY(document.open(m_example));
        app::Autosave autosave(document, journals(), kFast);
        const std::string id = document.snapshot()->stages[4]->components.front().id;
        QVERIFY(document.perform(edits::RenameElement { 4, id, "Another name" }));
        QVERIFY(autosave.flush());
        QCOMPARE(afterCrash(autosave).value(0).stage, std::size_t(4));
        QVERIFY(rename(document, "Of no stage"));
        QVERIFY(autosave.flush());
        QCOMPARE(afterCrash(autosave).value(0).stage, std::size_t(4));
    }

    void aRecoveredDesignIsUnsavedAndKeptAgain()
    {
        app::Document document(test::theCatalog());
        QVERIFY(document.open(m_example));
        QVERIFY(rename(document, "Edited"));
        app::Document again(test::theCatalog());
        app::Autosave autosave(again, journals(), kFast);
        again.recover(document.snapshot(), document.path(), document.fileHash(), 5);
        QVERIFY(again.isModified());
        QCOMPARE(again.unsavedSteps(), 5);
        QVERIFY(rename(again, "Edited more"));
        QVERIFY(autosave.flush());
        QCOMPARE(afterCrash(autosave).value(0).steps, 6);
        again.undoStack().undo();
        QVERIFY(again.isModified());
    }

    void editsThatGoOnAreWrittenWithoutARest()
    {
        app::Document document(test::theCatalog());
        QVERIFY(document.open(m_example));
        app::Autosave autosave(document, journals(), { 60000, 20, 30000, 200 });
        QSignalSpy written(&autosave, &app::Autosave::written);
        int edits = 0;
        while (written.size() < 3 && edits < 100000) {
            QVERIFY(rename(document, "Name " + std::to_string(++edits)));
            QTest::qWait(1);
        }
        QCOMPARE(written.size(), 3);
    }

    void aSaveAndAnUndoToTheSavedDesignAndADiscardRemoveIt()
    {
        app::Document document(test::theCatalog());
        QVERIFY(document.open(m_example));
        app::Autosave autosave(document, journals(), kFast);
        const auto isThere = [&] { return QFile::exists(autosave.journalPath()); };
        QVERIFY(rename(document, "Edited"));
        QVERIFY(autosave.flush());
        QVERIFY(isThere());
        QVERIFY(document.save(m_folder->filePath(QStringLiteral("saved.headroom"))));
        QTRY_VERIFY(!isThere());
        QVERIFY(rename(document, "Edited again"));
        QVERIFY(autosave.flush());
        QVERIFY(isThere());
        document.undoStack().undo();
        QTRY_VERIFY(!isThere());
        QVERIFY(rename(document, "Once more"));
        QVERIFY(autosave.flush());
        QVERIFY(isThere());
        autosave.discard();
        QTRY_VERIFY(!isThere());
        QTRY_VERIFY(QDir(journals()).isEmpty()); // nor is its lock
    }

    void whatIsInTheFileIsNotOfferedAndAnotherVersionThereIsSaid()
    {
        app::Document document(test::theCatalog());
        QVERIFY(document.open(m_example));
        const QString path = m_folder->filePath(QStringLiteral("mine.headroom"));
        QVERIFY(document.save(path));
        app::Autosave autosave(document, journals(), kFast);
        QVERIFY(rename(document, "Edited"));
        QVERIFY(autosave.flush());
        QVERIFY(app::writeFileSafely(path.toStdString(), "another version"));
        QVERIFY(afterCrash(autosave).value(0).hasFileChanged);
        QVERIFY(app::writeFileSafely(path.toStdString(), serialization::writeProject(*document.snapshot())));
        QVERIFY(afterCrash(autosave).isEmpty());
    }

    void itIsBegunAnewAfterManyRecords()
    {
        app::Document document(test::theCatalog());
        QVERIFY(document.open(m_example));
        app::Autosave autosave(document, journals(), { 5, 20, 30000, 3 });
        qint64 largest = 0;
        for (int i = 0; i < 40; ++i) {
            QVERIFY(rename(document, "Name " + std::to_string(i)));
            QVERIFY(autosave.flush());
            largest = std::max(largest, QFileInfo(autosave.journalPath()).size());
        }
        QVERIFY(largest < 2 * static_cast<qint64>(serialization::writeProject(*document.snapshot()).size()) + 4000);
        QCOMPARE(afterCrash(autosave).value(0).name, QStringLiteral("Name 39"));
    }

    void aFolderThatCannotBeWrittenIsSaidOnce()
    {
        app::Document document(test::theCatalog());
        QVERIFY(document.open(m_example));
        app::Autosave autosave(document, QStringLiteral("/proc/no/such"), kFast);
        QSignalSpy failed(&autosave, &app::Autosave::failed);
        QVERIFY(rename(document, "One"));
        QVERIFY(!autosave.flush());
        QVERIFY(rename(document, "Two"));
        QVERIFY(!autosave.flush());
        QCOMPARE(failed.size(), 1);
    }

    void theVersionBeforeASaveIsKept()
    {
        app::Document document(test::theCatalog());
        QVERIFY(document.open(m_example));
        document.setBackupFolder(m_folder->path());
        const QString path = m_folder->filePath(QStringLiteral("mine.headroom"));
        QVERIFY(document.save(path));
        QVERIFY(!QFile::exists(document.backupOf(path)));
        const std::string first = *app::readFile(path.toStdString());
        QVERIFY(rename(document, "Later"));
        QVERIFY(document.save(path));
        QCOMPARE(*app::readFile(document.backupOf(path).toStdString()), first);
        QCOMPARE(document.fileHash(), app::hashOf(*app::readFile(path.toStdString())));
    }
};

HEADROOM_TEST(QCoreApplication, JournalTest)

} // namespace headroom::tst_journal

#include "tst_journal.moc"

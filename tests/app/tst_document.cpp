#include "app/document/document.h"
#include "model/layout/stage_layout.h"
#include "model/serialization/project_json.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

namespace headroom::tst_document {

/// The document: edits as undo steps, files that open and save as they were.
class DocumentTest final : public QObject {
    Q_OBJECT

    const QString m_example = QStringLiteral(HEADROOM_SOURCE_DIR "/examples/social-feed.headroom");

private Q_SLOTS:
    /// Steps are kept as long as there is memory for them; then the oldest go, and those that stay lead where they did.
    void stepsKeepWithinTheirMemory()
    {
        app::Document document(test::theCatalog());
        QVERIFY(document.open(m_example));
        document.setUndoBudget(200'000); // some twenty versions of a stage
        std::vector<project::Snapshot> versions { document.snapshot() };
        constexpr int kSteps = 300;
        for (int i = 0; i < kSteps; ++i) {
            QVERIFY(document.perform(edits::RenameElement { 4, "db", "Store " + std::to_string(i) }));
            versions.push_back(document.snapshot());
            if (i == kSteps - 4)
                document.undoStack().setClean();
        }
        const int kept = document.undoStack().count();
        QVERIFY2(kept >= 4 && kept < kSteps / 2, qPrintable(QString::number(kept)));
        QCOMPARE(document.undoStack().index(), kept);
        QVERIFY(document.isModified());
        QCOMPARE(document.unsavedSteps(), 3);
        for (int i = 1; i <= kept; ++i) {
            document.undoStack().undo();
            QCOMPARE(document.snapshot(), versions[static_cast<std::size_t>(kSteps - i)]);
            QCOMPARE(document.isModified(), i != 3);
        }
        QVERIFY(!document.undoStack().canUndo());
        for (int i = 0; i < kept; ++i)
            document.undoStack().redo();
        QCOMPARE(document.snapshot(), versions.back());
        document.undoStack().undo();
        QVERIFY(document.perform(edits::RenameElement { 4, "db", "Another way" }));
        QCOMPARE(document.undoStack().count(), kept);
    }

    /// What was saved and then let go of is not taken for the oldest that is left.
    void aSavedVersionThatIsGoneIsNotTheOldestLeft()
    {
        app::Document document(test::theCatalog());
        QVERIFY(document.open(m_example));
        document.setUndoBudget(200'000);
        for (int i = 0; i < 300; ++i)
            QVERIFY(document.perform(edits::RenameElement { 4, "db", "Store " + std::to_string(i) }));
        QCOMPARE(document.unsavedSteps(), 300);
        while (document.undoStack().canUndo())
            document.undoStack().undo();
        QVERIFY(document.isModified());
    }

    void everyEditIsUndoneToWhereItBegan()
    {
        app::Document document(test::theCatalog());
        QVERIFY(document.open(m_example));
        const project::Snapshot before = document.snapshot();
        project::Component cache;
        cache.id = "new-cache";
        cache.kind = "distributed_cache";
        cache.name = "Another cache";
        project::Connection link;
        link.id = "new-link";
        link.from = "app-a";
        link.to = "new-cache";
        link.kind = "cache_lookup";
        const std::vector<edits::Edit> steps { edits::AddComponent { 4, cache },
                                               edits::AddConnection { 4, link },
                                               edits::MoveComponents { 4, { { "db", { 10, 20 }, "region" } }, 0 },
                                               edits::RenameElement { 4, "db", "Main store" },
                                               edits::SetParameter { 4, "db", "iops", project::Value(5000.0) },
                                               edits::RemoveElements { 4, { "replica", "new-link" } },
                                               edits::SetNotes { 4, "db", "why" },
                                               edits::RenameProject { "Other" } };
        std::vector<project::Snapshot> versions { before };
        for (const edits::Edit &step : steps) {
            QVERIFY(document.perform(step));
            QVERIFY(*document.snapshot() != *versions.back());
            versions.push_back(document.snapshot());
        }
        QCOMPARE(document.undoStack().count(), static_cast<int>(steps.size()));
        for (std::size_t i = steps.size(); i-- > 0;) {
            document.undoStack().undo();
            QVERIFY(*document.snapshot() == *versions[i]);
        }
        QVERIFY(!document.isModified());
        for (std::size_t i = 0; i < steps.size(); ++i) {
            document.undoStack().redo();
            QVERIFY(*document.snapshot() == *versions[i + 1]);
        }
    }

    /// A file without positions opens laid out; it has them only once somebody saves.
    void aPileIsLaidOutWhenItOpens()
    {
        QTemporaryDir folder;
        const QString path = folder.filePath(QStringLiteral("pile.headroom"));
        project::Project piled = *test::openDesign("examples/social-feed.headroom");
        for (auto &each : piled.stages) {
            auto stage = std::make_shared<project::Stage>(*each);
            for (project::Component &component : stage->components)
                component.position = {};
            each = stage;
        }
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        const std::string text = serialization::writeProject(piled);
        file.write(text.c_str());
        file.close();
        app::Document document(test::theCatalog());
        QVERIFY(document.open(path));
        QVERIFY(!document.isModified());
        for (const auto &stage : document.snapshot()->stages)
            QVERIFY(!layout::isPile(*stage, test::theCatalog()));
        const auto onDisk = [&file] { return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray(); };
        QCOMPARE(onDisk().toStdString(), text);
        file.close();
        QVERIFY(document.reload());
        QCOMPARE(document.undoStack().count(), 0); // the file says what is open
        QVERIFY(document.save(path));
        QVERIFY(onDisk().toStdString() == serialization::writeProject(*document.snapshot()));
    }

    void oneGestureIsOneStep()
    {
        app::Document document(test::theCatalog());
        QVERIFY(document.open(m_example));
        for (double x = 8; x <= 40; x += 8)
            QVERIFY(document.perform(edits::MoveComponents { 4, { { "db", { x, 0 }, "region" } }, 7 }));
        QCOMPARE(document.undoStack().count(), 1);
        QVERIFY(document.perform(edits::MoveComponents { 4, { { "db", { 80, 0 }, "region" } }, 8 }));
        QCOMPARE(document.undoStack().count(), 2);
    }

    void aWrongEditChangesNothing()
    {
        app::Document document(test::theCatalog());
        QVERIFY(document.open(m_example));
        const project::Snapshot before = document.snapshot();
        QVERIFY(!document.perform(edits::SetParameter { 4, "db", "iops", project::Value(-1.0) }));
        QVERIFY(!document.perform(edits::RemoveElements { 4, { "nobody" } }));
        QCOMPARE(document.snapshot(), before);
        QCOMPARE(document.undoStack().count(), 0);
    }

    void savedAndOpenedItIsTheSame()
    {
        QTemporaryDir folder;
        app::Document document(test::theCatalog());
        QVERIFY(document.open(m_example));
        QVERIFY(document.perform(edits::RenameElement { 4, "db", "Ü <b>&\"\n" }));
        const QString path = folder.filePath(QStringLiteral("saved.headroom"));
        QVERIFY(document.save(path));
        QVERIFY(!document.isModified());
        app::Document again(test::theCatalog());
        QVERIFY(again.open(path));
        QVERIFY(*again.snapshot() == *document.snapshot());
    }

    void aFailedOpenLeavesTheDesign()
    {
        QTemporaryDir folder;
        app::Document document(test::theCatalog());
        QVERIFY(document.open(m_example));
        QVERIFY(document.perform(edits::RenameProject { "Mine" }));
        const project::Snapshot before = document.snapshot();
        QFile broken(folder.filePath(QStringLiteral("broken.headroom")));
        QVERIFY(broken.open(QIODevice::WriteOnly));
        broken.write("{\"format\": \"headroom\", \"version\": 1, ");
        broken.close();
        for (const QString &path : { broken.fileName(), folder.path(), folder.filePath(QStringLiteral("missing")) }) {
            const Result<Done> opened = document.open(path);
            QVERIFY(!opened);
            QVERIFY(!opened.error().mend.empty());
        }
        QCOMPARE(document.snapshot(), before);
        QVERIFY(document.isModified());
        QCOMPARE(document.path(), QFileInfo(m_example).absoluteFilePath());
    }
};

HEADROOM_TEST(QCoreApplication, DocumentTest)

} // namespace headroom::tst_document

#include "tst_document.moc"

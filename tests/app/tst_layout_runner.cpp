#include "app/layout/layout_runner.h"
#include "model/layout/layered.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QApplication>
#include <QFile>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <optional>

namespace headroom::tst_layout_runner {

/// Graphviz is asked, and is not needed.
class LayoutRunnerTest final : public QObject {
    Q_OBJECT

    layout::Diagram m_diagram
        = layout::diagramOf(*test::openDesign("examples/social-feed.headroom")->stages.back(), test::theCatalog());

    /// A program of that text; empty when it could not be written.
    QString program(const QTemporaryDir &folder, const char *text)
    {
        const QString path = folder.filePath(QStringLiteral("dot"));
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) < 0)
            return {};
        file.close();
        file.setPermissions(QFile::ReadOwner | QFile::ExeOwner);
        return path;
    }

    /// Waits for an answer. @return whether Graphviz gave it; nothing: none came.
    std::optional<bool> answer(app::LayoutRunner &runner)
    {
        std::optional<bool> byGraphviz;
        connect(&runner, &app::LayoutRunner::found, this, [&](const layout::Placement &placement, bool isGraphviz) {
            byGraphviz = isGraphviz;
            m_found = placement;
        });
        runner.ask(m_diagram);
        const bool hasCome = QTest::qWaitFor([&] { return byGraphviz.has_value(); }, 20000);
        runner.disconnect(this);
        return hasCome ? byGraphviz : std::nullopt;
    }

    layout::Placement m_found;

private Q_SLOTS:
    void dotIsAsked()
    {
        if (QStandardPaths::findExecutable(QStringLiteral("dot")).isEmpty())
            QSKIP("Graphviz is not installed");
        app::LayoutRunner runner;
        QCOMPARE(answer(runner), std::optional(true));
        QCOMPARE(m_found.corners.size(), m_diagram.boxes.size());
        for (const auto &[from, to] : m_diagram.arrows)
            QVERIFY(m_found.corners[static_cast<std::size_t>(from)] != m_found.corners[static_cast<std::size_t>(to)]);
    }

    void withoutItTheModelAnswers_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("fails") << QByteArray("#!/bin/sh\nexit 3\n");
        QTest::newRow("says nonsense") << QByteArray("#!/bin/sh\ncat >/dev/null\necho nonsense\n");
        QTest::newRow("says half") << QByteArray("#!/bin/sh\ncat >/dev/null\necho graph 1 6 3\necho node b0 1 1 1 1\n");
        QTest::newRow("never answers") << QByteArray("#!/bin/sh\nexec sleep 60\n");
    }
    void withoutItTheModelAnswers()
    {
        QFETCH(QByteArray, text);
        const QTemporaryDir folder;
        app::LayoutRunner runner;
        runner.setProgram(program(folder, text.constData()));
        runner.setTimeLimit(500);
        QCOMPARE(answer(runner), std::optional(false));
        const layout::Placement own = layout::layoutOf(m_diagram);
        QVERIFY(m_found.corners == own.corners && m_found.sizes == own.sizes);
        QVERIFY(!runner.isRunning());
    }

    /// A tower is seen small; what the model finds is seen larger, and taken.
    void aTowerIsNotTaken()
    {
        const QTemporaryDir folder;
        QByteArray text("#!/bin/sh\ncat >/dev/null\necho graph 1 6 300\n");
        for (std::size_t i = 0; i < m_diagram.boxes.size(); ++i)
            text += "echo node b" + QByteArray::number(static_cast<int>(i)) + " 3 "
                + QByteArray::number(2 * static_cast<int>(i)) + " 1 1\n";
        text += "echo stop\n";
        app::LayoutRunner runner;
        runner.setProgram(program(folder, text.constData()));
        QCOMPARE(answer(runner), std::optional(false));
        const layout::Placement own = layout::layoutOf(m_diagram);
        QVERIFY(m_found.corners == own.corners);
    }

    void aMissingProgramIsNoHindrance()
    {
        app::LayoutRunner runner;
        runner.setProgram(QStringLiteral("/nowhere/dot"));
        QCOMPARE(answer(runner), std::optional(false));
        runner.setProgram({});
        QCOMPARE(answer(runner), std::optional(false));
    }

    void theLatestQuestionWins()
    {
        const QTemporaryDir folder;
        app::LayoutRunner runner;
        QSignalSpy found(&runner, &app::LayoutRunner::found);
        runner.setProgram(program(folder, "#!/bin/sh\nexec sleep 60\n"));
        runner.ask(m_diagram);
        runner.setProgram({});
        runner.ask(m_diagram);
        QTRY_COMPARE(found.size(), 1);
        QVERIFY(!runner.isRunning());
    }
};

HEADROOM_TEST(QApplication, LayoutRunnerTest)

} // namespace headroom::tst_layout_runner

#include "tst_layout_runner.moc"

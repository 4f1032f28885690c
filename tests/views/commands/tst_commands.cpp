#include "tests/support/test_program.h"
#include "views/commands/command_palette.h"
#include "views/commands/command_rank.h"

#include <QApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QTest>

namespace headroom::tst_commands {

using commands::Command;
using commands::CommandPalette;
using commands::rankOf;

/// Typed keys go in, the chosen line's action comes out.
class CommandsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void beginningsComeBeforeInsides();
    void everyWordMustOccur();
    void enterRunsTheFirstAnswer();
    void arrowsGoRound();
    void escapeClosesAndGivesTheFocusBack();
    void nothingFoundRunsNothing();
};

namespace {

struct Fixture {
    QWidget window;
    QLineEdit before { &window };
    CommandPalette palette { &window };
    QStringList done;

    Fixture()
    {
        window.resize(800, 600);
        window.show();
        if (!QTest::qWaitForWindowActive(&window))
            qFatal("the window never became active");
        before.setFocus();
        std::vector<Command> lines;
        for (const char *title : { "Save", "Save as", "Cache", "Undo" }) {
            const QString name = QLatin1String(title);
            lines.push_back({ name, QStringLiteral("detail"), {}, [this, name] { done << name; } });
        }
        palette.open(lines, QStringLiteral("hint"));
    }
    [[nodiscard]] QLineEdit *field() const { return palette.findChild<QLineEdit *>(); }
};

} // namespace

void CommandsTest::beginningsComeBeforeInsides()
{
    const int start = rankOf("Save as", "", "save");
    const int word = rankOf("Quick save", "", "save");
    const int inside = rankOf("Unsaved", "", "save");
    const int detail = rankOf("Store", "save", "save");
    QVERIFY(start < word && word < inside && inside < detail);
    QCOMPARE(rankOf("Store", "", "save"), -1);
}

void CommandsTest::everyWordMustOccur()
{
    QVERIFY(rankOf("Feed API", "Application server", "api serv") >= 0);
    QCOMPARE(rankOf("Feed API", "Application server", "api queue"), -1);
    QCOMPARE(rankOf("Anything", "", "   "), 0);
}

void CommandsTest::enterRunsTheFirstAnswer()
{
    Fixture f;
    QTest::keyClicks(f.field(), QStringLiteral("as"));
    QTest::keyClick(f.field(), Qt::Key_Return);
    QCOMPARE(f.done, QStringList { QStringLiteral("Save as") });
    QVERIFY(!f.palette.isVisible());
}

void CommandsTest::arrowsGoRound()
{
    Fixture f;
    QTest::keyClick(f.field(), Qt::Key_Up);
    QTest::keyClick(f.field(), Qt::Key_Return);
    QCOMPARE(f.done, QStringList { QStringLiteral("Undo") });
}

void CommandsTest::escapeClosesAndGivesTheFocusBack()
{
    Fixture f;
    QTRY_VERIFY(f.field()->hasFocus());
    QTest::keyClick(f.field(), Qt::Key_Escape);
    QVERIFY(!f.palette.isVisible());
    QVERIFY(f.before.hasFocus());
    QVERIFY(f.done.isEmpty());
}

void CommandsTest::nothingFoundRunsNothing()
{
    Fixture f;
    QTest::keyClicks(f.field(), QStringLiteral("zzz"));
    QTest::keyClick(f.field(), Qt::Key_Return);
    QVERIFY(f.palette.isVisible());
    QVERIFY(f.done.isEmpty());
    QVERIFY(!f.palette.findChild<QListWidget *>()->isVisible());
}

HEADROOM_TEST(QApplication, CommandsTest)

} // namespace headroom::tst_commands

#include "tst_commands.moc"

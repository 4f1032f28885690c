#include "app/document/document.h"
#include "app/files/safe_file.h"
#include "app/journal/autosave.h"
#include "app/journal/recovery.h"
#include "model/serialization/project_json.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>

#include <csignal>
#include <cstring>
#include <optional>
#include <random>

#include <sys/wait.h>
#include <unistd.h>

namespace headroom::tst_kill {

namespace {

const QString kExample = QStringLiteral(HEADROOM_SOURCE_DIR "/examples/social-feed.headroom");
constexpr int kSaveRounds = 200;
constexpr int kEditRounds = 50;

void say(int number)
{
    const std::string line = std::to_string(number) + "\n";
    if (::write(STDOUT_FILENO, line.data(), line.size()) < 0)
        ::_exit(3);
}

/// Saves version after version and says the number of each that is said to be saved.
[[noreturn]] void saveForEver(const QString &path)
{
    app::Document document(test::theCatalog());
    if (!document.open(kExample))
        ::_exit(2);
    for (int i = 1;; ++i) {
        if (!document.perform(edits::RenameProject { "v" + std::to_string(i) }) || !document.save(path))
            ::_exit(1);
        say(i);
    }
}

/// Edits without rest and says how many steps are in the journal, each time it was written.
int editForEver(int argc, char **argv)
{
    const QCoreApplication program(argc, argv);
    app::Document document(test::theCatalog());
    if (!document.open(kExample))
        return 2;
    app::Autosave autosave(document, QString::fromLocal8Bit(argv[2]), { 2, 4, 60, 10 });
    QObject::connect(&autosave, &app::Autosave::written, say);
    int edits = 0;
    QTimer clock;
    QObject::connect(&clock, &QTimer::timeout, [&] {
        if (!document.perform(edits::RenameProject { "e" + std::to_string(++edits) }))
            ::_exit(1);
    });
    clock.start(1);
    return QCoreApplication::exec();
}

/// A child whose output is read; killed at a random moment after its first line.
class Victim {
public:
    explicit Victim(const std::function<void()> &life)
    {
        int ends[2] { -1, -1 };
        if (::pipe(ends) != 0)
            return;
        m_process = ::fork();
        if (m_process == 0) {
            ::dup2(ends[1], STDOUT_FILENO);
            ::close(ends[0]);
            ::close(ends[1]);
            life();
            ::_exit(4);
        }
        ::close(ends[1]);
        m_output = ends[0];
    }
    ~Victim()
    {
        if (m_output >= 0)
            ::close(m_output);
    }
    /// @return the last number it said; −1 when it said none.
    int killAfter(unsigned long microseconds)
    {
        std::string said;
        char buffer[4096];
        ssize_t count = ::read(m_output, buffer, sizeof buffer);
        if (count > 0)
            said.append(buffer, static_cast<std::size_t>(count));
        ::usleep(static_cast<useconds_t>(microseconds));
        ::kill(m_process, SIGKILL);
        int status = 0;
        ::waitpid(m_process, &status, 0);
        while ((count = ::read(m_output, buffer, sizeof buffer)) > 0)
            said.append(buffer, static_cast<std::size_t>(count));
        const QStringList lines = QString::fromStdString(said).split(QLatin1Char('\n'));
        return lines.size() < 2 ? -1 : lines[lines.size() - 2].toInt();
    }

private:
    pid_t m_process = -1;
    int m_output = -1;
};

} // namespace

/// The program is killed at random moments.
class KillTest final : public QObject {
    Q_OBJECT

public:
    static std::optional<int> runInstead(int argc, char **argv)
    {
        if (argc == 3 && std::strcmp(argv[1], "--edit") == 0)
            return editForEver(argc, argv);
        return std::nullopt;
    }

private Q_SLOTS:
    void whileSavingTheFileIsAlwaysWhole()
    {
        [[maybe_unused]] const catalog::Catalog &read = test::theCatalog(); // once, for all children
        std::mt19937 random(20);
        for (int round = 0; round < kSaveRounds; ++round) {
            const QTemporaryDir folder;
            const QString path = folder.filePath(QStringLiteral("design.headroom"));
            Victim victim([&path] { saveForEver(path); });
            const int saved = victim.killAfter(random() % 12000);
            QVERIFY(saved > 0);
            app::Document document(test::theCatalog());
            QVERIFY(document.open(path));
            const int found = QString::fromStdString(document.snapshot()->name).mid(1).toInt();
            QVERIFY2(found == saved || found == saved + 1,
                     qPrintable(QStringLiteral("%1 of %2").arg(found).arg(saved)));
        }
    }

    void whileEditingNoWrittenStepIsLost()
    {
        std::mt19937 random(21);
        for (int round = 0; round < kEditRounds; ++round) {
            const QTemporaryDir folder;
            const QByteArray place = folder.path().toLocal8Bit();
            Victim victim([&place] {
                ::execl("/proc/self/exe", "headroom_gui_tests", "tst_kill", "--edit", place.constData(), nullptr);
            });
            const int written = victim.killAfter(random() % 60000);
            QVERIFY(written > 0);
            const QList<app::Recovery> found = app::findRecoveries(folder.path(), test::theCatalog());
            QCOMPARE(found.size(), 1);
            QVERIFY(found[0].steps >= written);
            QCOMPARE(found[0].name, QStringLiteral("e%1").arg(found[0].steps));
            QCOMPARE(QFileInfo(found[0].path), QFileInfo(kExample));
        }
    }
};

HEADROOM_TEST(QCoreApplication, KillTest)

} // namespace headroom::tst_kill

#include "tst_kill.moc"

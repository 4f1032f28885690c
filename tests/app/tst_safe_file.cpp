#include "app/files/safe_file.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace headroom::tst_safe_file {

/// Reading within limits and writing that never leaves a cut file.
class SafeFileTest final : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;

    std::string path(const char *name) const { return m_folder.filePath(QLatin1String(name)).toStdString(); }

private Q_SLOTS:
    void whatIsWrittenReadsBack()
    {
        const std::string bytes = std::string(300000, 'x') + "\n\0end";
        QVERIFY(app::writeFileSafely(path("a"), bytes));
        const auto read = app::readFile(path("a"));
        QVERIFY(read && *read == bytes);
        QVERIFY(app::writeFileSafely(path("a"), ""));
        QVERIFY(app::readFile(path("a"))->empty());
        QCOMPARE(QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden).size(), 1); // no temporary is left
    }

    void aLinkStaysALinkAndTheModeStays()
    {
        QVERIFY(app::writeFileSafely(path("target"), "old"));
        ::chmod(path("target").c_str(), 0640);
        QVERIFY(::symlink(path("target").c_str(), path("link").c_str()) == 0);
        QVERIFY(app::writeFileSafely(path("link"), "new"));
        struct stat status { };
        QVERIFY(::lstat(path("link").c_str(), &status) == 0 && S_ISLNK(status.st_mode));
        QVERIFY(::stat(path("target").c_str(), &status) == 0);
        QCOMPARE(int(status.st_mode & 07777), 0640);
        QCOMPARE(*app::readFile(path("target")), std::string("new"));
    }

    void whatCannotBeReadSaysWhyAndWhatToDo()
    {
        QVERIFY(::mkfifo(path("pipe").c_str(), 0600) == 0);
        for (const std::string &wrong : { path("missing"), m_folder.path().toStdString(), path("pipe") }) {
            const auto read = app::readFile(wrong);
            QVERIFY(!read);
            QVERIFY(!read.error().what.empty() && !read.error().mend.empty());
            QCOMPARE(read.error().where, wrong);
        }
        QVERIFY(app::writeFileSafely(path("large"), std::string(2000, 'x')));
        QVERIFY(!app::readFile(path("large"), 1000));
    }

    void aFolderThatIsNotThereIsAnErrorAndNoCrash()
    {
        const auto written = app::writeFileSafely(path("no/such/folder/file"), "x");
        QVERIFY(!written);
        QVERIFY(written.error().message().find("Save As") != std::string::npos);
        QVERIFY(!app::writeFileSafely(m_folder.path().toStdString(), "x"));
        // What is made from a design is not saved, so that no other name for the design helps.
        const auto made = app::writeFileSafely(path("no/such/folder/file"), "x", app::Content::Made);
        QVERIFY(!made && made.error().what == written.error().what);
        QCOMPARE(made.error().mend, std::string("Nothing was written. Choose another folder"));
    }

    // The system refuses to write beyond 64 KiB, as a full disk would: the old file must stay whole.
    void aWriteThatIsCutShortLeavesTheOldFile()
    {
        QVERIFY(app::writeFileSafely(path("design"), "the good old file"));
        const pid_t child = ::fork();
        if (child == 0) {
            const rlimit limit { 65536, 65536 };
            ::setrlimit(RLIMIT_FSIZE, &limit);
            const auto written = app::writeFileSafely(path("design"), std::string(400000, 'y'));
            ::_exit(written ? 1 : 0);
        }
        int status = -1;
        QVERIFY(::waitpid(child, &status, 0) == child);
        QVERIFY(WIFEXITED(status) && WEXITSTATUS(status) == 0);
        QCOMPARE(*app::readFile(path("design")), std::string("the good old file"));
        for (const QString &name : QDir(m_folder.path()).entryList(QDir::Files | QDir::Hidden))
            QVERIFY2(!name.contains(QStringLiteral("headroom-tmp")), qPrintable(name));
    }
};

HEADROOM_TEST(QCoreApplication, SafeFileTest)

} // namespace headroom::tst_safe_file

#include "tst_safe_file.moc"

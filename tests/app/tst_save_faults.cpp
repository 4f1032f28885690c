#include "app/document/document.h"
#include "app/files/safe_file.h"
#include "model/serialization/project_json.h"
#include "tests/support/model_support.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <cerrno>
#include <cstdarg>
#include <cstring>

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace headroom::tst_save_faults {

namespace {

// A call of this name fails when it is made for the n-th time; the disk has room for so many bytes.
const char *failing = nullptr;
int callsLeft = 0;
int failure = EIO;
bool hasFailed = false;
long long room = -1;

bool isFailing(const char *name)
{
    if (!failing || std::strcmp(name, failing) != 0 || --callsLeft != 0)
        return false;
    hasFailed = true;
    errno = failure;
    return true;
}

template <typename Function>
Function real(const char *name)
{
    return reinterpret_cast<Function>(dlsym(RTLD_NEXT, name));
}

} // namespace

// The program's own definitions come before those of the C library.
extern "C" {
ssize_t write(int file, const void *bytes, size_t count)
{
    if (isFailing("write"))
        return -1;
    if (room >= 0 && file > 2) {
        if (room == 0) {
            errno = ENOSPC;
            return -1;
        }
        count = std::min(count, static_cast<size_t>(room));
        room -= static_cast<long long>(count);
    }
    return real<ssize_t (*)(int, const void *, size_t)>("write")(file, bytes, count);
}
ssize_t read(int file, void *bytes, size_t count)
{
    return isFailing("read") ? -1 : real<ssize_t (*)(int, void *, size_t)>("read")(file, bytes, count);
}
int fsync(int file)
{
    return isFailing("fsync") ? -1 : real<int (*)(int)>("fsync")(file);
}
int fchmod(int file, mode_t mode)
{
    return isFailing("fchmod") ? -1 : real<int (*)(int, mode_t)>("fchmod")(file, mode);
}
int fchown(int file, uid_t user, gid_t group)
{
    return isFailing("fchown") ? -1 : real<int (*)(int, uid_t, gid_t)>("fchown")(file, user, group);
}
int close(int file)
{
    const int code = real<int (*)(int)>("close")(file);
    return isFailing("close") ? -1 : code;
}
int rename(const char *from, const char *to)
{
    return isFailing("rename") ? -1 : real<int (*)(const char *, const char *)>("rename")(from, to);
}
int mkstemps(char *name, int suffix)
{
    return isFailing("mkstemps") ? -1 : real<int (*)(char *, int)>("mkstemps")(name, suffix);
}
int open(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    const auto mode = (flags & O_CREAT) != 0 ? static_cast<mode_t>(va_arg(rest, int)) : mode_t(0);
    va_end(rest);
    return isFailing("open") ? -1 : real<int (*)(const char *, int, ...)>("open")(path, flags, mode);
}
int fstat(int file, struct stat *status)
{
    return isFailing("fstat") ? -1 : real<int (*)(int, struct stat *)>("fstat")(file, status);
}
}

/// Saving when the system fails: the file is the old version or the new one, and "saved" is said of the new one only.
class SaveFaultsTest final : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<app::Document> m_document;
    std::string m_path;
    std::string m_old;
    std::string m_new;

    void prepare()
    {
        failing = nullptr;
        room = -1;
        m_document = std::make_unique<app::Document>(test::theCatalog());
        QVERIFY(m_document->open(QStringLiteral(HEADROOM_SOURCE_DIR "/examples/social-feed.headroom")));
        QVERIFY(m_document->save(QString::fromStdString(m_path)));
        m_document->setBackupFolder(m_folder->filePath(QStringLiteral("backups")));
        m_old = serialization::writeProject(*m_document->snapshot());
        QVERIFY(m_document->perform(edits::RenameProject { "Another name" }));
        m_new = serialization::writeProject(*m_document->snapshot());
    }
    /// @return whether the save was said to have gone well.
    bool save()
    {
        const Result<Done> saved = m_document->save(QString::fromStdString(m_path));
        failing = nullptr;
        room = -1;
        if (!saved)
            QTest::qVerify(!saved.error().mend.empty(), "a mend", "", __FILE__, __LINE__);
        return saved.ok();
    }
    void judge(bool isSaved)
    {
        const auto bytes = app::readFile(m_path);
        QVERIFY(bytes && (*bytes == m_old || *bytes == m_new));
        QCOMPARE(m_document->isModified(), !isSaved);
        if (isSaved)
            QCOMPARE(*bytes, m_new);
        for (const QString &name : QDir(m_folder->path()).entryList(QDir::Files | QDir::Hidden))
            QVERIFY2(!name.contains(QStringLiteral("headroom-tmp")), qPrintable(name));
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QDir(m_folder->path()).mkdir(QStringLiteral("backups"));
        m_path = m_folder->filePath(QStringLiteral("design.headroom")).toStdString();
    }
    void cleanup()
    {
        failing = nullptr;
        room = -1;
    }

    void eachSystemCallFailsOnce_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (const char *name :
             { "mkstemps", "write", "fchmod", "fchown", "fsync", "close", "rename", "open", "fstat", "read" })
            QTest::newRow(name) << QByteArray(name);
    }
    void eachSystemCallFailsOnce()
    {
        QFETCH(const QByteArray, name);
        int failures = 0;
        for (int n = 1; n < 50; ++n) {
            prepare();
            failing = name.constData();
            callsLeft = n;
            hasFailed = false;
            const bool isSaved = save();
            if (!hasFailed)
                break; // that many calls are not made
            ++failures;
            judge(isSaved);
        }
        QVERIFY(failures > 0);
        QVERIFY(failures < 49);
    }

    void theDiskIsFullAtEachStepOf4KiB()
    {
        prepare();
        const auto size = static_cast<long long>(m_new.size());
        QVERIFY(size > 3 * 4096);
        for (long long bytes = 0; bytes < 2 * size + 8192; bytes += 4096) { // the backup comes first
            prepare();
            room = bytes;
            const bool isSaved = save();
            judge(isSaved);
            QVERIFY(isSaved || bytes < 2 * size);
        }
    }

    // Whoever runs the tests as root may write everywhere, so the system is made to refuse.
    void aReadOnlyFolderIsSaidWithAWayOut_data()
    {
        QTest::addColumn<int>("code");
        QTest::newRow("no permission") << EACCES;
        QTest::newRow("read-only disk") << EROFS;
        QTest::newRow("quota") << EDQUOT;
    }
    void aReadOnlyFolderIsSaidWithAWayOut()
    {
        QFETCH(const int, code);
        prepare();
        m_document->setBackupFolder({});
        failing = "mkstemps";
        callsLeft = 1;
        failure = code;
        const Result<Done> saved = m_document->save(QString::fromStdString(m_path));
        failure = EIO;
        QVERIFY(!saved);
        QVERIFY(saved.error().message().find("Save As") != std::string::npos);
        QVERIFY(saved.error().message().find("design.headroom") != std::string::npos);
        judge(false);
    }

    void withoutBackupsTooTheDiskIsFullAtEachStep()
    {
        prepare();
        for (long long bytes = 0; bytes < static_cast<long long>(m_new.size()); bytes += 4096) {
            prepare();
            m_document->setBackupFolder({});
            room = bytes;
            QVERIFY(!save());
            judge(false);
            QCOMPARE(*app::readFile(m_path), m_old);
        }
    }
};

HEADROOM_TEST(QCoreApplication, SaveFaultsTest)

} // namespace headroom::tst_save_faults

#include "tst_save_faults.moc"

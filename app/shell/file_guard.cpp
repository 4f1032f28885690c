#include "app/shell/file_guard.h"

#include "app/document/difference.h"
#include "app/files/holder.h"
#include "app/files/safe_file.h"
#include "app/files/text_hash.h"
#include "model/layout/stage_layout.h"
#include "model/serialization/project_json.h"
#include "views/compare/compare_dialog.h"
#include "views/notices/notice_bar.h"
#include "views/numbers/model_words.h"

#include <QDir>
#include <QFileInfo>
#include <QMessageBox>

namespace headroom::app {

FileGuard::FileGuard(Document &document, notices::NoticeBar &notice, QWidget &window)
    : m_document(document)
    , m_notice(notice)
    , m_window(window)
{
    connect(&m_document, &Document::pathChanged, this, &FileGuard::follow);
    connect(&m_watch, &FileWatch::changed, this, &FileGuard::fileChanged);
    connect(&m_watch, &FileWatch::removed, this, &FileGuard::fileRemoved);
}

QString FileGuard::take(const QString &path)
{
    const QFileInfo info(path);
    const QString file = info.exists() ? info.canonicalFilePath() : info.absoluteFilePath();
    if (m_claim.isHeld() && file == m_claimed)
        return {};
    const QString lock
        = QDir(claimFolder())
              .filePath(QString::fromStdString(hashOf(file.toStdString())).left(24) + QStringLiteral(".lock"));
    if (const std::string holder = LockFile::holderOf(lock.toStdString()); !holder.empty())
        return holderText(holder);
    // A folder that cannot be written keeps nobody from opening a file.
    [[maybe_unused]] const bool isTaken = m_claim.take(lock.toStdString(), thisProcess());
    m_claimed = file;
    return {};
}

void FileGuard::release()
{
    m_claim.release();
    m_claimed.clear();
}

void FileGuard::follow()
{
    m_foreign.clear();
    m_notice.dismiss();
    if (m_document.path().isEmpty())
        release();
    m_watch.watch(m_document.path(), m_document.fileHash());
}

void FileGuard::fileChanged(const std::string &hash)
{
    if (hash == m_document.fileHash()) { // back to what we know
        m_foreign.clear();
        m_notice.dismiss();
        return;
    }
    m_foreign = hash;
    if (m_document.isModified())
        ask();
    else
        takeTheirs();
}

void FileGuard::fileRemoved()
{
    m_notice.ask(tr("“%1” was deleted or moved by another program. The design is still open here.")
                     .arg(QFileInfo(m_document.path()).fileName()),
                 { { tr("Save it again"),
                     [this] {
                         m_foreign.clear();
                         Q_EMIT saveRequested();
                     },
                     true },
                   { tr("Save as…"), [this] { Q_EMIT saveAsRequested(); }, false },
                   { tr("Not now"), {}, false } });
}

bool FileGuard::hasForeignVersion()
{
    m_watch.look();
    if (!m_foreign.empty())
        ask();
    return !m_foreign.empty();
}

void FileGuard::ask()
{
    offer(tr("“%1” was changed by another program, and you have edits here. Nothing is lost: choose which version "
             "stays.")
              .arg(QFileInfo(m_document.path()).fileName()));
}

/// What was compared is not what is in the file any more.
void FileGuard::askOnceMore()
{
    offer(tr("“%1” was changed once more while you compared. Compare again, or choose which version stays.")
              .arg(QFileInfo(m_document.path()).fileName()));
}

void FileGuard::offer(const QString &words)
{
    m_notice.ask(words,
                 { { tr("Compare…"), [this] { compare(); }, true },
                   { tr("Keep mine"), [this] { keepMine(); }, false },
                   { tr("Take theirs"), [this] { takeTheirs(); }, false },
                   { tr("Save mine as…"), [this] { Q_EMIT saveAsRequested(); }, false } });
}

void FileGuard::compare()
{
    const QString name = QFileInfo(m_document.path()).fileName();
    const Result<std::string> text = readFile(m_document.path().toStdString());
    const Result<serialization::ReadProject> theirs = text
        ? serialization::readProject(*text, name.toStdString(), m_document.catalog())
        : Result<serialization::ReadProject>(text.error());
    if (!theirs) {
        m_notice.ask(tr("The other version cannot be read: %1").arg(screen::modelWords(theirs.error())),
                     { { tr("Keep mine"), [this] { keepMine(); }, true },
                       { tr("Save mine as…"), [this] { Q_EMIT saveAsRequested(); }, false } });
        return;
    }
    const QString path = m_document.path();
    const std::string shown = hashOf(*text);
    std::vector<compare::Line> lines;
    for (const Difference &each :
         differencesBetween(*m_document.snapshot(), *layout::withoutPiles(theirs->project, m_document.catalog()),
                            m_document.catalog()))
        lines.push_back({ each.place, each.what, each.mine, each.theirs });
    compare::CompareDialog dialog(name, lines, &m_window);
    dialog.exec();
    m_watch.look();
    const bool isStale = m_document.path() != path || (m_foreign != shown && !m_foreign.empty());
    if (isStale && dialog.choice() != compare::CompareDialog::Choice::SaveAs)
        return askOnceMore();
    switch (dialog.choice()) {
    case compare::CompareDialog::Choice::KeepMine:
        keepMine();
        break;
    case compare::CompareDialog::Choice::TakeTheirs:
        takeTheirs();
        break;
    case compare::CompareDialog::Choice::SaveAs:
        Q_EMIT saveAsRequested();
        break;
    case compare::CompareDialog::Choice::Later:
        ask();
    }
}

/// The next save replaces their version, which stays as the backup.
void FileGuard::keepMine()
{
    if (!m_foreign.empty())
        m_document.acceptFile(std::exchange(m_foreign, {}));
    m_notice.dismiss();
    Q_EMIT saveRequested();
}

void FileGuard::takeTheirs()
{
    const QString path = m_document.path();
    if (const Result<Done> opened = m_document.reload(); !opened) {
        m_notice.ask(tr("“%1” was changed by another program, and its new version cannot be read: %2")
                         .arg(QFileInfo(path).fileName(), screen::modelWords(opened.error())),
                     { { tr("Keep mine"), [this] { keepMine(); }, true },
                       { tr("Save mine as…"), [this] { Q_EMIT saveAsRequested(); }, false },
                       { tr("Not now"), {}, false } });
        return;
    }
    m_foreign.clear();
    m_notice.dismiss();
    Q_EMIT reloaded();
}

} // namespace headroom::app

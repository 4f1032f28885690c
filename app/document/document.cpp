#include "app/document/document.h"

#include "app/document/edit_command.h"
#include "app/files/safe_file.h"
#include "app/files/text_hash.h"
#include "model/exchange/design_text.h"
#include "model/layout/stage_layout.h"
#include "model/serialization/note_words.h"
#include "model/serialization/png_design.h"

#include <QDir>
#include <QFileInfo>
#include <QScopedValueRollback>
#include <QSignalBlocker>

#include <algorithm>
#include <cstdlib>
#include <vector>

namespace headroom::app {

Document::Document(const catalog::Catalog &catalog, QObject *parent)
    : QObject(parent)
    , m_catalog(catalog)
    , m_snapshot(std::make_shared<project::Project>())
{
    connect(&m_undoStack, &QUndoStack::cleanChanged, this, [this](bool isClean) { Q_EMIT modifiedChanged(!isClean); });
}

Document::~Document()
{
    m_undoStack.disconnect(this);
}

Result<Done> Document::perform(const edits::Edit &edit)
{
    Result<project::Snapshot> next = edits::apply(*m_snapshot, edit, m_catalog);
    if (!next)
        return next.error();
    if (**next != *m_snapshot)
        m_undoStack.push(new EditCommand(*this, edit, m_snapshot, std::move(next).value()));
    keepWithinBudget();
    return Done {};
}

/// A stack of Qt lets go of nothing but all, so what stays is stacked anew; a quarter goes, so that this is rare.
void Document::keepWithinBudget()
{
    const auto stepAt = [this](int i) { return static_cast<const StepCommand *>(m_undoStack.command(i)); };
    const int count = m_undoStack.count();
    std::size_t bytes = 0;
    int first = count; // that stays
    while (first > 0 && bytes + stepAt(first - 1)->bytes() <= m_undoBudget)
        bytes += stepAt(--first)->bytes();
    if (first == 0 || count < 2)
        return;
    first = std::min(first + (count - first) / 4, count - 1);
    std::vector<StepCommand *> kept;
    for (int i = first; i < count; ++i)
        kept.push_back(stepAt(i)->again());
    const int saved = m_undoStack.cleanIndex();
    const int clean = saved - first;
    if (saved < first) // steps since then are counted on
        m_recoveredSteps = saved < 0 ? m_recoveredSteps + first : first - saved;
    {
        const QSignalBlocker quiet(m_undoStack);
        const QScopedValueRollback restacking(m_isRestacking, true);
        m_undoStack.clear();
        if (clean != 0)
            m_undoStack.resetClean();
        for (StepCommand *step : kept) {
            m_undoStack.push(step);
            if (m_undoStack.index() == clean)
                m_undoStack.setClean();
        }
    }
    Q_EMIT m_undoStack.indexChanged(m_undoStack.index()); // whoever lists the steps
}

void Document::adopt(project::Snapshot snapshot)
{
    if (m_isRestacking)
        return;
    m_snapshot = std::move(snapshot);
    Q_EMIT snapshotChanged();
}

void Document::replace(project::Snapshot snapshot, const std::vector<std::string> &notes, const QString &path,
                       const std::string &fileHash)
{
    m_readerNotes.clear();
    m_fileHash = fileHash;
    m_recoveredSteps = 0;
    for (const std::string &note : notes)
        m_readerNotes.append(QString::fromStdString(serialization::withNames(note, *snapshot, m_catalog)));
    m_undoStack.clear();
    m_path = path;
    adopt(std::move(snapshot));
    Q_EMIT pathChanged();
    Q_EMIT modifiedChanged(false);
}

Result<Done> Document::open(const QString &path)
{
    const Result<std::string> text = readFile(path.toStdString());
    if (!text)
        return text.error();
    Result<serialization::ReadProject> read
        = exchange::readDesign(*text, QFileInfo(path).fileName().toStdString(), m_catalog);
    if (!read)
        return read.error();
    if (exchange::isDrawio(*text) || serialization::isPng(*text)) // saving must not put a design in their place
        replace(layout::withoutPiles(read->project, m_catalog), read->notes, QString(), {});
    else
        replace(layout::withoutPiles(read->project, m_catalog), read->notes, QFileInfo(path).absoluteFilePath(),
                hashOf(*text));
    return Done {};
}

/// Makes another file's design the present one, as a step. @param hash  of its bytes, told when asked for.
Result<Done> Document::take(const QString &path, const QString &step, std::string *hash)
{
    const Result<std::string> text = readFile(path.toStdString());
    if (!text)
        return text.error();
    const Result<serialization::ReadProject> read
        = serialization::readProject(*text, QFileInfo(path).fileName().toStdString(), m_catalog);
    if (!read)
        return read.error();
    if (hash)
        *hash = hashOf(*text);
    const project::Snapshot taken = layout::withoutPiles(read->project, m_catalog);
    if (*taken != *m_snapshot)
        m_undoStack.push(new AdoptCommand(*this, step, m_snapshot, taken));
    return Done {};
}

Result<Done> Document::reload()
{
    std::string hash;
    Result<Done> taken = take(m_path, tr("Take the version on the disk"), &hash);
    if (!taken)
        return taken;
    m_fileHash = hash;
    m_undoStack.setClean();
    Q_EMIT pathChanged();
    return taken;
}

Result<Done> Document::takeBackup()
{
    return take(backupOf(m_path), tr("Take the version before the last save"), nullptr);
}

Result<Done> Document::startFrom(const std::string &text, const QString &name)
{
    Result<serialization::ReadProject> read = exchange::readDesign(text, name.toStdString(), m_catalog);
    if (!read)
        return read.error();
    replace(layout::withoutPiles(read->project, m_catalog), read->notes, QString(), {});
    return Done {};
}

Result<Done> Document::save(const QString &path)
{
    const std::string text = serialization::writeProject(*m_snapshot);
    const Result<serialization::ReadProject> check
        = serialization::readProject(text, QFileInfo(path).fileName().toStdString(), m_catalog);
    if (!check)
        return Error { "the design could not be written so that it can be read again (" + check.error().message() + ")",
                       "", "Nothing was saved; undo the last step and try again" };
    if (*check->project != *m_snapshot)
        return Error { "what would be written is not the design that is open", "",
                       "Nothing was saved; undo the last step and try again" };
    keepBackup(path);
    Result<Done> written = writeFileSafely(path.toStdString(), text);
    if (!written)
        return written;
    m_path = QFileInfo(path).absoluteFilePath();
    m_fileHash = hashOf(text);
    m_recoveredSteps = 0;
    m_undoStack.setClean();
    Q_EMIT pathChanged();
    return Done {};
}

void Document::recover(project::Snapshot snapshot, const QString &path, const std::string &fileHash, int steps)
{
    replace(std::move(snapshot), {}, path, fileHash);
    m_recoveredSteps = steps;
    m_undoStack.resetClean();
}

int Document::unsavedSteps() const
{
    const int saved = m_undoStack.cleanIndex();
    return saved < 0 ? m_recoveredSteps + m_undoStack.index() : std::abs(m_undoStack.index() - saved);
}

QString Document::backupOf(const QString &path) const
{
    const std::string name = hashOf(QFileInfo(path).absoluteFilePath().toStdString());
    return QDir(m_backupFolder).filePath(QString::fromStdString(name).left(24) + QStringLiteral(".headroom"));
}

/// One version back, in the user's data folder. A disk without room for it keeps nobody from saving.
void Document::keepBackup(const QString &path) const
{
    if (m_backupFolder.isEmpty())
        return;
    if (const Result<std::string> before = readFile(path.toStdString())) [[maybe_unused]]
        const Result<Done> kept = writeFileSafely(backupOf(path).toStdString(), *before);
}

} // namespace headroom::app

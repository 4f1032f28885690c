#include "app/document/document.h"

#include "app/document/edit_command.h"
#include "app/files/safe_file.h"
#include "model/serialization/note_words.h"
#include "model/serialization/project_json.h"

#include <QFileInfo>

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
    return Done {};
}

void Document::adopt(project::Snapshot snapshot)
{
    m_snapshot = std::move(snapshot);
    Q_EMIT snapshotChanged();
}

void Document::replace(project::Snapshot snapshot, const std::vector<std::string> &notes, const QString &path)
{
    m_readerNotes.clear();
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
        = serialization::readProject(*text, QFileInfo(path).fileName().toStdString(), m_catalog);
    if (!read)
        return read.error();
    replace(read->project, read->notes, QFileInfo(path).absoluteFilePath());
    return Done {};
}

Result<Done> Document::startFrom(const std::string &text, const QString &name)
{
    Result<serialization::ReadProject> read = serialization::readProject(text, name.toStdString(), m_catalog);
    if (!read)
        return read.error();
    replace(read->project, read->notes, QString());
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
    Result<Done> written = writeFileSafely(path.toStdString(), text);
    if (!written)
        return written;
    m_path = QFileInfo(path).absoluteFilePath();
    m_undoStack.setClean();
    Q_EMIT pathChanged();
    return Done {};
}

} // namespace headroom::app

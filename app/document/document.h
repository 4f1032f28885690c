#pragma once

#include "model/catalog/catalog.h"
#include "model/edits/edit.h"
#include "model/project/project.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <QUndoStack>

namespace headroom::app {

/// The open design: its present snapshot, how it came about, and the file it belongs to.
class Document final : public QObject {
    Q_OBJECT

public:
    /// @param catalog  must outlive the document.
    explicit Document(const catalog::Catalog &catalog, QObject *parent = nullptr);
    ~Document() override;

    [[nodiscard]] const project::Snapshot &snapshot() const { return m_snapshot; } ///< never null
    [[nodiscard]] const catalog::Catalog &catalog() const { return m_catalog; }
    [[nodiscard]] QUndoStack &undoStack() { return m_undoStack; }
    [[nodiscard]] const QString &path() const { return m_path; } ///< empty: not saved yet
    [[nodiscard]] bool isModified() const { return !m_undoStack.isClean(); }
    /// Steps between the saved design and the present one, whichever way.
    [[nodiscard]] int unsavedSteps() const;
    /// Hash of the file's bytes when it was read or written last (see hashOf()); empty without a file.
    [[nodiscard]] const std::string &fileHash() const { return m_fileHash; }
    /// The version that is in the file now is known: saving may replace it.
    void acceptFile(const std::string &hash) { m_fileHash = hash; }
    /// Memory that steps may keep, roughly; the oldest are let go of when it is full. 64 MiB where nothing is said.
    void setUndoBudget(std::size_t bytes) { m_undoBudget = bytes; }
    /// Where save() keeps the version it replaces; empty: nowhere.
    void setBackupFolder(const QString &folder) { m_backupFolder = folder; }
    /// Path of the version that the last save of a file replaced; the file may not be there.
    [[nodiscard]] QString backupOf(const QString &path) const;
    /// What the reader of the present file put right, in sentences.
    [[nodiscard]] const QStringList &readerNotes() const { return m_readerNotes; }

    /// Applies an edit as one undo step. An error changes nothing.
    Result<Done> perform(const edits::Edit &edit);
    /// Makes an earlier or later snapshot the present one; for undo and redo.
    void adopt(project::Snapshot snapshot);

    /// Replaces the design by the file's; one from a draw.io diagram or a PNG has no file yet. An error changes nothing.
    /// Stages whose components all stand at one position are laid out, here and in the versions taken below; the file
    /// has that only once it is saved.
    Result<Done> open(const QString &path);
    /// Takes what is in the file now, as one undo step; the design is then clean. An error changes nothing.
    Result<Done> reload();
    /// Takes the version that the last save replaced, as one undo step. Error: there is none, or it cannot be read.
    Result<Done> takeBackup();
    /// Replaces the design by an unsaved one. @param text  of a template.
    Result<Done> startFrom(const std::string &text, const QString &name);
    /// Goes on with edits that were not saved. @param path  of the user's file; empty: there is none.
    /// @param fileHash  of the version the edits were made to. @param steps  how many they were.
    void recover(project::Snapshot snapshot, const QString &path, const std::string &fileHash, int steps);
    /// Writes the file, after checking that what was written reads back as the same design. The version before stays
    /// in the backup folder. Replaces whatever is in the file: ask first when it is not what fileHash() says.
    Result<Done> save(const QString &path);

Q_SIGNALS:
    void snapshotChanged();
    void pathChanged();
    void modifiedChanged(bool isModified);

private:
    void replace(project::Snapshot snapshot, const std::vector<std::string> &notes, const QString &path,
                 const std::string &fileHash);
    Result<Done> take(const QString &path, const QString &step, std::string *hash);
    void keepBackup(const QString &path) const;
    void keepWithinBudget();

    const catalog::Catalog &m_catalog;
    project::Snapshot m_snapshot;
    QUndoStack m_undoStack;
    QString m_path;
    std::string m_fileHash;
    QString m_backupFolder;
    int m_recoveredSteps = 0; ///< done before the present undo stack began
    std::size_t m_undoBudget = std::size_t(64) << 20;
    bool m_isRestacking = false; ///< steps are put on the stack again, none is made
    QStringList m_readerNotes;
};

} // namespace headroom::app

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
    /// What the reader of the present file put right, in sentences.
    [[nodiscard]] const QStringList &readerNotes() const { return m_readerNotes; }

    /// Applies an edit as one undo step. An error changes nothing.
    Result<Done> perform(const edits::Edit &edit);
    /// Makes an earlier or later snapshot the present one; for undo and redo.
    void adopt(project::Snapshot snapshot);

    /// Replaces the design by the file's. An error changes nothing.
    Result<Done> open(const QString &path);
    /// Replaces the design by an unsaved one. @param text  of a template.
    Result<Done> startFrom(const std::string &text, const QString &name);
    /// Writes the file, after checking that what was written reads back as the same design.
    Result<Done> save(const QString &path);

Q_SIGNALS:
    void snapshotChanged();
    void pathChanged();
    void modifiedChanged(bool isModified);

private:
    void replace(project::Snapshot snapshot, const std::vector<std::string> &notes, const QString &path);

    const catalog::Catalog &m_catalog;
    project::Snapshot m_snapshot;
    QUndoStack m_undoStack;
    QString m_path;
    QStringList m_readerNotes;
};

} // namespace headroom::app

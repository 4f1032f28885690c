#pragma once

#include "model/edits/edit.h"

#include <QUndoCommand>

namespace headroom::app {

class Document;

/// Steps the document between two snapshots, so that undo cannot disagree with redo.
class EditCommand final : public QUndoCommand {
public:
    EditCommand(Document &document, edits::Edit edit, project::Snapshot before, project::Snapshot after);

    void undo() override;
    void redo() override;
    [[nodiscard]] int id() const override { return 1; }
    bool mergeWith(const QUndoCommand *later) override;

private:
    Document &m_document;
    edits::Edit m_edit;
    project::Snapshot m_before;
    project::Snapshot m_after;
};

/// Another version of the whole design, as one step: the file was changed by another program, or a backup is taken.
class AdoptCommand final : public QUndoCommand {
public:
    AdoptCommand(Document &document, const QString &text, project::Snapshot before, project::Snapshot after);

    void undo() override;
    void redo() override;

private:
    Document &m_document;
    project::Snapshot m_before;
    project::Snapshot m_after;
};

} // namespace headroom::app

#pragma once

#include "model/edits/edit.h"

#include <QUndoCommand>

#include <cstddef>
#include <optional>

namespace headroom::app {

class Document;

/// Steps the document between two snapshots, so that undo cannot disagree with redo.
class StepCommand : public QUndoCommand {
public:
    StepCommand(Document &document, const QString &text, project::Snapshot before, project::Snapshot after);

    void undo() override;
    void redo() override;
    /// Memory that is kept for this step alone, roughly: stages of before that after does not share.
    [[nodiscard]] std::size_t bytes() const;
    /// The same step, for a stack that begins later.
    [[nodiscard]] virtual StepCommand *again() const = 0;

protected:
    Document &m_document;
    project::Snapshot m_before;
    project::Snapshot m_after;
    mutable std::optional<std::size_t> m_bytes; ///< asked for after every step
};

/// An edit of the user.
class EditCommand final : public StepCommand {
public:
    EditCommand(Document &document, edits::Edit edit, project::Snapshot before, project::Snapshot after);

    [[nodiscard]] int id() const override { return 1; }
    bool mergeWith(const QUndoCommand *later) override;
    [[nodiscard]] StepCommand *again() const override;

private:
    edits::Edit m_edit;
};

/// Another version of the whole design, as one step: the file was changed by another program, or a backup is taken.
class AdoptCommand final : public StepCommand {
public:
    using StepCommand::StepCommand;
    [[nodiscard]] StepCommand *again() const override;
};

} // namespace headroom::app

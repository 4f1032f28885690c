#include "app/document/edit_command.h"

#include "app/document/document.h"
#include "app/language/step_words.h"

namespace headroom::app {

EditCommand::EditCommand(Document &document, edits::Edit edit, project::Snapshot before, project::Snapshot after)
    : QUndoCommand(stepWords(QString::fromStdString(edits::describe(edit, *before, document.catalog()))))
    , m_document(document)
    , m_edit(std::move(edit))
    , m_before(std::move(before))
    , m_after(std::move(after))
{
}

void EditCommand::undo()
{
    m_document.adopt(m_before);
}

void EditCommand::redo()
{
    m_document.adopt(m_after);
}

bool EditCommand::mergeWith(const QUndoCommand *later)
{
    const auto &next = static_cast<const EditCommand &>(*later); // same id()
    if (!edits::continues(next.m_edit, m_edit))
        return false;
    m_after = next.m_after;
    m_edit = next.m_edit;
    setObsolete(*m_after == *m_before); // moved there and back: no undo step
    return true;
}

AdoptCommand::AdoptCommand(Document &document, const QString &text, project::Snapshot before, project::Snapshot after)
    : QUndoCommand(text)
    , m_document(document)
    , m_before(std::move(before))
    , m_after(std::move(after))
{
}

void AdoptCommand::undo()
{
    m_document.adopt(m_before);
}

void AdoptCommand::redo()
{
    m_document.adopt(m_after);
}

} // namespace headroom::app

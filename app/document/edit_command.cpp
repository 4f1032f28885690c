#include "app/document/edit_command.h"

#include "app/document/document.h"
#include "app/language/step_words.h"

#include <algorithm>

namespace headroom::app {

namespace {

template <typename Element>
std::size_t bytesOf(const std::vector<Element> &elements)
{
    std::size_t bytes = elements.capacity() * sizeof(Element);
    for (const Element &each : elements)
        bytes += each.parameters.entries().capacity() * sizeof(project::Parameters::Entry);
    return bytes;
}

/// Without what long texts take besides: a bound is meant, not a measure.
std::size_t bytesOf(const project::Stage &stage)
{
    std::size_t bytes = sizeof(stage) + bytesOf(stage.components) + bytesOf(stage.connections);
    for (const project::Component &each : stage.components)
        bytes += each.notes.capacity();
    return bytes;
}

} // namespace

StepCommand::StepCommand(Document &document, const QString &text, project::Snapshot before, project::Snapshot after)
    : QUndoCommand(text)
    , m_document(document)
    , m_before(std::move(before))
    , m_after(std::move(after))
{
}

void StepCommand::undo()
{
    m_document.adopt(m_before);
}

void StepCommand::redo()
{
    m_document.adopt(m_after);
}

std::size_t StepCommand::bytes() const
{
    if (m_bytes)
        return *m_bytes;
    std::size_t bytes = sizeof(project::Project);
    for (const auto &stage : m_before->stages)
        if (std::find(m_after->stages.begin(), m_after->stages.end(), stage) == m_after->stages.end())
            bytes += bytesOf(*stage);
    return *(m_bytes = bytes);
}

EditCommand::EditCommand(Document &document, edits::Edit edit, project::Snapshot before, project::Snapshot after)
    : StepCommand(document, stepWords(QString::fromStdString(edits::describe(edit, *before, document.catalog()))),
                  before, std::move(after))
    , m_edit(std::move(edit))
{
}

bool EditCommand::mergeWith(const QUndoCommand *later)
{
    const auto &next = static_cast<const EditCommand &>(*later); // same id()
    if (!edits::continues(next.m_edit, m_edit))
        return false;
    m_after = next.m_after;
    m_bytes.reset();
    m_edit = next.m_edit;
    setObsolete(*m_after == *m_before); // moved there and back: no undo step
    return true;
}

StepCommand *EditCommand::again() const
{
    return new EditCommand(m_document, m_edit, m_before, m_after);
}

StepCommand *AdoptCommand::again() const
{
    return new AdoptCommand(m_document, text(), m_before, m_after);
}

} // namespace headroom::app

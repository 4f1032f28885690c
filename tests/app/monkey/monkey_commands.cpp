#include "tests/app/monkey/monkey.h"

#include "model/edits/new_stages.h"
#include "tests/support/model_support.h"
#include "views/inspector/properties_panel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCoreApplication>
#include <QFocusEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>

#include <array>

// What it asks for by menus, panels and keys of the window.
namespace headroom::test {

void Monkey::addBeside()
{
    if (isFull())
        return;
    const QString kind = someKind();
    note(kind);
    if (m_dice.chance(0.7))
        m_view.addBeside(kind);
    else
        m_view.addKind(kind);
}

void Monkey::clipboard()
{
    switch (m_dice.below(5)) {
    case 0:
        return m_view.copySelection();
    case 1:
        return m_view.selection().size() < 4 ? m_view.cutSelection() : m_view.copySelection();
    case 2:
        return isFull() ? void() : m_view.duplicateSelection();
    default:
        return isFull() ? void() : m_view.paste();
    }
}

void Monkey::arrange()
{
    using enum edits::Arrangement;
    static constexpr std::array kAll { Left, Center, Right, Top, Middle, Bottom, SpreadAcross, SpreadDown };
    m_view.arrangeSelection(kAll[m_dice.below(kAll.size())]);
}

void Monkey::shape()
{
    switch (m_dice.below(4)) {
    case 0:
        return m_view.toggleLock();
    case 1:
        return m_view.bringSelection(m_dice.chance(0.5));
    case 2:
        return m_view.equalizeSelection();
    default:
        return m_view.tidySelection();
    }
}

void Monkey::group()
{
    switch (m_dice.below(4)) {
    case 0:
        return isFull() ? void() : m_view.groupSelection();
    case 1:
        return m_view.ungroupSelection();
    default:
        return m_view.toggleCollapsed();
    }
}

void Monkey::lines()
{
    if (m_dice.chance(0.7))
        m_view.toggleSquare();
    else
        m_view.freeSelectedLines();
}

void Monkey::layOut()
{
    m_view.previewLayout();
    if (!m_view.hasPreview())
        return;
    if (m_dice.chance(0.3))
        drag(somewhere(), somewhere()); // to be looked at from all sides
    paint();
    const bool isWanted = m_dice.chance(0.5);
    note(isWanted ? QStringLiteral("taken") : QStringLiteral("left"));
    key(m_view, isWanted ? Qt::Key_Return : Qt::Key_Escape);
}

void Monkey::removeSome()
{
    if (isFull() && m_dice.chance(0.5)) {
        std::vector<std::string> ids;
        for (std::size_t i = 0; i < 40; ++i)
            ids.push_back(stage().components[m_dice.below(stage().components.size())].id);
        m_view.setSelection(ids);
    } else {
        m_view.setSelection({ someElement() });
    }
    key(m_view, m_dice.chance(0.5) ? Qt::Key_Delete : Qt::Key_Backspace);
}

void Monkey::select()
{
    switch (m_dice.below(5)) {
    case 0:
        return m_view.selectAll();
    case 1:
        return m_view.selectSameKind();
    case 2:
        return m_view.selectSameFinding();
    default: {
        std::vector<std::string> ids;
        for (double left = m_dice.whole(1, 6); left > 0; --left)
            ids.push_back(someElement());
        m_view.setSelection(ids);
    }
    }
}

void Monkey::stateValue()
{
    if (m_dice.chance(0.5))
        m_view.setSelection({ someElement() });
    QList<QWidget *> fields;
    for (QWidget *each : m_inspector.properties()->findChildren<QWidget *>())
        if (each->isVisible() && each->isEnabled()
            && (qobject_cast<QLineEdit *>(each) || qobject_cast<QCheckBox *>(each) || qobject_cast<QComboBox *>(each)
                || qobject_cast<QPlainTextEdit *>(each) || qobject_cast<QToolButton *>(each)))
            fields << each;
    fields << m_inspector.nameField();
    QWidget *field = fields[static_cast<qsizetype>(m_dice.below(static_cast<std::size_t>(fields.size())))];
    note(QLatin1String(field->metaObject()->className()) + QLatin1Char(' ') + field->accessibleName());
    if (auto *box = qobject_cast<QAbstractButton *>(field))
        return box->click();
    if (auto *list = qobject_cast<QComboBox *>(field)) {
        if (list->count() == 0)
            return;
        list->setCurrentIndex(static_cast<int>(m_dice.below(static_cast<std::size_t>(list->count()))));
        Q_EMIT list->activated(list->currentIndex());
        return;
    }
    const QString words = someText();
    note(words);
    field->setFocus();
    if (auto *line = qobject_cast<QLineEdit *>(field))
        line->selectAll();
    type(*field, words);
    if (m_dice.chance(0.6) && !qobject_cast<QPlainTextEdit *>(field))
        key(*field, Qt::Key_Return);
    QFocusEvent leave(QEvent::FocusOut);
    QCoreApplication::sendEvent(field, &leave);
}

void Monkey::undo()
{
    for (double times = m_dice.chance(0.1) ? 20 : m_dice.whole(1, 3); times > 0; --times)
        m_document.undoStack().undo();
}

void Monkey::redo()
{
    for (double times = m_dice.whole(1, 3); times > 0; --times)
        m_document.undoStack().redo();
}

void Monkey::step()
{
    m_stage = m_dice.below(m_document.snapshot()->stages.size());
    note(QString::number(m_stage + 1));
    show();
}

void Monkey::editStages()
{
    const project::Project &project = *m_document.snapshot();
    switch (m_dice.below(5)) {
    case 0:
        if (project.stages.size() < 9)
            perform(edits::copyOfStage(project, m_stage));
        return;
    case 1:
        return perform(edits::RemoveStage { m_stage });
    case 2:
        return perform(edits::MoveStage { m_stage, m_dice.below(project.stages.size()) });
    case 3:
        return perform(edits::RenameStage { m_stage, someText().toStdString() });
    default:
        return perform(edits::SetUserRange { m_stage, { m_dice.spread(1, 1e6), m_dice.spread(1, 1e7) } });
    }
}

} // namespace headroom::test

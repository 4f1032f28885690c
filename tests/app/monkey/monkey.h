#pragma once

#include "app/document/document.h"
#include "tests/support/dice.h"
#include "views/canvas/canvas_view.h"
#include "views/inspector/inspector_view.h"

#include <QEvent>
#include <QStringList>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace headroom::test {

/// Somebody who works a document through canvas and inspector without knowing what for: clicks, drags, keys, values,
/// undo. Events are real, and nothing waits for a clock, so that the same seed always does the same.
class Monkey {
public:
    /// @param design  text of what it plays with.
    Monkey(std::uint64_t seed, const std::string &design);

    /// Does one thing. Says what is wrong afterwards; empty: nothing is.
    [[nodiscard]] QString act();
    /// Looks closer: the design is written, read again and analyzed. Says what is wrong; empty: nothing is.
    [[nodiscard]] QString inspect();
    /// Takes every step back, and makes all of them again. Says what differs from how it was; empty: nothing does.
    [[nodiscard]] QString undoAndRedoAll();
    /// What it did so far, one thing each.
    [[nodiscard]] const QStringList &actions() const { return m_actions; }
    [[nodiscard]] std::string text() const;
    [[nodiscard]] int changes() const { return m_changes; } ///< edits that the document took

private:
    struct Habit {
        double weight;
        const char *name;
        void (Monkey::*action)();
    };
    static const std::vector<Habit> &habits();

    // With the mouse:
    void click();
    void doubleClick();
    void dragCard();
    void dragAnywhere();
    void connectCards();
    void pullLine();
    void pressToggle();
    void drop();
    void wheel();
    // With keys and commands:
    void pressKey();
    void rename();
    void addBeside();
    void clipboard();
    void arrange();
    void shape();
    void group();
    void lines();
    void layOut();
    void removeSome();
    void select();
    // Elsewhere in the window:
    void stateValue();
    void undo();
    void redo();
    void step();
    void editStages();
    void tell();
    void paint();

    void perform(const edits::Edit &edit);
    void show();
    void note(const QString &what) { m_actions.back() += QStringLiteral(": ") + what; }
    [[nodiscard]] QString checkScene() const;

    void mouse(QEvent::Type type, QPointF at, Qt::KeyboardModifiers keys = {}, Qt::MouseButton button = Qt::LeftButton);
    void key(QWidget &widget, int code, Qt::KeyboardModifiers keys = {}, const QString &text = {});
    void type(QWidget &widget, const QString &text);
    /// Presses, moves a few times and lets go; now and then something comes between.
    void drag(QPointF from, QPointF to, Qt::KeyboardModifiers keys = {}, Qt::MouseButton button = Qt::LeftButton);
    void closeMenus();
    [[nodiscard]] Qt::KeyboardModifiers someModifiers();
    [[nodiscard]] QPointF somewhere();
    [[nodiscard]] QPointF onCard(); ///< a point of some card or place's frame; anywhere when there is none
    [[nodiscard]] std::string someElement();
    [[nodiscard]] QString someKind();
    [[nodiscard]] QString someText();
    [[nodiscard]] const project::Stage &stage() const { return *m_document.snapshot()->stages[m_stage]; }
    [[nodiscard]] bool isFull() const { return stage().components.size() > 120; }

    Dice m_dice;
    app::Document m_document;
    canvas::CanvasView m_view;
    inspector::InspectorView m_inspector;
    std::size_t m_stage = 0;
    std::string m_start;
    QStringList m_actions;
    int m_changes = 0;
};

} // namespace headroom::test

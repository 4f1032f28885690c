#pragma once

#include "app/analysis/compare_runner.h"
#include "app/document/document.h"
#include "views/theme/theme.h"

#include <QObject>

#include <functional>

class QAction;
class QWidget;

namespace headroom::canvas {
class CanvasView;
}

namespace headroom::compare {
class StageCompare;
}

namespace headroom::app {

class Actions;

/// Two stages of the design beside each other, or one of another design and one of this, in a window of their own that follows every edit.
class CompareControls final : public QObject {
    Q_OBJECT

public:
    /// @param stage  the present one.
    CompareControls(Actions &actions, Document &document, std::function<int()> stage, QWidget *window);
    void setTheme(const theme::Theme &theme);
    /// Null before it was opened for the first time.
    [[nodiscard]] compare::StageCompare *dialog() const { return m_dialog; }
    /// Compares the present stage with the one before it, or the first with the second.
    void open();
    /// Lets the canvas say what is not the same as in the stage before, while the action for it is on.
    void showChangesOn(canvas::CanvasView &canvas);
    /// Compares the present stage with that of the same name or place in the design of a file. Error: it cannot be read.
    Result<Done> openWith(const QString &path);

private:
    void askForFile();
    void prepare();
    void present(int before, int after);
    void follow();
    void showChanges();

    Document &m_document;
    std::function<int()> m_stage;
    QWidget *m_window;
    CompareRunner m_runner;
    compare::StageCompare *m_dialog = nullptr;
    canvas::CanvasView *m_canvas = nullptr; ///< null: none is to show changes
    QAction *m_changes;
    const theme::Theme *m_theme;
};

} // namespace headroom::app

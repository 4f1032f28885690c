#include "app/shell/docks.h"
#include "app/shell/file_guard.h"
#include "app/shell/main_window.h"
#include "views/canvas/canvas_view.h"
#include "views/theme/letters.h"

// One window in the place of another, for a language that is spoken from now on.
namespace headroom::app {

Handover MainWindow::handOver()
{
    commitTyping();
    m_actions["present"]->setChecked(false);
    m_actions["grow"]->setChecked(false);
    remember();
    m_document.disconnect(this);
    m_work.autosave->disconnect(this);
    m_guard->release();
    return { std::move(m_work), m_stage, m_users, m_canvas->selection(), isAtStart() };
}

void MainWindow::takeOver(const Handover &handover)
{
    m_stage = handover.stage;
    setUsers(handover.users);
    if (!m_document.path().isEmpty())
        (void)m_guard->take(m_document.path()); // it was ours a moment ago
    Q_EMIT m_document.pathChanged();            // for those who follow the file
    showSnapshot();
    show();
    if (theme::letterScale() > 1 && !m_docks->isAway())
        m_docks->makeRoomForLetters(size());
    if (handover.isAtStart) {
        showStart();
        return;
    }
    m_canvas->fitAll();
    m_canvas->setSelection(handover.selection);
    m_canvas->setFocus();
    showHistory();
}

} // namespace headroom::app

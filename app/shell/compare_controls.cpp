#include "app/shell/compare_controls.h"

#include "app/shell/actions.h"
#include "views/compare/stage_compare.h"

#include <algorithm>

namespace headroom::app {

CompareControls::CompareControls(Actions &actions, Document &document, std::function<int()> stage, QWidget *window)
    : QObject(window)
    , m_document(document)
    , m_stage(std::move(stage))
    , m_window(window)
    , m_runner(document.catalog())
    , m_theme(&theme::Theme::light())
{
    connect(actions["compare-stages"], &QAction::triggered, this, &CompareControls::open);
    connect(&m_document, &Document::snapshotChanged, this, &CompareControls::follow);
}

void CompareControls::setTheme(const theme::Theme &theme)
{
    m_theme = &theme;
    if (m_dialog)
        m_dialog->setTheme(theme);
}

void CompareControls::follow()
{
    if (m_dialog && m_dialog->isVisible())
        m_dialog->setSnapshot(m_document.snapshot());
}

void CompareControls::open()
{
    if (!m_dialog) {
        m_dialog = new compare::StageCompare(m_document.catalog(), m_window);
        m_dialog->setTheme(*m_theme);
        connect(m_dialog, &compare::StageCompare::asked, this, [this](int before, int after, double users) {
            m_runner.ask(m_document.snapshot(), static_cast<std::size_t>(before), static_cast<std::size_t>(after),
                         users);
        });
        connect(&m_runner, &CompareRunner::compared, m_dialog, &compare::StageCompare::setDifference);
    }
    const int last = static_cast<int>(m_document.snapshot()->stages.size()) - 1;
    const int before = std::max(0, m_stage() - 1);
    m_dialog->setSnapshot(m_document.snapshot());
    m_dialog->choose(before, std::min(before + 1, last));
    m_dialog->setVisible(true);
    m_dialog->raise();
    m_dialog->activateWindow();
}

} // namespace headroom::app

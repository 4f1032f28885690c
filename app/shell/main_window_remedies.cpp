#include "app/shell/docks.h"
#include "app/shell/main_window.h"
#include "views/canvas/canvas_view.h"
#include "views/findings/findings_view.h"
#include "views/inspector/inspector_view.h"
#include "views/inspector/remedy_list.h"

// What findings know how to mend is offered where their numbers are explained, too.
namespace headroom::app {

void MainWindow::wireRemedies()
{
    connect(m_findings, &findings::FindingsView::offersChanged, this, &MainWindow::showRemedies);
    connect(m_canvas, &canvas::CanvasView::selectionChanged, this, &MainWindow::showRemedies);
    connect(m_inspector, &inspector::InspectorView::remedyRequested, this, [this](int index) {
        const std::vector<findings::Offer> offers = m_findings->offersFor(m_canvas->selection());
        if (index >= 0 && index < static_cast<int>(offers.size()))
            m_findings->previewAt(offers[static_cast<std::size_t>(index)].place);
    });
    connect(m_inspector, &inspector::InspectorView::moreRemediesRequested, this, [this] {
        findings::Choices choices = m_findings->choices();
        choices.isOnSelection = !m_canvas->selection().empty();
        m_findings->setChoices(choices);
        m_docks->reveal(QStringLiteral("findings"));
    });
}

void MainWindow::showRemedies()
{
    std::vector<inspector::Remedy> remedies;
    for (const findings::Offer &each : m_findings->offersFor(m_canvas->selection()))
        remedies.push_back({ each.words, each.price });
    m_inspector->setRemedies(remedies);
}

} // namespace headroom::app

#include "app/settings/settings.h"
#include "app/shell/main_window.h"
#include "views/canvas/canvas_view.h"
#include "views/findings/findings_view.h"
#include "views/palette/palette_view.h"
#include "views/stages/indicator_strip.h"
#include "views/theme/letters.h"

#include <QLayout>

// The Arrange menu: what is done with the selection on the canvas.
namespace headroom::app {

namespace {

const QString kFavourites = QStringLiteral("favourites");
const QString kUsedLast = QStringLiteral("used-last");

} // namespace

void MainWindow::wireArranging()
{
    const auto on = [this](const char *id, auto what) { connect(m_actions[id], &QAction::triggered, this, what); };
    on("select-finding", [this] { m_canvas->selectSameFinding(); });
    on("group", [this] { m_canvas->groupSelection(); });
    on("ungroup", [this] { m_canvas->ungroupSelection(); });
    on("collapse", [this] { m_canvas->toggleCollapsed(); });
    on("tidy", [this] { m_canvas->tidySelection(); });
    on("lay-out", [this] {
        m_layout.ask(layout::diagramOf(*m_document.snapshot()->stages[static_cast<std::size_t>(m_stage)], m_catalog));
    });
    connect(&m_layout, &LayoutRunner::found, this,
            [this](const layout::Placement &placement) { m_canvas->previewLayout(&placement); });
    m_actions["minimap"]->setChecked(Settings::showsMiniMap());
    m_canvas->setMiniMap(Settings::showsMiniMap());
    connect(m_actions["minimap"], &QAction::toggled, this, [this](bool isOn) {
        Settings::setMiniMap(isOn);
        m_canvas->setMiniMap(isOn);
    });
    connect(m_findings, &findings::FindingsView::previewRequested, m_canvas, &canvas::CanvasView::showPreview);
    connect(m_canvas, &canvas::CanvasView::previewing, this, [this](bool isOn) {
        // With large letters in a low window there is no room for both, and the bar says what becomes of the figures.
        constexpr int kLow = 190;
        QWidget *around = m_canvas->parentWidget();
        m_strip->setHidden(isOn && around->height() < theme::scaled(kLow));
        if (isOn)
            around->layout()->activate();
    });
    m_findings->setChoices(findings::Choices::fromText(Settings::findings()));
    connect(m_findings, &findings::FindingsView::choicesChanged, this,
            [](const findings::Choices &choices) { Settings::setFindings(choices.toText()); });
    const auto idsOf = [](const QStringList &texts) {
        std::vector<std::string> ids;
        for (const QString &text : texts)
            ids.push_back(text.toStdString());
        return ids;
    };
    connect(m_findings, &findings::FindingsView::elementsHovered, this,
            [this, idsOf](const QStringList &ids) { m_canvas->setHighlight(idsOf(ids)); });
    connect(m_findings, &findings::FindingsView::elementsRequested, this, [this, idsOf](const QStringList &ids) {
        m_canvas->showElements(idsOf(ids));
        m_canvas->setFocus();
    });
    on("same-size", [this] { m_canvas->equalizeSelection(); });
    on("to-front", [this] { m_canvas->bringSelection(true); });
    on("to-back", [this] { m_canvas->bringSelection(false); });
    on("lock", [this] { m_canvas->toggleLock(); });
    on("square-lines", [this] { m_canvas->toggleSquare(); });
    on("free-lines", [this] { m_canvas->freeSelectedLines(); });
    m_palette->setFavourites(Settings::kinds(kFavourites));
    m_palette->setRecent(Settings::kinds(kUsedLast));
    connect(m_palette, &palette::PaletteView::favouritesChanged, this,
            [](const QStringList &kinds) { Settings::setKinds(kFavourites, kinds); });
    connect(m_palette, &palette::PaletteView::recentChanged, this,
            [](const QStringList &kinds) { Settings::setKinds(kUsedLast, kinds); });
    connect(m_canvas, &canvas::CanvasView::kindUsed, m_palette, &palette::PaletteView::noteUse);
    for (const char *id : { "select-finding", "group", "ungroup", "tidy" })
        m_canvas->addAction(m_actions[id]); // for its context menu
    connect(&m_document, &Document::snapshotChanged, this, &MainWindow::enableArranging);
}

void MainWindow::enableArranging()
{
    std::size_t cards = 0;
    std::size_t lines = 0;
    for (const std::string &id : m_canvas->selection())
        (m_canvas->faces().findComponent(id) >= 0 ? cards : lines) += 1;
    for (const char *id : { "to-front", "to-back", "lock", "group", "ungroup", "collapse" })
        m_actions[id]->setEnabled(cards > 0);
    m_actions["tidy"]->setEnabled(cards > 1);
    m_actions["same-size"]->setEnabled(m_canvas->selectedPlaces() > 1);
    m_actions["select-finding"]->setEnabled(cards + lines > 0);
    for (const char *id : { "square-lines", "free-lines" })
        m_actions[id]->setEnabled(lines > 0);
    m_actions["lock"]->setChecked(m_canvas->isSelectionLocked());
    m_actions["square-lines"]->setChecked(m_canvas->isSelectionSquare());
}

} // namespace headroom::app

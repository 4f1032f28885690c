#include "views/canvas/canvas_view.h"
#include "views/canvas/preview.h"
#include "views/canvas/preview_bar.h"
#include "views/numbers/model_words.h"

#include <QPushButton>

// What an edit would do, shown before it is done.
namespace headroom::canvas {

void CanvasView::showPreview(const edits::Edit &edit, const QString &title, const QString &detail)
{
    dropPreview();
    if (!m_project)
        return;
    const auto after = edits::apply(*m_project, edit, m_scene.catalog());
    if (!after) {
        Q_EMIT refused(screen::modelWords(after.error()));
        return;
    }
    endTool(true);
    closeRename();
    m_previewed = edit;
    m_preview = std::make_unique<Preview>(m_scene, after.value()->stages[m_stage], m_report.get());
    m_viewBefore = m_viewport;
    const QRectF area = m_preview->changedArea();
    if (!area.isNull() && !m_viewport.toScene(QRectF(rect())).contains(area)) {
        const bool isTooLarge = area.width() * m_viewport.zoom > width() || area.height() * m_viewport.zoom > height();
        isTooLarge ? setViewport(fitting(m_preview->scene().bounds() | area, size())) : reveal(area);
    }
    if (!m_previewBar) {
        m_previewBar = new PreviewBar(this);
        connect(m_previewBar->applyButton(), &QPushButton::clicked, this, &CanvasView::applyPreview);
        connect(m_previewBar->cancelButton(), &QPushButton::clicked, this, &CanvasView::cancelPreview);
    }
    m_previewBar->setTheme(*m_theme);
    m_previewBar->say(title, detail);
    update();
}

void CanvasView::applyPreview()
{
    if (!m_preview)
        return;
    const edits::Edit edit = m_previewed;
    dropPreview();
    request(edit);
}

void CanvasView::cancelPreview()
{
    if (!m_preview)
        return;
    dropPreview();
    setViewport(m_viewBefore);
}

void CanvasView::dropPreview()
{
    if (!m_preview)
        return;
    m_preview.reset();
    if (m_previewBar) {
        if (m_previewBar->isAncestorOf(focusWidget()))
            setFocus(); // first: hiding what has the focus would step to the next card
        m_previewBar->hide();
    }
    update();
}

} // namespace headroom::canvas

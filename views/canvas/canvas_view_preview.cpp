#include "views/canvas/canvas_view.h"
#include "views/canvas/mini_map.h"
#include "views/canvas/preview.h"
#include "views/canvas/preview_bar.h"
#include "views/numbers/model_words.h"

#include <QPushButton>

// What an edit would do, shown before it is done.
namespace headroom::canvas {

namespace {

constexpr double kClear = 16; ///< pixels between the bar and what is looked at, and around that

} // namespace

void CanvasView::showPreview(const edits::Edit &edit, const QString &title, const QString &detail)
{
    cancelPreview(); // with it goes the zoom that made room for its bar
    if (!m_project)
        return;
    const auto after = edits::apply(*m_project, edit, m_scene.catalog());
    if (!after) {
        Q_EMIT refused(screen::modelWords(after.error()));
        return;
    }
    endTool(true);
    closeRename();
    Q_EMIT previewing(true);
    m_previewed = edit;
    m_preview = std::make_unique<Preview>(m_scene, after.value()->stages[m_stage], m_report.get());
    m_viewBefore = m_viewport;
    m_wasTouchedBefore = m_wasTouched;
    m_sizeBefore = size();
    m_miniMap->setScene(m_preview->scene()); // whose bounds may be others
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
    clearOfPreviewBar();
    refreshMiniMap();
    update();
}

/// Moves what is seen from under the bar, and shows it smaller where there is no other way.
void CanvasView::clearOfPreviewBar()
{
    const double top = m_previewBar->geometry().bottom() + kClear;
    const QRectF all = m_viewport.toWidget(m_preview->scene().bounds() | m_preview->changedArea());
    const bool isAllSeen = QRectF(rect()).contains(all);
    const QRectF kept
        = isAllSeen || m_preview->changedArea().isNull() ? all : m_viewport.toWidget(m_preview->changedArea());
    if (kept.top() >= top || (!isAllSeen && m_preview->changedArea().isNull()))
        return;
    const QSizeF room(width(), height() - top);
    if (isAllSeen && all.height() + kClear > room.height()) {
        Viewport below = fitting(m_viewport.toScene(all), room, kClear);
        below.origin.ry() -= top / below.zoom;
        return setViewport(below);
    }
    const double down = std::min(top - kept.top(), std::max(0.0, height() - kClear - kept.bottom()));
    setViewport({ wholePixels(m_viewport.origin - QPointF(0, down) / m_viewport.zoom), m_viewport.zoom });
}

void CanvasView::applyPreview()
{
    if (!m_preview)
        return;
    const edits::Edit edit = m_previewed;
    const QRectF changed = m_preview->changedArea();
    const bool wasSeenBefore = changed.isNull() || m_viewBefore.toScene(QRectF(rect())).contains(changed);
    dropPreview();
    if (wasSeenBefore) // it was moved for the bar and the ghosts
        seeAsBefore();
    request(edit);
}

void CanvasView::cancelPreview()
{
    if (!m_preview)
        return;
    dropPreview();
    seeAsBefore();
}

/// Where nobody had chosen what is in sight, all stays in sight whatever size the canvas gets now.
void CanvasView::seeAsBefore()
{
    m_wasTouched = m_wasTouchedBefore;
    if (m_wasTouched || size() == m_sizeBefore)
        setViewport(m_viewBefore);
    else
        fitAll(); // what made room for the preview has it back
}

void CanvasView::dropPreview()
{
    if (!m_preview)
        return;
    m_miniMap->setScene(m_scene);
    m_preview.reset();
    refreshMiniMap();
    if (m_previewBar) {
        if (m_previewBar->isAncestorOf(focusWidget()))
            setFocus(); // first: hiding what has the focus would step to the next card
        m_previewBar->hide();
    }
    Q_EMIT previewing(false);
    update();
}

} // namespace headroom::canvas

#include "views/canvas/canvas_view.h"

#include "views/canvas/canvas_accessible.h"
#include "views/canvas/copied_cards.h"
#include "views/canvas/mini_map.h"
#include "views/canvas/preview.h"
#include "views/canvas/preview_bar.h"
#include "views/canvas/rename_box.h"
#include "views/canvas/two_fingers.h"
#include "views/canvas/whole_fit.h"
#include "views/theme/letters.h"

#include <algorithm>
#include <unordered_set>

namespace headroom::canvas {

namespace {

constexpr int kSettleAfter = 120; ///< ms
constexpr int kEdgeStep = 25;     ///< ms between two steps of what is held beyond an edge
constexpr int kSlideTime = 200;   ///< ms
constexpr int kFlowFrame = 33;    ///< ms

} // namespace

CanvasView::CanvasView(const catalog::Catalog &catalog, QWidget *parent)
    : QWidget(parent)
    , m_scene(catalog)
{
    installCanvasAccessibility();
    m_miniMap = new MiniMap(m_scene, this);
    connect(m_miniMap, &MiniMap::centerRequested, this,
            [this](QPointF center) { moveViewport(center - QPointF(width(), height()) / (2 * m_viewport.zoom)); });
    connect(m_miniMap, &MiniMap::zoomRequested, this, [this](QPointF fixed, double turn) {
        zoomAt(m_viewport.toWidget(fixed), m_viewport.zoom * zoomOfTurn(turn));
    });
    setTheme(theme::Theme::light());
    setMouseTracking(true);
    setFocusPolicy(Qt::StrongFocus);
    setAcceptDrops(true);
    grabGesture(Qt::PinchGesture);
    setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Canvas"));
    setAccessibleDescription(
        tr("The components of this stage and their connections. Tab steps through the components."));
    m_settleTimer.setSingleShot(true);
    m_settleTimer.setInterval(kSettleAfter);
    connect(&m_settleTimer, &QTimer::timeout, this, &CanvasView::settle);
    m_sharpenTimer.setSingleShot(true);
    connect(&m_sharpenTimer, &QTimer::timeout, this, &CanvasView::sharpen);
    m_edgeTimer.setInterval(kEdgeStep);
    connect(&m_edgeTimer, &QTimer::timeout, this, &CanvasView::followBeyondEdge);
    m_flowTimer.setInterval(kFlowFrame);
    connect(&m_flowTimer, &QTimer::timeout, this, [this] {
        if (m_flow.painted() > 0) // else there is nothing to see until something else is painted
            update();
    });
    m_slideClock.setStartValue(0.0);
    m_slideClock.setEndValue(1.0);
    m_slideClock.setDuration(kSlideTime);
    m_slideClock.setEasingCurve(QEasingCurve::OutCubic);
    connect(&m_slideClock, &QVariantAnimation::valueChanged, this, [this](const QVariant &value) {
        m_slide.setProgress(value.toDouble());
        update();
    });
    connect(&m_slideClock, &QVariantAnimation::finished, this, [this] {
        m_slide.stop();
        m_backdrop.forget();
        update();
    });
}

CanvasView::~CanvasView()
{
    if (m_copied)
        m_copied->drawNow();
}

void CanvasView::setTheme(const theme::Theme &theme)
{
    m_theme = &theme;
    m_painter.setTheme(theme);
    m_flow.setTheme(theme);
    m_miniMap->setTheme(theme);
    if (m_previewBar)
        m_previewBar->setTheme(theme);
    m_backdrop.forget();
    update();
}

void CanvasView::setSnapshot(project::Snapshot snapshot, std::size_t stage)
{
    if (!snapshot || stage >= snapshot->stages.size())
        return;
    const bool isFirst = !m_project;
    const bool isOtherStage = !isFirst && stage != m_stage;
    const bool isSame = !isFirst && !isOtherStage && snapshot->stages[stage] == m_scene.stage();
    const bool isRenamed = !isSame && m_rename;
    const edits::RenameElement named = isRenamed
        ? edits::RenameElement { m_stage, m_rename->id(), m_rename->text().simplified().toStdString() }
        : edits::RenameElement {};
    m_project = std::move(snapshot);
    m_stage = stage;
    if (isSame)
        return;
    endTool(true);
    closeRename();
    dropPreview();
    m_hovered = -1;
    m_slideClock.stop();
    if (m_slide.isRunning())
        m_backdrop.forget();
    m_slide.stop();
    const bool wasEmpty = m_scene.components().empty();
    if (isOtherStage && m_hasMotion && isVisible())
        m_slide.start(m_scene, m_viewport);
    m_scene.setStage(m_project->stages[m_stage]);
    const bool isReportOfOther = m_report && m_report->stageIndex != m_stage;
    if (isReportOfOther)
        m_report.reset();
    if (isReportOfOther || m_scene.isBare())
        m_scene.setReport(m_report.get());
    takeDamage();

    const bool isAnother = m_scene.isAnother();
    if (isAnother)
        m_wasTouched = false;
    if (isFirst || isAnother || ((isOtherStage || wasEmpty) && !m_wasTouched))
        setViewport(m_scene.components().empty() ? Viewport() : wholeFit(m_scene.bounds(), size()));
    startSlide();
    const std::vector<std::string> selectionBefore = m_selection;
    const auto isThere
        = [this](const std::string &id) { return m_scene.findComponent(id) >= 0 || m_scene.findConnection(id) >= 0; };
    if (!m_selectWhenThere.empty() && std::all_of(m_selectWhenThere.begin(), m_selectWhenThere.end(), isThere))
        m_selection = std::exchange(m_selectWhenThere, {});
    indexSelection();
    if (m_selection != selectionBefore) {
        m_backdrop.forget();
        Q_EMIT selectionChanged();
    }
    refreshMiniMap();
    update();
    Q_EMIT stageShown();
    if (isRenamed && !isAnother)
        nameAsTyped(named);
}

/// Has what the scene shows otherwise painted anew. @param mayWait  too much for a frame may be seen as it was meanwhile.
void CanvasView::takeDamage(bool mayWait)
{
    const Damage damage = m_scene.takeDamage();
    if (mayWait && isVisible() && m_painter.isMuch(m_scene, sceneryFor(QRectF(rect()))))
        m_backdrop.outdate(damage);
    else
        m_backdrop.forget(damage);
    if (damage.isAll(0) || !damage.areas(0).empty())
        m_miniMap->renew();
}

void CanvasView::startSlide()
{
    if (m_slide.aim(m_scene, m_viewport)) {
        m_slide.setProgress(0);
        m_slideClock.start();
    }
}

void CanvasView::setReport(std::shared_ptr<const analysis::Report> report)
{
    if (report && report->stageIndex != m_stage)
        return;
    m_report = std::move(report);
    m_scene.setReport(m_report.get());
    takeDamage(true);
    update();
}

void CanvasView::setSelection(const std::vector<std::string> &ids)
{
    const Damage ringsBefore = damageOf(m_selectedComponents, m_selectedConnections);
    const std::vector<std::string> before = std::exchange(m_selection, ids);
    indexSelection();
    if (m_selection == before)
        return;
    m_nudgeGesture = 0;
    m_backdrop.forget(ringsBefore);
    m_backdrop.forget(damageOf(m_selectedComponents, m_selectedConnections));
    update();
    Q_EMIT selectionChanged();
}

void CanvasView::indexSelection()
{
    m_selectedComponents.clear();
    m_selectedConnections.clear();
    std::vector<std::string> kept;
    std::unordered_set<std::string_view> seen;
    for (const std::string &id : m_selection) {
        const int component = m_scene.findComponent(id);
        const int connection = component < 0 ? m_scene.findConnection(id) : -1;
        if ((component < 0 && connection < 0) || !seen.insert(id).second)
            continue;
        if (component >= 0)
            m_selectedComponents.push_back(component);
        else
            m_selectedConnections.push_back(connection);
        kept.push_back(id);
    }
    seen.clear();
    m_selection = std::move(kept);
    std::sort(m_selectedComponents.begin(), m_selectedComponents.end());
    std::sort(m_selectedConnections.begin(), m_selectedConnections.end());
    m_ringed.clear();
    for (const int index : m_selectedComponents)
        m_ringed.push_back(m_scene.shownAs(index));
    std::sort(m_ringed.begin(), m_ringed.end());
    m_ringed.erase(std::unique(m_ringed.begin(), m_ringed.end()), m_ringed.end());
}

bool CanvasView::isSelected(int component) const
{
    return std::binary_search(m_selectedComponents.begin(), m_selectedComponents.end(), component);
}

void CanvasView::selectAll()
{
    std::vector<std::string> ids;
    ids.reserve(m_scene.components().size());
    for (const ComponentFace &face : m_scene.components())
        if (!face.isHidden)
            ids.push_back(face.id);
    setSelection(ids);
}

void CanvasView::showElement(const std::string &id)
{
    const int component = m_scene.findComponent(id);
    const int connection = m_scene.findConnection(id);
    if (component < 0 && connection < 0)
        return;
    setSelection({ id });
    reveal(component >= 0 ? m_scene.component(m_scene.shownAs(component)).rect : m_scene.connection(connection).bounds);
}

QRectF CanvasView::cardRect(const std::string &id) const
{
    const int index = m_scene.findComponent(id);
    return index < 0 ? QRectF() : m_viewport.toWidget(m_scene.component(index).rect);
}

QSize CanvasView::minimumSizeHint() const
{
    return { 240, theme::letterScale() > 1 ? 72 : 180 }; // large letters need the room elsewhere
}

QPointF CanvasView::handlePoint(const std::string &id) const
{
    const QRectF card = cardRect(id);
    return card.isNull() ? QPointF() : QPointF(card.right(), card.center().y());
}

QRectF CanvasView::connectionRect(const std::string &id) const
{
    const int index = m_scene.findConnection(id);
    return index < 0 ? QRectF() : m_viewport.toWidget(m_scene.connection(index).bounds);
}

} // namespace headroom::canvas

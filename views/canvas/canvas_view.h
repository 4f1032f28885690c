#pragma once

#include "model/analysis/report.h"
#include "model/catalog/catalog.h"
#include "model/edits/arrange.h"
#include "model/edits/edit.h"
#include "model/layout/diagram.h"
#include "model/project/project.h"
#include "views/canvas/backdrop.h"
#include "views/canvas/badges.h"
#include "views/canvas/flow_dots.h"
#include "views/canvas/line_handles.h"
#include "views/canvas/scene.h"
#include "views/canvas/scene_painter.h"
#include "views/canvas/slide.h"
#include "views/canvas/tools/tool.h"
#include "views/theme/theme.h"

#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>
#include <QVariantAnimation>
#include <QWidget>

#include <memory>
#include <optional>
#include <string>
#include <vector>

class QContextMenuEvent;
class QGestureEvent;
class QNativeGestureEvent;

namespace headroom::canvas {

class CopiedCards;
class MiniMap;
class Preview;
class PreviewBar;
class RenameBox;

/// Shows one stage as a diagram and turns gestures into edits; it changes nothing itself.
class CanvasView : public QWidget, private ToolHost {
    Q_OBJECT
public:
    /// @param catalog  must outlive the view.
    explicit CanvasView(const catalog::Catalog &catalog, QWidget *parent = nullptr);
    ~CanvasView() override;

    /// Shows that stage; ids that still exist stay selected. Cards slide when the stage is another one than before.
    void setSnapshot(project::Snapshot snapshot, std::size_t stage);
    /// Puts the numbers of a report on the cards; ignored when it is for another stage. May come later than the snapshot.
    void setReport(std::shared_ptr<const analysis::Report> report);
    void setTheme(const theme::Theme &theme);

    [[nodiscard]] std::vector<std::string> selection() const { return m_selection; }
    /// Selects components and connections; ids that the stage lacks are left out.
    void setSelection(const std::vector<std::string> &ids);
    /// Selects an element and scrolls until it is in sight.
    void showElement(const std::string &id);

    void fitAll();       ///< everything in sight, at most at 100 %
    void fitSelection(); ///< as fitAll() when nothing is selected
    [[nodiscard]] QSize minimumSizeHint() const override;
    void resetZoom(); ///< 100 %, keeping the center
    void zoomBy(double factor);
    [[nodiscard]] double zoom() const { return m_viewport.zoom; }

    /// Adds a component at a free spot near the center of the view.
    void addKind(const QString &kindId);
    /// Adds a component beside the selected card and joins the two where one calls the other; else as addKind().
    void addBeside(const QString &kindId);
    /// Connects each selected card to that component, in one step; without a mouse it is asked for by name.
    void connectSelectionTo(const std::string &id);
    void deleteSelection();
    /// Puts the selection on the clipboard: as a design of ours, as text, and as a picture.
    void copySelection();
    void cutSelection();
    /// Adds what the clipboard holds: at the pointer when it is over the canvas, where the context menu was asked for when
    /// that is open, else beside where it was copied from.
    void paste();
    void duplicateSelection();
    /// Whether the clipboard may hold a design; asks for no contents, which another program may be slow to give.
    [[nodiscard]] static bool canPaste();
    void arrangeSelection(edits::Arrangement arrangement);
    void selectSameKind();
    /// Adds what is named by the rules that name something selected.
    void selectSameFinding();
    /// Gives the selected places the size of the one chosen first.
    void equalizeSelection();
    void bringSelection(bool toFront);
    /// Locks the selected components, or unlocks them when all are locked.
    void toggleLock();
    /// Leads the selected connections along the axes, or smoothly again when all are square.
    void toggleSquare();
    /// Gives up the waypoints of the selected connections.
    void freeSelectedLines();
    [[nodiscard]] bool isSelectionSquare() const; ///< every selected connection is
    [[nodiscard]] bool isSelectionLocked() const; ///< every selected component is
    [[nodiscard]] std::ptrdiff_t selectedPlaces() const;
    void renameSelected();
    /// Keeps the name that is being typed, if one is.
    void commitTyping();
    void selectAll();
    /// Whether cards slide when the stage changes.
    void setMotion(bool isOn);
    /// Whether dots run along the lines, which they do only while there is motion.
    void setFlow(bool isOn);
    /// Dots that were painted last. For tests.
    [[nodiscard]] int flowingDots() const { return m_flow.painted(); }
    void setGridVisible(bool isVisible);

    /// Shows what the edit would make of the stage; it is asked for when the user agrees. Another snapshot ends it.
    /// @param detail  what it would change besides; may be empty.
    void showPreview(const edits::Edit &edit, const QString &title, const QString &detail);
    void applyPreview();
    void cancelPreview();
    [[nodiscard]] bool hasPreview() const { return m_preview != nullptr; }
    [[nodiscard]] PreviewBar *previewBar() const { return m_previewBar; } ///< null before the first preview

    /// Draws attention to elements without selecting them; none: no longer.
    void setHighlight(const std::vector<std::string> &ids);
    /// Selects the elements and brings all of them into sight.
    void showElements(const std::vector<std::string> &ids);
    /// Says on cards and lines what is not the same as in another stage; none: no longer.
    void setBadges(std::vector<Badge> badges);
    [[nodiscard]] const std::vector<Badge> &badges() const { return m_badges; }
    void setMiniMap(bool isWanted);
    [[nodiscard]] MiniMap *miniMap() const { return m_miniMap; }

    /// Puts the selected components into a subsystem of their own.
    void groupSelection();
    /// Takes the selected subsystems away and leaves what is in them.
    void ungroupSelection();
    /// Collapses the selected places, or opens them when all are collapsed.
    void toggleCollapsed();
    /// Collapses a place or opens it, as the button at its name or on its card does; nothing for what is no place.
    void togglePlace(int component);
    /// Previews the stage laid out anew. @param placement  null: as layoutOf() does it.
    void previewLayout(const layout::Placement *placement = nullptr);
    /// Lays out what is selected around where it is.
    void tidySelection();

    /// Where things are, in widget pixels; null when the stage does not have them.
    [[nodiscard]] QRectF cardRect(const std::string &id) const;
    [[nodiscard]] QPointF handlePoint(const std::string &id) const; ///< on the right edge
    [[nodiscard]] QRectF connectionRect(const std::string &id) const;
    [[nodiscard]] QPointF toScene(QPointF widget) const { return m_viewport.toScene(widget); }

    /// Faces of the stage, for accessibility.
    [[nodiscard]] const Scene &faces() const { return m_scene; }
    [[nodiscard]] bool isSelected(int component) const;
    /// Whether it is at rest, and all that is in sight is painted with nothing left out and with the last numbers.
    [[nodiscard]] bool isSharp() const;

Q_SIGNALS:
    void editRequested(const headroom::edits::Edit &edit);
    void selectionChanged();
    /// Enter on what is selected: it is to be changed in the inspector.
    void inspectionRequested();
    /// A component of that kind is being added.
    void kindUsed(const QString &kindId);
    /// Why what was asked for is not done, in a sentence.
    void refused(const QString &why);
    /// What an edit does besides what was asked for, in a sentence.
    void remarked(const QString &what);
    void zoomChanged(double zoom);
    /// Another stage, or another version of it, is shown.
    void stageShown();
    /// An edit is about to be shown before it is done, or is no more; whoever makes room for that does it at once.
    void previewing(bool isOn);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void keyReleaseEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragMoveEvent(QDragMoveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    [[nodiscard]] static QString titleOf(edits::Arrangement arrangement); ///< of the step
    void refuseToMove(const QString &locked);
    /// Removes them, unless one is locked.
    void remove(std::vector<int> components, const std::vector<int> &connections);
    /// Why a card that stands in a collapsed place is not moved or renamed on the canvas.
    void refuseHidden(int component);
    [[nodiscard]] QString changeOfPlaces(const std::vector<edits::Move> &moves) const;
    [[nodiscard]] const Scene &scene() const override { return m_scene; }
    [[nodiscard]] const project::Project &project() const override { return *m_project; }
    [[nodiscard]] std::size_t stageIndex() const override { return m_stage; }
    [[nodiscard]] const Viewport &viewport() const override { return m_viewport; }
    [[nodiscard]] const theme::Theme &theme() const override { return *m_theme; }
    [[nodiscard]] std::vector<std::string> selectedIds() const override { return m_selection; }
    [[nodiscard]] Qt::KeyboardModifiers modifiers() const override { return m_modifiers; }
    [[nodiscard]] QRectF sight() const override { return m_viewport.toScene(QRectF(rect())); }
    [[nodiscard]] QRectF selectedArea() const; ///< of all that is selected, as it is shown; null: nothing
    void moveViewport(QPointF origin) override;
    void select(const std::vector<std::string> &ids) override { setSelection(ids); }
    void request(const edits::Edit &edit) override;
    void lift(std::vector<int> components) override;
    void paintGhosts(QPainter &painter, const std::vector<int> &components, QPointF offset) override;
    void paintPreview(QPainter &painter, const QPolygonF &route) override;
    int newGesture() override { return ++m_gesture; }
    void offerKinds(int from, QPointF point) override;
    void refresh() override;
    void remark(const QString &what) override { Q_EMIT remarked(what); }

    void setViewport(const Viewport &viewport);
    [[nodiscard]] QPointF wholePixels(QPointF origin) const;
    void zoomAt(QPointF position, double zoom);
    /// Two fingers on a touchpad. @return whether it means something here.
    bool takeNativeGesture(const QNativeGestureEvent &event);
    /// Two fingers on a touch screen. @return whether it means something here.
    bool takePinch(QGestureEvent &event);
    void clearOfPreviewBar();
    void seeAsBefore();
    /// How far what is dragged beyond an edge takes the canvas along, in widget pixels a step; null: it does not.
    [[nodiscard]] QPointF pullOfEdge() const;
    void followBeyondEdge();
    void reveal(const QRectF &area);
    void shiftInto(const QRectF &inside, const QRectF &shown);
    void beMoving();
    void settle();
    void indexSelection();
    void takeDamage(bool mayWait = false);
    /// What looks different when these are selected, dragged, or neither any more.
    [[nodiscard]] Damage damageOf(const std::vector<int> &components, const std::vector<int> &connections) const;
    [[nodiscard]] bool isMoving() const { return m_isInMotion || m_slide.isRunning(); }
    void startSlide();
    void runFlow();
    void paintFlow(QPainter &painter, const QRectF &visible);

    [[nodiscard]] Backdrop::Paint backdropPaint(bool mayBeRough);
    void sharpen();
    [[nodiscard]] Scenery sceneryFor(const QRectF &visible) const;
    void paintOverlays(QPainter &painter);
    void paintSelection(QPainter &painter) const;
    void paintHandles(QPainter &painter) const;
    void paintHint(QPainter &painter) const;

    [[nodiscard]] static QPolygonF handlesOf(const ComponentFace &face, const QRectF &card);
    [[nodiscard]] int handleAt(QPointF position) const; ///< component whose edge handle is there; −1: none
    [[nodiscard]] int frameAt(QPointF position) const;  ///< place whose frame or name is there; −1: none
    /// The one selected connection, unless a gesture or another selection is on; −1: none.
    [[nodiscard]] int editedLine() const;
    /// Handles of the edited line: its ends, its waypoints, and the middles between, in widget pixels.
    [[nodiscard]] LineHandles lineHandles(int connection) const;
    [[nodiscard]] std::unique_ptr<Tool> lineToolAt(QPointF position);
    bool doubleClickWaypoint(QPointF position);
    void paintLineHandles(QPainter &painter) const;
    [[nodiscard]] int togglerAt(QPointF position) const; ///< place whose button is there; −1: none
    [[nodiscard]] int cornerAt(QPointF position) const;  ///< corner of the one selected place; −1: none
    [[nodiscard]] std::unique_ptr<Tool> toolFor(const QMouseEvent &event);
    void endTool(bool isCanceled);
    void selectForMenu(QPointF position);
    [[nodiscard]] bool openMenu(QContextMenuEvent &asked);
    void pointAt(std::optional<QPointF> position);
    void updateHover(QPointF position);
    void showToolTip(QPointF position, const QPoint &global);
    [[nodiscard]] QString toolTipOf(int component) const;
    bool handleEditKey(const QKeyEvent &event);
    bool handleWalkKey(const QKeyEvent &event);
    void takeModifiers(Qt::KeyboardModifiers modifiers);
    [[nodiscard]] std::vector<std::string> selectedCards() const;
    [[nodiscard]] int selectedCount() const; ///< components
    void stateOfSelection(const char *parameter, const std::optional<project::Value> &value, const QString &title);
    void nudge(QPointF step);
    void stepSelection(bool forward);

    void addAt(const QString &kindId, QPointF center);
    /// @param calls  the new one calls the present one; else it is called.
    void addConnected(int present, const catalog::Kind &kind, QPointF center, bool calls = false);
    void putDown(const project::Stage &copies, QPointF offset, const QString &verb);
    void dropPreview();
    void paintHighlight(QPainter &painter) const;
    void refreshMiniMap();
    void openRename(const std::string &id);
    void closeRename();
    void finishRename(const std::string &id, const QString &name);
    void nameAsTyped(const edits::RenameElement &named);

    Scene m_scene;
    ScenePainter m_painter;
    project::Snapshot m_project;
    std::size_t m_stage = 0;
    std::shared_ptr<const analysis::Report> m_report;
    const theme::Theme *m_theme = nullptr;
    Viewport m_viewport;

    std::vector<std::string> m_selection;
    std::vector<int> m_selectedComponents;      ///< sorted
    std::vector<int> m_selectedConnections;     ///< sorted
    std::vector<int> m_ringed;                  ///< cards that show the selected components, sorted
    std::vector<std::string> m_selectWhenThere; ///< ids of what was asked for and comes with the next snapshot

    std::unique_ptr<Tool> m_tool;
    std::vector<int> m_lifted;
    Backdrop m_backdrop; ///< everything but what is lifted
    int m_hovered = -1;
    int m_gesture = 0;
    int m_nudgeGesture = 0;
    QPointer<CopiedCards> m_copied; ///< what of this canvas is on the clipboard
    int m_pastes = 0;               ///< of the same clipboard, each a little further away
    Qt::KeyboardModifiers m_modifiers;
    QPointF m_pointer;                ///< where the present tool was last dragged to
    std::optional<QPointF> m_pointed; ///< where the mouse points at, or pointed at as the open menu was asked for
    bool m_isMenuOpen = false;
    bool m_isSpaceDown = false;
    bool m_isInMotion = false;
    bool m_hasMotion = true;
    bool m_showsGrid = true;
    bool m_showsFlow = false;
    bool m_wasTouched = false; ///< the user chose what is in sight
    QTimer m_settleTimer;
    QTimer m_sharpenTimer;
    QTimer m_edgeTimer; ///< runs while something is held beyond an edge
    Slide m_slide;
    FlowDots m_flow;
    QTimer m_flowTimer;
    QElapsedTimer m_flowClock;
    QVariantAnimation m_slideClock;
    RenameBox *m_rename = nullptr;
    std::unique_ptr<Preview> m_preview;
    PreviewBar *m_previewBar = nullptr;
    edits::Edit m_previewed;
    Viewport m_viewBefore;
    bool m_wasTouchedBefore = false;
    QSize m_sizeBefore;
    std::vector<std::string> m_highlight;
    std::vector<Badge> m_badges;
    MiniMap *m_miniMap = nullptr;
    bool m_wantsMiniMap = true;
};

} // namespace headroom::canvas

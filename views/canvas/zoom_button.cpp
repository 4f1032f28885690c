#include "views/canvas/zoom_button.h"

#include "views/canvas/canvas_view.h"
#include "views/theme/letters.h"

#include <QEvent>
#include <QLocale>
#include <QMenu>

namespace headroom::canvas {

namespace {

constexpr int kButtonMargin = 6; ///< less than what stays free around a stage that is seen as a whole
constexpr int kLeastHeights = 4; ///< times its own height
constexpr int kLetters = 11;

} // namespace

ZoomButton::ZoomButton(CanvasView &canvas, const QList<QAction *> &choices)
    : QToolButton(&canvas)
{
    setObjectName(QStringLiteral("zoom"));
    setProperty("pill", true);
    setCursor(Qt::ArrowCursor);
    setFocusPolicy(Qt::TabFocus);
    setPopupMode(QToolButton::InstantPopup);
    setToolTip(tr("How near the design is seen; click for other distances"));
    setFont(theme::Theme::font(kLetters));
    auto *menu = new QMenu(this);
    for (QAction *each : choices)
        if (each)
            menu->addAction(each);
        else
            menu->addSeparator();
    setMenu(menu);
    connect(&canvas, &CanvasView::zoomChanged, this, &ZoomButton::tell);
    tell(canvas.zoom());
    canvas.installEventFilter(this);
}

void ZoomButton::tell(double zoom)
{
    const double percent = zoom * 100;
    const QString number = QLocale().toString(percent, 'f', percent < 9.95 ? 1 : 0);
    setText(tr("%1 %").arg(number));
    setAccessibleName(tr("Zoom: %1 %").arg(number));
    settle();
}

void ZoomButton::settle()
{
    setMinimumWidth(fontMetrics().horizontalAdvance(QStringLiteral("000 %"))
                    + 20); // it keeps its place while one zooms
    adjustSize();
    move(kButtonMargin, parentWidget()->height() - height() - kButtonMargin);
    setVisible(parentWidget()->height() >= kLeastHeights * height());
}

void ZoomButton::changeEvent(QEvent *event)
{
    QToolButton::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        settle();
}

bool ZoomButton::eventFilter(QObject *object, QEvent *event)
{
    if (object == parentWidget() && event->type() == QEvent::Resize)
        settle();
    return QToolButton::eventFilter(object, event);
}

} // namespace headroom::canvas

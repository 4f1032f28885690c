#include "views/docks/float_edge.h"

#include <QDockWidget>
#include <QEvent>
#include <QPainter>

namespace headroom::docks {

FloatEdge::FloatEdge(QDockWidget &dock)
    : QWidget(&dock)
    , m_dock(dock)
{
    setAttribute(Qt::WA_TransparentForMouseEvents);
    dock.installEventFilter(this);
    connect(&dock, &QDockWidget::topLevelChanged, this, &FloatEdge::follow);
    follow();
}

void FloatEdge::setColor(const QColor &color)
{
    m_color = color;
    update();
}

void FloatEdge::follow()
{
    setGeometry(m_dock.rect());
    setMask(QRegion(rect()) - rect().adjusted(1, 1, -1, -1)); // what is inside is painted as if there were no edge
    setVisible(m_dock.isFloating());
    raise();
}

bool FloatEdge::eventFilter(QObject *dock, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::Show)
        follow();
    return QWidget::eventFilter(dock, event);
}

void FloatEdge::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_color);
}

} // namespace headroom::docks

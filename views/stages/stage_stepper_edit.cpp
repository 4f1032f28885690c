#include "views/canvas/rename_box.h"
#include "views/stages/range_box.h"
#include "views/stages/stage_stepper.h"

#include <QContextMenuEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolButton>

#include <algorithm>
#include <utility>

// What changes the row of stages: keys, menu, names and ranges.
namespace headroom::stages {

namespace {

constexpr int kMenuSide = 24;
constexpr int kLeastNameWidth = 150;

} // namespace

void StageStepper::placeMenuButton()
{
    m_menu->setGeometry(width() - kMenuSide, 6, kMenuSide, kMenuSide);
}

void StageStepper::resizeEvent(QResizeEvent *)
{
    placeMenuButton();
    endRename();
}

void StageStepper::keyPressEvent(QKeyEvent *event)
{
    const bool isMove = event->modifiers() & Qt::ControlModifier;
    switch (event->key()) {
    case Qt::Key_Left:
        return isMove ? requestMove(-1) : request(m_current - 1);
    case Qt::Key_Right:
        return isMove ? requestMove(1) : request(m_current + 1);
    case Qt::Key_PageUp:
        return request(m_current - 1);
    case Qt::Key_PageDown:
        return request(m_current + 1);
    case Qt::Key_Home:
        return request(0);
    case Qt::Key_End:
        return request(static_cast<int>(m_stages.size()) - 1);
    case Qt::Key_F2:
        return beginRename();
    case Qt::Key_Delete:
        Q_EMIT removalRequested(m_current);
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void StageStepper::requestMove(int by)
{
    const int to = m_current + by;
    if (to >= 0 && to < static_cast<int>(m_stages.size()))
        Q_EMIT moveRequested(m_current, to);
}

void StageStepper::contextMenuEvent(QContextMenuEvent *event)
{
    if (event->reason() == QContextMenuEvent::Mouse)
        request(stopAt(event->pos())); // the menu is about the stage that it was asked for at
    const bool isByMouse = event->reason() == QContextMenuEvent::Mouse;
    Q_EMIT menuRequested(isByMouse ? event->globalPos() : mapToGlobal(stopPoint(m_current).toPoint()));
    event->accept();
}

void StageStepper::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && stopAt(event->position()) == m_current)
        beginRename();
}

void StageStepper::beginRename()
{
    endRename();
    if (m_stages.empty())
        return;
    const int index = m_current;
    m_rename = new canvas::RenameBox({}, QString::fromStdString(m_stages[static_cast<std::size_t>(index)].name), this);
    m_rename->setAccessibleName(tr("Name of the stage"));
    const QRectF label = labelRect(index);
    const int room = std::min(width(), std::max(kLeastNameWidth, qRound(label.width())));
    const int left = std::clamp(qRound(label.center().x()) - room / 2, 0, width() - room);
    const int high = std::min(height(), m_rename->sizeHint().height());
    m_rename->setGeometry(left, height() - high, room, high);
    connect(m_rename, &canvas::RenameBox::finished, this, [this, index](const std::string &, const QString &name) {
        const bool hadFocus = m_rename && m_rename->hasFocus();
        endRename();
        if (hadFocus)
            setFocus();
        if (!name.isEmpty() && index < static_cast<int>(m_stages.size())
            && name.toStdString() != m_stages[static_cast<std::size_t>(index)].name)
            Q_EMIT renamed(index, name);
    });
    m_rename->show();
    m_rename->setFocus();
}

void StageStepper::endRename()
{
    if (!m_rename)
        return;
    canvas::RenameBox *box = std::exchange(m_rename, nullptr);
    box->disconnect(this);
    box->hide();
    box->deleteLater();
}

void StageStepper::beginRange()
{
    if (m_stages.empty())
        return;
    if (!m_range) {
        m_range = new RangeBox(this);
        connect(m_range, &RangeBox::accepted, this, &StageStepper::rangeChanged);
    }
    const analysis::StageSummary &stage = m_stages[static_cast<std::size_t>(m_current)];
    m_range->open(m_current, QString::fromStdString(stage.name), stage.from, stage.to,
                  mapToGlobal(QPoint(qRound(stopPoint(m_current).x()), height())));
}

} // namespace headroom::stages

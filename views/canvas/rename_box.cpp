#include "views/canvas/rename_box.h"

#include <QKeyEvent>

namespace headroom::canvas {

namespace {

constexpr int kMostLetters = 200;

} // namespace

RenameBox::RenameBox(std::string id, const QString &name, QWidget *parent)
    : QLineEdit(name, parent)
    , m_id(std::move(id))
    , m_before(name)
{
    setMaxLength(kMostLetters);
    setAccessibleName(tr("Name"));
    selectAll();
    connect(this, &QLineEdit::editingFinished, this, &RenameBox::commit);
}

void RenameBox::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        finish(m_before);
    else
        QLineEdit::keyPressEvent(event);
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        event->accept(); // the canvas behind would take it, too
}

void RenameBox::finish(const QString &name)
{
    if (std::exchange(m_isFinished, true))
        return;
    Q_EMIT finished(m_id, name);
}

} // namespace headroom::canvas

#pragma once

#include <QColor>
#include <QWidget>

class QDockWidget;

namespace headroom::docks {

/// The edge of a panel that floats, without which it would run into what lies below it: around a title of one's own
/// QDockWidget draws none.
class FloatEdge final : public QWidget {
public:
    explicit FloatEdge(QDockWidget &dock);
    void setColor(const QColor &color);

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *dock, QEvent *event) override;

private:
    void follow();

    QDockWidget &m_dock;
    QColor m_color;
};

} // namespace headroom::docks

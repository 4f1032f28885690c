#pragma once

#include <QScrollArea>

namespace headroom::docks {

/// Lets a panel be smaller than what is in it, which fills the panel as long as it can and scrolls from its least size on.
/// A resizable QScrollArea would scroll from the preferred height on where a text in it wraps.
class RoomyArea final : public QScrollArea {
public:
    explicit RoomyArea(QWidget *content, QWidget *parent = nullptr);
    [[nodiscard]] QSize minimumSizeHint() const override;
    [[nodiscard]] QSize sizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void fit();
};

} // namespace headroom::docks

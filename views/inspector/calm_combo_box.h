#pragma once

#include <QComboBox>

namespace headroom::inspector {

/// A choice that does not change because the panel is scrolled over it, and ends in "…" where its text has no room.
class CalmComboBox final : public QComboBox {
    Q_OBJECT

public:
    using QComboBox::QComboBox;

    /// Of an item: what is shown of it while the list is closed, where that is less than stands in the list.
    static constexpr int kClosed = Qt::UserRole + 1;

    /// Some letters are enough: a long text in a list makes no panel wider.
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void wheelEvent(QWheelEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
};

} // namespace headroom::inspector

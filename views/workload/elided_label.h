#pragma once

#include <QLabel>

namespace headroom::workload_views {

/// A label of one line that ends in "…" where there is no room for all of it.
class ElidedLabel final : public QLabel {
public:
    ElidedLabel(const QString &text, QWidget *parent);
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace headroom::workload_views

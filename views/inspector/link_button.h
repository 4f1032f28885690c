#pragma once

#include "views/theme/theme.h"

#include <QPushButton>

namespace headroom::inspector {

/// A button with its caption at the left and what it leads to, elided, at the right.
class LinkButton final : public QPushButton {
public:
    LinkButton(const QString &caption, QWidget *parent);
    void setDetail(const QString &detail);
    void setTheme(const theme::Theme &theme);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_caption;
    QString m_detail;
    QColor m_ink;
};

} // namespace headroom::inspector

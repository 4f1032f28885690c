#pragma once

#include <QPushButton>

namespace headroom::inspector {

/// A button with its caption at the left and what it leads to, elided, at the right.
class LinkButton final : public QPushButton {
public:
    LinkButton(const QString &caption, QWidget *parent);
    void setDetail(const QString &detail);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_caption;
    QString m_detail;
};

} // namespace headroom::inspector

#pragma once

#include "views/export/shapes.h"

#include <QPoint>
#include <QWidget>

#include <optional>

namespace headroom::pictures {

/// Shows a picture whole, or the beginning of a text; drags out of it what it shows.
class PictureView final : public QWidget {
    Q_OBJECT

public:
    explicit PictureView(QWidget *parent = nullptr);
    void showPicture(Picture picture);
    void showText(const QString &text);
    /// Where the picture is drawn, in widget pixels; null: there is none.
    [[nodiscard]] QRectF shownRect() const;
    [[nodiscard]] QSize sizeHint() const override { return { 620, 460 }; }

Q_SIGNALS:
    void dragRequested(); ///< somebody pulls the picture out

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;

private:
    void paintChecks(QPainter &painter, const QRectF &area) const;

    std::optional<Picture> m_picture;
    QString m_text;
    QPoint m_pressed;
};

} // namespace headroom::pictures

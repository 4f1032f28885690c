#pragma once

#include "views/export/shapes.h"

#include <QImage>
#include <QPoint>
#include <QWidget>

#include <optional>

namespace headroom::pictures {

/// Shows a picture whole, or the beginning of a text; drags out of it what it shows.
class PictureView final : public QWidget {
    Q_OBJECT

public:
    explicit PictureView(QWidget *parent = nullptr);
    /// @param drawn  the picture painted by others at scaleFor(), so that showing it takes no time; null, or as soon as the
    ///               widget has another size: it is painted here
    void showPicture(Picture picture, QImage drawn = {});
    /// Device pixels per pixel of a picture of this size, here. @param room  of the widget
    [[nodiscard]] static double scaleFor(QSizeF picture, QSizeF room, double ratio);
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
    QImage m_drawn;
    QString m_text;
    QPoint m_pressed;
};

} // namespace headroom::pictures

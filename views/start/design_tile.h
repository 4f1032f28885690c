#pragma once

#include "model/catalog/catalog.h"
#include "model/project/project.h"
#include "views/theme/theme.h"

#include <QAbstractButton>
#include <QPixmap>

namespace headroom::start {

/// A picture of a stage, its components with icon and name. @param catalog  of its kinds.
[[nodiscard]] QPixmap previewOf(const project::Snapshot &design, std::size_t stage, const catalog::Catalog &catalog,
                                const theme::Theme &theme, QSize size, qreal devicePixelRatio);

/// What a tile says, and the design whose picture it shows.
struct TileContent {
    QString id;
    QString title;
    QString note;
    project::Snapshot design; ///< null: no picture but a plus
    std::size_t stage = 0;
};

/// A design to begin with: picture, name and a line about it.
class DesignTile final : public QAbstractButton {
    Q_OBJECT

public:
    DesignTile(TileContent content, const catalog::Catalog &catalog, QWidget *parent = nullptr);
    void setTheme(const theme::Theme &theme);
    [[nodiscard]] const QString &id() const { return m_content.id; }
    /// Draws the picture when it is not there; takes some milliseconds.
    void makePicture();
    [[nodiscard]] bool hasPicture() const { return !m_picture.isNull() || !m_content.design; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    TileContent m_content;
    const catalog::Catalog &m_catalog;
    const theme::Theme *m_theme;
    QPixmap m_picture;
};

} // namespace headroom::start

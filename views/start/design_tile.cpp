#include "views/start/design_tile.h"

#include "views/canvas/canvas_view.h"
#include "views/theme/letters.h"

#include <QPainter>
#include <QPainterPath>

#include <algorithm>

namespace headroom::start {

using theme::Role;
using theme::Theme;

namespace {

constexpr QSize kPicture(228, 128); ///< with its border
constexpr int kWidest = 340;        ///< with large letters
constexpr int kRadius = 11;
constexpr double kScale = 2; ///< a card at the size of the tile would be a block without a name

int tileWidth()
{
    return std::min(theme::scaled(kPicture.width()), kWidest);
}

int pictureHeight()
{
    return tileWidth() * kPicture.height() / kPicture.width();
}

} // namespace

QPixmap previewOf(const project::Snapshot &design, std::size_t stage, const catalog::Catalog &catalog,
                  const Theme &theme, QSize size, qreal devicePixelRatio)
{
    canvas::CanvasView view(catalog);
    view.setTheme(theme);
    view.setMotion(false);
    view.setGridVisible(false);
    view.resize(size * kScale);
    view.setSnapshot(design, std::min(stage, design->stages.size() - 1));
    view.fitAll();
    QPixmap picture = view.grab().scaled(size * devicePixelRatio, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    picture.setDevicePixelRatio(devicePixelRatio);
    return picture;
}

DesignTile::DesignTile(TileContent content, const catalog::Catalog &catalog, QWidget *parent)
    : QAbstractButton(parent)
    , m_content(std::move(content))
    , m_catalog(catalog)
    , m_theme(&Theme::light())
{
    setText(m_content.title);
    setAccessibleName(m_content.title);
    setAccessibleDescription(m_content.note);
    setToolTip(
        QStringLiteral("<p><b>%1</b><br>%2</p>").arg(m_content.title.toHtmlEscaped(), m_content.note.toHtmlEscaped()));
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setFixedSize(sizeHint());
}

QSize DesignTile::sizeHint() const
{
    const int lines = QFontMetrics(Theme::font(13, QFont::DemiBold)).height() + QFontMetrics(Theme::font(11)).height();
    return { tileWidth(), pictureHeight() + lines + 20 };
}

void DesignTile::setTheme(const Theme &theme)
{
    m_theme = &theme;
    m_picture = {};
    setFixedSize(sizeHint());
    update();
}

void DesignTile::makePicture()
{
    if (hasPicture())
        return;
    m_picture = previewOf(m_content.design, m_content.stage, m_catalog, *m_theme, { tileWidth() - 2, pictureHeight() },
                          devicePixelRatioF());
    update();
}

void DesignTile::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(1, 1, -1, -1);
    QPainterPath shape;
    shape.addRoundedRect(frame, kRadius, kRadius);
    painter.fillPath(shape, m_theme->color(Role::Panel));
    painter.save();
    painter.setClipPath(shape);
    const QRectF top(frame.left(), frame.top(), frame.width(), pictureHeight());
    painter.fillRect(top, m_theme->color(Role::Canvas));
    if (!m_content.design) {
        const QPixmap plus = Theme::icon(QStringLiteral("plus"), 32, m_theme->color(Role::Accent), devicePixelRatioF());
        painter.drawPixmap(QPointF(top.center().x() - 16, top.center().y() - 16), plus);
    } else if (!m_picture.isNull()) {
        painter.drawPixmap(top.topLeft(), m_picture);
    }
    painter.fillRect(QRectF(top.left(), top.bottom(), top.width(), 1), m_theme->color(Role::Hairline));
    painter.restore();
    const QRectF words = frame.adjusted(12, pictureHeight() + 8, -12, -6);
    const QFont strong = Theme::font(13, QFont::DemiBold);
    painter.setFont(strong);
    painter.setPen(m_theme->color(Role::Text));
    const double line = QFontMetricsF(strong).height();
    painter.drawText(words, Qt::AlignTop | Qt::AlignLeft,
                     QFontMetricsF(strong).elidedText(m_content.title, Qt::ElideRight, words.width()));
    const QFont small = Theme::font(11);
    painter.setFont(small);
    painter.setPen(m_theme->color(Role::Secondary));
    painter.drawText(words.adjusted(0, line + 2, 0, 0), Qt::AlignTop | Qt::AlignLeft,
                     QFontMetricsF(small).elidedText(m_content.note, Qt::ElideRight, words.width()));
    const bool isMarked = hasFocus() || isDown();
    painter.setPen(QPen(m_theme->color(isMarked || underMouse() ? Role::Accent : Role::CardLine), isMarked ? 2 : 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawPath(shape);
}

void DesignTile::enterEvent(QEnterEvent *event)
{
    update();
    QAbstractButton::enterEvent(event);
}

void DesignTile::leaveEvent(QEvent *event)
{
    update();
    QAbstractButton::leaveEvent(event);
}

} // namespace headroom::start

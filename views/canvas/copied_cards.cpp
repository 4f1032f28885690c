#include "views/canvas/copied_cards.h"

#include <utility>

namespace headroom::canvas {

namespace {

const QString kSvg = QStringLiteral("image/svg+xml");
const QString kImage = QStringLiteral("application/x-qt-image"); // which Qt offers as PNG and others

} // namespace

CopiedCards::CopiedCards(const QString &designMime, const QByteArray &design, std::function<Pictures()> draw)
    : m_draw(std::move(draw))
{
    setData(designMime, design);
    setText(QString::fromUtf8(design));
}

QStringList CopiedCards::formats() const
{
    return QMimeData::formats() + QStringList { kSvg, kImage };
}

void CopiedCards::drawNow() const
{
    if (m_draw)
        m_pictures = std::exchange(m_draw, nullptr)();
}

QVariant CopiedCards::retrieveData(const QString &mime, QMetaType type) const
{
    if (mime != kSvg && mime != kImage)
        return QMimeData::retrieveData(mime, type);
    drawNow();
    return mime == kSvg ? QVariant(m_pictures.svg) : QVariant(m_pictures.image);
}

} // namespace headroom::canvas

#include "app/settings/design_group.h"

#include <QCryptographicHash>

namespace headroom::app {

QString groupOfDesign(const QString &topic, const QString &design)
{
    const QByteArray hash = QCryptographicHash::hash(design.toUtf8(), QCryptographicHash::Sha1).toHex().left(20);
    return topic + QLatin1Char('/') + QLatin1String(hash);
}

} // namespace headroom::app

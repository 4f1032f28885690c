#include "app/files/text_hash.h"

#include <QCryptographicHash>

namespace headroom::app {

std::string hashOf(std::string_view bytes)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(QByteArrayView(bytes.data(), static_cast<qsizetype>(bytes.size())));
    return hash.result().toHex().toStdString();
}

} // namespace headroom::app

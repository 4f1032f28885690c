#include "views/numbers/unbroken.h"

#include <QRegularExpression>

namespace headroom::screen {

QString unbroken(QString text)
{
    static const QRegularExpression spaced(
        QStringLiteral("(?<=\\d) (?=%|(?:[kMGB]|[mµ]?s|min|h|d|[kKMGT]i?B|[kMG]bit|vCPU|IOPS)(?![\\p{L}\\d]))"));
    static const QRegularExpression hyphen(QStringLiteral("(?<=\\p{L})-(?=\\p{L})"));
    return text.replace(spaced, QString(QChar::Nbsp)).replace(hyphen, QStringLiteral("\u2011"));
}

} // namespace headroom::screen

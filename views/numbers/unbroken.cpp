#include "views/numbers/unbroken.h"

#include <QRegularExpression>

namespace headroom::screen {

QString unbroken(QString text)
{
    static const QRegularExpression spaced(QStringLiteral("(?<=\\d) (?=%)"));
    return text.replace(spaced, QString(QChar::Nbsp));
}

} // namespace headroom::screen

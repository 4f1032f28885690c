#include "app/files/file_name.h"

namespace headroom::app {

namespace {

constexpr qsizetype kLongestName = 80;

} // namespace

QString asFileName(const QString &text)
{
    QString out;
    for (const QChar c : text.toLower()) {
        if (c.isLetterOrNumber())
            out += c;
        else if (!out.isEmpty() && !out.endsWith(QLatin1Char('-')))
            out += QLatin1Char('-');
    }
    out.truncate(kLongestName);
    while (out.endsWith(QLatin1Char('-')))
        out.chop(1);
    return out.isEmpty() ? QStringLiteral("design") : out;
}

} // namespace headroom::app

#include "model/reporting/numbers.h"
#include "views/numbers/screen_numbers.h"

#include <algorithm>

namespace headroom::screen {

namespace {

constexpr qsizetype kTypedGroup = 3;

/// Whether every sign of this sort stands before exactly three digits, and the first after one to three that do not
/// begin with a zero: then it groups. What has an exponent is a fraction.
bool groups(const QString &text, QChar sign)
{
    const auto digitsFrom = [&text](qsizetype at) {
        qsizetype end = at;
        while (end < text.size() && text[end].isDigit())
            ++end;
        return end - at;
    };
    const qsizetype first = text.indexOf(sign);
    qsizetype begin = first;
    while (begin > 0 && text[begin - 1].isDigit())
        --begin;
    if (first - begin < 1 || first - begin > kTypedGroup || text[begin] == QLatin1Char('0'))
        return false;
    for (qsizetype at = first; at >= 0; at = text.indexOf(sign, at + 1)) {
        const qsizetype end = at + 1 + digitsFrom(at + 1);
        const bool hasExponent = end < text.size() && text[end].toLower() == QLatin1Char('e');
        if (end != at + 1 + kTypedGroup || hasExponent)
            return false;
    }
    return true;
}

} // namespace

std::string typed(std::string_view text, const QLocale &locale)
{
    QString words = QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
    for (const char16_t space : { u'\u00a0', u'\u2009', u'\u202f' }) // no-break, thin and narrow no-break space
        words.replace(QChar(space), QLatin1Char(' '));
    words.remove(QChar(0x2019)).remove(QLatin1Char('\'')); // Swiss grouping
    const QChar comma(QLatin1Char(','));
    const QChar point(QLatin1Char('.'));
    if (locale.decimalPoint() != QLatin1String(","))
        return words.toStdString();
    if (words.contains(comma)) {
        if (words.count(comma) > 1 && groups(words, comma))
            return words.toStdString(); // an English number among Germans: "1,400,000"
        const QString whole = words.left(words.indexOf(comma));
        if (whole.contains(point) && groups(whole, point))
            words.remove(0, whole.size()).prepend(QString(whole).remove(point));
        return words.replace(comma, point).toStdString();
    }
    if (locale.groupSeparator() == QLatin1String(".") && words.contains(point) && groups(words, point))
        words.remove(point);
    return words.toStdString();
}

bool parseCompact(std::string_view text, double &value)
{
    return reporting::parseCompact(typed(text), value);
}

bool parseQuantity(std::string_view text, std::string_view baseUnit, std::string_view displayUnit, double &value)
{
    return reporting::parseQuantity(typed(text), baseUnit, displayUnit, value);
}

} // namespace headroom::screen

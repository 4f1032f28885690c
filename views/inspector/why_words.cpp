#include "views/inspector/why_words.h"

#include "model/reporting/numbers.h"
#include "views/language/words.h"
#include "views/numbers/model_words.h"
#include "views/numbers/screen_numbers.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <cmath>

namespace headroom::inspector {

using derivation::Derivation;
using derivation::Trust;

namespace {

/// "86400 s" → "86,400 s", "1000000 / 2.5" → "1,000,000 / 2.5": the model's numbers have no groups, those of the
/// screen do.
QString inGroups(const QString &given)
{
    static const QRegularExpression whole(QStringLiteral("(?<![\\w.,])\\d{4,}(?!\\w)"));
    constexpr qsizetype kGroup = 3;
    QString grouped;
    qsizetype done = 0;
    for (auto each = whole.globalMatch(given); each.hasNext();) {
        const QRegularExpressionMatch match = each.next();
        QString digits = match.captured();
        for (qsizetype at = digits.size() - kGroup; at > 0; at -= kGroup)
            digits.insert(at, QLatin1Char(','));
        grouped += given.mid(done, match.capturedStart() - done) + digits;
        done = match.capturedEnd();
    }
    return grouped + given.mid(done);
}

/// Numbers of the model as the screen shows them, also the one unit that is a word.
QString shown(const std::string &utf8)
{
    static const QRegularExpression users(QStringLiteral("(?<=\\d) users\\b"));
    return text(screen::localized(inGroups(text(utf8)).toStdString())).replace(users, QLatin1Char(' ') + tr("users"));
}

/// The numbers in a text of the model with three digits that say something; whole numbers stay as they are.
std::string brief(const std::string &exact)
{
    static const QRegularExpression number(QStringLiteral("(?<![\\w.])(\\d[\\d,]*)\\.(\\d+)(?![\\d.])"));
    constexpr qsizetype kDigits = 3;
    const QString given = text(exact);
    QString brief;
    qsizetype done = 0;
    for (auto each = number.globalMatch(given); each.hasNext();) {
        const QRegularExpressionMatch match = each.next();
        const QString whole = match.captured(1);
        const QString part = match.captured(2);
        const qsizetype digits = QString(whole).remove(QLatin1Char(',')).size();
        qsizetype leading = 0; // zeros of 0.0012
        if (whole == QLatin1String("0"))
            while (leading < part.size() && part[leading] == QLatin1Char('0'))
                ++leading;
        const qsizetype kept
            = whole == QLatin1String("0") ? leading + kDigits : std::max<qsizetype>(0, kDigits - digits);
        if (part.size() <= kept)
            continue;
        const double value = QString(match.captured(0)).remove(QLatin1Char(',')).toDouble();
        QString rounded = QString::number(value, 'f', static_cast<int>(kept));
        if (rounded.contains(QLatin1Char('.')))
            while (rounded.endsWith(QLatin1Char('0')) || rounded.endsWith(QLatin1Char('.'))) {
                const bool isPoint = rounded.endsWith(QLatin1Char('.'));
                rounded.chop(1);
                if (isPoint)
                    break;
            }
        else if (whole.contains(QLatin1Char(',')))
            rounded = text(reporting::grouped(std::round(value)));
        brief += given.mid(done, match.capturedStart() - done) + rounded;
        done = match.capturedEnd();
    }
    return (brief + given.mid(done)).toStdString();
}

std::string written(const std::string &exact, Digits digits)
{
    return digits == Digits::Brief ? brief(exact) : exact;
}

using screen::modelWords;

QString trustWord(Trust trust)
{
    switch (trust) {
    case Trust::Measured:
        return tr("measured");
    case Trust::Published:
        return tr("published");
    case Trust::Illustrative:
        return tr("illustrative");
    case Trust::Size:
        return tr("from the size");
    case Trust::Yours:
        return tr("yours");
    case Trust::Definition:
        return tr("by definition");
    }
    return {};
}

/// In the language of the window, and "CPU of Database" → "CPU" where the database is what is spoken of.
QString titleOf(const std::string &label, const QString &owner)
{
    QString words = modelWords(label);
    if (owner.isEmpty())
        return words;
    const QString before = owner + QStringLiteral(": ");
    if (words.startsWith(before))
        words.remove(0, before.size());
    return words.remove(tr(" of %1").arg(owner));
}

QString signs(std::string formula)
{
    QString signs = shown(formula);
    return signs.replace(QLatin1Char('*'), QStringLiteral("·")).replace(QStringLiteral(" / "), QStringLiteral(" ÷ "));
}

} // namespace

QString metricTitle(const derivation::Metric &metric, const QString &owner)
{
    return QStringLiteral("%1: %2").arg(titleOf(metric.title, owner),
                                        shown(brief(derivation::valueText(metric.value, metric.unit))));
}

QString nodeTitle(const Derivation &node, const QString &owner)
{
    const QString trust
        = node.trust && *node.trust != Trust::Definition ? QStringLiteral(" · ") + trustWord(*node.trust) : QString();
    return titleOf(node.label, owner) + trust;
}

QString valueWords(const Derivation &node, Digits digits)
{
    return shown(written(derivation::valueText(node.value, node.unit), digits));
}

QString formulaOf(const Derivation &node, Digits digits)
{
    const QString value = valueWords(node, digits);
    if (node.formula.empty())
        return QStringLiteral("%1 = %2").arg(node.symbol.empty() ? modelWords(node.label) : text(node.symbol), value);
    return QStringLiteral("%1 = %2\n= %3\n= %4")
        .arg(text(node.symbol), signs(node.formula.text()), signs(written(derivation::filledIn(node), digits)), value);
}

QString setInType(const QString &formula)
{
    static const QRegularExpression name(QStringLiteral("(?<![\\w])(\\p{L}+)((?:_\\w+)+)"),
                                         QRegularExpression::UseUnicodePropertiesOption);
    const QString given = formula.toHtmlEscaped();
    QString set;
    qsizetype done = 0;
    for (auto each = name.globalMatch(given); each.hasNext();) {
        const QRegularExpressionMatch match = each.next();
        QString rest = match.captured(2).mid(1);
        rest.replace(QLatin1Char('_'), QStringLiteral("&nbsp;"));
        set += given.mid(done, match.capturedStart() - done) + match.captured(1)
            + (match.captured(1).size() == 1 ? QStringLiteral("<sub>%1</sub>").arg(rest)
                                             : QStringLiteral("&nbsp;") + rest);
        done = match.capturedEnd();
    }
    set += given.mid(done);
    return set.replace(QLatin1Char('\n'), QStringLiteral("<br>"));
}

QString aboutNode(const Derivation &node)
{
    QStringList parts;
    if (!node.name.empty())
        parts.append(modelWords(node.name)
                     + (node.source.empty() ? QString() : QStringLiteral(" (%1)").arg(modelWords(node.source))));
    else if (!node.source.empty())
        parts.append(tr("Source: %1").arg(modelWords(node.source)));
    if (!node.note.empty())
        parts.append(modelWords(node.note));
    if (node.trust)
        parts.append(tr("This value is %1.").arg(trustWord(*node.trust)));
    if (node.place && node.place->owner != derivation::Place::Owner::Question)
        parts.append(tr("Double-click it to change it."));
    return parts.join(QLatin1Char('\n'));
}

QString sensitivityText(const std::vector<derivation::Sensitivity> &found)
{
    if (found.empty())
        return tr("No input moves this number.");
    QStringList lines { tr("One percent more of these changes it by:") };
    for (const derivation::Sensitivity &each : found)
        lines.append(QStringLiteral("%1 %  %2 (%3)")
                         .arg((each.elasticity > 0 ? QStringLiteral("+") : QStringLiteral("−"))
                                  + text(screen::fixed(std::abs(each.elasticity), 2)),
                              modelWords(each.label), shown(brief(derivation::valueText(each.value, each.unit)))));
    return lines.join(QLatin1Char('\n'));
}

} // namespace headroom::inspector

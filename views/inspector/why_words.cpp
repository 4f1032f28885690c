#include "views/inspector/why_words.h"

#include "views/numbers/screen_numbers.h"

#include <QCoreApplication>
#include <QStringList>

#include <cmath>

namespace headroom::inspector {

using derivation::Derivation;
using derivation::Trust;

namespace {

QString text(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

/// A text of the model with the numbers of the screen.
QString shown(const std::string &utf8)
{
    return text(screen::localized(utf8));
}

QString tr(const char *words)
{
    return QCoreApplication::translate("headroom::inspector::WhyPanel", words);
}

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

/// "CPU of Database" → "CPU" where the database is what is spoken of.
QString without(QString label, const QString &owner)
{
    return owner.isEmpty() ? label : label.remove(QStringLiteral(" of ") + owner);
}

QString signs(std::string formula)
{
    QString signs = shown(formula);
    return signs.replace(QLatin1Char('*'), QStringLiteral("·")).replace(QStringLiteral(" / "), QStringLiteral(" ÷ "));
}

} // namespace

QString metricTitle(const derivation::Metric &metric, const QString &owner)
{
    return QStringLiteral("%1: %2").arg(without(text(metric.title), owner),
                                        shown(derivation::valueText(metric.value, metric.unit)));
}

QString nodeTitle(const Derivation &node, const QString &owner)
{
    const QString trust
        = node.trust && *node.trust != Trust::Definition ? QStringLiteral(" · ") + trustWord(*node.trust) : QString();
    return without(text(node.label), owner) + trust;
}

QString formulaOf(const Derivation &node)
{
    const QString value = shown(derivation::valueText(node.value, node.unit));
    if (node.formula.empty())
        return QStringLiteral("%1 = %2").arg(text(node.symbol.empty() ? node.label : node.symbol), value);
    return QStringLiteral("%1 = %2\n= %3\n= %4")
        .arg(text(node.symbol), signs(node.formula.text()), signs(derivation::filledIn(node)), value);
}

QString aboutNode(const Derivation &node)
{
    QStringList parts;
    if (!node.name.empty())
        parts.append(text(node.name)
                     + (node.source.empty() ? QString() : QStringLiteral(" (%1)").arg(text(node.source))));
    else if (!node.source.empty())
        parts.append(tr("Source: %1").arg(text(node.source)));
    if (!node.note.empty())
        parts.append(text(node.note));
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
                              text(each.label), shown(derivation::valueText(each.value, each.unit))));
    return lines.join(QLatin1Char('\n'));
}

} // namespace headroom::inspector

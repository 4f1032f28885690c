#include "views/compare/difference_words.h"

#include "views/language/words.h"
#include "views/numbers/availability.h"
#include "views/numbers/model_words.h"
#include "views/numbers/screen_numbers.h"

#include <cmath>

namespace headroom::compare {

namespace {

constexpr double kSecondsAYear = 8760 * 3600;

using growth::ElementChange;
using growth::FigureChange;

Badge::What whatOf(ElementChange::What what)
{
    return what == ElementChange::What::Added  ? Badge::What::Added
        : what == ElementChange::What::Removed ? Badge::What::Removed
                                               : Badge::What::Changed;
}

QString sideText(const std::optional<std::string> &side)
{
    return side ? screen::modelWords(*side) : QStringLiteral("—");
}

void addLines(std::vector<ChangeLine> &lines, const std::vector<ElementChange> &changes)
{
    for (const ElementChange &each : changes) {
        const QString name = text(each.name);
        if (each.what == ElementChange::What::Added)
            lines.push_back({ each.id, Badge::What::Added, name, {}, QStringLiteral("—"), text(each.kind) });
        else if (each.what == ElementChange::What::Removed)
            lines.push_back({ each.id, Badge::What::Removed, name, {}, text(each.kind), QStringLiteral("—") });
        else
            for (const growth::FieldChange &field : each.fields)
                lines.push_back({ each.id, Badge::What::Changed, name, screen::modelWords(field.title),
                                  sideText(field.before), sideText(field.after) });
    }
}

QString fieldText(const growth::FieldChange &field)
{
    return QStringLiteral("%1 %2 → %3")
        .arg(screen::modelWords(field.title), sideText(field.before), sideText(field.after));
}

QString badgeText(const ElementChange &change)
{
    if (change.what == ElementChange::What::Added)
        return tr("added");
    if (change.what == ElementChange::What::Removed)
        return tr("removed");
    // How many come first, since what is too long for the card is cut.
    const QString first = fieldText(change.fields.front());
    return change.fields.size() > 1 ? tr("%1 changes: %2").arg(change.fields.size()).arg(first) : first;
}

QStringList badgeLines(const ElementChange &change)
{
    QStringList lines;
    for (const growth::FieldChange &each : change.fields)
        lines.append(fieldText(each));
    return lines;
}

QString valueText(const FigureChange &figure, double value, const std::string &currency)
{
    if (!std::isfinite(value))
        return tr("never");
    switch (figure.form) {
    case FigureChange::Form::Rate:
        return text(screen::compactRate(value));
    case FigureChange::Form::Duration:
        return text(screen::duration(value));
    case FigureChange::Form::Share:
        return text(screen::percent(value));
    case FigureChange::Form::Availability:
        return screen::availability(value);
    case FigureChange::Form::Money:
        return text(screen::money(value, currency));
    case FigureChange::Form::Users:
        return text(screen::compactNumber(value));
    case FigureChange::Form::Count:
    case FigureChange::Form::Text:
        break;
    }
    return text(screen::grouped(value));
}

QString cellText(const FigureChange &figure, const std::optional<double> &value, const std::string &said,
                 const std::string &currency)
{
    if (value)
        return valueText(figure, *value, currency);
    return said.empty() ? QStringLiteral("—") : screen::modelWords(said);
}

/// @param share  of the figure before, not negative
QString shareText(const QString &sign, double share)
{
    return share < 0.005 ? QStringLiteral("<1 %") : QStringLiteral("%1%2 %").arg(sign).arg(qRound(share * 100));
}

QString deltaText(const FigureChange &figure, const std::string &currency)
{
    const std::optional<double> delta = figure.delta();
    // Two availabilities that read alike are alike: what lies behind their last digit is no news.
    const bool readAlike = delta && figure.form == FigureChange::Form::Availability
        && valueText(figure, *figure.before, currency) == valueText(figure, *figure.after, currency);
    if (figure.isSame() || readAlike)
        return QStringLiteral("=");
    if (!delta)
        return figure.form == FigureChange::Form::Text ? QStringLiteral("≠") : QStringLiteral("—");
    const QString sign = *delta < 0 ? QStringLiteral("−") : QStringLiteral("+");
    const double size = std::abs(*delta);
    if (figure.form == FigureChange::Form::Availability) // in time, which differences of shares do not say
        return (*delta > 0 ? tr("%1 less downtime a year") : tr("%1 more downtime a year"))
            .arg(text(screen::duration(size * kSecondsAYear)));
    QString said = sign + valueText(figure, size, currency);
    if (figure.before && *figure.before > 0) {
        const bool isManifold = *delta / *figure.before >= 9.995;
        said += QStringLiteral("  (%1)").arg(isManifold ? QStringLiteral("×")
                                                     + text(screen::compactNumber(*figure.after / *figure.before))
                                                        : shareText(sign, size / *figure.before));
    }
    return said;
}

} // namespace

std::vector<ChangeLine> changeLines(const growth::Difference &difference)
{
    std::vector<ChangeLine> lines;
    for (const growth::FieldChange &field : difference.workload)
        lines.push_back({ {},
                          Badge::What::Changed,
                          tr("Workload"),
                          screen::modelWords(field.title),
                          sideText(field.before),
                          sideText(field.after) });
    addLines(lines, difference.components);
    addLines(lines, difference.connections);
    return lines;
}

std::vector<Badge> badgesOf(const growth::Difference &difference, bool isAfter)
{
    const ElementChange::What elsewhere = isAfter ? ElementChange::What::Removed : ElementChange::What::Added;
    std::vector<Badge> badges;
    for (const std::vector<ElementChange> *changes : { &difference.connections, &difference.components })
        for (const ElementChange &each : *changes)
            if (each.what != elsewhere) {
                badges.push_back({ each.id, whatOf(each.what), badgeText(each) });
                badges.back().lines = badgeLines(each);
            }
    return badges;
}

QStringList figureCells(const FigureChange &figure, const std::string &currency)
{
    return { screen::modelWords(figure.title), cellText(figure, figure.before, figure.wordsBefore, currency),
             cellText(figure, figure.after, figure.wordsAfter, currency), deltaText(figure, currency) };
}

} // namespace headroom::compare

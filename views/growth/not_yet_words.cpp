#include "views/growth/not_yet_words.h"

#include "views/language/words.h"
#include "views/numbers/availability.h"
#include "views/numbers/model_words.h"
#include "views/numbers/screen_numbers.h"

#include <cmath>

namespace headroom::growth_views {

using growth::NotYet;
using growth::Unneeded;

namespace {

constexpr double kFineIndex = 1.5; ///< domain spec 6.4

QString latency(const std::optional<double> &seconds)
{
    return seconds ? text(screen::duration(*seconds)) : tr("none");
}

QString available(const std::optional<double> &share)
{
    return share ? screen::availability(*share) : tr("none");
}

QString users(double number)
{
    return std::isfinite(number) ? text(screen::compactNumber(number)) : tr("never");
}

/// One value where both are written alike.
QString change(const QString &before, const QString &after)
{
    return before == after ? before : QStringLiteral("%1 → %2").arg(before, after);
}

QString alongText(const Unneeded &part)
{
    QStringList names;
    for (const std::string &each : part.along)
        names.append(text(each));
    return names.join(QStringLiteral(", "));
}

QString whyText(const Unneeded &part)
{
    const QString used = text(screen::percent(part.utilizationAtTwice));
    const QString done = part.fullest.empty() ? tr("all is done without it")
        : part.removed.size() > 1
        ? tr("at most %1 used (%2, %3); all is done without it").arg(used, text(part.fullest), text(part.resource))
        : tr("%1 used (%2); all is done without it").arg(used, text(part.resource));
    return part.along.empty() ? done : tr("%1, once this is gone, too: %2").arg(done, alongText(part));
}

} // namespace

QString verdictText(const NotYet &found)
{
    const QString at = text(screen::compactNumber(found.users));
    if (!found.serves)
        return tr("This stage serves nobody: connect clients to a server first.");
    if (!found.isSound)
        return tr("At twice these %1 users this stage is short of something itself, so it has nothing to spare.")
            .arg(at);
    QString said = found.builtFor > found.neededFor
        ? tr("Built for the load of stage %1; %2 users are the load of stage %3.")
              .arg(found.builtFor)
              .arg(at)
              .arg(found.neededFor)
        : tr("Built for the load that %1 users are.").arg(at);
    if (found.overProvisioning && found.overProvisioning->index > kFineIndex)
        said += QLatin1Char(' ')
            + tr("Its bill is %1 times that of the cheapest which carries twice as many.")
                  .arg(text(screen::briefNumber(found.overProvisioning->index)));
    if (found.parts.empty())
        said += QLatin1Char(' ') + tr("No component could go without something being missed.");
    return said;
}

QStringList notYetHeads()
{
    return {
        tr("Component"), tr("Costs a month"), tr("p99"), tr("Available"), tr("Full at"), tr("At twice the users")
    };
}

QStringList notYetCells(const Unneeded &part, const std::string &currency)
{
    const analysis::Figures &before = part.effect.before;
    const analysis::Figures &after = part.effect.after;
    QString name = text(part.name);
    if (const std::size_t more = part.removed.size() - 1 + part.along.size(); more > 0)
        name += QLatin1Char(' ') + tr("with %1 components").arg(more);
    return { name,
             text(screen::money(part.saving, currency)),
             change(latency(before.p99), latency(after.p99)),
             before.availability && after.availability
                 ? screen::availabilityChange(*before.availability, *after.availability)
                 : change(available(before.availability), available(after.availability)),
             change(users(before.usersAtSaturation), users(after.usersAtSaturation)),
             whyText(part) };
}

QString withoutText(const Unneeded &part, const NotYet &found)
{
    const analysis::Figures &after = part.effect.after;
    QString said = tr("Without %1: %2 a month instead of %3, p99 %4, available %5, full at %6 users.")
                       .arg(text(part.name), text(screen::money(after.costPerMonth, found.currency)),
                            text(screen::money(found.costPerMonth, found.currency)), latency(after.p99),
                            available(after.availability), users(after.usersAtSaturation));
    if (!part.along.empty())
        said += QLatin1Char(' ') + tr("Gone with it: %1.").arg(alongText(part));
    if (part.isPassedBy)
        said += QLatin1Char(' ') + tr("What called it is joined to what it called.");
    return said;
}

QString keptText(const NotYet &found)
{
    QStringList lines;
    for (const growth::Kept &each : found.kept)
        lines.append(tr("%1 stays then; else %2.").arg(text(each.name), screen::modelWords(each.why)));
    return lines.join(QLatin1Char('\n'));
}

QString withoutAllText(const NotYet &found)
{
    return tr("Take out all %1: saves %2 a month")
        .arg(found.together.size())
        .arg(text(screen::money(found.saving, found.currency)));
}

} // namespace headroom::growth_views

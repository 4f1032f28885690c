#include "views/findings/finding_words.h"

#include "model/analysis/effects.h"
#include "model/reporting/effect_text.h"
#include "views/language/words.h"
#include "views/numbers/availability.h"
#include "views/numbers/screen_numbers.h"

#include <QCoreApplication>
#include <QStringList>

#include <cmath>

namespace headroom::findings {

namespace {

using reporting::Changed;
using reporting::FigureChange;

QString valueWords(const FigureChange &change, const std::optional<double> &value, const std::string &currency)
{
    if (!value)
        return QStringLiteral("–");
    switch (change.figure) {
    case Changed::Users:
        return text(screen::compactNumber(*value));
    case Changed::MeanLatency:
    case Changed::P99:
    case Changed::SlowestJob:
    case Changed::Work:
        return text(screen::duration(*value));
    case Changed::Availability:
    case Changed::LeastAvailability:
        return screen::availability(*value);
    case Changed::Failing:
        return text(screen::smallShare(*value));
    case Changed::Cost:
        break;
    }
    return text(screen::money(*value, currency));
}

QString changeWords(const FigureChange &change, const std::string &currency)
{
    const reporting::ChangeWords around = reporting::changeWords(change.figure);
    const QString words = QString::fromUtf8(around.before.data(), static_cast<qsizetype>(around.before.size()))
        + QStringLiteral("%1 → %2").arg(valueWords(change, change.before, currency),
                                        valueWords(change, change.after, currency))
        + QString::fromUtf8(around.after.data(), static_cast<qsizetype>(around.after.size()));
    return QCoreApplication::translate("Model", words.toUtf8().constData()); // its numbers are those of the screen
}

/// Names of the design that have something in them that could be taken for a number.
std::vector<std::string> namesIn(const analysis::Report &report)
{
    std::vector<std::string> names;
    for (const analysis::ComponentReport &each : report.components)
        if (each.name.find_first_of(".,") != std::string::npos)
            names.push_back(each.name);
    return names;
}

QString measuredWords(const analysis::Finding &finding, const analysis::Report &report, const catalog::Catalog &catalog)
{
    if (finding.metric.empty() || !finding.measured)
        return {};
    const catalog::RuleSpec *rule = catalog.rule(finding.rule);
    const auto shown = [&](double value) {
        if (rule && rule->display == "%")
            return text(screen::percent(value));
        if (finding.unit == "s")
            return text(screen::duration(value));
        if (finding.unit == "1/s")
            return text(screen::compactRate(value));
        if (finding.unit == "USD/month")
            return tr("%1 a month").arg(text(screen::money(value, report.currency)));
        return text(screen::briefNumber(value));
    };
    return finding.threshold ? tr("Why %1? The limit is %2.").arg(shown(*finding.measured), shown(*finding.threshold))
                             : tr("Why %1?").arg(shown(*finding.measured));
}

} // namespace

QString effectWords(const analysis::Finding &finding, const std::string &currency)
{
    QStringList parts;
    for (const FigureChange &change : reporting::visibleChanges(finding))
        parts << changeWords(change, currency);
    return parts.join(QStringLiteral(" · "));
}

QString previewWords(const analysis::Finding &finding, const std::string &currency)
{
    if (!finding.effect)
        return {};
    const auto &[before, after] = *finding.effect;
    const auto change = [](const QString &was, const QString &is) {
        return was == is ? tr("%1 (same)").arg(was) : QStringLiteral("%1 → %2").arg(was, is);
    };
    const auto numbers = [](const std::optional<double> &value, std::string (*words)(double)) {
        return value ? text(words(*value)) : QStringLiteral("–");
    };
    const auto latency = [&](const QString &title, const std::optional<double> &was, const std::optional<double> &is) {
        return title.arg(change(numbers(was, screen::duration), numbers(is, screen::duration)));
    };
    const auto availability = [](const std::optional<double> &was, const std::optional<double> &is) {
        if (!was || !is)
            return QStringLiteral("%1 → %2").arg(was ? screen::availability(*was) : QStringLiteral("–"),
                                                 is ? screen::availability(*is) : QStringLiteral("–"));
        const QString said = screen::availabilityChange(*was, *is);
        return said.contains(QStringLiteral("→")) ? said : tr("%1 (same)").arg(said);
    };
    QStringList parts {
        tr("Headroom: %1")
            .arg(change(tr("%1 users").arg(numbers(before.usersAtSaturation, screen::compactNumber)),
                        tr("%1 users").arg(numbers(after.usersAtSaturation, screen::compactNumber)))),
        before.p99 || after.p99 ? latency(tr("p99: %1"), before.p99, after.p99)
                                : latency(tr("Mean latency: %1"), before.meanLatency, after.meanLatency),
        before.availability == after.availability && before.leastAvailability != after.leastAvailability
            ? tr("Least available requests: %1").arg(availability(before.leastAvailability, after.leastAvailability))
            : tr("Availability of reads: %1").arg(availability(before.availability, after.availability)),
        tr("Cost a month: %1")
            .arg(change(text(screen::money(before.costPerMonth, currency)),
                        text(screen::money(after.costPerMonth, currency))))
    };
    if (const auto failing = reporting::visibleChanges(finding);
        !failing.empty() && failing.front().figure == Changed::Failing)
        parts.prepend(tr("Failing requests: %1")
                          .arg(change(valueWords(failing.front(), before.failing, currency),
                                      valueWords(failing.front(), after.failing, currency))));
    if (before.slowestJob != after.slowestJob)
        parts << latency(analysis::isAboutWork(finding) ? tr("Its work: %1") : tr("Slowest job: %1"), before.slowestJob,
                         after.slowestJob);
    return parts.join(QStringLiteral(" · "));
}

QString priceWords(const analysis::Finding &finding, const std::string &currency)
{
    if (!finding.effect)
        return {};
    const double more = finding.effect->after.costPerMonth - finding.effect->before.costPerMonth;
    constexpr double kLeast = 0.005; // what is less is nothing in any currency
    if (std::abs(more) < kLeast)
        return tr("same cost");
    return (more > 0 ? QStringLiteral("+") : QStringLiteral("−"))
        + tr("%1 / mo").arg(text(screen::money(std::abs(more), currency)));
}

QString fixWords(const analysis::Finding &finding, const analysis::Report &report)
{
    return text(screen::localized(finding.fix, namesIn(report)));
}

CardWords cardWords(const analysis::Finding &finding, const analysis::Report &report, const catalog::Catalog &catalog)
{
    const std::vector<std::string> names = namesIn(report);
    CardWords words;
    words.title = text(screen::localized(finding.title, names));
    words.message = finding.acknowledged
        ? tr("Acknowledged: %1").arg(text(*finding.acknowledged))
        : text(screen::localized(finding.message + (finding.fix.empty() ? "" : " ") + finding.fix, names));
    if (finding.effect && !finding.acknowledged)
        if (const QString effect = effectWords(finding, report.currency); !effect.isEmpty())
            words.effect = tr("Fixed: %1").arg(effect);
    words.measured = measuredWords(finding, report, catalog);
    return words;
}

QString ruleWords(const analysis::Finding &finding, const catalog::Catalog &catalog)
{
    const catalog::RuleSpec *rule = catalog.rule(finding.rule);
    if (!rule)
        return text(finding.title);
    QStringList lines { QStringLiteral("%1 · %2").arg(text(rule->title), text(rule->id)),
                        tr("Said when: %1").arg(text(screen::localized(rule->condition))), text(finding.message),
                        text(finding.fix) };
    if (!rule->source.empty())
        lines << tr("Source: %1").arg(text(rule->source));
    lines.removeAll(QString());
    return lines.join(QStringLiteral("\n\n"));
}

} // namespace headroom::findings

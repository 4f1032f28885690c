#include "views/help/spec_help.h"

#include "views/language/words.h"
#include "views/numbers/screen_numbers.h"

#include <QStringList>

namespace headroom::help {

namespace {

QString paragraph(const QString &words)
{
    return words.isEmpty() ? QString() : QStringLiteral("<p>%1</p>").arg(words.toHtmlEscaped());
}

QString heading(const QString &words)
{
    return QStringLiteral("<p><b>%1</b></p>").arg(words.toHtmlEscaped());
}

QString defaultOf(const catalog::ParameterSpec &spec)
{
    if (!spec.computed.empty())
        return tr("computed from the others");
    if (const double *number = std::get_if<double>(&spec.fallback))
        return text(screen::shortQuantity(*number, spec.unit, spec.display));
    if (const bool *flag = std::get_if<bool>(&spec.fallback))
        return *flag ? tr("yes") : tr("no");
    const std::string &chosen = std::get<std::string>(spec.fallback);
    for (const catalog::Option &option : spec.options)
        if (option.id == chosen)
            return text(option.title);
    return text(chosen);
}

QString trustOf(catalog::Trust trust)
{
    return trust == catalog::Trust::Measured ? tr("measured")
        : trust == catalog::Trust::Published ? tr("published")
                                             : tr("illustrative");
}

} // namespace

QString helpOf(const catalog::Kind &kind, const catalog::Catalog &catalog)
{
    QString family;
    for (const catalog::Family &each : catalog.families())
        if (each.id == kind.family)
            family = text(each.title);
    QString markup
        = heading(family.isEmpty() ? text(kind.title) : QStringLiteral("%1 · %2").arg(text(kind.title), family))
        + paragraph(text(kind.summary));
    QStringList resources;
    for (const catalog::ResourceSpec &each : kind.resources)
        resources << text(each.title);
    if (!resources.isEmpty())
        markup += paragraph(tr("What can fill up: %1.").arg(resources.join(QStringLiteral(", "))));
    QStringList parameters;
    for (const catalog::ParameterSpec &each : kind.parameters)
        if (!parameters.contains(text(each.title)))
            parameters << text(each.title);
    if (!parameters.isEmpty())
        markup += paragraph(tr("What can be stated: %1.").arg(parameters.join(QStringLiteral(", "))));
    QStringList others;
    for (const std::string &each : kind.synonyms)
        others << text(each);
    if (!others.isEmpty())
        markup += paragraph(tr("Found as: %1.").arg(others.join(QStringLiteral(", "))));
    return markup;
}

QString helpOf(const catalog::ParameterSpec &spec)
{
    QString markup = heading(text(spec.title)) + paragraph(text(spec.help));
    if (spec.type == catalog::ParameterType::Number)
        markup += paragraph(
            tr("Range: %1.").arg(text(screen::rangeText(spec.minimum, spec.maximum, spec.unit, spec.display))));
    if (const QString given = defaultOf(spec); !given.isEmpty())
        markup += paragraph(tr("Default: %1.").arg(given));
    if (!spec.source.empty())
        markup += paragraph(tr("Source: %1 (%2).").arg(text(spec.source), trustOf(spec.trust)));
    return markup;
}

} // namespace headroom::help

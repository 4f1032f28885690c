#include "views/growth/cost_words.h"

#include "views/numbers/model_words.h"
#include "views/numbers/screen_numbers.h"
#include "views/numbers/stage_name.h"

#include <QCoreApplication>

namespace headroom::growth_views {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("headroom::growth_views::Costs", text);
}

QString words(const std::string &text)
{
    return QString::fromStdString(text);
}

QString stageName(std::size_t stage, const cost::Growth &growth)
{
    return screen::stageName(stage, words(growth.stageNames[stage]));
}

} // namespace

QString crossoverText(const cost::Crossover &crossover, const cost::Growth &growth)
{
    const QString users = words(screen::compactNumber(crossover.users));
    return crossover.isStage ? tr("from %1 users on: %2 costs less than %3, each at its cheapest sizes")
                                   .arg(users, stageName(crossover.to, growth), stageName(crossover.from, growth))
                             : tr("from %1 users on: many small machines cost less than ever larger ones").arg(users);
}

QString ceilingText(const cost::Growth &growth)
{
    if (!growth.ceiling)
        return {};
    return tr("larger machines alone carry %1 users at most: %2")
        .arg(words(screen::compactNumber(*growth.ceiling)), screen::modelWords(growth.ceilingReason));
}

QString categoryText(const std::string &category)
{
    const std::pair<const char *, QString> known[] { { "compute", tr("compute") },
                                                     { "storage", tr("storage") },
                                                     { "transfer", tr("transfer") },
                                                     { "requests", tr("requests") },
                                                     { "overhead", tr("overhead") } };
    for (const auto &[id, text] : known)
        if (category == id)
            return text;
    return words(category);
}

} // namespace headroom::growth_views

#include "views/growth/cost_words.h"

#include "views/language/words.h"
#include "views/numbers/model_words.h"
#include "views/numbers/screen_numbers.h"
#include "views/numbers/stage_name.h"

namespace headroom::growth_views {

namespace {

QString stageName(std::size_t stage, const cost::Growth &growth)
{
    return screen::stageName(stage, text(growth.stageNames[stage]));
}

} // namespace

QString takeoverText(const cost::Takeover &takeover, const cost::Growth &growth)
{
    const QString first = text(screen::compactNumber(takeover.users));
    const QString last = text(screen::compactNumber(takeover.settled));
    const QString from = stageName(takeover.from, growth);
    const QString other = stageName(takeover.other, growth);
    if (takeover.to != takeover.from && first == last)
        return tr("from %1 users on: %2 costs less than %3, each at its cheapest sizes").arg(last, other, from);
    if (takeover.to != takeover.from)
        return tr("from %1 users on: %2 costs less than %3, each at its cheapest sizes (from %4 on they take turns)")
            .arg(last, other, from, first);
    if (first == last)
        return {};
    return (takeover.turns == 2
                ? tr("from %1 to %2 users: %3 costs less than %4, each at its cheapest sizes")
                : tr("from %1 to %2 users: %3 and %4 take turns at costing less, each at its cheapest sizes"))
        .arg(first, last, other, from);
}

QString scaleOutText(double users)
{
    return tr("from %1 users on: many small machines cost less than ever larger ones")
        .arg(text(screen::compactNumber(users)));
}

QString ceilingText(const cost::Growth &growth)
{
    if (!growth.ceiling)
        return {};
    return tr("larger machines alone carry %1 users at most: %2")
        .arg(text(screen::compactNumber(*growth.ceiling)), screen::modelWords(growth.ceilingReason));
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
    return text(category);
}

} // namespace headroom::growth_views

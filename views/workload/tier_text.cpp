#include "views/workload/tier_text.h"

#include "views/numbers/model_words.h"
#include "views/numbers/screen_numbers.h"

#include <cmath>

namespace headroom::workload_views {

QString tierName(const reliability::Tier &tier)
{
    std::string name(tier.id);
    name[0] = static_cast<char>(name[0] - 'a' + 'A');
    return screen::modelWords(name);
}

QString tierText(const reliability::Tier &tier)
{
    return QStringLiteral("%1 · %2 %")
        .arg(tierName(tier), QString::fromStdString(screen::exact(std::round(tier.targetAvailability * 1e8) / 1e6)));
}

} // namespace headroom::workload_views

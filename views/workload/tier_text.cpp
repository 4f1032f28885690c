#include "views/workload/tier_text.h"

#include "views/numbers/screen_numbers.h"

#include <cmath>

namespace headroom::workload_views {

QString tierText(const reliability::Tier &tier)
{
    QString name = QString::fromUtf8(tier.id.data(), static_cast<qsizetype>(tier.id.size()));
    name[0] = name[0].toUpper();
    return QStringLiteral("%1 · %2 %")
        .arg(name, QString::fromStdString(screen::exact(std::round(tier.targetAvailability * 1e8) / 1e6)));
}

} // namespace headroom::workload_views

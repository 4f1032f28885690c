#include "views/workload/tier_text.h"

namespace headroom::workload_views {

QString tierText(const reliability::Tier &tier)
{
    QString name = QString::fromUtf8(tier.id.data(), static_cast<qsizetype>(tier.id.size()));
    name[0] = name[0].toUpper();
    return QStringLiteral("%1 · %2 %").arg(name, QString::number(tier.targetAvailability * 100, 'g', 6));
}

} // namespace headroom::workload_views

#include "views/numbers/stage_name.h"

#include <QCoreApplication>

namespace headroom::screen {

QString stageName(std::size_t stage, const QString &name)
{
    const QString number = QCoreApplication::translate("headroom::screen::StageName", "stage %1")
                               .arg(static_cast<qulonglong>(stage + 1));
    const bool isPlain = name.isEmpty() || name.compare(number, Qt::CaseInsensitive) == 0
        || name.compare(QStringLiteral("stage %1").arg(stage + 1), Qt::CaseInsensitive) == 0;
    return isPlain ? number : QStringLiteral("%1 (%2)").arg(number, name);
}

} // namespace headroom::screen

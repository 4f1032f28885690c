#include "views/growth/study_words.h"

#include "views/language/words.h"
#include "views/numbers/model_words.h"
#include "views/numbers/screen_numbers.h"

#include <cmath>

namespace headroom::growth_views {

using growth::Band;
using Figure = growth::Tornado::Figure;

namespace {

QString monthText(double month)
{
    return std::isfinite(month) ? text(screen::exact(std::round(month * 10) / 10)) : tr("not within it");
}

QString inputText(const growth::InputRange &input, double value)
{
    return text(screen::shortQuantity(value, input.unit, input.display));
}

} // namespace

QString figureText(double value, Figure figure, const std::string &currency)
{
    if (!std::isfinite(value))
        return figure == Figure::P99 ? tr("saturated") : tr("never");
    switch (figure) {
    case Figure::Utilization:
        return text(screen::percent(value));
    case Figure::Cost:
        return text(screen::money(value, currency));
    case Figure::P99:
        return text(screen::duration(value));
    default:
        return text(screen::compactNumber(value));
    }
}

QString figureTitle(Figure figure)
{
    switch (figure) {
    case Figure::UsersAtTrigger:
        return tr("users at which to move");
    case Figure::Utilization:
        return tr("utilization at the end of its range");
    case Figure::Cost:
        return tr("cost a month at the end of its range");
    case Figure::P99:
        return tr("p99 at the end of its range");
    default:
        return tr("users when saturated");
    }
}

QList<TornadoRow> tornadoRows(const growth::Tornado &tornado, const std::vector<growth::InputRange> &inputs)
{
    QList<TornadoRow> rows;
    for (const growth::TornadoBar &bar : tornado.bars) {
        const growth::InputRange &input = inputs[bar.input];
        rows.append({ screen::modelWords(input.title), static_cast<int>(bar.input), bar.low, bar.high,
                      inputText(input, input.low), inputText(input, input.high) });
    }
    return rows;
}

QString spreadText(const Band &band, Figure figure, const std::string &currency)
{
    if (band.samples == 0)
        return QStringLiteral("…");
    const QString low = figureText(band.p05, figure, currency);
    const QString high = figureText(band.p95, figure, currency);
    return low == high ? low : QStringLiteral("%1 – %2").arg(low, high);
}

std::size_t samplesOfP99(const std::vector<growth::StageBands> &stages)
{
    return stages.empty() || stages.front().points.empty() ? 0 : stages.front().points.front().p99.samples;
}

QStringList spreadHeads(bool hasPlan)
{
    QStringList heads { tr("Stage"),    tr("To move at"),      tr("5 – 95 %"),      tr("Saturated at"),
                        tr("5 – 95 %"), tr("Cost at its end"), tr("p99 at its end") };
    if (hasPlan)
        heads.insert(3, tr("Month of the plan"));
    return heads;
}

QStringList spreadCells(const growth::StageBands &stage, bool hasPlan, const std::string &currency)
{
    if (!stage.serves) {
        QStringList cells { QStringLiteral("%1  %2").arg(stage.stage + 1).arg(text(stage.name)), tr("serves nobody") };
        cells.resize(spreadHeads(hasPlan).size());
        return cells;
    }
    QStringList cells { QStringLiteral("%1  %2").arg(stage.stage + 1).arg(text(stage.name)),
                        figureText(stage.usersAtTrigger.base, Figure::UsersAtTrigger, currency),
                        spreadText(stage.usersAtTrigger, Figure::UsersAtTrigger, currency),
                        figureText(stage.usersAtSaturation.base, Figure::UsersAtSaturation, currency),
                        spreadText(stage.usersAtSaturation, Figure::UsersAtSaturation, currency) };
    const bool hasEnd = !stage.points.empty();
    cells.append(hasEnd ? spreadText(stage.points.back().cost, Figure::Cost, currency) : QString());
    cells.append(hasEnd ? spreadText(stage.points.back().p99, Figure::P99, currency) : QString());
    if (hasPlan) {
        QString month;
        if (stage.month && stage.month->samples > 0) {
            const QString low = monthText(stage.month->p05);
            const QString high = monthText(stage.month->p95);
            month = low == high ? low : QStringLiteral("%1 – %2").arg(low, high);
        }
        cells.insert(3, month);
    }
    return cells;
}

} // namespace headroom::growth_views

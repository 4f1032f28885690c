#pragma once

#include "model/growth/uncertainty.h"
#include "views/growth/tornado_chart.h"

#include <QString>
#include <QStringList>

#include <string>

namespace headroom::growth_views {

/// A figure as it is said: users, a share, money or a time; infinite ones in words.
[[nodiscard]] QString figureText(double value, growth::Tornado::Figure figure, const std::string &currency);
/// "users when saturated", "users at which to move" …
[[nodiscard]] QString figureTitle(growth::Tornado::Figure figure);

/// The bars of one tornado. @param inputs  of the study
[[nodiscard]] QList<TornadoRow> tornadoRows(const growth::Tornado &tornado,
                                            const std::vector<growth::InputRange> &inputs);

/// A row per stage: when to move and when saturated, as it is and from the 5th to the 95th percentile; of a plan the
/// month, too.
[[nodiscard]] std::size_t samplesOfP99(const std::vector<growth::StageBands> &stages); ///< that were asked for it
[[nodiscard]] QStringList spreadHeads(bool hasPlan);
[[nodiscard]] QStringList spreadCells(const growth::StageBands &stage, bool hasPlan, const std::string &currency);

/// "120 k – 180 k"; "never" where it does not exist.
[[nodiscard]] QString spreadText(const growth::Band &band, growth::Tornado::Figure figure, const std::string &currency);

} // namespace headroom::growth_views

#pragma once

#include "model/catalog/catalog.h"
#include "model/growth/cheapest.h"
#include "views/growth/front_chart.h"

#include <QString>
#include <QStringList>

namespace headroom::growth_views {

/// What was found, how, and whether it is proven.
[[nodiscard]] QString answerText(const growth::Optimum &optimum);
/// The same of a search that was stopped: what is the best so far.
[[nodiscard]] QString stoppedText(const growth::Optimum &optimum);

/// A row per stage: what it costs at best, p99, availability, users when full, proven, why not.
[[nodiscard]] QStringList optimumHeads();
[[nodiscard]] QStringList optimumCells(const growth::StageOptimum &stage, const std::string &currency);

/// A row per setting that changes: component, what, before, after.
[[nodiscard]] QStringList changeHeads();
[[nodiscard]] QList<QStringList> changeRows(const growth::SizedStage &sized, const project::Project &searched,
                                            const catalog::Catalog &catalog);

/// The fronts of a stage. @param isLatency  p99 against cost; else the share of the time it is down.
[[nodiscard]] QList<FrontPoint> frontOf(const growth::StageOptimum &stage, bool isLatency, const std::string &currency);

} // namespace headroom::growth_views

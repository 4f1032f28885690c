#pragma once

#include "model/analysis/report.h"
#include "views/theme/theme.h"

#include <QString>

#include <vector>

namespace headroom::stages {

/// A number of the whole design, as words.
struct Indicator {
    QString caption;
    QString value;
    QString note;
    theme::Role noteRole = theme::Role::Secondary;
    QString subject;  ///< id of the component it speaks about; empty: the whole design
    QString brief {}; ///< the value without its unit, for where there is no room; empty: it stays whole

    QString briefCaption {}; ///< for where the other has no room; empty: there is none

    [[nodiscard]] const QString &valueAs(bool isBrief) const { return isBrief && !brief.isEmpty() ? brief : value; }
};

/// Load, latency, availability, cost, headroom: five, in this order.
[[nodiscard]] std::vector<Indicator> indicatorsOf(const analysis::Report &report);

} // namespace headroom::stages

#pragma once

#include "views/report/report_choices.h"

namespace headroom::app {

/// What was chosen for the last report: of any design format, sections, author and paper, of this one the logo; the rest
/// has its default. @param design  path of its file; empty: a new design
[[nodiscard]] paper::ReportChoices reportChoices(const QString &design);
void keepReportChoices(const QString &design, const paper::ReportChoices &choices);

} // namespace headroom::app

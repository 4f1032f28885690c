#pragma once

#include "views/report/report_choices.h"

namespace headroom::app {

/// What was chosen for the last report of any design: format, sections, author and paper; the rest has its default.
[[nodiscard]] paper::ReportChoices reportChoices();
void keepReportChoices(const paper::ReportChoices &choices);

} // namespace headroom::app

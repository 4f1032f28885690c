#pragma once

#include "model/analysis/report.h"
#include "model/catalog/catalog.h"
#include "views/findings/finding_tree.h"

#include <QString>

namespace headroom::findings {

/// What a cure changes, in the language and the numbers of the screen: "3.971 → 12.400 Nutzer bei Sättigung · …".
[[nodiscard]] QString effectWords(const analysis::Finding &finding, const std::string &currency);

/// What headroom, p99, availability and cost are before a cure and after it, whether they change or not.
[[nodiscard]] QString previewWords(const analysis::Finding &finding, const std::string &currency);

/// What a cure costs: "+$820 / mo", "same cost"; empty: not known yet.
[[nodiscard]] QString priceWords(const analysis::Finding &finding, const std::string &currency);

/// How a finding is cured, in the numbers of the screen; empty: it cannot be said.
[[nodiscard]] QString fixWords(const analysis::Finding &finding, const analysis::Report &report);

/// The card of a finding of this report.
[[nodiscard]] CardWords cardWords(const analysis::Finding &finding, const analysis::Report &report,
                                  const catalog::Catalog &catalog);

/// What a rule is about, for who asks: condition, reason, mend and source.
[[nodiscard]] QString ruleWords(const analysis::Finding &finding, const catalog::Catalog &catalog);

} // namespace headroom::findings

#pragma once

#include "model/analysis/report.h"
#include "model/report_writing/document.h"

#include <string>
#include <string_view>
#include <vector>

namespace headroom::report_writing {

/// "1 component", "3 components", "no components"; for what takes an s.
[[nodiscard]] std::string count(std::size_t number, const std::string &thing);

/// "A", "A and B", "A, B and C"; of more than `most` "A, B and 4 more".
[[nodiscard]] std::string listed(const std::vector<std::string> &names, std::size_t most = 5);

/// “name”.
[[nodiscard]] std::string inQuotes(const std::string &name);

/// "stage 5 (“Cache and CDN”)".
[[nodiscard]] std::string stageWords(std::size_t index, const std::string &name);

/// "1.4 million", "250,000", "2.35 billion": users in a sentence. Infinite: "any number of".
[[nodiscard]] std::string usersWords(double users);

/// "1 user", "1.4 million users", "any number of users".
[[nodiscard]] std::string countedUsers(double users);

/// The same with all their digits, in a heading: "1 user", "1,400,000 users".
[[nodiscard]] std::string exactUsers(double users);

/// "1 request", "6.67 requests", "less than 0.01 requests": so many in a second. @param thing  that takes an s.
[[nodiscard]] std::string countedRequests(double perSecond, const std::string &thing);

/// "with 2 others of that name" where in several regions, say, the same resource fills with the same users; empty where
/// it is alone in that.
[[nodiscard]] std::string twinsWords(const analysis::Report &report, const project::Stage &stage,
                                     analysis::ResourceRef resource);

/// Users in a cell of a table, to three digits as the model knows no more: "1,400,000"; infinite: "no limit".
[[nodiscard]] std::string usersCell(double users);

/// What a rule says, with its short numbers written as in the sentences beside it: "139 k users" becomes "139,000 users",
/// "2.4 M" "2.4 million", "at ×17.1" "at 17.1 times its capacity"; rates ("12 k/s") stay, and so does what stands in the
/// names of components.
[[nodiscard]] std::string inWords(const std::string &said, const analysis::Report &report);

/// A short number as it stands in a column of tables: "155 k" becomes "155,000", all else stays.
[[nodiscard]] std::string inDigits(const std::string &brief);

/// A rate in a sentence: "6.67", "93,800", "1.4 million".
[[nodiscard]] std::string rateWords(double perSecond);
/// An amount as it stands on a bill: "$9.22", "$1,396", "$3.28 million".
[[nodiscard]] std::string amountWords(double amount, const std::string &currency);
/// The same in a column of amounts, which is to be added up: "$3,281,594".
[[nodiscard]] std::string amountCell(double amount, const std::string &currency);

/// Why requests of a stage reach nobody, as a sentence after a colon.
[[nodiscard]] std::string unansweredWords(const project::Stage &stage, const catalog::Catalog &catalog);

/// "CPU of Order database", for a cell.
[[nodiscard]] std::string resourceWords(const analysis::Report &report, analysis::ResourceRef resource);

/// "the CPU of Order database", "the memory of Feed cache": the same in a sentence.
[[nodiscard]] std::string theResource(std::string title, const std::string &component);
[[nodiscard]] std::string theResource(const analysis::Report &report, analysis::ResourceRef resource);

/// Spaces between a number and its unit or "%" made such that no line breaks there (U+00A0).
[[nodiscard]] std::string keptTogether(std::string_view text);

/// An availability with as many nines as it has and two digits behind them, rounded down: "99.976 %", "99.99995 %"; a
/// sampled one as an interval.
[[nodiscard]] std::string availabilityWords(const reliability::Estimate &estimate);
[[nodiscard]] std::string availabilityWords(double value);

/// "2 × App server, Cache and 4 more": a name that is there several times counts as one of the `most`, and each of it among
/// those that are left out.
/// @pre  most > 0
[[nodiscard]] std::string listedCounted(const std::vector<std::string> &names, std::size_t most);

/// Time in words: "9.8 minutes", "88 ms", "3.1 hours", "less than a second".
[[nodiscard]] std::string downtimeWords(double seconds);

/// With an upper first letter, where it is ASCII.
[[nodiscard]] std::string capital(std::string text);

/// "12 % more", "about 4 times as many": how far `users` are from `now`.
[[nodiscard]] std::string distanceWords(double users, double now);

/// "88 % of", "1.3 times", "18.7 times": before what it is a part of.
[[nodiscard]] std::string partWords(double ratio);

/// "full at 26,900 users instead of 2,200, p99 429 ms where waiting had no end, $162 instead of $106 a month": what a cure
/// changes, as far as its figures show it; empty where they do not.
[[nodiscard]] std::string effectWords(const analysis::Finding &finding, const std::string &currency);

/// The tone of a utilization's band.
[[nodiscard]] Tone toneOf(analysis::Band band);

/// "86 %" with the tone of its band, and the band in words where it is not fine: "91 % (critical)".
[[nodiscard]] Cell utilizationCell(double utilization, analysis::Band band);

/// "The tier “standard” asks for 99.9 % of reading, with at most 43.8 minutes of downtime a month. That is met."
[[nodiscard]] std::string tierSentence(const analysis::ToleranceReport &tolerance);

/// The class of requests that is available least of those that are served. @pre  at least one class.
[[nodiscard]] const analysis::ClassReport &leastAvailable(const analysis::Report &report);

/// A duration that may not exist, then with the reason: "none: saturated".
[[nodiscard]] Cell timeCell(const std::optional<double> &seconds, analysis::State state);

} // namespace headroom::report_writing

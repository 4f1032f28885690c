#pragma once

#include "model/analysis/finding.h"

#include <QString>
#include <QStringList>

#include <cstddef>
#include <string>
#include <vector>

namespace headroom::findings {

enum class Order {
    Severity, ///< worst first, and of equally bad ones what gains most
    Gain      ///< what its cure would gain: headroom, then availability, latency and cost; those without effect last
};
enum class Grouping { None, Severity, Topic };

/// Which findings are shown, and how.
struct Choices {
    Order order = Order::Severity;
    Grouping grouping = Grouping::Severity;
    bool hasErrors = true;
    bool hasWarnings = true;
    bool hasNotes = true;
    bool hasAcknowledged = true;
    QStringList closed;         ///< ids of groups whose cards are folded away
    bool isOnSelection = false; ///< only those about what is selected; of the moment, not remembered
    QString text;               ///< only those that say every word of it; of the moment, not remembered
    bool operator==(const Choices &) const = default;

    [[nodiscard]] bool hidesAny() const;
    /// What is remembered of them, and back; unknown words are passed over.
    [[nodiscard]] QString toText() const;
    [[nodiscard]] static Choices fromText(const QString &text);
};

/// Findings under one heading.
struct Group {
    QString id; ///< "error", "topic:CAP"; empty: all are in one, without a heading
    QString title;
    analysis::Severity worst = analysis::Severity::Info;
    std::vector<std::size_t> members; ///< into the findings
};

/// The findings that the choices let through, in order and in their groups.
/// @param selection  ids of what is selected on the canvas.
[[nodiscard]] std::vector<Group> arranged(const std::vector<analysis::Finding> &findings, const Choices &choices,
                                          const std::vector<std::string> &selection);

/// The topic of a rule: "CAP" of "CAP-01".
[[nodiscard]] std::string topicOf(const std::string &rule);

/// The findings of a new report in the order of those shown now, with the effects these had; new ones after those as
/// bad as they are. What compares designs is found later, and stays until then.
[[nodiscard]] std::vector<analysis::Finding> asBefore(std::vector<analysis::Finding> next,
                                                      const std::vector<analysis::Finding> &shown);

} // namespace headroom::findings

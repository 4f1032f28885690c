#pragma once

#include "tests/support/model_support.h"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace headroom::test {

inline constexpr double kPage = 0.0111; // s, with HTTP
inline constexpr double kRate = 1000;   // users of one request a second

/// One change of a template: a parameter of an element, or, for the element "workload", of that.
struct Change {
    const char *element;
    const char *parameter;
    project::Value value;
};

/// A report with percentiles, and with what compares the stage with other designs where the rule does that.
[[nodiscard]] analysis::Report judged(const project::Project &project, std::size_t stage, double users,
                                      std::string_view rule);

/// A rule, a stage of the seven templates (from 1) that it has nothing to say about, and the change that makes it
/// speak.
struct TemplateCase {
    const char *rule;
    int stage;
    double users;
    std::vector<Change> changes;
    double quietUsers = 0; ///< 0: as `users`
    const char *criticality = "standard";
};

[[nodiscard]] std::span<const TemplateCase> templateCases();

/// The seven stages with the changes of a case.
[[nodiscard]] project::Snapshot projectOf(const TemplateCase &each);

/// A rule, a small design that it speaks about, and the one beside it, just on the other side of its condition.
struct EdgeCase {
    const char *rule;
    const char *beside; ///< what is different about the silent one
    project::Project speaks;
    double users;
    project::Project silent;
    double quietUsers;
    std::optional<double> measured = {}; ///< to 1e-6
    std::optional<double> threshold = {};
    bool hasCure = false;
    const char *criticality = "standard";
};

[[nodiscard]] std::vector<EdgeCase> edgeCases();

/// Families of them.
[[nodiscard]] std::vector<EdgeCase> capacityEdges();
[[nodiscard]] std::vector<EdgeCase> requestPathEdges();
[[nodiscard]] std::vector<EdgeCase> resilienceEdges();
[[nodiscard]] std::vector<EdgeCase> dataEdges();
[[nodiscard]] std::vector<EdgeCase> storeEdges();
[[nodiscard]] std::vector<EdgeCase> tierEdges();
[[nodiscard]] std::vector<EdgeCase> flowEdges();

/// Clients before an app server with so many instances; its pages take 10 ms.
[[nodiscard]] ProjectBuilder appOf(double instances, std::vector<project::OperationUse> further = {},
                                   std::vector<project::Parameters::Entry> parameters = {},
                                   const std::string &place = {});

} // namespace headroom::test

#pragma once

#include "model/report_writing/document.h"
#include "model/report_writing/study.h"

namespace headroom::report_writing {

/// Whether the stage has anything that could carry load.
[[nodiscard]] bool isEmpty(const Study &study);

/// What is to be done.
struct Advice {
    std::vector<std::string> items; ///< the worst open findings with what their cures do
    std::size_t further = 0;        ///< errors and warnings that are not among them
};
/// @param most  ≥ 1
[[nodiscard]] Advice adviceOn(const Study &study, std::size_t most);

// One function per section, each in the file of its topic.
/// The growth plan in two or three sentences. @pre the study has one
[[nodiscard]] std::string planSummary(const Study &study);
/// What to decide when, what becomes of the stages, and what is left out. @pre as above
void addPlan(const Study &study, Section &section);
[[nodiscard]] Section summarySection(const Study &study);
[[nodiscard]] Section diagramSection(const Study &study);
[[nodiscard]] Section workloadSection(const Study &study);
[[nodiscard]] Section assumptionSection(const Study &study);
[[nodiscard]] Section capacitySection(const Study &study);
[[nodiscard]] Section latencySection(const Study &study);
[[nodiscard]] Section reliabilitySection(const Study &study);
[[nodiscard]] Section availabilitySection(const Study &study);
[[nodiscard]] Section costSection(const Study &study);
[[nodiscard]] Section findingSection(const Study &study);
[[nodiscard]] Section growthSection(const Study &study);
/// Empty until explainTerms().
[[nodiscard]] Section glossarySection(const Study &study);
/// Fills the glossary, where there is one, with the terms that the other sections use; alone it has all.
void explainTerms(Document &document);
[[nodiscard]] Section methodSection(const Study &study);

} // namespace headroom::report_writing

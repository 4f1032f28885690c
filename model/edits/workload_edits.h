#pragma once

#include "model/edits/edit.h"

namespace headroom::edits {

/// Makes the edits that change one thing of a workload, each named in users' words. Where the project relies on its
/// preset they state the preset's journeys or classes with that one change. Whether an edit may be is for apply() to say.
class WorkloadEdits {
public:
    /// Both must outlive this.
    WorkloadEdits(const project::Workload &workload, const catalog::Catalog &catalog);

    /// The journeys and classes as they act at present; every `at` below counts in them.
    [[nodiscard]] const std::vector<project::Journey> &journeys() const { return m_journeys; }
    [[nodiscard]] const std::vector<project::RequestClass> &classes() const { return m_classes; }
    /// The journey, class of the preset with that id; null: there is none, it is the project's own.
    [[nodiscard]] const project::Journey *presetJourney(const std::string &id) const;
    [[nodiscard]] const project::RequestClass *presetClass(const std::string &id) const;

    /// One that makes a request of the first class, behind the others.
    [[nodiscard]] Batch addJourney() const;
    [[nodiscard]] Batch copyJourney(std::size_t at) const;
    [[nodiscard]] Batch removeJourney(std::size_t at) const;
    [[nodiscard]] Batch changeJourney(std::size_t at, const project::Journey &changed) const;
    [[nodiscard]] Batch resetJourneys() const;

    /// One that asks a server for a page, behind the others; no journey makes it yet.
    [[nodiscard]] Batch addClass() const;
    [[nodiscard]] Batch copyClass(std::size_t at) const;
    /// The journeys do without it.
    [[nodiscard]] Batch removeClass(std::size_t at) const;
    [[nodiscard]] Batch changeClass(std::size_t at, const project::RequestClass &changed) const;
    /// The project's journeys stay where the preset has all their classes.
    [[nodiscard]] Batch resetClasses() const;

    [[nodiscard]] const std::vector<project::BackgroundJob> &jobs() const { return m_workload.jobs; }
    /// A batch of notifications at two in the morning, behind the others.
    [[nodiscard]] Batch addJob() const;
    [[nodiscard]] Batch copyJob(std::size_t at) const;
    [[nodiscard]] Batch removeJob(std::size_t at) const;
    /// Another kind of job takes on what a new one of that kind has; what belongs to the former goes.
    [[nodiscard]] Batch changeJob(std::size_t at, project::BackgroundJob changed) const;
    [[nodiscard]] Batch resetJobs() const;

    /// Error: the workload only reads, or only writes.
    [[nodiscard]] Result<Batch> setReadsPerWrite(double ratio) const;

private:
    [[nodiscard]] Batch state(std::string title, std::vector<project::Journey> journeys) const;
    [[nodiscard]] Batch state(std::string title, std::vector<project::RequestClass> classes,
                              std::vector<project::Journey> journeys) const;

    const project::Workload &m_workload;
    const catalog::Catalog &m_catalog;
    std::vector<project::Journey> m_journeys;
    std::vector<project::RequestClass> m_classes;
};

} // namespace headroom::edits

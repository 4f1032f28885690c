#pragma once

#include "model/growth/remover.h"

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace headroom::growth {

/// Something that can go, with all that goes with it.
struct Departure {
    Removable going;
    std::vector<std::string> along; ///< ids of what else has to go for that; empty: it can go alone
    Remover::Way way;               ///< with what goes along; of the design as it is
    bool isPassedBy = false;        ///< its callers are joined to what it called
};

/// What is left of a design while one part after another is taken out of it, as long as all is done at twice the users and
/// each part taken makes it cheaper.
class Leftovers {
public:
    /// @param remover, project  of the same design; must outlive this
    Leftovers(const Remover &remover, const project::Project &project, double users);

    /// Takes whatever can go: each candidate alone, then those that can go once others are gone, then several of a kind or
    /// side by side at once. All that can go, with a way to have it alone or with as little along as was found.
    [[nodiscard]] std::vector<Departure> takeAll(const std::stop_token &stop);

    /// What could go alone and is still there after takeAll(), as something would be missing without it by now.
    [[nodiscard]] const std::vector<Removable> &kept() const { return m_kept; }
    /// What would be missing in what is left, in words.
    [[nodiscard]] std::string missedWithout(const Removable &removable) const;

    [[nodiscard]] const std::vector<edits::Step> &steps() const { return m_steps; }
    /// Ids of the components and places taken, without components in a place that is taken, too.
    [[nodiscard]] std::vector<std::string> taken() const;
    [[nodiscard]] double saving() const; ///< USD a month, of all that is taken

private:
    [[nodiscard]] bool isThere(const Removable &removable) const;
    /// What is left of it after others have gone; its first component is.
    [[nodiscard]] Removable restOf(const Removable &removable) const;
    /// Takes it out of what is left, if that makes it cheaper.
    bool take(const Removable &removable);
    /// A departure of its own for what was just taken, with as little along as was found.
    [[nodiscard]] Departure departureOf(const Removable &removable, const std::vector<std::string> &before) const;
    [[nodiscard]] std::optional<Departure> alone(const Removable &removable) const;
    [[nodiscard]] std::optional<Departure> withOne(const Removable &removable, const Removable &other) const;
    /// Several that are still there, to be taken at once.
    [[nodiscard]] std::vector<Removable> groups() const;
    [[nodiscard]] bool mayTry();

    const Remover &m_remover;
    const project::Project &m_project;
    double m_users;
    std::vector<Removable> m_candidates;
    project::Snapshot m_design;
    double m_cost = 0; ///< of what is left, USD a month
    std::vector<edits::Step> m_steps;
    std::vector<Removable> m_taken;
    std::vector<Removable> m_kept;
    std::size_t m_tries = 0; ///< of what cannot go alone
};

} // namespace headroom::growth

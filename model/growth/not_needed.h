#pragma once

#include "model/catalog/catalog.h"
#include "model/cost/provisioning.h"
#include "model/edits/edit.h"

#include <stop_token>

namespace headroom::growth {

/// A component, or a place with all that stands in it, without which the design would do as well, at these users and at
/// twice as many; or several of a sort, where none of them can go alone.
struct Unneeded {
    std::string id;
    std::string name;                 ///< of several of a sort all of them
    std::string kind;                 ///< title of its kind
    std::vector<std::string> removed; ///< ids of components that go; the first is `id`
    std::vector<std::string> along; ///< names of other parts without which it could not go; its removal takes them, too
    bool isPassedBy = false;        ///< its callers are joined to what it called
    double utilizationAtTwice = 0;  ///< of the fullest resource of all that goes, at twice the users; 0: none fills
    std::string fullest;            ///< name of the component that is; empty: nothing fills
    std::string resource;           ///< title of that resource
    bool isIdle = false;            ///< less full than `idle` then: domain spec 7.6 b
    double saving = 0;              ///< USD a month that its removal saves; > 0
    analysis::Effect effect;        ///< of its removal, at the users themselves, with p99
    edits::Edit removal;            ///< with all that goes along
    std::string why;                ///< "at twice the users it is less than 5 % used (CPU); all is done without it"
};

/// What could go alone, but not with all the others that can go together.
struct Kept {
    std::string id;
    std::string name;
    std::string why; ///< what would be missing then: "available 99.11 %, less than the 99.9 % of its tier"
};

/// What a design has too early (domain spec 7.6).
struct NotYet {
    std::size_t stage = 0;
    double users = 0;
    std::string currency;
    int builtFor = 0;  ///< stage 1 to 7 that a design like it is for (domain spec 7.1)
    int neededFor = 0; ///< the stage that the load needs
    double costPerMonth = 0;
    std::optional<cost::OverProvisioning> overProvisioning; ///< absent: no stage can be compared with
    bool serves = true;          ///< false: requests reach no component, so that nothing can be said
    bool isSound = true;         ///< twice the users are carried within the limits; else nothing is to spare
    std::vector<Unneeded> parts; ///< that can go alone: places first, else in the order of the stage; then the others
    /// All that can go together, one after another in that order, and what it saves; absent: nothing can.
    std::optional<edits::Edit> removal;
    std::vector<std::string> together; ///< ids of the components and places in it, without those in such a place
    double saving = 0;                 ///< USD a month, of all of them
    std::vector<Kept> kept;            ///< of the parts, those that are not among them
};

/// Whole regions and zones, and components that only make others' work lighter (caches, replicas, further servers,
/// poolers, queues …), whose removal leaves everything done at twice the users, within the limits of sizing and the tier of
/// criticality. Those that are nearly idle besides are what domain spec 7.6 b names; the others are not needed yet, but at
/// work. What would cost more without it is none of them. What cannot go alone is tried once others are gone, and
/// with others of its kind or beside it. 6.4 for the index. Solves the stage some times per candidate: stop token.
/// @pre the stage exists, users > 0
[[nodiscard]] NotYet notNeededAt(const project::Project &project, std::size_t stage, double users,
                                 const catalog::Catalog &catalog, const std::stop_token &stop = {}, double idle = 0.05);

} // namespace headroom::growth

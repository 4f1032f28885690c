#pragma once

#include "model/catalog/catalog.h"
#include "model/cost/provisioning.h"
#include "model/edits/edit.h"

#include <stop_token>

namespace headroom::growth {

/// A component, or a place with all that stands in it, without which the design would do as well, at these users and at
/// twice as many.
struct Unneeded {
    std::string id;
    std::string name;
    std::string kind;                 ///< title of its kind
    std::vector<std::string> removed; ///< ids of components that go; the first is `id`
    bool isPassedBy = false;          ///< its callers are joined to what it called
    double utilizationAtTwice = 0;    ///< of the fullest resource of all that goes, at twice the users; 0: none fills
    std::string fullest;              ///< name of the component that is; empty: nothing fills
    std::string resource;             ///< title of that resource
    bool isIdle = false;              ///< less full than `idle` then: domain spec 7.6 b
    double saving = 0;                ///< USD a month that the design costs less without it
    analysis::Effect effect;          ///< of its removal, at the users themselves, with p99
    edits::Edit removal;
    std::string why; ///< "at twice the users all is done without it; CPU is less than 5 % full then"
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
    bool isSound = true;         ///< twice the users are carried within the limits; else nothing is to spare
    std::vector<Unneeded> parts; ///< places first, else in the order of the stage; each alone
    /// All that can go together, one after another in that order, and what it saves; absent: nothing can.
    std::optional<edits::Edit> removal;
    std::vector<std::string> together; ///< ids of the parts in it
    double saving = 0;                 ///< USD a month, of all of them
};

/// Whole regions and zones, and components that only make others' work lighter (caches, replicas, further servers,
/// poolers, queues …), whose removal leaves everything done at twice the users, within the limits of sizing and the tier of
/// criticality. Those that are nearly idle besides are what domain spec 7.6 b names; the others are not needed yet, but at
/// work. 6.4 for the index. Solves the stage two or three times per candidate: stop token.
/// @pre the stage exists, users > 0
[[nodiscard]] NotYet notNeededAt(const project::Project &project, std::size_t stage, double users,
                                 const catalog::Catalog &catalog, const std::stop_token &stop = {}, double idle = 0.05);

} // namespace headroom::growth

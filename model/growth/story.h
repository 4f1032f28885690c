#pragma once

#include "model/growth/when_to_move.h"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace headroom::growth {

/// Something that happens to a stage as its users grow.
struct StoryEvent {
    enum class What {
        Amber,    ///< a resource passes 0.70 (memory 0.80)
        Red,      ///< 0.85 (memory 0.90)
        Saturated ///< 1
    };
    What what = What::Amber;
    double users = 0;
    std::string component;     ///< id
    std::string componentName; ///< shown to people
    std::string resource;      ///< its title
    bool isFirst = false;      ///< it is what saturates the stage first
    bool operator==(const StoryEvent &) const = default;
};

/// From how many users on a stage is the one in force, when every stage is left in time.
struct Takeover {
    double users = 0; ///< 0: from the beginning
    std::size_t stage = 0;
    bool operator==(const Takeover &) const = default;
};

/// How a design ages while its users grow: what fills up in each stage, and which stage takes over when.
struct Story {
    std::vector<std::vector<StoryEvent>> stages; ///< per stage, ascending users
    std::vector<Takeover> takeovers;             ///< ascending users; empty: no stage serves anybody
    std::vector<bool> serves;                    ///< per stage: whether it answers anybody

    /// The last thing that happened to a stage with so many users; null: nothing yet, or there is no such stage.
    [[nodiscard]] const StoryEvent *latest(std::size_t stage, double users) const;
    /// What saturated a stage first, where it is saturated with so many users; else null.
    [[nodiscard]] const StoryEvent *saturation(std::size_t stage, double users) const;
    /// The stage in force with so many users; nothing where no stage serves anybody.
    [[nodiscard]] std::optional<std::size_t> stageAt(double users) const;
    /// The next number of users above these at which something happens, to that stage or by another taking over.
    [[nodiscard]] std::optional<double> next(std::size_t stage, double users) const;
};

/// Each stage is left at its trigger (domain spec 7.3) for the next one that lasts longer; numbers are those of the map.
[[nodiscard]] Story storyOf(const StageMap &map);

/// The stage that is meant for so many users: `present` where its range holds them, else the first that does; where none
/// does, the one whose range ends nearest below, or else begins nearest above. Stages without components only count
/// where all are without.
/// @pre present < project.stages.size()
[[nodiscard]] std::size_t stageForUsers(const project::Project &project, double users, std::size_t present);

} // namespace headroom::growth

#pragma once

#include "app/cli/output.h"

#include <optional>
#include <string>

namespace headroom::app {

class Arguments;

/// Index of the stage that a number (from 1), or else a name, means. Complains when there is none.
[[nodiscard]] std::optional<std::size_t> stageNamed(const Design &design, const std::string &wanted);

/// Index of the first stage meant for so many users; outside of all ranges the nearest in order of growth.
/// @pre the project has a stage.
[[nodiscard]] std::size_t stageFor(const project::Project &project, double users);

/// A number of registered users from 0 to 1e12 as people write it: "1.4M". Complains when it is none.
[[nodiscard]] std::optional<double> usersFrom(const std::string &text);

/// What several commands are asked about: a stage of a design at a number of users, from FILE, --users and --stage.
class AskedStage {
public:
    /// Declares --users and --stage. @param isRequired  without it the users are the upper end of the stage.
    void declare(Arguments &arguments, const std::string &usersHelp, bool isRequired);

    /// Reads the options and opens the design; complains when one makes no sense.
    /// @return kExitDone, kExitUsage or kExitBadInput. The rest may only be asked after kExitDone.
    [[nodiscard]] int open(const std::string &file, const catalog::Catalog &catalog);

    [[nodiscard]] const Design &design() const { return *m_design; }
    [[nodiscard]] const project::Project &project() const { return *m_design->project; }
    [[nodiscard]] const project::Stage &stage() const { return *project().stages[m_index]; }
    [[nodiscard]] std::size_t index() const { return m_index; } ///< of the stage, from 0
    [[nodiscard]] double users() const { return m_users; }
    /// "Shop, stage 5 (Cache and CDN) at 1,400,000 users", safe for a terminal.
    [[nodiscard]] std::string headline() const;

private:
    std::optional<std::string> m_usersText;
    std::optional<std::string> m_stageText;
    std::optional<Design> m_design;
    std::size_t m_index = 0;
    double m_users = 0;
};

} // namespace headroom::app

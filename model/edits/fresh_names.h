#pragma once

#include "model/project/project.h"

#include <string>
#include <unordered_map>
#include <unordered_set>

namespace headroom::edits {

/// Hands out ids that no stage of the project has, each one once.
class FreshIds {
public:
    explicit FreshIds(const project::Project &project);
    /// `stem` with the first number that is free: "db1", "db2" …
    [[nodiscard]] std::string next(const std::string &stem);

private:
    std::unordered_set<std::string> m_used;
    std::unordered_map<std::string, int> m_tried; ///< by stem: all numbers up to this one are used
};

/// Hands out names that no component of the stage has, each one once.
class FreshNames {
public:
    explicit FreshNames(const project::Stage &stage);
    /// The wanted name when it is free, else the next number after it: "Cache", "Cache 2", "Cache 3" …
    [[nodiscard]] std::string next(const std::string &wanted);

private:
    std::unordered_set<std::string> m_used;
    std::unordered_map<std::string, int> m_tried; ///< by stem: all numbers from 2 up to this one are used
};

} // namespace headroom::edits

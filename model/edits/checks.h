#pragma once

#include "model/catalog/catalog.h"
#include "model/core/result.h"
#include "model/edits/limits.h"
#include "model/project/project.h"

#include <optional>
#include <string>

namespace headroom::edits {

/// What keeps a value from entering a project; nothing when it may.
using Problem = std::optional<Error>;

/// Whether a new element may have that id. @param isTaken  whether an element of the stage has it.
[[nodiscard]] Problem wrongId(const std::string &id, bool isTaken);
[[nodiscard]] Problem wrongText(const char *called, const std::string &text, std::size_t most);
[[nodiscard]] Problem wrongPosition(project::Point position);
[[nodiscard]] Problem wrongSize(project::Size size);

/// Whether a component may stand in `place`, or in none. Says nothing about cycles.
/// @param around  the component of that id; null: there is none.
[[nodiscard]] Problem wrongPlace(const catalog::Catalog &catalog, const std::string &place,
                                 const project::Component *around);

/// Whether some component stands inside itself, directly or through others. O(components).
[[nodiscard]] Problem placeCycle(const project::Stage &stage);

/// Checks a value against the spec of that id; null spec: no such parameter.
[[nodiscard]] Problem wrongParameter(const catalog::ParameterSpec *spec, const std::string &id,
                                     const project::Value &value);

/// @tparam Kind  catalog::Kind or catalog::ConnectionKind.
template <typename Kind>
[[nodiscard]] Problem wrongParameters(const Kind &kind, const project::Parameters &parameters)
{
    for (const auto &[id, value] : parameters.entries())
        if (Problem problem = wrongParameter(kind.findParameter(id), id, value))
            return problem;
    return std::nullopt;
}

/// There is nothing of this id in the stage.
[[nodiscard]] Error missing(const std::string &id);

} // namespace headroom::edits

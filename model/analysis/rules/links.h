#pragma once

#include "model/analysis/rules/inspection.h"

namespace headroom::analysis {

[[nodiscard]] inline std::size_t caller(const Inspection &in, std::size_t connection)
{
    return static_cast<std::size_t>(in.stage.links[connection].from);
}

[[nodiscard]] inline std::size_t callee(const Inspection &in, std::size_t connection)
{
    return static_cast<std::size_t>(in.stage.links[connection].to);
}

[[nodiscard]] inline std::vector<std::string> idsOf(const Inspection &in, const std::vector<std::size_t> &connections)
{
    std::vector<std::string> ids;
    for (const std::size_t c : connections)
        ids.push_back(in.stage.connectionId(c));
    return ids;
}

/// The longest way of calls that wait for each other: the components on it that work. Loops are no part of it.
[[nodiscard]] const std::vector<std::size_t> &deepestChain(const Inspection &in);

} // namespace headroom::analysis

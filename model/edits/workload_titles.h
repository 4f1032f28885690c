#pragma once

#include "model/catalog/catalog.h"
#include "model/project/project.h"

#include <string>
#include <vector>

namespace headroom::edits {

/// The name of an item of a workload in quotes, as undo steps show it; its id where it has none.
template <typename Item>
[[nodiscard]] std::string titleOf(const std::vector<Item> &items, std::size_t at)
{
    if (at >= items.size())
        return "that is gone";
    return '"' + (items[at].name.empty() ? items[at].id : items[at].name) + '"';
}

/// What was done to a journey: "Set p95 of "Shopping"".
[[nodiscard]] std::string titleOfChange(const project::Journey &before, const project::Journey &after,
                                        const std::vector<project::RequestClass> &classes);

/// What was done to a class: "Set reads of "Feed"".
[[nodiscard]] std::string titleOfChange(const project::RequestClass &before, const project::RequestClass &after,
                                        const catalog::Catalog &catalog);

/// What was done to a background job: "Set the deadline of "Digest"".
[[nodiscard]] std::string titleOfChange(const project::BackgroundJob &before, const project::BackgroundJob &after,
                                        const catalog::Catalog &catalog);

} // namespace headroom::edits

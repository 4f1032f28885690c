#pragma once

#include "model/project/project.h"

#include <memory>
#include <string>

namespace headroom::test {

/// The design with ids of its own in one stage, for all that stands in one place and for the place: what is carried on
/// there looks as if it had been built anew.
inline std::shared_ptr<const project::Project> withOwnIds(const project::Project &design, std::size_t stage,
                                                          const std::string &place)
{
    auto copy = std::make_shared<project::Project>(design);
    auto after = std::make_shared<project::Stage>(*design.stages[stage]);
    const auto isThere = [&](const std::string &id) {
        const project::Component *found = design.stages[stage]->findComponent(id);
        return id == place || (found && found->place == place);
    };
    const auto owned = [&](const std::string &id) { return isThere(id) ? id + "-own" : id; };
    for (project::Component &each : after->components) {
        each.place = owned(each.place);
        each.id = owned(each.id);
    }
    for (project::Connection &each : after->connections) {
        if (isThere(each.from) || isThere(each.to))
            each.id += "-own";
        each.from = owned(each.from);
        each.to = owned(each.to);
    }
    copy->stages[stage] = after;
    return copy;
}

} // namespace headroom::test

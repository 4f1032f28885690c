#pragma once

#include "model/edits/edit.h"
#include "tests/support/model_support.h"
#include "views/canvas/canvas_view.h"

#include <QTest>

namespace headroom::tests {

inline project::Component component(const char *id, const char *kind, double x, double y, const char *place = "")
{
    project::Component made;
    made.id = id;
    made.kind = kind;
    made.name = id;
    made.place = place;
    made.position = { x, y };
    return made;
}

/// A design with a region that holds one server, and a database and a client outside:
///   users (0, 0) → app (400, 80) in zone (360, 40, 280 × 160)      db (800, 80)
inline project::Snapshot design()
{
    auto stage = std::make_shared<project::Stage>();
    stage->name = "One";
    stage->users = { 1, 1000 };
    project::Component zone = component("zone", "az", 360, 40);
    zone.size = project::Size { 280, 160 };
    stage->components
        = { zone, component("users", "client_population", 0, 0), component("app", "web_app_server", 400, 80, "zone"),
            component("db", "rdb_primary", 800, 80) };
    project::Connection call;
    call.id = "c1";
    call.from = "users";
    call.to = "app";
    call.kind = "call";
    stage->connections = { call };
    auto made = std::make_shared<project::Project>();
    made->stages = { stage, std::make_shared<project::Stage>() };
    return made;
}

} // namespace headroom::tests

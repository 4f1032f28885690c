#include "tests/support/canvas_mesh.h"
#include "tests/support/dice.h"

#include <array>
#include <set>
#include <string>

namespace headroom::test {

namespace {

constexpr double kAcross = 260; ///< scene pixels from card to card
constexpr double kDown = 130;
constexpr double kLongShare = 0.05;
constexpr std::array<const char *, 6> kKinds { "microservice",      "web_app_server", "rdb_primary",
                                               "distributed_cache", "message_queue",  "worker_pool" };
constexpr std::array<const char *, 6> kNames { "Orders",          "Search", "Customer accounts and addresses",
                                               "Payment gateway", "Feed",   "Recommendations" };

} // namespace

project::Project canvasMesh(std::size_t components, std::uint64_t seed)
{
    Dice dice(seed);
    project::Stage stage;
    stage.name = "Field";
    stage.users = { 1, 1e6 };
    const auto columns = static_cast<std::size_t>(std::ceil(std::sqrt(static_cast<double>(components) * 0.8)));
    for (std::size_t i = 0; i < components; ++i) {
        project::Component card;
        card.id = "n" + std::to_string(i);
        card.kind = i == 0 ? "client_population" : kKinds[dice.below(kKinds.size())];
        card.name = std::string(kNames[dice.below(kNames.size())]) + ' ' + std::to_string(i);
        card.position = { static_cast<double>(i % columns) * kAcross, static_cast<double>(i / columns) * kDown };
        stage.components.push_back(std::move(card));
    }
    std::set<std::pair<std::size_t, std::size_t>> taken;
    while (taken.size() < components * 3 / 2) {
        const std::size_t from = dice.below(components);
        const std::size_t to = dice.chance(kLongShare)
            ? dice.below(components)
            : (from + 1 + dice.below(3) + columns * dice.below(3)) % components;
        if (from == to || !taken.emplace(from, to).second)
            continue;
        project::Connection line;
        line.id = "l" + std::to_string(taken.size());
        line.from = "n" + std::to_string(from);
        line.to = "n" + std::to_string(to);
        line.kind = dice.chance(0.2) ? "async" : "call";
        stage.connections.push_back(std::move(line));
    }
    project::Project project;
    project.name = "field";
    project.stages = { std::make_shared<project::Stage>(std::move(stage)) };
    return project;
}

} // namespace headroom::test

#include "tests/support/random_design.h"

#include "tests/support/dice.h"
#include "tests/support/model_support.h"

#include <cmath>
#include <string>

namespace headroom::test {

namespace {

using Entries = std::vector<project::Parameters::Entry>;

/// Draws one design part by part.
class Drawer {
public:
    Drawer(std::uint64_t seed, bool isCalm)
        : m_dice(seed)
        , m_isCalm(isCalm)
    {
    }

    project::Project draw()
    {
        addPlaces();
        m_design.component("clients", "client_population");
        addFront();
        addStores();
        addServices();
        for (const std::string &app : m_apps)
            connectApp(app);
        addQueue();
        if (m_dice.chance(0.5))
            m_design.component("eyes", "monitoring");
        project::Project project = m_design.upTo(1e6).build();
        addClasses(project);
        return project;
    }

private:
    void addPlaces()
    {
        if (!m_dice.chance(0.4))
            return;
        m_design.component("region", "region", { { "sla", m_dice.between(0.999, 0.99999) } });
        m_places.emplace_back("region");
        for (const char *zone : { "zone1", "zone2" })
            if (m_dice.chance(0.7)) {
                m_design.component(zone, "az", { { "mttf", m_dice.between(10000, 30000) } }, "region");
                m_places.emplace_back(zone);
            }
    }

    std::string place()
    {
        return m_places.empty() || m_dice.chance(0.2) ? "" : m_places[m_dice.below(m_places.size())];
    }

    void add(const std::string &id, const std::string &kind, Entries entries)
    {
        m_design.component(id, kind, std::move(entries), place());
    }

    /// Practices and delays of a call.
    Entries call(Entries entries = {})
    {
        entries.emplace_back("latency", m_dice.between(0, 0.003));
        if (m_dice.chance(0.5))
            entries.emplace_back("timeout", m_dice.between(0.2, 5));
        if (!m_isCalm && m_dice.chance(0.15)) {
            entries.emplace_back("retries", m_dice.whole(1, 3));
            if (m_dice.chance(0.5))
                entries.emplace_back("retry_budget", m_dice.between(0.05, 0.5));
        }
        if (m_dice.chance(0.2))
            entries.emplace_back("fallback", true);
        return entries;
    }

    Entries tier(int most)
    {
        Entries entries;
        if (m_dice.chance(0.3))
            entries = { { "autoscale", true },
                        { "n_min", m_dice.whole(1, 3) },
                        { "n_max", m_dice.whole(4, 40) },
                        { "target", m_dice.between(0.4, 0.9) } };
        else
            entries = { { "instances", m_dice.whole(1, most) } };
        entries.emplace_back("vcpu", m_dice.whole(1, 16));
        entries.emplace_back("price_hour", m_dice.between(0.05, 2));
        entries.emplace_back("mttf", m_dice.between(1000, 5000));
        return entries;
    }

    void addFront()
    {
        if (m_dice.chance(0.5)) {
            add("dns", "dns", {});
            m_design.link("clients", "dns", "call");
        }
        add("lb", m_dice.chance(0.7) ? "lb_l7" : "lb_l4", { { "forward_latency", m_dice.between(1e-4, 2e-3) } });
        if (m_dice.chance(0.4)) {
            add("cdn", "cdn", { { "hit_static", m_dice.between(0.5, 1) }, { "hit_media", m_dice.between(0.5, 1) } });
            m_design.link("clients", "cdn", "cache_lookup").link("cdn", "lb", "cache_miss");
        }
        if (m_dice.chance(0.2)) {
            add("gateway", "waf_api_gateway", { { "quota", m_dice.spread(1e3, 1e6) } });
            m_design.link("clients", "gateway", "call").link("gateway", "lb", "split");
        } else {
            m_design.link("clients", "lb", "call");
        }
        const auto count = static_cast<std::size_t>(m_dice.whole(1, 3));
        for (std::size_t i = 0; i < count; ++i) {
            m_apps.push_back("app" + std::to_string(i));
            Entries entries = tier(10);
            entries.emplace_back("threads_per_vcpu", m_dice.chance(0.5) ? 0.0 : m_dice.whole(8, 64));
            entries.emplace_back("http_time", m_dice.between(0, 0.002));
            entries.emplace_back("net_gbps", m_dice.between(5, 50));
            add(m_apps.back(), "web_app_server", std::move(entries));
            m_design.link("lb", m_apps.back(), "split", { { "share", m_dice.between(0.5, 3) } });
        }
    }

    void addStores()
    {
        const char *standbys[] { "none", "manual", "automatic" };
        const bool isSharded = m_dice.chance(0.2);
        Entries entries { { "vcpu", m_dice.whole(2, 64) },
                          { "iops", m_dice.spread(3e3, 6e4) },
                          { "standby", std::string(standbys[m_dice.below(3)]) },
                          { "mttf", m_dice.between(3000, 6000) } };
        if (isSharded) {
            entries.emplace_back("shards", m_dice.whole(2, 12));
            entries.emplace_back("skew", m_dice.between(1, 2));
        }
        add("db", isSharded ? "shard_group" : "rdb_primary", std::move(entries));
        m_hasCopies = m_dice.chance(0.4);
        if (m_hasCopies) {
            add("copies", "read_replica", { { "replicas", m_dice.whole(1, 5) }, { "vcpu", m_dice.whole(2, 32) } });
            m_design.link("db", "copies", "replicate");
        }
        m_hasCache = m_dice.chance(0.5);
        if (m_hasCache)
            add("cache", "distributed_cache",
                { { "hit_ratio", m_dice.between(0, 1) }, { "shards", m_dice.whole(1, 4) } });
        m_hasSessions = m_dice.chance(0.4);
        if (m_hasSessions)
            add("sessions", "session_store", { { "replicas", m_dice.whole(0, 2) } });
        m_hasFiles = m_dice.chance(0.4);
        if (m_hasFiles)
            add("files", "object_storage", {});
    }

    void connectApp(const std::string &app)
    {
        const auto pool = [&] { return m_dice.chance(0.5) ? 0.0 : m_dice.whole(5, 60); };
        if (m_hasCache)
            m_design.link(app, "cache", "cache_lookup", { { "latency", m_dice.between(0, 0.001) } });
        const double own = m_hasCopies ? m_dice.between(0.02, 0.5) : 1;
        m_design.link(app, "db", "query", call({ { "share", own }, { "pool", pool() } }));
        if (m_hasCopies)
            m_design.link(app, "copies", "read", call({ { "share", 1 - own }, { "pool", pool() } }));
        if (m_hasSessions)
            m_design.link(app, "sessions", "call", { { "latency", m_dice.between(0, 0.001) } });
        if (m_hasFiles)
            m_design.link(app, "files", "call");
    }

    void addServices()
    {
        const auto count = m_dice.chance(0.5) ? 0 : static_cast<std::size_t>(m_dice.whole(1, 6));
        for (std::size_t i = 0; i < count; ++i) {
            const std::string id = "service" + std::to_string(i);
            Entries entries = tier(6);
            entries.emplace_back("service_time", m_dice.spread(5e-4, 0.05));
            entries.emplace_back("threads", m_dice.chance(0.5) ? 0.0 : m_dice.whole(8, 64));
            add(id, "microservice", std::move(entries));
            const std::string from = i == 0 || m_dice.chance(0.4) ? m_apps[m_dice.below(m_apps.size())]
                                                                  : "service" + std::to_string(m_dice.below(i));
            m_design.link(from, id, m_dice.chance(0.3) ? "parallel" : "call",
                          call({ { "calls", m_dice.between(0.2, 3) } }));
        }
        if (!m_isCalm && count > 2 && m_dice.chance(0.3))
            m_design.link("service" + std::to_string(count - 1), "service0", "call", { { "calls", 0.03 } });
        if (m_dice.chance(0.3)) {
            add("partner", "third_party_api",
                { { "quota", m_dice.spread(100, 1e4) }, { "service_time", m_dice.between(0.02, 0.3) } });
            m_design.link(m_apps[m_dice.below(m_apps.size())], "partner", "call", call({ { "calls", 0.1 } }));
        }
    }

    void addQueue()
    {
        const bool isQueued = m_dice.chance(0.5);
        add("mail", "notification_service", { { "quota", m_dice.spread(200, 1e4) } });
        if (!isQueued) {
            for (const std::string &app : m_apps)
                m_design.link(app, "mail", "call", call());
            return;
        }
        add("queue", m_dice.chance(0.5) ? "message_queue" : "log_broker", {});
        Entries entries = tier(8);
        entries.emplace_back("job_time", m_dice.spread(0.005, 0.5));
        add("workers", "worker_pool", std::move(entries));
        for (const std::string &app : m_apps)
            m_design.link(app, "queue", "async", { { "outbox", m_dice.chance(0.5) } });
        m_design.link("queue", "workers", "async").link("workers", "mail", "call", call());
    }

    void addClasses(project::Project &project)
    {
        const char *tiers[] { "hobby", "startup", "standard", "high", "critical" };
        project.criticality = tiers[m_dice.below(5)];
        if (m_dice.chance(0.3))
            return; // the preset's
        const auto count = static_cast<std::size_t>(m_dice.whole(1, 4));
        for (std::size_t c = 0; c < count; ++c) {
            project::RequestClass each;
            each.id = "class" + std::to_string(c);
            each.name = "Class " + std::to_string(c);
            each.share = m_dice.between(0.1, 1);
            each.uses = { { "page", 1, m_dice.spread(0.001, 0.05), m_dice.spread(100, 1e5) },
                          { "read", m_dice.whole(0, 10), m_dice.spread(1e-4, 5e-3), 1000 },
                          { "rpc", m_dice.chance(0.7) ? 1.0 : 0.0, 0, 0 } };
            if (m_dice.chance(0.5))
                each.uses.push_back({ "write", m_dice.whole(1, 2), m_dice.spread(5e-4, 2e-2), 0 });
            if (m_dice.chance(0.5))
                each.uses.push_back({ "notify", m_dice.between(0.1, 1), 0.1, 0 });
            project.workload.classes.push_back(std::move(each));
        }
        const std::size_t journeys = m_dice.below(3);
        for (std::size_t j = 0; j < journeys; ++j) {
            project::Journey journey;
            journey.id = "journey" + std::to_string(j);
            journey.name = "Journey " + std::to_string(j);
            journey.weight = m_dice.between(0.2, 2);
            for (const project::RequestClass &each : project.workload.classes)
                journey.visits.push_back({ each.id, m_dice.between(0.1, 5) });
            project.workload.journeys.push_back(std::move(journey));
        }
    }

    Dice m_dice;
    bool m_isCalm;
    ProjectBuilder m_design;
    std::vector<std::string> m_places;
    std::vector<std::string> m_apps;
    bool m_hasCache = false;
    bool m_hasCopies = false;
    bool m_hasSessions = false;
    bool m_hasFiles = false;
};

} // namespace

project::Project randomDesign(std::uint64_t seed)
{
    return Drawer(seed, false).draw();
}

project::Project randomCalmDesign(std::uint64_t seed)
{
    return Drawer(seed, true).draw();
}

double usersThatFill(const project::Project &project, double utilization)
{
    const auto report = analysis::solve(*analysis::compile(project, 0, theCatalog()), 1000);
    return std::isfinite(report.usersAtSaturation) ? report.usersAtSaturation * utilization : 1000;
}

} // namespace headroom::test

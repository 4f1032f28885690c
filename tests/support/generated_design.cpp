#include "tests/support/generated_design.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <string>

namespace headroom::test {

namespace {

/// Builds one design step by step.
class Generator {
public:
    explicit Generator(const GeneratedShape &shape)
        : m_shape(shape)
        , m_random(shape.seed)
    {
    }

    project::Project build()
    {
        addFront();
        addServices();
        connectServices();
        for (std::size_t i = 0; i < m_shape.loops; ++i)
            link(service(m_services / 2 + below(m_services / 2)), service(below(m_services / 2)), "call",
                 { { "calls", 0.01 } });
        project::Project project;
        project.name = "generated";
        m_stage.name = "mesh";
        m_stage.users = { 1, generatedUsers(m_shape) };
        addClasses(project);
        m_stage.components.shrink_to_fit();
        m_stage.connections.shrink_to_fit();
        project.stages = { std::make_shared<project::Stage>(std::move(m_stage)) };
        return project;
    }

private:
    using Entries = std::vector<project::Parameters::Entry>;

    double between(double low, double high)
    {
        return low + (high - low) * static_cast<double>(m_random() >> 11) * 0x1p-53;
    }
    std::size_t below(std::size_t end) { return static_cast<std::size_t>(m_random() % std::max<std::size_t>(end, 1)); }

    static project::Parameters parametersOf(const Entries &entries)
    {
        project::Parameters parameters;
        for (const auto &[id, value] : entries)
            parameters.set(id, value);
        return parameters;
    }

    void add(const std::string &id, const std::string &kind, const Entries &entries)
    {
        project::Component component;
        component.id = component.name = id;
        component.kind = kind;
        component.parameters = parametersOf(entries);
        m_stage.components.push_back(std::move(component));
    }

    void link(const std::string &from, const std::string &to, const std::string &kind, const Entries &entries = {})
    {
        project::Connection connection;
        connection.id = "l" + std::to_string(m_stage.connections.size());
        connection.from = from;
        connection.to = to;
        connection.kind = kind;
        connection.parameters = parametersOf(entries);
        m_stage.connections.push_back(std::move(connection));
    }

    /// Calls of a service, with the practices that services need.
    static Entries callsOf(double calls) { return { { "calls", calls }, { "breaker", true }, { "bulkhead", 25.0 } }; }

    void addFront()
    {
        m_webs = std::max<std::size_t>(2, m_shape.components / 100);
        add("clients", "client_population", {});
        add("lb", "lb_l7", {});
        link("clients", "lb", "call");
        for (std::size_t i = 0; i < m_webs; ++i) {
            const std::string number = std::to_string(i);
            add("web" + number, "web_app_server",
                { { "instances", 4.0 },
                  { "vcpu", 16.0 },
                  { "threads_per_vcpu", m_shape.holds ? 16.0 : 0.0 },
                  { "net_gbps", 100.0 } });
            add("cache" + number, "distributed_cache",
                { { "memory", 1000.0 }, { "hit_ratio", 0.8 }, { "net_gbps", 100.0 } });
            add("db" + number, "rdb_primary",
                { { "vcpu", 64.0 }, { "iops", 100000.0 }, { "standby", std::string("none") } });
            link("lb", "web" + number, "split", { { "share", between(0.9, 1.1) } });
            link("web" + number, "cache" + number, "cache_lookup");
            link("web" + number, "db" + number, "query", { { "pool", m_shape.holds ? 5.0 : 0.0 } });
        }
    }

    [[nodiscard]] static std::string service(std::size_t index) { return "s" + std::to_string(index); }
    [[nodiscard]] std::size_t layerOf(std::size_t index) const { return index * m_layers / m_services; }
    [[nodiscard]] std::size_t startOf(std::size_t layer) const // the first of its services
    {
        return (layer * m_services + m_layers - 1) / m_layers;
    }

    void addServices()
    {
        m_services = m_shape.components - m_stage.components.size();
        m_layers = std::clamp<std::size_t>(m_shape.layers, 1, m_services);
        const double width = static_cast<double>(m_services) / static_cast<double>(m_layers);
        // Requests per second and service are about 1000 / width of a million users' 1000.
        const double perService = generatedUsers(m_shape) / 1000 / width;
        for (std::size_t i = 0; i < m_services; ++i) {
            const double cores = std::exp2(std::floor(between(0, 4)));
            const double instances = std::floor(between(1, 6));
            const double time = between(0.06, 0.2) * cores * instances / perService;
            const double sort = between(0, 1);
            if (sort < 0.2)
                add(service(i), "microservice",
                    { { "autoscale", true },
                      { "n_min", 2.0 },
                      { "n_max", 24.0 },
                      { "vcpu", cores },
                      { "threads", m_shape.holds ? 32.0 : 0.0 },
                      { "service_time", time } });
            else if (sort < 0.8)
                add(service(i), "microservice",
                    { { "instances", instances },
                      { "vcpu", cores },
                      { "threads", m_shape.holds ? 32.0 : 0.0 },
                      { "service_time", time } });
            else
                add(service(i), "custom",
                    { { "instances", instances },
                      { "servers", cores },
                      { "service_time", time },
                      { "memory", 64.0 },
                      { "memory_standing", 8.0 },
                      { "quota", 4 * perService },
                      { "price_month", 200.0 } });
        }
    }

    void connectServices()
    {
        const std::size_t wanted
            = static_cast<std::size_t>(m_shape.perComponent * static_cast<double>(m_shape.components));
        const double perService = static_cast<double>(wanted) / static_cast<double>(m_services);
        const auto calls = [&] { return between(0.5, 1.5) / std::max(1.0, perService); };
        const std::size_t first = std::max<std::size_t>(startOf(1), 1);
        for (std::size_t i = 0; i < first; ++i)
            link("web" + std::to_string(i % m_webs), service(i), "call",
                 callsOf(static_cast<double>(m_webs) / static_cast<double>(first) * between(0.8, 1.2)));
        for (std::size_t i = first; i < m_services; ++i) {
            const std::size_t above = layerOf(i) - 1;
            link(service(startOf(above) + below(startOf(above + 1) - startOf(above))), service(i), "call",
                 callsOf(calls()));
        }
        while (m_stage.connections.size() < wanted && m_layers > 1) {
            const std::size_t from = below(startOf(m_layers - 1));
            const std::size_t layer = std::min(m_layers - 1, layerOf(from) + 1 + below(3));
            const std::size_t end = layer + 1 < m_layers ? startOf(layer + 1) : m_services;
            link(service(from), service(startOf(layer) + below(end - startOf(layer))), "call", callsOf(calls()));
        }
    }

    void addClasses(project::Project &project)
    {
        for (std::size_t c = 0; c < m_shape.classes; ++c) {
            project::RequestClass each;
            each.id = "class" + std::to_string(c);
            each.name = "Class " + std::to_string(c);
            each.share = 1 / static_cast<double>(m_shape.classes);
            const double more = 1 + 0.1 * static_cast<double>(c);
            each.uses = { { "page", 1, 0.01 * more, 10000 }, { "read", 4 * more, 0.002, 1000 }, { "rpc", 1, 0, 0 } };
            project.workload.classes.push_back(std::move(each));
        }
    }

    GeneratedShape m_shape;
    std::mt19937_64 m_random;
    project::Stage m_stage;
    std::size_t m_webs = 0;
    std::size_t m_services = 0;
    std::size_t m_layers = 1;
};

} // namespace

project::Project generatedDesign(const GeneratedShape &shape)
{
    return Generator(shape).build();
}

double generatedUsers(const GeneratedShape &shape)
{
    return 2000 * static_cast<double>(shape.components);
}

} // namespace headroom::test

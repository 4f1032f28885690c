#include "tests/model/rules/rule_cases.h"

namespace headroom::test {

ProjectBuilder appOf(double instances, std::vector<project::OperationUse> further,
                     std::vector<project::Parameters::Entry> parameters, const std::string &place)
{
    std::vector<project::OperationUse> uses { { "page", 1, 0.01, 1000 } };
    uses.insert(uses.end(), further.begin(), further.end());
    parameters.emplace_back("instances", instances);
    ProjectBuilder design;
    design.onlyClass(std::move(uses))
        .component("clients", "client_population")
        .component("app", "web_app_server", std::move(parameters), place)
        .link("clients", "app", "call");
    return design;
}

std::vector<EdgeCase> edgeCases()
{
    std::vector<EdgeCase> all;
    for (const auto family :
         { capacityEdges, requestPathEdges, resilienceEdges, dataEdges, storeEdges, tierEdges, flowEdges })
        for (EdgeCase &each : family())
            all.push_back(std::move(each));
    return all;
}

} // namespace headroom::test

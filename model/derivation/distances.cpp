#include "model/derivation/derivator.h"

#include <algorithm>

namespace headroom::derivation {

using analysis::Reach;

/// The larger of what the places of both ends say.
Derivation Derivator::largerOf(std::size_t connection, const std::string &parameter, const std::string &label,
                               double value, bool onlyStated)
{
    const analysis::Distance &distance = m_stage->links[connection].distance;
    std::vector<Derivation> parts;
    for (const int place : { distance.from, distance.to })
        if (const auto index = static_cast<std::size_t>(place);
            !onlyStated || m_design.components[index].parameters.find(parameter))
            parts.push_back(componentValue(index, parameter));
    const std::string unit = parts.front().unit;
    return named(extreme("max", label, parameter, value, unit, std::move(parts)), "Places of both ends");
}

/// s on the way of one call: stated, by the distance of the places, or the default of its kind.
Derivation Derivator::wayLatency(std::size_t connection)
{
    const analysis::CompiledLink &link = m_stage->links[connection];
    const analysis::Distance &distance = link.distance;
    const project::Connection &line = m_design.connections[connection];
    if (distance.reach == Reach::Host && !line.parameters.find("latency") && link.latency >= distance.roundTrip)
        return as("latency", componentValue(static_cast<std::size_t>(distance.from), "round_trip"));
    if (!distance.isApart() || line.parameters.find("latency") || link.latency > distance.roundTrip)
        return connectionValue(connection, "latency", "latency", link.latency);
    const std::string between
        = nameOf(static_cast<std::size_t>(distance.from)) + " and " + nameOf(static_cast<std::size_t>(distance.to));
    const auto states = [&](int place) {
        return m_design.components[static_cast<std::size_t>(place)].parameters.find("round_trip") != nullptr;
    };
    const bool isStated = states(distance.from) || states(distance.to);
    if (isStated || distance.kilometres <= 0)
        return as("latency",
                  largerOf(connection, "round_trip", "Round trip between " + between, link.latency, isStated));
    Derivation way = method("Great circle between " + between, "d", distance.kilometres, "km",
                            "haversine formula over the coordinates of both locations, on a sphere of 6,371 km", {});
    return named(computed("Round trip between " + between, "latency", link.latency, "s", "2 * d / v * stretch",
                          { std::move(way), constant("Light in fibre", "v", 2e5, "km/s"),
                            constant("Way over the great circle", "stretch", 1.5, "1") }),
                 "Light in fibre, there and back");
}

Derivation Derivator::transferPrice(std::size_t connection)
{
    const double price = m_stage->transferPrices[connection];
    if (!m_stage->links[connection].distance.isApart()
        || m_design.connections[connection].parameters.find("transfer_price"))
        return connectionValue(connection, "transfer_price", "price", price);
    return as("price",
              largerOf(connection, "price_gb", "Transfer over connection " + m_design.connections[connection].id, price,
                       false));
}

} // namespace headroom::derivation

#include "model/analysis/reach.h"

#include "model/catalog/catalog.h"
#include "model/project/project.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

namespace headroom::analysis {

namespace {

constexpr double kEarthRadius = 6371;  // km, mean
constexpr double kLightInFibre = 2e5;  // km/s
constexpr double kStretch = 1.5;       // of the way over the great circle
constexpr std::size_t kDeepest = 1000; // places in each other

/// What one place says about the way out of it.
struct Place {
    double roundTrip = 0;
    bool isStated = false;
    double price = 0;
    double latitude = 0;
    double longitude = 0;
    bool isLocated = false;
};

/// Looks up in which zone and region components stand.
class Atlas {
public:
    Atlas(const project::Stage &stage, const catalog::Catalog &catalog)
        : m_stage(stage)
        , m_catalog(catalog)
    {
        for (std::size_t i = 0; i < stage.components.size(); ++i)
            m_index.emplace(stage.components[i].id, static_cast<int>(i));
    }

    [[nodiscard]] Distance between(const project::Connection &connection) const
    {
        for (const auto &[role, reach] :
             { std::pair(catalog::Role::Region, Reach::Regions), std::pair(catalog::Role::Zone, Reach::Zones) }) {
            const int from = placeOf(connection.from, role);
            const int to = placeOf(connection.to, role);
            if (from >= 0 && to >= 0 && from != to)
                return apart(reach, from, to);
        }
        if (const int host = placeOf(connection.from, catalog::Role::Host);
            host >= 0 && host == placeOf(connection.to, catalog::Role::Host))
            return { Reach::Host, 0, read(host).roundTrip, 0, host, host };
        return {};
    }

private:
    [[nodiscard]] int placeOf(const std::string &component, catalog::Role role) const
    {
        auto found = m_index.find(component);
        for (std::size_t depth = 0; found != m_index.end() && depth < kDeepest; ++depth) {
            const project::Component &each = m_stage.components[static_cast<std::size_t>(found->second)];
            const catalog::Kind &kind = m_catalog.kind(each.kind);
            if (kind.behavior == "place" && kind.is(role))
                return found->second;
            found = m_index.find(each.place);
        }
        return -1;
    }

    [[nodiscard]] Place read(int index) const
    {
        const project::Component &component = m_stage.components[static_cast<std::size_t>(index)];
        Place out;
        out.roundTrip = catalog::numberOf(m_catalog, component, "round_trip").value_or(0);
        out.isStated = component.parameters.find("round_trip") != nullptr;
        out.price = catalog::numberOf(m_catalog, component, "price_gb").value_or(0);
        const catalog::Kind &kind = m_catalog.kind(component.kind);
        const catalog::SizeLadder *locations = m_catalog.ladder(kind.ladder);
        const catalog::ParameterSpec *choice = kind.findParameter("size");
        if (!locations || !choice)
            return out;
        const project::Value chosen = catalog::effectiveValue(m_catalog, component, *choice).value;
        for (const catalog::SizeOption &each : locations->sizes)
            if (chosen == project::Value(each.id) && each.figures.contains("latitude")
                && each.figures.contains("longitude")) {
                out.latitude = each.figures.find("latitude")->second;
                out.longitude = each.figures.find("longitude")->second;
                out.isLocated = true;
            }
        return out;
    }

    [[nodiscard]] Distance apart(Reach reach, int from, int to) const
    {
        const Place one = read(from);
        const Place other = read(to);
        Distance out { reach, 0, std::max(one.roundTrip, other.roundTrip), std::max(one.price, other.price), from, to };
        if (one.isLocated && other.isLocated)
            out.kilometres = greatCircle(one.latitude, one.longitude, other.latitude, other.longitude);
        if (one.isStated || other.isStated)
            out.roundTrip = std::max(one.isStated ? one.roundTrip : 0, other.isStated ? other.roundTrip : 0);
        else if (one.isLocated && other.isLocated)
            out.roundTrip = fibreRoundTrip(out.kilometres);
        return out;
    }

    const project::Stage &m_stage;
    const catalog::Catalog &m_catalog;
    std::map<std::string, int, std::less<>> m_index;
};

} // namespace

double greatCircle(double latitude1, double longitude1, double latitude2, double longitude2)
{
    constexpr double kRadian = std::numbers::pi / 180;
    const double north = std::sin((latitude2 - latitude1) * kRadian / 2);
    const double east = std::sin((longitude2 - longitude1) * kRadian / 2);
    const double chord = north * north + std::cos(latitude1 * kRadian) * std::cos(latitude2 * kRadian) * east * east;
    return 2 * kEarthRadius * std::asin(std::sqrt(std::clamp(chord, 0.0, 1.0)));
}

double fibreRoundTrip(double kilometres)
{
    return 2 * kilometres / kLightInFibre * kStretch;
}

std::vector<Distance> distancesOf(const project::Stage &stage, const catalog::Catalog &catalog)
{
    std::vector<Distance> out(stage.connections.size());
    const bool hasPlaces
        = std::any_of(stage.components.begin(), stage.components.end(),
                      [&](const project::Component &each) { return catalog.kind(each.kind).behavior == "place"; });
    if (!hasPlaces)
        return out;
    const Atlas atlas(stage, catalog);
    std::transform(stage.connections.begin(), stage.connections.end(), out.begin(),
                   [&](const project::Connection &each) { return atlas.between(each); });
    return out;
}

} // namespace headroom::analysis

#pragma once

#include <optional>
#include <string>
#include <vector>

namespace headroom::catalog {
class Catalog;
}
namespace headroom::project {
struct Stage;
}

namespace headroom::analysis {

/// How far apart the ends of a connection stand.
enum class Reach {
    Host,    ///< on one machine
    Near,    ///< in one zone, or nothing is said about zones
    Zones,   ///< in two zones of one region, or of none
    Regions, ///< in two regions
};

/// What a connection's way takes and costs where nothing is stated.
struct Distance {
    Reach reach = Reach::Near;
    double kilometres = 0; ///< between regions that say where they are, along the great circle; 0: unknown
    double roundTrip = 0;  ///< s; only between places, and on one host
    double price = 0;      ///< USD per GB; only between places
    int from = -1;         ///< places that are told apart, or the one host; components of the stage; −1: Near
    int to = -1;

    [[nodiscard]] bool isApart() const { return reach == Reach::Zones || reach == Reach::Regions; }
};

/// Great-circle distance in km of two points in degrees, on a sphere of 6,371 km. Haversine formula.
[[nodiscard]] double greatCircle(double latitude1, double longitude1, double latitude2, double longitude2);

/// s there and back through fibre: light at 200 km/ms over a way half as long again as the great circle.
/// Source: domain spec 3.4.
[[nodiscard]] double fibreRoundTrip(double kilometres);

/// Of every connection of a stage, in its order, from the places its ends stand in.
/// Between zones the larger of what they or their regions state counts; hosts, zones and regions are places whose kinds
/// have the roles of such. O(connections · depth of places).
[[nodiscard]] std::vector<Distance> distancesOf(const project::Stage &stage, const catalog::Catalog &catalog);

} // namespace headroom::analysis

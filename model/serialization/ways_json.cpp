#include "model/serialization/ways_json.h"
#include "model/serialization/report_parts.h"

namespace headroom::serialization {

using nlohmann::ordered_json;
using namespace analysis;

namespace {

const char *betweenName(Reach reach)
{
    switch (reach) {
    case Reach::Host:
        return "components of a host";
    case Reach::Near:
        return "components";
    case Reach::Zones:
        return "zones";
    case Reach::Regions:
        break;
    }
    return "regions";
}

} // namespace

ordered_json overloadJson(const OverloadReport &overload)
{
    ordered_json out;
    put(out, "answered_per_second_at_most", overload.answeredPerSecond);
    put(out, "concurrent_users", overload.users);
    put(out, "latency_ms_at_least", overload.latency * 1e3);
    return out;
}

ordered_json trafficJson(const TrafficReport &traffic, const std::string &currency)
{
    ordered_json out;
    out["between"] = betweenName(traffic.reach);
    put(out, "requests_per_second", traffic.requestsPerSecond);
    put(out, "bytes_per_second", traffic.bytesPerSecond);
    put(out, "round_trips_per_request", traffic.roundTrips);
    put(out, "round_trip_ms_per_request", traffic.roundTripTime * 1e3);
    out["cost_per_month"] = money(traffic.costPerMonth, currency);
    return out;
}

ordered_json placesJson(const PlacesReport &places)
{
    ordered_json out;
    put(out, "threads", places.threads);
    put(out, "queue", places.queue);
    put(out, "refused", places.refused);
    put(out, "answered_per_second", places.answeredPerSecond);
    if (places.latency)
        put(out, "latency_ms", *places.latency * 1e3);
    return out;
}

} // namespace headroom::serialization

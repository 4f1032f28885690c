#include "model/layout/looks.h"

#include "model/edits/limits.h"

#include <charconv>
#include <cmath>

namespace headroom::layout {

namespace {

bool isYes(const project::Parameters &parameters, const char *id)
{
    const project::Value *value = parameters.find(id);
    const bool *flag = value ? std::get_if<bool>(value) : nullptr;
    return flag && *flag;
}

std::string wordOf(const project::Parameters &parameters, const char *id)
{
    const project::Value *value = parameters.find(id);
    const std::string *word = value ? std::get_if<std::string>(value) : nullptr;
    return word ? *word : std::string();
}

/// Reads a number on the canvas and steps behind it. @return whether there was one.
bool take(const char *&at, const char *end, double &value)
{
    const auto read = std::from_chars(at, end, value);
    at = read.ptr;
    return read.ec == std::errc() && edits::isOnCanvas(value);
}

} // namespace

bool isLocked(const project::Component &component)
{
    return isYes(component.parameters, kLocked);
}

bool isCollapsed(const project::Component &component)
{
    return isYes(component.parameters, kCollapsed);
}

int layerOf(const project::Component &component)
{
    const std::string word = wordOf(component.parameters, kLayer);
    return word == "front" ? 1 : word == "back" ? -1 : 0;
}

bool isSquare(const project::Connection &connection)
{
    return wordOf(connection.parameters, kShape) == "square";
}

std::vector<project::Point> waypointsOf(const project::Connection &connection)
{
    const std::string text = wordOf(connection.parameters, kWaypoints);
    std::vector<project::Point> points;
    const char *at = text.data();
    const char *const end = at + text.size();
    while (at < end && points.size() < kMaximumWaypoints) {
        project::Point point;
        if (!take(at, end, point.x) || at == end || *at != ',' || !take(++at, end, point.y))
            return {};
        points.push_back(point);
        if (at < end && *at++ != ' ')
            return {};
    }
    return points;
}

std::string waypointsText(const std::vector<project::Point> &points)
{
    std::string text;
    for (const project::Point &point : points)
        text += (text.empty() ? "" : " ") + std::to_string(std::lround(point.x)) + ','
            + std::to_string(std::lround(point.y));
    return text;
}

} // namespace headroom::layout

#include "model/layout/looks.h"

#include "model/edits/limits.h"

#include <algorithm>
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

/// Equal but for looks.
bool isSame(const project::Parameters &a, const project::Parameters &b)
{
    if (a == b)
        return true;
    const auto stated = [](const project::Parameters &parameters) {
        std::vector<project::Parameters::Entry> entries = parameters.entries();
        std::erase_if(entries, [](const auto &entry) { return isLook(entry.first); });
        return entries;
    };
    return stated(a) == stated(b);
}

Change between(const project::Component &a, const project::Component &b)
{
    if (a.id != b.id || a.kind != b.kind || a.name != b.name || a.place != b.place || a.unknown != b.unknown
        || !isSame(a.parameters, b.parameters))
        return Change::Model;
    if (a.position != b.position || a.size != b.size)
        return Change::Positions;
    return a.notes == b.notes && a.parameters == b.parameters ? Change::None : Change::Looks;
}

Change between(const project::Connection &a, const project::Connection &b)
{
    if (a.id != b.id || a.from != b.from || a.to != b.to || a.kind != b.kind || a.name != b.name
        || a.unknown != b.unknown || !isSame(a.parameters, b.parameters))
        return Change::Model;
    return a.parameters == b.parameters ? Change::None : Change::Looks;
}

template <typename Element>
Change between(const std::vector<Element> &a, const std::vector<Element> &b)
{
    if (a.size() != b.size())
        return Change::Model;
    Change most = Change::None;
    for (std::size_t i = 0; i < a.size() && most != Change::Model; ++i)
        most = std::max(most, between(a[i], b[i]));
    return most;
}

Change between(const project::Stage &a, const project::Stage &b)
{
    if (a.name != b.name || a.users != b.users || a.unknown != b.unknown)
        return Change::Model;
    return std::max(between(a.components, b.components), between(a.connections, b.connections));
}

} // namespace

bool isLook(std::string_view parameter)
{
    const auto ids = { kLocked, kCollapsed, kLayer, kShape, kWaypoints, kNote };
    return std::find(ids.begin(), ids.end(), parameter) != ids.end();
}

Change changeBetween(const project::Project &before, const project::Project &after)
{
    const auto bare = [](const project::Project &project) {
        project::Project without = project; // stages are shared, so the copy is small
        without.stages.clear();
        without.notes.clear();
        return without;
    };
    if (before.stages.size() != after.stages.size() || bare(before) != bare(after))
        return Change::Model;
    Change most = before.notes == after.notes ? Change::None : Change::Looks;
    for (std::size_t i = 0; i < before.stages.size() && most != Change::Model; ++i)
        if (before.stages[i] != after.stages[i])
            most = std::max(most, between(*before.stages[i], *after.stages[i]));
    return most;
}

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

#include "model/edits/checks.h"

#include <string_view>
#include <unordered_map>
#include <vector>

namespace headroom::edits {

Problem wrongId(const std::string &id, bool isTaken)
{
    if (!isLegalId(id))
        return Error { "the id \"" + std::string(cutTo(id, kMaximumId)) + "\" is not legal", "",
                       "Use 1 to 64 letters, digits, '_', '-' and '.'" };
    if (isTaken)
        return Error { "the id \"" + id + "\" is taken in this stage", "", "Choose another" };
    return std::nullopt;
}

Problem wrongText(const char *called, const std::string &text, std::size_t most)
{
    if (!isUtf8(text))
        return Error { std::string(called) + " is not valid UTF-8", "", "Type it again" };
    if (const std::size_t length = codePoints(text); length > most)
        return Error { std::string(called) + " has " + std::to_string(length) + " characters", "",
                       "Use at most " + std::to_string(most) };
    return std::nullopt;
}

Problem wrongPosition(project::Point position)
{
    if (isOnCanvas(position.x) && isOnCanvas(position.y))
        return std::nullopt;
    return Error { "the position is outside the canvas", "", "Stay within 1,000,000 pixels of the origin" };
}

Problem wrongSize(project::Size size)
{
    const auto isSensible = [](double side) { return isOnCanvas(side) && side >= kSmallestPlace; };
    if (isSensible(size.width) && isSensible(size.height))
        return std::nullopt;
    return Error { "a place cannot have this size", "", "Make it 40 to 1,000,000 pixels wide and high" };
}

Problem wrongPlace(const catalog::Catalog &catalog, const std::string &place, const project::Component *around)
{
    if (place.empty())
        return std::nullopt;
    if (around && catalog.kind(around->kind).behavior == "place")
        return std::nullopt;
    return Error { "\"" + place + "\" is not a place of this stage", "", "Name a place, or none" };
}

Problem placeCycle(const project::Stage &stage)
{
    enum class Mark : char { New, Open, Sound };
    std::unordered_map<std::string_view, std::size_t> indexOf;
    for (std::size_t i = 0; i < stage.components.size(); ++i)
        indexOf.emplace(stage.components[i].id, i);
    std::vector<Mark> marks(stage.components.size(), Mark::New);
    std::vector<std::size_t> chain;
    for (std::size_t start = 0; start < marks.size(); ++start) {
        chain.clear();
        for (std::size_t at = start; marks[at] != Mark::Sound;) {
            if (marks[at] == Mark::Open)
                return Error { "\"" + stage.components[at].id + "\" would stand inside itself", "",
                               "Choose another place" };
            marks[at] = Mark::Open;
            chain.push_back(at);
            const auto around = indexOf.find(stage.components[at].place);
            if (around == indexOf.end())
                break;
            at = around->second;
        }
        for (const std::size_t each : chain)
            marks[each] = Mark::Sound;
    }
    return std::nullopt;
}

Problem wrongParameter(const catalog::ParameterSpec *spec, const std::string &id, const project::Value &value)
{
    if (!spec)
        return Error { "there is no parameter \"" + id + "\" here", "", "Choose one that the inspector offers" };
    if (const Result<Done> check = catalog::checkValue(*spec, value); !check)
        return check.error();
    if (const auto *text = std::get_if<std::string>(&value))
        return wrongText(spec->title.c_str(), *text, kMaximumNotes);
    return std::nullopt;
}

Error missing(const std::string &id)
{
    return { "there is no element \"" + id + "\" in this stage", "", "It may have been deleted; select another" };
}

} // namespace headroom::edits

#include "model/serialization/json_reader.h"
#include "model/core/nearest.h"

#include "model/edits/limits.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <cmath>

namespace headroom::serialization {

namespace {

constexpr std::size_t kMostNotes = 100;
constexpr std::size_t kShownText = 60; // code points of a value that a message repeats

const char *typeOf(const nlohmann::json &value)
{
    switch (value.type()) {
    case nlohmann::json::value_t::object:
        return "an object";
    case nlohmann::json::value_t::array:
        return "a list";
    case nlohmann::json::value_t::string:
        return "text";
    case nlohmann::json::value_t::boolean:
        return "true or false";
    case nlohmann::json::value_t::null:
        return "null";
    default:
        return "a number";
    }
}

bool isKnown(std::initializer_list<std::string_view> known, std::string_view key)
{
    return std::find(known.begin(), known.end(), key) != known.end();
}

std::string shown(double value)
{
    return std::abs(value) < 1e15 && std::abs(value) >= 1000 ? reporting::grouped(value) : reporting::exact(value);
}

} // namespace

JsonReader::Step::Step(JsonReader &reader, std::string_view name)
    : m_path(reader.m_path)
    , m_length(reader.m_path.size())
{
    if (!m_path.empty())
        m_path += '/';
    m_path += name;
}

JsonReader::Step::~Step()
{
    m_path.resize(m_length);
}

void JsonReader::fail(std::string what, std::string mend)
{
    if (!m_error)
        m_error = Error { std::move(what), m_path, std::move(mend) };
}

void JsonReader::note(const std::string &text)
{
    if (m_notes.size() < kMostNotes)
        m_notes.push_back(m_path.empty() ? text : m_path + ": " + text);
    else
        ++m_furtherNotes;
}

std::vector<std::string> JsonReader::takeNotes()
{
    if (m_furtherNotes > 0)
        m_notes.push_back("and " + std::to_string(m_furtherNotes) + " more like these");
    return std::move(m_notes);
}

const nlohmann::json &JsonReader::member(const Json &around, const char *key)
{
    static const Json nothing;
    const auto found = around.find(key);
    if (found != around.end())
        return *found;
    fail(std::string("\"") + key + "\" is missing", "Add it");
    return nothing;
}

const nlohmann::json &JsonReader::object(const Json &value)
{
    static const Json empty = Json::object();
    if (value.is_object())
        return value;
    fail(std::string("expected an object, found ") + typeOf(value), "Write { … } there");
    return empty;
}

double JsonReader::number(const Json &around, const char *key, double least, double most)
{
    const Json &value = member(around, key);
    const Step step(*this, key);
    return asNumber(value, least, most);
}

double JsonReader::numberOr(const Json &around, const char *key, double least, double most, double otherwise)
{
    return around.contains(key) ? number(around, key, least, most) : otherwise;
}

double JsonReader::asNumber(const Json &value, double least, double most)
{
    if (!value.is_number()) {
        fail(std::string("expected a number, found ") + typeOf(value), "Write a number without quotes");
        return least;
    }
    const double read = value.get<double>();
    if (std::isfinite(read) && read >= least && read <= most)
        return read;
    fail("the number " + value.dump() + " is out of range", "Use a value from " + shown(least) + " to " + shown(most));
    return least;
}

std::string JsonReader::text(const Json &around, const char *key, std::size_t most)
{
    const Json &value = member(around, key);
    const Step step(*this, key);
    return asText(value, most);
}

std::string JsonReader::optionalText(const Json &around, const char *key, std::size_t most)
{
    return around.contains(key) ? text(around, key, most) : std::string();
}

std::string JsonReader::asText(const Json &value, std::size_t most)
{
    if (!value.is_string()) {
        fail(std::string("expected text, found ") + typeOf(value), "Put it in quotes");
        return {};
    }
    const auto &read = value.get_ref<const std::string &>();
    if (read.size() <= most || edits::codePoints(read) <= most)
        return read;
    note("longer than " + reporting::grouped(static_cast<double>(most)) + " characters, cut");
    return std::string(edits::cutTo(read, most - 1)) + "…";
}

std::string JsonReader::identifier(const Json &around, const char *key)
{
    const Json &value = member(around, key);
    const Step step(*this, key);
    std::string id = asText(value, std::size_t(-1));
    if (!edits::isLegalId(id))
        fail("the id \"" + std::string(edits::cutTo(id, kShownText)) + "\" is not legal",
             "Use 1 to 64 letters, digits, '_', '-' and '.'");
    return id;
}

void JsonReader::list(const Json &around, const char *key, std::size_t most,
                      const std::function<void(const Json &)> &read)
{
    const auto found = around.find(key);
    if (found == around.end())
        return;
    const Step step(*this, key);
    if (!found->is_array())
        return fail(std::string("expected a list, found ") + typeOf(*found), "Write [ … ] there");
    if (found->size() > most)
        return fail("there are " + std::to_string(found->size()) + " of them, more than "
                        + reporting::grouped(static_cast<double>(most)),
                    "Split the design into several files");
    for (std::size_t i = 0; i < found->size() && !hasFailed(); ++i) {
        const Step at(*this, std::to_string(i));
        read(object((*found)[i]));
    }
}

std::optional<project::Value> JsonReader::asParameter(const Json &value)
{
    if (value.is_boolean())
        return value.get<bool>();
    if (value.is_number())
        return value.get<double>();
    if (value.is_string())
        return value.get<std::string>();
    fail(std::string("expected a number, text, true or false, found ") + typeOf(value),
         "Write one value, or remove the key");
    return std::nullopt;
}

project::Parameters JsonReader::parameters(const Json &around, std::span<const catalog::ParameterSpec> specs,
                                           const std::string &of)
{
    project::Parameters read;
    const auto found = around.find("parameters");
    if (found == around.end())
        return read;
    const Step step(*this, "parameters");
    const Json &stated = object(*found);
    for (auto each = stated.begin(); each != stated.end() && !hasFailed(); ++each) {
        const Step inside(*this, each.key());
        std::optional<project::Value> value = asParameter(each.value());
        if (!value)
            break;
        const auto spec
            = std::find_if(specs.begin(), specs.end(), [&](const auto &one) { return one.id == each.key(); });
        if (spec != specs.end()) {
            if (const Result<Done> check = catalog::checkValue(*spec, *value); !check)
                fail(check.error());
        } else if (!specs.empty()) {
            std::vector<std::string> ids;
            for (const catalog::ParameterSpec &one : specs)
                ids.push_back(one.id);
            note("no parameter of " + of + "; it is kept and changes nothing" + didYouMean(each.key(), ids));
        }
        read.set(each.key(), std::move(*value));
    }
    return read;
}

project::UnknownKeys JsonReader::unknownKeys(const Json &value, std::initializer_list<std::string_view> known)
{
    project::UnknownKeys unknown;
    for (auto each = value.begin(); each != value.end(); ++each)
        if (!isKnown(known, each.key()))
            unknown.emplace_back(each.key(), each.value().dump());
    return unknown;
}

void JsonReader::noteLost(const Json &value, std::initializer_list<std::string_view> known)
{
    for (auto each = value.begin(); each != value.end(); ++each)
        if (!isKnown(known, each.key()))
            note("\"" + std::string(edits::cutTo(each.key(), kShownText)) + "\" is unknown here and will not be saved");
}

} // namespace headroom::serialization

#pragma once

#include "model/catalog/catalog.h"
#include "model/core/result.h"
#include "model/project/project.h"

#include <nlohmann/json.hpp>

#include <functional>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace headroom::serialization {

/// Takes typed values out of parsed JSON. The first wrong one is remembered with its path; after it every value
/// is read as a harmless default, so that callers ask hasFailed() once, at the end.
class JsonReader {
public:
    using Json = nlohmann::json;

    /// Makes the path longer for as long as it lives.
    class Step {
    public:
        Step(JsonReader &reader, std::string_view name);
        ~Step();
        Step(const Step &) = delete;
        Step &operator=(const Step &) = delete;

    private:
        std::string &m_path;
        std::size_t m_length;
    };

    void fail(std::string what, std::string mend);
    void fail(const Error &error) { fail(error.what, error.mend); }
    [[nodiscard]] bool hasFailed() const { return m_error.has_value(); }
    /// The first failure; its `where` is the path alone. @pre hasFailed()
    [[nodiscard]] const Error &error() const { return *m_error; }

    /// Keeps a sentence for people about something that was put right; the path is put before it.
    void note(const std::string &text);
    /// The notes; when there are very many, the first and how many more.
    [[nodiscard]] std::vector<std::string> takeNotes();

    /// A member that must be there; null after failing.
    const Json &member(const Json &around, const char *key);
    const Json &object(const Json &value);
    double number(const Json &around, const char *key, double least, double most);
    double numberOr(const Json &around, const char *key, double least, double most, double otherwise);
    /// Text of a member that must be there, cut with a note when it has more than `most` code points.
    std::string text(const Json &around, const char *key, std::size_t most);
    /// The same, empty when the member is absent.
    std::string optionalText(const Json &around, const char *key, std::size_t most);
    std::string identifier(const Json &around, const char *key);

    /// Calls `read` with each object of a list; absent means empty.
    void list(const Json &around, const char *key, std::size_t most, const std::function<void(const Json &)> &read);

    /// The member "parameters"; values with a spec are checked, the others are kept as they are and noted.
    /// @param specs  all there are; nothing: not known, so that none can be noted. @param of  whose they are
    project::Parameters parameters(const Json &around, std::span<const catalog::ParameterSpec> specs,
                                   const std::string &of);

    /// Everything but these keys, as compact JSON.
    [[nodiscard]] static project::UnknownKeys unknownKeys(const Json &value,
                                                          std::initializer_list<std::string_view> known);
    /// Notes everything but these keys as lost, where a project has no room to keep it.
    void noteLost(const Json &value, std::initializer_list<std::string_view> known);

private:
    std::string asText(const Json &value, std::size_t most);
    double asNumber(const Json &value, double least, double most);
    std::optional<project::Value> asParameter(const Json &value);

    std::string m_path;
    std::optional<Error> m_error;
    std::vector<std::string> m_notes;
    std::size_t m_furtherNotes = 0;
};

} // namespace headroom::serialization

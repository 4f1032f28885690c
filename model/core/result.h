#pragma once

#include <cassert>
#include <string>
#include <utility>
#include <variant>

namespace headroom {

/// Why something could not be done, in the user's terms: what happened, where, and what to do now.
struct Error {
    std::string what;  ///< One clause without a full stop: "expected a number, found text".
    std::string where; ///< File, path inside it or line; empty when there is no place to name.
    std::string mend;  ///< What the reader can do now; empty when nothing sensible can be said.

    /// "where: what. mend." with the empty parts left out.
    [[nodiscard]] std::string message() const;
    bool operator==(const Error &) const = default;
};

/// Either a value or the Error that kept it from existing.
template <typename T>
class [[nodiscard]] Result {
public:
    Result(T value)
        : m_state(std::in_place_index<0>, std::move(value))
    {
    }
    Result(Error error)
        : m_state(std::in_place_index<1>, std::move(error))
    {
    }

    [[nodiscard]] bool ok() const { return m_state.index() == 0; }
    explicit operator bool() const { return ok(); }

    /// The value; calling this on a failure is a bug.
    [[nodiscard]] const T &value() const &
    {
        assert(ok());
        return std::get<0>(m_state);
    }
    [[nodiscard]] T &value() &
    {
        assert(ok());
        return std::get<0>(m_state);
    }
    [[nodiscard]] T &&value() &&
    {
        assert(ok());
        return std::get<0>(std::move(m_state));
    }
    const T &operator*() const & { return value(); }
    const T *operator->() const { return &value(); }

    /// The error; calling this on a success is a bug.
    [[nodiscard]] const Error &error() const
    {
        assert(!ok());
        return std::get<1>(m_state);
    }

private:
    std::variant<T, Error> m_state;
};

/// Success without a value.
struct Done {
    bool operator==(const Done &) const = default;
};

} // namespace headroom

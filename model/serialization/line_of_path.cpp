#include "model/serialization/budgeted_json.h"
#include "model/serialization/tracked_text.h"

#include <vector>

namespace headroom::serialization {

namespace {

using nlohmann::json;

/// Reads a text a second time until it comes to one path; keeps nothing but the way there.
class PathFinder final : public nlohmann::json_sax<json> {
public:
    explicit PathFinder(std::string_view wanted)
        : m_wanted(wanted)
    {
    }
    [[nodiscard]] bool isFound() const { return m_isFound; }

    bool null() override { return value(); }
    bool boolean(bool) override { return value(); }
    bool number_integer(number_integer_t) override { return value(); }
    bool number_unsigned(number_unsigned_t) override { return value(); }
    bool number_float(number_float_t, const string_t &) override { return value(); }
    bool string(string_t &) override { return value(); }
    bool binary(binary_t &) override { return value(); }
    bool start_object(std::size_t) override { return open(false); }
    bool start_array(std::size_t) override { return open(true); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t &name) override
    {
        enter(name);
        return value();
    }
    bool parse_error(std::size_t, const std::string &, const json::exception &) override { return false; }

private:
    /// An object or array that is being read.
    struct Frame {
        std::size_t length = 0; ///< of its own path
        std::size_t count = 0;  ///< of the elements that have begun
        bool isArray = false;
    };

    void enter(const std::string &name)
    {
        m_path.resize(m_frames.back().length);
        if (!m_path.empty())
            m_path += '/';
        m_path += name;
    }

    void enterElement()
    {
        if (!m_frames.empty() && m_frames.back().isArray)
            enter(std::to_string(m_frames.back().count++));
    }

    bool value()
    {
        enterElement();
        m_isFound = m_path == m_wanted;
        return !m_isFound;
    }

    bool open(bool isArray)
    {
        enterElement();
        m_frames.push_back({ m_path.size(), 0, isArray });
        m_isFound = m_path == m_wanted;
        return !m_isFound;
    }

    bool close()
    {
        m_path.resize(m_frames.back().length);
        m_frames.pop_back();
        return true;
    }

    std::string_view m_wanted;
    std::string m_path;
    std::vector<Frame> m_frames;
    bool m_isFound = false;
};

} // namespace

std::size_t lineOfPath(std::string_view text, std::string_view path)
{
    text = withoutByteOrderMark(text);
    PathFinder finder(path);
    const char *next = text.data();
    try {
        // The answer says only whether the text was read to its end, which finding prevents.
        static_cast<void>(json::sax_parse(TrackedIterator(text.data(), &next),
                                          TrackedIterator(text.data() + text.size(), &next), &finder));
    } catch (const json::exception &) {
        return 0;
    }
    return finder.isFound() ? lineBefore(text, next) : 0;
}

} // namespace headroom::serialization

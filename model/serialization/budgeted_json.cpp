#include "model/serialization/budgeted_json.h"

#include "model/edits/limits.h"
#include "model/serialization/tracked_text.h"

#include <cmath>
#include <vector>

namespace headroom::serialization {

namespace {

using nlohmann::json;

constexpr std::size_t kShownKey = 60; // code points of a key that a message repeats

/// Builds the values event by event, so that a hostile text is refused before it is held in memory.
class BudgetedBuilder final : public nlohmann::json_sax<json> {
public:
    explicit BudgetedBuilder(const JsonBudget &budget)
        : m_budget(budget)
    {
    }

    [[nodiscard]] json takeRoot() { return std::move(m_root); }
    [[nodiscard]] const Error &problem() const { return m_problem; }

    bool null() override { return add(nullptr); }
    bool boolean(bool value) override { return add(value); }
    bool number_integer(number_integer_t value) override { return add(value); }
    bool number_unsigned(number_unsigned_t value) override { return add(value); }
    bool number_float(number_float_t value, const string_t &) override
    {
        return std::isfinite(value) ? add(value) : tooLarge();
    }
    bool string(string_t &value) override { return add(std::move(value)); }
    bool binary(binary_t &) override { return fail("binary data has no place here", "Remove it"); }
    bool start_object(std::size_t) override { return open(json::object()); }
    bool start_array(std::size_t) override { return open(json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }

    bool key(string_t &value) override
    {
        if (m_open.back()->contains(value))
            return fail("the key \"" + std::string(edits::cutTo(value, kShownKey)) + "\" is there twice",
                        "Remove one of the two");
        m_key = std::move(value);
        return true;
    }

    bool parse_error(std::size_t, const std::string &, const json::exception &error) override
    {
        const std::string_view words = error.what();
        if (error.id == 406)
            return tooLarge();
        if (words.find("UTF-8") != std::string_view::npos)
            return fail("the text is not valid UTF-8", "Save it as UTF-8");
        if (words.find("unexpected end of input") != std::string_view::npos
            || words.find("missing closing quote") != std::string_view::npos)
            return fail("the file ends too early", "Open a copy from before it was cut off");
        return fail("this is not valid JSON", "Correct the text there, or open a copy from before it was damaged");
    }

private:
    bool fail(std::string what, std::string mend)
    {
        m_problem = { std::move(what), "", std::move(mend) };
        return false;
    }
    bool tooLarge() { return fail("a number is out of range", "Use a number below 1e308"); }

    json *place(json &&value)
    {
        if (m_open.empty()) {
            m_root = std::move(value);
            return &m_root;
        }
        json &around = *m_open.back();
        if (around.is_array()) {
            around.push_back(std::move(value));
            return &around.back();
        }
        return &(around[m_key] = std::move(value));
    }

    bool add(json value)
    {
        if (++m_values > m_budget.values)
            return fail("the text holds more than " + std::to_string(m_budget.values) + " values",
                        "Split the design into several files");
        place(std::move(value));
        return true;
    }

    bool open(json value)
    {
        if (static_cast<int>(m_open.size()) >= m_budget.depth)
            return fail("it is nested deeper than " + std::to_string(m_budget.depth) + " levels",
                        "This is not a file that Headroom wrote; open another");
        if (++m_values > m_budget.values)
            return fail("the text holds more than " + std::to_string(m_budget.values) + " values",
                        "Split the design into several files");
        m_open.push_back(place(std::move(value)));
        return true;
    }

    bool close()
    {
        m_open.pop_back();
        return true;
    }

    const JsonBudget &m_budget;
    json m_root;
    std::vector<json *>
        m_open; // a child moves only when its parent grows, and that never happens while the child is open
    std::string m_key;
    std::size_t m_values = 0;
    Error m_problem;
};

} // namespace

Result<json> parseJson(std::string_view text, const std::string &fileName, const JsonBudget &budget)
{
    if (text.size() > budget.bytes)
        return Error { "the file has " + std::to_string(text.size() >> 20) + " MiB, more than the "
                           + std::to_string(budget.bytes >> 20) + " MiB that are read",
                       fileName, "Open a smaller file" };
    text = withoutByteOrderMark(text);
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos)
        return Error { "the file is empty", fileName, "Open another file, or start a new design" };
    BudgetedBuilder builder(budget);
    const char *next = text.data();
    Error error { "this is not valid JSON", "", "Correct the text, or open a copy from before it was damaged" };
    try {
        if (json::sax_parse(TrackedIterator(text.data(), &next), TrackedIterator(text.data() + text.size(), &next),
                            &builder))
            return builder.takeRoot();
        error = builder.problem();
    } catch (const json::exception &) { // the words above will do
    }
    error.where = fileName + ", line " + std::to_string(lineBefore(text, next));
    return error;
}

} // namespace headroom::serialization

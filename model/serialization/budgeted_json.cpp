#include "model/serialization/budgeted_json.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace headroom::serialization {

namespace {

using nlohmann::json;

/// Builds the values event by event, so that a hostile text is refused before it is held in memory.
class BudgetedBuilder final : public nlohmann::json_sax<json> {
public:
    explicit BudgetedBuilder(const JsonBudget &budget) : m_budget(budget) {}

    [[nodiscard]] json takeRoot() { return std::move(m_root); }
    [[nodiscard]] const Error &problem() const { return m_problem; }
    [[nodiscard]] std::size_t position() const { return m_position; }

    bool null() override { return add(nullptr); }
    bool boolean(bool value) override { return add(value); }
    bool number_integer(number_integer_t value) override { return add(value); }
    bool number_unsigned(number_unsigned_t value) override { return add(value); }
    bool number_float(number_float_t value, const string_t &) override
    {
        return std::isfinite(value) ? add(value) : fail("a number is too large", "Use a number below 1e308");
    }
    bool string(string_t &value) override { return add(std::move(value)); }
    bool binary(binary_t &) override { return fail("binary data has no place here", ""); }
    bool start_object(std::size_t) override { return open(json::object()); }
    bool start_array(std::size_t) override { return open(json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }

    bool key(string_t &value) override
    {
        if (m_open.back()->contains(value))
            return fail("the key \"" + value.substr(0, 60) + "\" is there twice", "Remove one of them");
        m_key = std::move(value);
        return true;
    }

    bool parse_error(std::size_t position, const std::string &, const json::exception &error) override
    {
        m_position = position;
        if (error.id == 406)
            return fail("a number is too large", "Use a number below 1e308");
        return fail("this is not valid JSON", "Correct the text there, or open a copy from before it was damaged");
    }

private:
    bool fail(std::string what, std::string mend)
    {
        m_problem = { std::move(what), "", std::move(mend) };
        return false;
    }

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
            return fail("the text holds too many values", "Split the design into several files");
        place(std::move(value));
        return true;
    }

    bool open(json value)
    {
        if (static_cast<int>(m_open.size()) >= m_budget.depth)
            return fail("it is nested deeper than " + std::to_string(m_budget.depth) + " levels",
                        "This is not a file that Headroom wrote; open another");
        if (++m_values > m_budget.values)
            return fail("the text holds too many values", "Split the design into several files");
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
    std::vector<json *> m_open; // children of an open array may move, its own open descendants never outlive them
    std::string m_key;
    std::size_t m_values = 0;
    std::size_t m_position = 0;
    Error m_problem;
};

std::string lineOf(std::string_view text, std::size_t position)
{
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(position, text.size()));
    return "line " + std::to_string(1 + std::count(text.begin(), end, '\n'));
}

} // namespace

Result<json> parseJson(std::string_view text, const std::string &fileName, const JsonBudget &budget)
{
    if (text.size() > budget.bytes)
        return Error { "the file has " + std::to_string(text.size() >> 20) + " MiB, more than the "
                           + std::to_string(budget.bytes >> 20) + " MiB that are read",
                       fileName, "Open a smaller file" };
    if (text.substr(0, 3) == "\xEF\xBB\xBF")
        text.remove_prefix(3);
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos)
        return Error { "the file is empty", fileName, "Open another file, or start a new design" };
    BudgetedBuilder builder(budget);
    bool isRead = false;
    try {
        isRead = json::sax_parse(text.begin(), text.end(), &builder);
    } catch (const json::exception &) {
        isRead = false;
    }
    if (isRead)
        return builder.takeRoot();
    Error error = builder.problem();
    if (error.what.empty())
        error = { "this is not valid JSON", "", "Correct the text, or open a copy from before it was damaged" };
    error.where = builder.position() > 0 ? fileName + ", " + lineOf(text, builder.position()) : fileName;
    return error;
}

} // namespace headroom::serialization

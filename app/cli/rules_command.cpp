#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "model/reporting/numbers.h"
#include "model/serialization/rules_json.h"

#include <algorithm>
#include <sstream>

namespace headroom::app {

namespace {

constexpr std::size_t kLine = 100; // characters, of longer texts

/// Words in indented lines, each ended; a word that is longer than a line has one for itself.
std::string wrapped(const std::string &words, std::size_t indent)
{
    std::istringstream in(words);
    std::string out;
    std::size_t used = 0;
    for (std::string word; in >> word;) {
        const auto width = static_cast<std::size_t>(
            std::count_if(word.begin(), word.end(), [](char c) { return (c & 0xC0) != 0x80; })); // UTF-8
        const bool isFirst = used == 0;
        if (!isFirst && used + 1 + width > kLine) {
            out += '\n';
            used = 0;
        }
        out += used == 0 ? std::string(indent, ' ') : " ";
        used = (used == 0 ? indent : used + 1) + width;
        out += word;
    }
    return out + '\n';
}

/// Lists what the findings look for.
class RulesCommand final : public Command {
public:
    void declare(Arguments &arguments) override
    {
        arguments.choice("--format", m_format, { "text", "json" }, "How to print them");
        arguments.output(m_output);
    }

    int run(const catalog::Catalog &catalog) override
    {
        const std::string text = m_format == "json" ? serialization::writeRules(catalog) : textOf(catalog);
        return deliver(text, m_output) ? kExitDone : kExitOutput;
    }

private:
    static std::string textOf(const catalog::Catalog &catalog)
    {
        std::vector<std::vector<std::string>> rows { { "rule", "severity", "threshold", "says when" } };
        for (const catalog::RuleSpec &rule : catalog.rules()) {
            const std::string threshold = !rule.hasThreshold || rule.threshold == 0 ? "–"
                : rule.display == "%"                                               ? reporting::percent(rule.threshold)
                                      : reporting::exact(rule.threshold) + (rule.unit == "1" ? "" : " " + rule.unit);
            const bool isByTier = rule.level == catalog::RuleLevel::ByTier;
            rows.push_back(
                { rule.id, isByTier ? "by tier" : serialization::nameOf(rule.level), threshold, rule.title });
        }
        std::istringstream heads(table(rows, { 2 }));
        std::string line;
        std::getline(heads, line);
        std::string out = line + '\n';
        constexpr std::size_t kIndent = 4;
        for (const catalog::RuleSpec &rule : catalog.rules())
            if (std::getline(heads, line))
                out += line + '\n' + wrapped(rule.condition, kIndent) + wrapped("Source: " + rule.source, kIndent);
        return out;
    }

    std::string m_format = "text";
    std::string m_output;
};

} // namespace

std::unique_ptr<Command> makeRulesCommand()
{
    return std::make_unique<RulesCommand>();
}

} // namespace headroom::app

#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "model/reporting/numbers.h"
#include "model/serialization/rules_json.h"

namespace headroom::app {

namespace {

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
        std::vector<std::vector<std::string>> rows { { "rule", "severity", "threshold", "condition", "source" } };
        for (const catalog::RuleSpec &rule : catalog.rules()) {
            const std::string threshold = !rule.hasThreshold || rule.threshold == 0 ? "–"
                : rule.display == "%"                                               ? reporting::percent(rule.threshold)
                                      : reporting::exact(rule.threshold) + (rule.unit == "1" ? "" : " " + rule.unit);
            const bool isByTier = rule.level == catalog::RuleLevel::ByTier;
            rows.push_back({ rule.id, isByTier ? "by tier" : serialization::nameOf(rule.level), threshold,
                             rule.condition, rule.source });
        }
        return table(rows, { 2 });
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

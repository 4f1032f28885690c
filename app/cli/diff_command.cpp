#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/stage_choice.h"
#include "model/core/quantity.h"
#include "model/growth/difference.h"
#include "model/reporting/estimate_text.h"
#include "model/reporting/numbers.h"
#include "model/serialization/difference_json.h"

#include <cmath>

namespace headroom::app {

namespace {

using growth::ElementChange;
using growth::FieldChange;
using growth::FigureChange;
using Form = FigureChange::Form;

std::string numberText(double value, Form form, const std::string &currency)
{
    switch (form) {
    case Form::Rate:
        return reporting::compactRate(value);
    case Form::Duration:
        return reporting::duration(value);
    case Form::Money:
        return reporting::money(value, currency);
    case Form::Availability:
        return reporting::availabilityPercent(value);
    case Form::Share:
        return reporting::percent(value);
    default:
        return reporting::compactNumber(value);
    }
}

std::string sideText(const std::optional<double> &value, const std::string &words, const FigureChange &of,
                     const std::string &currency)
{
    return value ? numberText(*value, of.form, currency) : words.empty() ? "–" : words;
}

std::string deltaText(const FigureChange &of, const std::string &currency)
{
    const std::optional<double> delta = of.delta();
    if (!delta)
        return of.isSame() ? "" : "changed";
    if (std::abs(*delta) <= 0 || of.isSame())
        return "=";
    const std::string sign = *delta > 0 ? "+" : "−";
    if (of.form == Form::Availability) // in time: percentages of percentages mislead
        return reporting::duration(std::abs(*delta) * kSecondsPerMonth)
            + (*delta > 0 ? " less downtime a month" : " more downtime a month");
    return sign + numberText(std::abs(*delta), of.form, currency);
}

std::string figuresText(const growth::Difference &difference)
{
    std::vector<std::vector<std::string>> rows { { "", "before", "after", "difference" } };
    for (const FigureChange &each : difference.figures)
        rows.push_back({ each.title, plain(sideText(each.before, each.wordsBefore, each, difference.currency)),
                         plain(sideText(each.after, each.wordsAfter, each, difference.currency)),
                         deltaText(each, difference.currency) });
    return table(rows, {});
}

std::string fieldText(const FieldChange &field)
{
    const auto said = [](const std::optional<std::string> &value) {
        return !value ? std::string("none") : value->empty() ? "nothing" : *value;
    };
    return field.title + ": " + said(field.before) + " → " + said(field.after);
}

std::string elementsText(const char *title, const std::vector<ElementChange> &elements)
{
    if (elements.empty())
        return {};
    std::string text = std::string("\n") + title + "\n";
    for (const ElementChange &each : elements) {
        const char *sign = each.what == ElementChange::What::Added ? "+"
            : each.what == ElementChange::What::Removed            ? "−"
                                                                   : "~";
        text += std::string("  ") + sign + ' ' + plain(each.name) + " (" + plain(each.kind) + ")\n";
        for (const FieldChange &field : each.fields)
            text += "      " + plain(fieldText(field)) + "\n";
    }
    return text;
}

std::string sideName(const growth::Side &side)
{
    return plain(side.design) + ", stage " + std::to_string(side.stageIndex + 1) + " (" + plain(side.stageName) + ")";
}

/// @param isItself  a stage was compared with itself, since there is no other
std::string differenceText(const growth::Difference &difference, bool isItself)
{
    std::string text = sideName(difference.before) + "\n→ " + sideName(difference.after) + "\nat "
        + reporting::grouped(difference.users) + " users\n\n" + figuresText(difference);
    if (difference.isEmpty() && isItself)
        return text
            + "\nThe design has this stage alone, which was compared with itself: name another design, or add a "
              "stage.\n";
    if (difference.isEmpty())
        return text + "\nNothing was added, removed or changed.\n";
    if (!difference.workload.empty()) {
        text += "\nWorkload\n";
        for (const FieldChange &each : difference.workload)
            text += "  ~ " + plain(fieldText(each)) + "\n";
    }
    return text + elementsText("Components", difference.components)
        + elementsText("Connections", difference.connections);
}

/// Says what differs between two stages of one design, or of two.
class DiffCommand final : public Command {
public:
    void declare(Arguments &arguments) override
    {
        arguments.design(m_file);
        arguments.optionalWord("OTHER", m_other, "Another design; without it two stages of the first are compared");
        arguments.option("--from", m_from,
                         "Number or name of the stage before; without it that of --stage, or the first");
        arguments.option("--to", m_to,
                         "Number or name of the stage after; without it the one after, or the same of OTHER");
        arguments.stage(m_stage, "--from and --to say which");
        arguments.option("--users", m_usersText,
                         "Registered users both are compared at: 1.4M; without it the lower upper end of the two");
        arguments.choice("--format", m_format, { "text", "json" }, "How to print it");
        arguments.output(m_output);
    }

    int run(const catalog::Catalog &catalog) override
    {
        if (m_stage && (m_from || m_to)) {
            complain("diff: --stage stands for --from and --to with the same stage. Give either.");
            return kExitUsage;
        }
        const std::optional<double> users = m_usersText ? usersFrom(*m_usersText) : 0;
        if (!users)
            return kExitUsage;
        if (m_other && *m_other == "-" && m_file == "-") {
            complain("diff: only one of the two designs can come from standard input.");
            return kExitUsage;
        }
        const std::optional<Design> before = openOrComplain(m_file, catalog);
        if (!before)
            return kExitBadInput;
        const std::optional<Design> after = m_other ? openOrComplain(*m_other, catalog) : before;
        if (!after)
            return kExitBadInput;
        const std::optional<std::size_t> from = stageOf(*before, m_stage ? m_stage : m_from, 0);
        const std::optional<std::size_t> to
            = from ? stageOf(*after, m_stage ? m_stage : m_to, m_other ? *from : *from + 1) : std::nullopt;
        if (!from || !to)
            return kExitUsage;
        const double at
            = m_usersText ? *users : growth::usersToCompareAt(*before->project, *from, *after->project, *to);
        const bool isItself = !m_other && *from == *to && !m_stage && !m_from && !m_to;
        if (isItself && m_format == "json")
            complain("diff: the design has one stage alone, which is compared with itself.");
        const growth::Difference found
            = growth::differenceOf(*before->project, *from, *after->project, *to, at, catalog);
        const std::string text
            = m_format == "json" ? serialization::writeDifference(found) : differenceText(found, isItself);
        return deliver(text, m_output) ? kExitDone : kExitOutput;
    }

private:
    /// The stage that was named, else the usual one, or the last where there are not so many.
    [[nodiscard]] static std::optional<std::size_t>
    stageOf(const Design &design, const std::optional<std::string> &wanted, std::size_t otherwise)
    {
        if (wanted)
            return stageNamed(design, *wanted);
        return std::min(otherwise, design.project->stages.size() - 1);
    }

    std::string m_file;
    std::optional<std::string> m_other;
    std::optional<std::string> m_from;
    std::optional<std::string> m_to;
    std::optional<std::string> m_stage;
    std::optional<std::string> m_usersText;
    std::string m_format = "text";
    std::string m_output;
};

} // namespace

std::unique_ptr<Command> makeDiffCommand()
{
    return std::make_unique<DiffCommand>();
}

} // namespace headroom::app

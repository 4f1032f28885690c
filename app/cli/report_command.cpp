#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/patience.h"
#include "app/cli/stage_choice.h"
#include "app/export/headless.h"
#include "app/report/logo.h"
#include "app/report/report_formats.h"
#include "model/core/nearest.h"
#include "model/growth/plan.h"
#include "model/layout/stage_layout.h"
#include "model/report_writing/report_document.h"

#include <algorithm>

namespace headroom::app {

namespace {

constexpr std::size_t kLongestTitle = 200; // letters of title, author and date

std::vector<std::string> sectionIds()
{
    std::vector<std::string> ids;
    for (const report_writing::SectionChoice &each : report_writing::sectionChoices())
        ids.emplace_back(each.id);
    return ids;
}

std::string joined(const std::vector<std::string> &words)
{
    std::string text;
    for (const std::string &each : words)
        text += (text.empty() ? "" : ", ") + each;
    return text;
}

/// Writes a report that can be handed on.
class ReportCommand final : public Command {
public:
    void declare(Arguments &arguments) override
    {
        arguments.design(m_file);
        arguments.target(m_output, "Write to this file, in one step; its ending says the format");
        arguments.option("--to", m_format, "Format, where the ending does not say it: html | pdf | md");
        arguments.option("--users", m_users, "Registered users: 1400000, 1.4M; without it the upper end of the stage");
        arguments.stage(m_stage,
                        "the first that is meant for these users; without users the one in which the growth plan of "
                        "the design begins, at its present users, or where there is no plan the last");
        arguments.option("--sections", m_sections, ("Only these, with commas: " + joined(sectionIds())).c_str());
        arguments.option("--title", m_title, "Instead of the name of the design");
        arguments.option("--author", m_author, "Who answers for it");
        arguments.option("--date", m_date, "Shown below the title; without it there is none");
        arguments.choice("--paper", m_paper, "a4", { "a4", "letter" }, "PDF: size of the pages");
        arguments.option("--logo", m_logo, "HTML and PDF: PNG, JPEG or SVG file shown above the title, at most 1 MiB");
        arguments.option("--decision", m_decision, "A record that compares two stages on one page: 3..4");
        arguments.option("--before", m_origin, "With --decision: the first of its stages is one of this other design");
    }

    int run(const catalog::Catalog &catalog) override
    {
        const ReportFormat *format = chosenFormat();
        if (!format)
            return kExitUsage;
        const std::optional<double> users = m_users ? usersFrom(*m_users) : 0;
        if (!users)
            return kExitUsage;
        const std::optional<Design> design = openOrComplain(m_file, catalog);
        if (!design)
            return kExitBadInput;
        const std::optional<Design> origin = m_origin ? openOrComplain(*m_origin, catalog) : design;
        if (!origin)
            return kExitBadInput;
        ReportOrder order;
        order.project = layout::withoutPiles(design->project, catalog);
        order.catalog = &catalog;
        if (m_origin)
            order.origin = layout::withoutPiles(origin->project, catalog);
        if (!choose(*design, *origin, *users, order) || !mayWrite(*format))
            return kExitUsage;
        std::optional<Headless> headless;
        if (format->isDrawn)
            headless.emplace();
        if (m_logo && m_logo->empty())
            return complain("--logo: the name of the file is empty. Name a file, or leave the option out."), kExitUsage;
        if (m_logo) {
            const auto logo = logoFrom(*m_logo);
            if (!logo)
                return complain(logo.error().message()), kExitBadInput;
            order.logo = *logo;
        }
        return deliver(made(*format, order), m_output) ? kExitDone : kExitOutput;
    }

private:
    static std::string made(const ReportFormat &format, const ReportOrder &order)
    {
        const Patience patience("headroom: writing the report; Ctrl+C ends it ");
        return format.make(order);
    }

    [[nodiscard]] const ReportFormat *chosenFormat() const
    {
        const ReportFormat *format = m_format ? reportFormatNamed(*m_format) : reportFormatOfFile(m_output);
        if (format)
            return format;
        if (m_format)
            complain("there is no format \"" + *m_format + "\"" + didYouMean(*m_format, { "html", "pdf", "md" })
                     + " --to takes html, pdf or md.");
        else
            complain(m_output.empty() || m_output == "-"
                         ? "nothing says which format. Name a file with -o, or a format with --to: html, pdf or md."
                         : m_output + ": the ending says no format. Use --to: html, pdf or md.");
        return nullptr;
    }

    bool choose(const Design &design, const Design &origin, double users, ReportOrder &order) const
    {
        const project::Project &project = *design.project;
        const bool isPresent = project.plan && !m_stage && !m_users && !m_decision;
        std::optional<std::size_t> stage = m_stage ? stageNamed(design, *m_stage)
            : m_users                              ? stageFor(project, users)
            : isPresent ? growth::stageAtBegin(growth::compileDesign(design.project, *order.catalog), *project.plan)
                        : project.stages.size() - 1;
        if (stage && m_decision)
            stage = decided(design, origin, order);
        if (!stage)
            return false;
        order.stage = *stage;
        order.users = m_users ? users
            : isPresent       ? project.plan->from
                              : (order.from ? origin : design).project->stages[order.from.value_or(*stage)]->users.to;
        order.title = m_title.value_or("");
        order.author = m_author.value_or("");
        order.date = m_date.value_or("");
        order.isLetter = m_paper == "letter";
        return chooseSections(order);
    }

    /// The stage that a decision leads to; the one before is put into the order.
    std::optional<std::size_t> decided(const Design &design, const Design &origin, ReportOrder &order) const
    {
        const std::size_t dots = m_decision->find("..");
        if (dots == std::string::npos || m_stage || m_sections) {
            complain(m_stage || m_sections
                         ? "--decision names its stages itself and has sections of its own. Leave out --stage and "
                           "--sections."
                         : "--decision " + *m_decision + ": not two stages. Write their numbers with two dots: 3..4.");
            return std::nullopt;
        }
        order.from = stageNamed(origin, m_decision->substr(0, dots));
        const std::optional<std::size_t> to
            = order.from ? stageNamed(design, m_decision->substr(dots + 2)) : std::nullopt;
        if (to && to == order.from && !m_origin) {
            complain("--decision " + *m_decision + ": both are the same stage. Name two.");
            return std::nullopt;
        }
        return to;
    }

    bool chooseSections(ReportOrder &order) const
    {
        if (!m_sections)
            return true;
        const std::vector<std::string> known = sectionIds();
        for (const std::string &id : namesIn(*m_sections)) {
            if (std::find(known.begin(), known.end(), id) == known.end()) {
                complain("--sections: there is no section \"" + id + "\"" + didYouMean(id, known) + " They are "
                         + joined(known) + ".");
                return false;
            }
            order.sections.push_back(id);
        }
        return true;
    }

    /// Whether the answer may go where it was asked to; complains when it may not.
    [[nodiscard]] bool mayWrite(const ReportFormat &format) const
    {
        for (const std::string &read : { m_file, m_origin.value_or(m_file) })
            if (!mayReplace(m_output, read))
                return false;
        if (m_logo && !mayReplace(m_output, *m_logo, "the logo itself"))
            return false;
        if (m_origin && !m_decision)
            return complain("--before needs two stages to compare. Name them: --decision 3..4."), false;
        if (m_logo && !format.hasLogo)
            return complain(std::string("--logo: ") + format.title
                            + " shows no logo. Leave it out, or use html or pdf."),
                   false;
        if (m_paper && !format.hasPaper)
            return complain(std::string("--paper: ") + format.title + " has no pages. Leave it out, or use pdf."),
                   false;
        for (const auto &[name, text] :
             { std::pair("--title", &m_title), std::pair("--author", &m_author), std::pair("--date", &m_date) })
            if (*text && (*text)->size() > kLongestTitle * 4) {
                complain(std::string(name) + ": more than 200 letters. Make it shorter.");
                return false;
            }
        return true;
    }

    std::string m_file;
    std::string m_output;
    std::optional<std::string> m_format;
    std::optional<std::string> m_users;
    std::optional<std::string> m_stage;
    std::optional<std::string> m_sections;
    std::optional<std::string> m_title;
    std::optional<std::string> m_author;
    std::optional<std::string> m_date;
    std::optional<std::string> m_decision;
    std::optional<std::string> m_logo;
    std::optional<std::string> m_origin;
    std::optional<std::string> m_paper;
};

} // namespace

std::unique_ptr<Command> makeReportCommand()
{
    return std::make_unique<ReportCommand>();
}

} // namespace headroom::app

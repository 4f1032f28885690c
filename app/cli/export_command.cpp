#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/cli/patience.h"
#include "app/cli/stage_choice.h"
#include "app/export/formats.h"
#include "app/export/headless.h"
#include "model/core/nearest.h"
#include "model/layout/stage_layout.h"
#include "model/reporting/numbers.h"

#include <algorithm>

#include <unistd.h>

namespace headroom::app {

namespace {

/// Makes a picture or another text form of a design.
class ExportCommand final : public Command {
public:
    void declare(Arguments &arguments) override
    {
        arguments.design(m_file);
        arguments.target(m_output, "Write to this file, in one step; its ending says the format");
        arguments.option("--to", m_format, ("Format, where the ending does not say it: " + formatList()).c_str());
        arguments.stage(m_stage, "the first that is meant for these users; \"all\" for all of them");
        arguments.option("--users", m_users, "Registered users: 1400000, 1.4M; without it the upper end of each stage");
        arguments.option("--compare", m_before, "Mark what changed since this stage (number or name)");
        arguments.option("--only", m_only, "Ids of components, with commas: these and what is in them");
        arguments.choice("--theme", m_theme, "light", { "light", "dark" }, "Colors");
        arguments.choice("--scale", m_scale, "2", { "1", "2", "3", "4" }, "PNG: pixels per pixel at 100 %");
        arguments.choice("--paper", m_paper, "fit", { "fit", "a4", "letter" }, "PDF: size of the pages");
        arguments.flag("--one-page", m_isOnePage, "PDF: all stages on one page");
        arguments.flag("--transparent", m_isTransparent, "No color behind the picture");
        arguments.flag("--no-numbers", m_hidesNumbers, "Without loads, flows and key figures");
        arguments.flag("--no-findings", m_hidesFindings, "Without what is wrong");
        arguments.flag("--no-legend", m_hidesLegend, "Without the legend");
        arguments.flag("--no-title", m_hidesTitle, "Without the title");
        arguments.flag("--no-design", m_hidesDesign, "PNG: without the design in it, which Headroom could open");
    }

    int run(const catalog::Catalog &catalog) override
    {
        const ExportFormat *format = chosenFormat();
        if (!format || !meansSomething(*format))
            return kExitUsage;
        const std::optional<double> users = m_users ? usersFrom(*m_users) : 0;
        if (!users)
            return kExitUsage;
        const std::optional<Design> design = openOrComplain(m_file, catalog);
        if (!design)
            return kExitBadInput;
        std::optional<ExportRequest> request = ask(*design, catalog, *users);
        if (!request || !mayReplace(m_output, m_file))
            return kExitUsage;
        std::optional<Headless> headless;
        if (format->isDrawn)
            headless.emplace();
        const Result<std::string> made = makeOf(*format, *request);
        if (!made) {
            complain(made.error().message());
            return kExitOutput;
        }
        return deliver(*made, m_output) ? kExitDone : kExitOutput;
    }

private:
    static Result<std::string> makeOf(const ExportFormat &format, const ExportRequest &request)
    {
        const Patience patience("headroom: making the export; Ctrl+C ends it ");
        return format.make(request);
    }

    static std::string formatList()
    {
        std::string list;
        for (const ExportFormat &format : exportFormats())
            list += (list.empty() ? "" : " | ") + std::string(format.id);
        return list;
    }

    [[nodiscard]] const ExportFormat *chosenFormat() const
    {
        if (m_format) {
            std::vector<std::string> ids;
            for (const ExportFormat &format : exportFormats())
                ids.emplace_back(format.id);
            if (const ExportFormat *named = formatNamed(*m_format))
                return named;
            complain("there is no format \"" + *m_format + "\"" + didYouMean(*m_format, ids) + " --to takes "
                     + formatList() + ".");
            return nullptr;
        }
        if (const ExportFormat *found = formatOfFile(m_output))
            return found;
        complain(m_output.empty() || m_output == "-"
                     ? "nothing says which format. Name a file with -o, or a format with --to: " + formatList() + "."
                     : m_output + ": the ending says no format. Use --to: " + formatList() + ".");
        return nullptr;
    }

    /// Whether each option says something about this format; complains about the first that does not.
    [[nodiscard]] bool meansSomething(const ExportFormat &format) const
    {
        const bool isPicture = format.scope == Scope::AnyPart;
        const bool isWhole = format.scope == Scope::WholeDesign;
        const bool isPng = std::string_view(format.id) == "png";
        const bool isPdf = std::string_view(format.id) == "pdf";
        const bool isAll = m_stage == "all";
        const struct {
            const char *option;
            bool isIdle; ///< there, and of no use
            const char *why;
        } uses[] {
            { "--stage", m_stage && !isAll && isWhole, "always holds all stages. Leave it out" },
            { "--stage all", isAll && !isWhole && !isPicture, "holds one stage. Name one" },
            { "--users", m_users && isWhole, "is not about one number of users. Leave it out" },
            { "--users", m_users && m_stage && !format.tellsOfUsers,
              "says nothing that depends on users. Leave it out" },
            { "--compare", m_before && !isPicture, "marks no changes. Leave it out" },
            { "--only", m_only && !isPicture, "holds whole stages. Leave it out" },
            { "--theme", m_theme && !isPicture, "has no colors to choose. Leave it out" },
            { "--transparent", m_isTransparent && !isPicture, "has nothing behind it. Leave it out" },
            { "--no-numbers", m_hidesNumbers && !isPicture, "is no picture. Leave it out" },
            { "--no-findings", m_hidesFindings && !isPicture, "is no picture. Leave it out" },
            { "--no-legend", m_hidesLegend && !isPicture, "is no picture. Leave it out" },
            { "--no-title", m_hidesTitle && !isPicture, "is no picture. Leave it out" },
            { "--scale", m_scale && !isPng, "has no pixels. Leave it out" },
            { "--no-design", m_hidesDesign && !isPng, "carries no design beside a picture. Leave it out" },
            { "--paper", m_paper && !isPdf, "has no pages. Leave it out" },
            { "--one-page", m_isOnePage && !isPdf, "has no pages. Leave it out" },
        };
        for (const auto &[option, isIdle, why] : uses)
            if (isIdle)
                return complain(std::string(option) + ": " + format.title + ' ' + why + '.'), false;
        return true;
    }

    /// The stages and the look; complains when something is not there.
    std::optional<ExportRequest> ask(const Design &design, const catalog::Catalog &catalog, double users) const
    {
        ExportRequest request;
        request.project = layout::withoutPiles(design.project, catalog);
        request.catalog = &catalog;
        if (m_users)
            request.users = users;
        if (m_stage == "all") {
            for (std::size_t i = 0; i < design.project->stages.size(); ++i)
                request.stages.push_back(i);
        } else {
            const std::optional<std::size_t> stage
                = m_stage ? stageNamed(design, *m_stage) : stageFor(*design.project, users);
            if (!stage)
                return std::nullopt;
            request.stages = { *stage };
        }
        if (m_before) {
            request.before = stageNamed(design, *m_before);
            if (!request.before)
                return std::nullopt;
            if (request.stages.size() > 1) {
                complain("--compare needs one stage to compare. Name it with --stage.");
                return std::nullopt;
            }
        }
        if (m_isOnePage && request.stages.size() == 1 && design.project->stages.size() > 1) {
            complain("--one-page draws all stages on one page, but only one is asked for. Add --stage all, or leave it "
                     "out.");
            return std::nullopt;
        }
        if (m_only && !choose(design, request))
            return std::nullopt;
        request.look
            = { m_theme == "dark", !m_isTransparent, !m_hidesFindings, !m_hidesNumbers, !m_hidesLegend, !m_hidesTitle };
        request.scale = std::stod(m_scale.value_or("2"));
        request.paper = m_paper == "a4" ? Paper::A4 : m_paper == "letter" ? Paper::Letter : Paper::Fit;
        request.onePage = m_isOnePage;
        request.holdsDesign = !m_hidesDesign;
        return request;
    }

    bool choose(const Design &design, ExportRequest &request) const
    {
        std::vector<std::string> known;
        for (const std::size_t stage : request.stages)
            for (const project::Component &each : design.project->stages[stage]->components)
                known.push_back(each.id);
        for (const std::string &id : namesIn(*m_only)) {
            if (std::find(known.begin(), known.end(), id) == known.end()) {
                complain("--only: there is no component \"" + id + "\"" + didYouMean(id, known));
                return false;
            }
            request.only.push_back(id);
        }
        return true;
    }

    std::string m_file;
    std::string m_output;
    std::optional<std::string> m_format;
    std::optional<std::string> m_stage;
    std::optional<std::string> m_users;
    std::optional<std::string> m_before;
    std::optional<std::string> m_only;
    std::optional<std::string> m_theme;
    std::optional<std::string> m_scale;
    std::optional<std::string> m_paper;
    bool m_isOnePage = false;
    bool m_isTransparent = false;
    bool m_hidesNumbers = false;
    bool m_hidesFindings = false;
    bool m_hidesLegend = false;
    bool m_hidesTitle = false;
    bool m_hidesDesign = false;
};

} // namespace

std::unique_ptr<Command> makeExportCommand()
{
    return std::make_unique<ExportCommand>();
}

} // namespace headroom::app

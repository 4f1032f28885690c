#include "app/cli/command_line.h"

#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/resources/resources.h"
#include "model/core/nearest.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <iostream>

#include <unistd.h>

namespace headroom::app {

namespace {

/// Every command, in the order of --help. A new one is a row here and a file of its own.
const CommandRow kCommands[] {
    { "analyze", "Say what one stage does at a number of users.",
      "  headroom analyze shop.headroom --users 1.4M\n"
      "  headroom analyze shop.headroom --stage 5 --format json -o result.json",
      makeAnalyzeCommand },
    { "explain", "Say how a number comes about: formulas, inputs, what would change it most, limits.",
      "  headroom explain shop.headroom db.utilization --users 1.4M\n"
      "  headroom explain shop.headroom system.cost_per_month --stage 5 --depth 2",
      makeExplainCommand },
    { "rules", "List the rules behind the findings: severity, condition, threshold, source.",
      "  headroom rules\n"
      "  headroom rules --format json -o rules.json",
      makeRulesCommand },
    { "check", "Hold one stage to objectives; exit code 1 when one is missed.",
      "  headroom check shop.headroom --users 5M --p99 300ms --availability 99.95 --cost 20000\n"
      "  headroom check shop.headroom --users 5M --no-spof --headroom 1.3 --format sarif -o check.sarif",
      makeCheckCommand },
    { "size", "Find the cheapest sizes and counts of one stage for a number of users.",
      "  headroom size shop.headroom --users 3M\n"
      "  headroom size shop.headroom --users 3M --stage 5 -o sized.headroom",
      makeSizeCommand },
    { "curves",
      "Say what growth costs: this stage, larger machines, more of them, at most the cheapest of all stages (optimize "
      "looks further).",
      "  headroom curves shop.headroom --stage 3\n"
      "  headroom curves shop.headroom --users 1k..10M --points 41 --format json",
      makeCurvesCommand },
    { "cuts", "Say how a stage fails: minimal cuts, what to fix first, availability and downtime.",
      "  headroom cuts shop.headroom --stage 5\n"
      "  headroom cuts shop.headroom --stage 2 --class checkout --format json",
      makeCutsCommand },
    { "export", "Make a picture or another form of a design that can be handed on.",
      "  headroom export shop.headroom --stage 5 -o shop.svg\n"
      "  headroom export shop.headroom --stage all --paper a4 -o shop.pdf",
      makeExportCommand },
    { "report", "Write a report to hand on: HTML, PDF or Markdown.",
      "  headroom report shop.headroom --users 1.4M -o shop.html\n"
      "  headroom report shop.headroom --decision 3..4 --users 100k --author \"J. Doe\" -o decision.pdf",
      makeReportCommand },
    { "stages", "Say of each stage what binds first, from when to when it is worth having, and when to move on.",
      "  headroom stages shop.headroom\n"
      "  cat shop.headroom | headroom stages - --format json",
      makeStagesCommand },
    { "diff", "Say what differs between two stages of a design, or between two designs: parts, figures, cost.",
      "  headroom diff shop.headroom --from 3 --to 4\n"
      "  headroom diff shop.headroom designs/a.headroom --stage 5 --users 1.4M --format json",
      makeDiffCommand },
    { "plan", "Make a dated plan of growth: which stage to begin when, what turns red when, cost month by month.",
      "  headroom plan shop.headroom --from 50k --to 5M --months 12 --lead-time 1 --start 2026-01\n"
      "  headroom plan shop.headroom --curve 0:50k,6:400k,12:5M --format csv -o plan.csv",
      makePlanCommand },
    { "optimize", "Find the cheapest sizes, counts and redundancy that meet objectives, of one stage or of all.",
      "  headroom optimize shop.headroom --users 2M --p99 400ms --availability 99.95\n"
      "  headroom optimize shop.headroom --users 2M --stage all --budget 20k -o cheapest.headroom",
      makeOptimizeCommand },
    { "sensitivity", "Say how far results spread where inputs are uncertain, and which input matters most.",
      "  headroom sensitivity shop.headroom --stage all --range peak_factor=2..4 --range service_demand=±30% --format "
      "json\n"
      "  headroom sensitivity shop.headroom --stage 4 --users 1k..10M --points 9 --range peak_factor=2..4 --seed 7",
      makeSensitivityCommand },
    { "sweep", "Say how stages answer to growing users: utilization, latency, cost and state at each point.",
      "  headroom sweep shop.headroom --users 1k..100M\n"
      "  headroom sweep shop.headroom --users 100k..10M --points 50 --stage 4 --format json",
      makeSweepCommand },
    { "validate", "Check designs for anything that would keep them from opening.",
      "  headroom validate shop.headroom\n"
      "  headroom validate designs/*.headroom",
      makeValidateCommand },
};

/// Options of the window, which the command line leaves to it.
const std::vector<std::string> kWindowOptions { "--screenshot", "--first-paint", "--size",     "--theme",
                                                "--stage",      "--users",       "--platform", "--style",
                                                "--display",    "--geometry",    "--select" };

std::vector<std::string> commandNames()
{
    std::vector<std::string> names;
    for (const CommandRow &row : kCommands)
        names.push_back(row.name);
    return names;
}

/// The grammar of the command line and the commands it fills.
class CommandLine {
public:
    CommandLine();

    /// Parses and runs. @return the exit code.
    [[nodiscard]] int run(int argc, char **argv);

private:
    [[nodiscard]] std::string mendOf(const CLI::ParseError &error) const;

    CLI::App m_program {
        "Headroom, a capacity model of software architectures.\n"
        "With a design or nothing as argument it opens the window; the commands below need no display.\n"
        "Exit codes: 0 fine, 1 a gate failed, 2 wrong usage, 3 unreadable input, 4 output not written, 5 no solution,\n"
        "130 interrupted."
    };
    std::vector<CLI::App *> m_lines;
    std::vector<std::unique_ptr<Command>> m_commands;
};

CommandLine::CommandLine()
{
    m_program.name("headroom");
    m_program.set_version_flag("--version", std::string("headroom ") + HEADROOM_VERSION);
    m_program.require_subcommand(0, 1);
    m_program.footer("Examples:\n  headroom shop.headroom\n  headroom analyze shop.headroom --users 1.4M");
    for (const CommandRow &row : kCommands) {
        m_lines.push_back(m_program.add_subcommand(row.name, row.summary));
        m_lines.back()->footer(std::string("Examples:\n") + row.examples);
        m_commands.push_back(row.make());
        Arguments arguments(*m_lines.back());
        m_commands.back()->declare(arguments);
    }
}

/// "--users: 1 required TEXT missing" and "--users: At Most 1 required but received 2" in words of ours.
std::string miscounted(const CLI::ParseError &error)
{
    const std::string given = error.what();
    const std::string option = given.substr(0, given.find(':'));
    return option + (given.ends_with("missing") ? " needs a value" : " is there more than once. Give it once");
}

/// What was wrong in one sentence, with the word that was probably meant.
std::string CommandLine::mendOf(const CLI::ParseError &error) const
{
    const auto chosen = m_program.get_subcommands();
    const CLI::App &line = chosen.empty() ? m_program : *chosen.front();
    const std::string help
        = " `headroom " + (chosen.empty() ? "" : line.get_name() + " ") + "--help` says what it takes.";
    const std::string name = chosen.empty() ? "the first argument" : line.get_name();
    std::vector<std::string> rest = m_program.remaining(true);
    if (!dynamic_cast<const CLI::ExtrasError *>(&error) || rest.empty()) {
        std::string message = dynamic_cast<const CLI::ArgumentMismatch *>(&error) ? miscounted(error) : error.what();
        message.erase(message.find_last_not_of(" .\n") + 1);
        return name + ": " + message + (message.ends_with('?') ? "" : ".") + help;
    }
    const std::string word = rest.front().substr(0, rest.front().find('='));
    if (!word.starts_with('-'))
        return name + ": \"" + word + "\" is one word too many." + help;
    std::vector<std::string> options;
    for (const CLI::Option *option : line.get_options())
        for (const std::string &each : option->get_lnames())
            options.push_back("--" + each);
    return name + ": there is no option " + word + didYouMean(word, options) + help;
}

int CommandLine::run(int argc, char **argv)
{
    try {
        m_program.parse(argc, argv);
    } catch (const CLI::Success &success) { // --help, --version
        return m_program.exit(success);
    } catch (const CLI::ParseError &error) {
        complain(mendOf(error));
        return kExitUsage;
    }
    const Result<catalog::Catalog> catalog = loadCatalog();
    if (!catalog) {
        complain(catalog.error().message());
        return kExitBadInput;
    }
    for (std::size_t i = 0; i < m_lines.size(); ++i)
        if (m_lines[i]->parsed())
            return m_commands[i]->run(*catalog);
    std::cout << m_program.help();
    return kExitDone;
}

/// Who the first argument is for.
enum class Addressee { Commands, Window, Nobody };

Addressee addresseeOf(const std::string &word)
{
    const std::vector<std::string> names = commandNames();
    if (word == "--help" || word == "-h" || word == "--version"
        || std::find(names.begin(), names.end(), word) != names.end())
        return Addressee::Commands;
    if (word.starts_with('-') && word != "--" && word != "-") {
        const std::string name = (word.starts_with("--") ? "" : "-") + word.substr(0, word.find('='));
        const bool isKnown = std::find(kWindowOptions.begin(), kWindowOptions.end(), name) != kWindowOptions.end();
        return isKnown ? Addressee::Window : Addressee::Nobody;
    }
    std::error_code ignored;
    const bool isFile
        = word.empty() || word.find_first_of("./\\") != std::string::npos || std::filesystem::exists(word, ignored);
    return isFile || word.starts_with('-') ? Addressee::Window : Addressee::Nobody;
}

void complainAbout(const std::string &word)
{
    std::vector<std::string> known = commandNames();
    if (word.starts_with('-')) {
        known = kWindowOptions;
        known.insert(known.end(), { "--help", "--version" });
    }
    complain((word.starts_with('-') ? "there is no option " : "there is no command or file \"")
             + word.substr(0, word.find('=')) + (word.starts_with('-') ? "" : "\"") + didYouMean(word, known)
             + " `headroom --help` lists the commands.");
}

extern "C" void endInterrupted(int)
{
    ::_exit(kExitInterrupted); // nothing is left half done: files are written with the signal held back
}

void catchInterrupt()
{
    struct sigaction before { };
    if (::sigaction(SIGINT, nullptr, &before) != 0 || before.sa_handler == SIG_IGN)
        return; // a background job of a script keeps ignoring it
    struct sigaction action { };
    action.sa_handler = endInterrupted;
    ::sigaction(SIGINT, &action, nullptr);
}

} // namespace

std::optional<int> runCommandLine(int argc, char **argv)
{
    const Addressee addressee = argc > 1 ? addresseeOf(argv[1]) : Addressee::Window;
    if (addressee == Addressee::Window)
        return std::nullopt;
    if (addressee == Addressee::Nobody) {
        complainAbout(argv[1]);
        return kExitUsage;
    }
    std::signal(SIGPIPE, SIG_DFL); // `headroom stages x | head` ends quietly, even when the parent ignores the signal
    catchInterrupt();
    const int code = CommandLine().run(argc, argv);
    if (std::cout.flush())
        return code;
    complain("the answer could not be written. Free space on the disk, or write elsewhere");
    return kExitOutput;
}

} // namespace headroom::app

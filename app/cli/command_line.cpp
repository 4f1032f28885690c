#include "app/cli/command_line.h"

#include "app/cli/commands.h"
#include "app/cli/output.h"
#include "app/resources/resources.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <csignal>
#include <iostream>

namespace headroom::app
{

namespace
{

/// The grammar of the command line and what it was filled with.
class CommandLine
{
public:
    CommandLine();

    /// Parses and runs. @return the exit code.
    [[nodiscard]] int run(int argc, char **argv);

private:
    [[nodiscard]] int runSubcommand();

    CLI::App m_program {
        "Headroom, a capacity model of software architectures.\n"
        "With a design or nothing as argument it opens the window; the commands below need no display."
    };
    CLI::App *m_analyze = nullptr;
    CLI::App *m_validate = nullptr;
    CLI::App *m_stages = nullptr;
    AnalyzeRequest m_request;
    std::string m_format = "text";
    std::vector<std::string> m_files;
    std::string m_file;
};

CommandLine::CommandLine()
{
    m_program.name("headroom");
    m_program.set_version_flag("--version", std::string("headroom ") + HEADROOM_VERSION);
    m_program.require_subcommand(0, 1);
    m_analyze = m_program.add_subcommand("analyze", "Say what one stage does at a number of users.");
    m_analyze->add_option("FILE", m_request.file, "A .headroom design")->required();
    m_analyze->add_option("--stage", m_request.stage,
                          "Number (from 1) or name of the stage; without it the first that is meant for these users");
    m_analyze->add_option("--users", m_request.users,
                          "Registered users: 1400000, 1.4M, 250k; without it the upper end of the stage");
    m_analyze->add_option("--format", m_format, "text or json")->check(CLI::IsMember({ "text", "json" }));
    m_validate = m_program.add_subcommand("validate", "Check designs for anything that would keep them from opening.");
    m_validate->add_option("FILE", m_files, "One or more .headroom designs")->required();
    m_stages = m_program.add_subcommand("stages",
                                        "Print a line per stage: range, what binds first, users at saturation, cost.");
    m_stages->add_option("FILE", m_file, "A .headroom design")->required();
}

int CommandLine::run(int argc, char **argv)
{
    try {
        m_program.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return m_program.exit(error) == 0 ? kExitDone : kExitUsage;
    }
    if (m_program.get_subcommands().empty()) {
        std::cout << m_program.help();
        return kExitDone;
    }
    return runSubcommand();
}

int CommandLine::runSubcommand()
{
    const Result<catalog::Catalog> catalog = loadCatalog();
    if (!catalog) {
        complain(catalog.error().message());
        return kExitBadInput;
    }
    m_request.asJson = m_format == "json";
    if (m_analyze->parsed())
        return analyzeCommand(m_request, *catalog);
    if (m_validate->parsed())
        return validateCommand(m_files, *catalog);
    return stagesCommand(m_file, *catalog);
}

bool isOurs(int argc, char **argv)
{
    static const std::vector<std::string> words { "analyze", "validate", "stages", "--help", "-h", "--version" };
    return argc > 1 && std::find(words.begin(), words.end(), argv[1]) != words.end();
}

} // namespace

std::optional<int> runCommandLine(int argc, char **argv)
{
    if (!isOurs(argc, argv))
        return std::nullopt;
    std::signal(SIGPIPE, SIG_DFL); // `headroom stages x | head` ends quietly, even when the parent ignores the signal
    const int code = CommandLine().run(argc, argv);
    if (std::cout.flush())
        return code;
    complain("the answer could not be written. Free space on the disk, or write elsewhere");
    return kExitOutput;
}

} // namespace headroom::app

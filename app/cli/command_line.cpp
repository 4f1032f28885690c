#include "app/cli/command_line.h"

#include "app/cli/commands.h"
#include "app/files/safe_file.h"
#include "app/resources/resources.h"
#include "model/serialization/project_json.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <csignal>
#include <iostream>

namespace headroom::app {

namespace {

/// Code points, which is what a terminal column holds for the letters we print.
std::size_t widthOf(const std::string &text)
{
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

bool isOurs(int argc, char **argv)
{
    static const std::vector<std::string> words { "analyze", "validate", "stages", "--help", "-h", "--version", "help" };
    return argc > 1 && std::find(words.begin(), words.end(), argv[1]) != words.end();
}

} // namespace

project::Snapshot openOrComplain(const std::string &file, const catalog::Catalog &catalog, bool showNotes)
{
    const Result<std::string> text = readFile(file);
    if (!text) {
        std::cerr << "headroom: " << text.error().message() << '\n';
        return nullptr;
    }
    const Result<serialization::ReadProject> read = serialization::readProject(*text, file, catalog);
    if (!read) {
        std::cerr << "headroom: " << read.error().message() << '\n';
        return nullptr;
    }
    for (const std::string &note : showNotes ? read->notes : std::vector<std::string> {})
        std::cerr << "headroom: " << file << ", " << note << ".\n";
    return read->project;
}

std::string table(const std::vector<std::vector<std::string>> &rows, const std::vector<std::size_t> &right)
{
    std::vector<std::size_t> widths;
    for (const auto &row : rows)
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths.resize(std::max(widths.size(), i + 1));
            widths[i] = std::max(widths[i], widthOf(row[i]));
        }
    std::string text;
    for (const auto &row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string padding(widths[i] - widthOf(row[i]), ' ');
            const bool isRight = std::find(right.begin(), right.end(), i) != right.end();
            line += (i ? "  " : "") + (isRight ? padding + row[i] : row[i] + padding);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + '\n';
    }
    return text;
}

std::optional<int> runCommandLine(int argc, char **argv)
{
    if (!isOurs(argc, argv))
        return std::nullopt;
    std::signal(SIGPIPE, SIG_DFL); // `headroom stages x | head` ends quietly
    CLI::App program("Headroom, a capacity model of software architectures.\n"
                     "With a design or nothing as argument it opens the window; the commands below need no display.");
    program.set_version_flag("--version", std::string("headroom ") + HEADROOM_VERSION);
    program.require_subcommand(0, 1);
    AnalyzeRequest request;
    std::string format = "text";
    CLI::App *analyze = program.add_subcommand("analyze", "Say what one stage does at a number of users.");
    analyze->add_option("FILE", request.file, "A .headroom design")->required();
    analyze->add_option("--stage", request.stage, "Number (from 1) or name of the stage; without it the first that is meant for these users");
    analyze->add_option("--users", request.users, "Registered users: 1400000, 1.4M, 250k; without it the upper end of the stage");
    analyze->add_option("--format", format, "text or json")->check(CLI::IsMember({ "text", "json" }));
    std::vector<std::string> files;
    CLI::App *validate = program.add_subcommand("validate", "Check designs for anything that would keep them from opening.");
    validate->add_option("FILE", files, "One or more .headroom designs")->required();
    std::string file;
    CLI::App *stages = program.add_subcommand("stages", "A line per stage: range, what binds first, users at saturation, cost.");
    stages->add_option("FILE", file, "A .headroom design")->required();
    try {
        program.parse(argc, argv);
    } catch (const CLI::ParseError &error) {
        return program.exit(error) == 0 ? kExitDone : kExitUsage;
    }
    const Result<catalog::Catalog> catalog = loadCatalog();
    if (!catalog) {
        std::cerr << "headroom: " << catalog.error().message() << '\n';
        return kExitBadInput;
    }
    request.asJson = format == "json";
    if (*analyze)
        return analyzeCommand(request, *catalog);
    if (*validate)
        return validateCommand(files, *catalog);
    if (*stages)
        return stagesCommand(file, *catalog);
    std::cout << program.help();
    return kExitDone;
}

} // namespace headroom::app

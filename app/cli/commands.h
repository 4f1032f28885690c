#pragma once

#include "model/catalog/catalog.h"

#include <memory>

namespace headroom::app {

class Arguments;

constexpr int kExitDone = 0;
constexpr int kExitGateFailed = 1; ///< `check`: a gate does not hold
constexpr int kExitUsage = 2;
constexpr int kExitBadInput = 3;
constexpr int kExitOutput = 4;        ///< the answer could not be written
constexpr int kExitNoSolution = 5;    ///< what was asked for cannot be had
constexpr int kExitInterrupted = 130; ///< Ctrl+C

/// A subcommand. Results go to standard output or to -o, all else to standard error.
class Command {
public:
    Command() = default;
    virtual ~Command() = default;
    Command(const Command &) = delete;
    Command &operator=(const Command &) = delete;

    /// Says what it takes; the variables it names must live as long as the command.
    virtual void declare(Arguments &arguments) = 0;
    /// Does it. @return the exit code.
    [[nodiscard]] virtual int run(const catalog::Catalog &catalog) = 0;
};

/// A row of the table of commands in command_line.cpp.
struct CommandRow {
    const char *name;
    const char *summary;  ///< one sentence
    const char *examples; ///< two lines, indented by two
    std::unique_ptr<Command> (*make)();
};

[[nodiscard]] std::unique_ptr<Command> makeAnalyzeCommand();
[[nodiscard]] std::unique_ptr<Command> makeCurvesCommand();
[[nodiscard]] std::unique_ptr<Command> makeCutsCommand();
[[nodiscard]] std::unique_ptr<Command> makeDiffCommand();
[[nodiscard]] std::unique_ptr<Command> makeExplainCommand();
[[nodiscard]] std::unique_ptr<Command> makeExportCommand();
[[nodiscard]] std::unique_ptr<Command> makeReportCommand();
[[nodiscard]] std::unique_ptr<Command> makeOptimizeCommand();
[[nodiscard]] std::unique_ptr<Command> makePlanCommand();
[[nodiscard]] std::unique_ptr<Command> makeRulesCommand();
[[nodiscard]] std::unique_ptr<Command> makeCheckCommand();
[[nodiscard]] std::unique_ptr<Command> makeSensitivityCommand();
[[nodiscard]] std::unique_ptr<Command> makeSizeCommand();
[[nodiscard]] std::unique_ptr<Command> makeStagesCommand();
[[nodiscard]] std::unique_ptr<Command> makeSweepCommand();
[[nodiscard]] std::unique_ptr<Command> makeValidateCommand();

} // namespace headroom::app

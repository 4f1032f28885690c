#pragma once

#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace headroom::app {

/// Declares what a subcommand takes; what a person typed is in the referenced variables when the command runs.
class Arguments {
public:
    explicit Arguments(CLI::App &line)
        : m_line(line)
    {
    }

    void design(std::string &file);                                    ///< FILE, required; "-" is standard input
    void designs(std::vector<std::string> &files);                     ///< FILE…, at least one
    void word(const char *name, std::string &value, const char *help); ///< required, by its place
    void optionalWord(const char *name, std::optional<std::string> &value, const char *help); ///< by its place
    void option(const char *name, std::optional<std::string> &value, const char *help);
    void required(const char *name, std::optional<std::string> &value, const char *help);
    void several(const char *name, std::vector<std::string> &values, const char *help); ///< may be there repeatedly
    void flag(const char *name, bool &value, const char *help);
    /// An option that takes one of these words; `value` holds the default. A near miss is told the word meant.
    void choice(const char *name, std::string &value, const std::vector<std::string> &words, const char *help);
    /// The same where it matters whether a person typed it; absent means `otherwise`.
    void choice(const char *name, std::optional<std::string> &value, const char *otherwise,
                const std::vector<std::string> &words, const char *help);
    void stage(std::optional<std::string> &value,
               const char *otherwise);                ///< --stage; `otherwise`: what is done without
    void target(std::string &file, const char *help); ///< -o, --output: what a command makes beside its answer
    void output(std::string &file);                   ///< -o, --output: replaces standard output

private:
    CLI::App &m_line;
};

} // namespace headroom::app

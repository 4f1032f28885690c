#include "app/cli/arguments.h"

#include "model/core/nearest.h"

#include <CLI/CLI.hpp>

namespace headroom::app {

namespace {

std::string listOf(const std::vector<std::string> &words)
{
    std::string list;
    for (const std::string &word : words)
        list += (list.empty() ? "" : " | ") + word;
    return list;
}

CLI::Validator oneOf(const std::vector<std::string> &words)
{
    const std::string list = listOf(words);
    const auto check = [words, list](const std::string &given) {
        if (std::find(words.begin(), words.end(), given) != words.end())
            return std::string();
        return "there is no \"" + given + "\"" + didYouMean(given, words) + " It takes " + list;
    };
    return CLI::Validator(check, list);
}

} // namespace

void Arguments::design(std::string &file)
{
    m_line.add_option("FILE", file, "A .headroom design; - reads it from standard input")->required();
}

void Arguments::designs(std::vector<std::string> &files)
{
    m_line.add_option("FILE", files, "One or more .headroom designs; - reads one from standard input")->required();
}

void Arguments::word(const char *name, std::string &value, const char *help)
{
    m_line.add_option(name, value, help)->required();
}

void Arguments::optionalWord(const char *name, std::optional<std::string> &value, const char *help)
{
    m_line.add_option(name, value, help)->type_name("");
}

void Arguments::option(const char *name, std::optional<std::string> &value, const char *help)
{
    m_line.add_option(name, value, help)->type_name("TEXT");
}

void Arguments::required(const char *name, std::optional<std::string> &value, const char *help)
{
    m_line.add_option(name, value, help)->type_name("TEXT")->required();
}

void Arguments::several(const char *name, std::vector<std::string> &values, const char *help)
{
    m_line.add_option(name, values, help)->type_name("TEXT")->expected(1)->take_all();
}

void Arguments::flag(const char *name, bool &value, const char *help)
{
    m_line.add_flag(name, value, help);
}

void Arguments::choice(const char *name, std::string &value, const std::vector<std::string> &words, const char *help)
{
    const std::string list = listOf(words);
    m_line.add_option(name, value, help)->check(oneOf(words))->option_text(list + " (" + value + ")");
}

void Arguments::choice(const char *name, std::optional<std::string> &value, const char *otherwise,
                       const std::vector<std::string> &words, const char *help)
{
    const std::string list = listOf(words);
    m_line.add_option(name, value, help)->check(oneOf(words))->option_text(list + " (" + otherwise + ")");
}

void Arguments::stage(std::optional<std::string> &value, const char *otherwise)
{
    const std::string help = std::string("Number (from 1) or name of the stage; without it ") + otherwise;
    m_line.add_option("--stage", value, help)->type_name("TEXT");
}

void Arguments::target(std::string &file, const char *help)
{
    const auto named = [](const std::string &given) {
        return given.empty() ? std::string("the name of the file is empty. Name a file, or leave the option out")
                             : std::string();
    };
    m_line.add_option("-o,--output", file, help)->check(CLI::Validator(named, "FILE"))->option_text("FILE");
}

void Arguments::output(std::string &file)
{
    target(file, "Write to this file, in one step, instead of standard output");
}

} // namespace headroom::app

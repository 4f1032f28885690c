#include "app/cli/output.h"

#include "app/files/safe_file.h"
#include "model/exchange/design_text.h"
#include "model/reporting/visible_text.h"

#include <algorithm>
#include <csignal>
#include <filesystem>
#include <iostream>

namespace headroom::app {

namespace {

/// Code points, which is what a terminal column holds for the letters we print.
std::size_t widthOf(const std::string &text)
{
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

/// The sentence with words too long to be meant cut, so that a message stays one that can be read.
std::string shortened(const std::string &sentence)
{
    constexpr std::size_t kMost = 300;
    constexpr std::size_t kKept = 60;
    std::string out;
    for (std::size_t at = 0; at < sentence.size();) {
        const std::size_t end = std::min(sentence.find(' ', at), sentence.size());
        const bool isLong = end - at > kMost;
        const auto startOfLetter = [&](std::size_t byte) {
            while (byte > at && (static_cast<unsigned char>(sentence[byte]) & 0xC0) == 0x80)
                --byte;
            return byte;
        };
        out += isLong ? sentence.substr(at, startOfLetter(at + kKept) - at) + "…"
                + sentence.substr(startOfLetter(end - kKept), end - startOfLetter(end - kKept))
                      : sentence.substr(at, end - at);
        out += end < sentence.size() ? " " : "";
        at = end + 1;
    }
    return out;
}

} // namespace

std::string plain(const std::string &text)
{
    return reporting::visibleText(text);
}

void complain(const std::string &sentence)
{
    std::cerr << "headroom: " << plain(shortened(sentence)) << '\n';
}

std::optional<Design> openOrComplain(const std::string &file, const catalog::Catalog &catalog)
{
    Design design { file == "-" ? "standard input" : file, {}, nullptr };
    Result<std::string> text = file == "-" ? readStandardInput() : readFile(file);
    if (!text) {
        complain(text.error().message());
        return std::nullopt;
    }
    design.text = std::move(text).value();
    const Result<serialization::ReadProject> read = exchange::readDesign(design.text, design.name, catalog);
    if (!read) {
        complain(read.error().message());
        return std::nullopt;
    }
    for (const std::string &note : read->notes)
        complain(design.name + ", " + note + ".");
    design.project = read->project;
    return design;
}

bool deliver(const std::string &text, const std::string &file)
{
    if (file.empty() || file == "-") {
        std::cout << text;
        return true; // whether it arrived is seen once, at the end of the program
    }
    sigset_t interrupt;
    sigset_t before;
    ::sigemptyset(&interrupt);
    ::sigaddset(&interrupt, SIGINT);
    ::pthread_sigmask(SIG_BLOCK, &interrupt, &before);
    const Result<Done> written = writeFileSafely(file, text);
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
    if (!written)
        complain(file + ": " + written.error().what + ". Nothing was written; name another file with -o.");
    return written.ok();
}

bool mayReplace(const std::string &output, const std::string &design, const char *what)
{
    std::error_code ignored;
    const bool isSame
        = !output.empty() && output != "-" && design != "-" && std::filesystem::equivalent(output, design, ignored);
    if (isSame)
        complain(output + ": this is " + what + ". Name another file with -o.");
    return !isSame;
}

std::vector<std::string> namesIn(const std::string &list)
{
    std::vector<std::string> names;
    for (std::size_t at = 0; at <= list.size();) {
        const std::size_t end = std::min(list.find(',', at), list.size());
        std::string name = list.substr(at, end - at);
        name.erase(0, std::min(name.find_first_not_of(' '), name.size()));
        name.erase(name.find_last_not_of(' ') + 1);
        names.push_back(std::move(name));
        at = end + 1;
    }
    return names;
}

std::string table(const std::vector<std::vector<std::string>> &rows, const std::vector<std::size_t> &right)
{
    std::vector<std::vector<std::string>> cells = rows;
    std::vector<std::size_t> widths;
    for (auto &row : cells)
        for (std::size_t i = 0; i < row.size(); ++i) {
            row[i] = plain(row[i]);
            widths.resize(std::max(widths.size(), i + 1));
            widths[i] = std::max(widths[i], widthOf(row[i]));
        }
    std::string text;
    for (const auto &row : cells) {
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

} // namespace headroom::app

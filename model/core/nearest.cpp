#include "model/core/nearest.h"

#include <algorithm>
#include <cctype>

namespace headroom {

namespace {

constexpr std::size_t kLongestWord = 200; // nobody mistypes longer ones by a letter

} // namespace

std::string lowered(std::string_view text)
{
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return out;
}

std::size_t editDistance(std::string_view first, std::string_view second)
{
    const std::string a = lowered(first);
    const std::string b = lowered(second);
    std::vector<std::vector<std::size_t>> steps(a.size() + 1, std::vector<std::size_t>(b.size() + 1, 0));
    for (std::size_t i = 0; i <= a.size(); ++i)
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                steps[i][j] = i + j;
                continue;
            }
            const std::size_t replaced = steps[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            steps[i][j] = std::min({ steps[i - 1][j] + 1, steps[i][j - 1] + 1, replaced });
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                steps[i][j] = std::min(steps[i][j], steps[i - 2][j - 2] + 1);
        }
    return steps[a.size()][b.size()];
}

std::optional<std::string> nearest(const std::string &word, const std::vector<std::string> &candidates)
{
    if (word.empty() || word.size() > kLongestWord)
        return std::nullopt;
    std::size_t best = std::max<std::size_t>(1, word.size() / 3) + 1;
    std::optional<std::string> found;
    std::vector<std::string> begun;
    for (const std::string &candidate : candidates) {
        if (candidate.size() > kLongestWord)
            continue;
        if (word.size() >= 3 && lowered(candidate).starts_with(lowered(word)))
            begun.push_back(candidate);
        const std::size_t distance = editDistance(word, candidate);
        if (distance >= best || distance >= candidate.size())
            continue;
        best = distance;
        found = candidate;
    }
    if (!found && begun.size() == 1)
        return begun.front();
    return found;
}

std::string didYouMean(const std::string &word, const std::vector<std::string> &candidates)
{
    const std::optional<std::string> meant = nearest(word, candidates);
    return meant ? ". Did you mean " + *meant + "?" : ".";
}

} // namespace headroom

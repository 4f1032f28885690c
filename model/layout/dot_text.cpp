#include "model/layout/dot_text.h"

#include "model/reporting/numbers.h"

#include <charconv>
#include <cmath>

namespace headroom::layout {

namespace {

constexpr double kPerInch = 72;

std::string inches(double pixels)
{
    return reporting::exact(pixels / kPerInch);
}

bool isEmptyPlace(const std::vector<std::vector<std::size_t>> &children, const Diagram &diagram, std::size_t box)
{
    return diagram.boxes[box].isOpen && children[box].empty();
}

void write(std::string &text, const Diagram &diagram, const std::vector<std::vector<std::size_t>> &children,
           const std::vector<std::size_t> &boxes)
{
    for (const std::size_t i : boxes) {
        const Box &box = diagram.boxes[i];
        const std::string name = std::to_string(i);
        if (box.isOpen && !isEmptyPlace(children, diagram, i)) {
            text += "subgraph cluster" + name + " {\nmargin=" + reporting::exact(kPlaceTop) + ";\n";
            write(text, diagram, children, children[i]);
            text += "}\n";
        } else {
            text += "b" + name + " [width=" + inches(box.size.width) + ", height=" + inches(box.size.height) + "];\n";
        }
    }
}

/// The words of a line, split at blanks.
std::vector<std::string_view> wordsOf(std::string_view line)
{
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at < line.size();) {
        const std::size_t end = std::min(line.find(' ', at), line.size());
        if (end > at)
            words.push_back(line.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

template <typename Number>
bool read(std::string_view word, Number &value)
{
    const auto done = std::from_chars(word.data(), word.data() + word.size(), value);
    return done.ec == std::errc() && done.ptr == word.data() + word.size();
}

} // namespace

std::string dotText(const Diagram &diagram)
{
    std::vector<std::vector<std::size_t>> children(diagram.boxes.size());
    std::vector<std::size_t> roots;
    for (std::size_t i = 0; i < diagram.boxes.size(); ++i) {
        if (diagram.boxes[i].carrier >= 0)
            continue;
        if (diagram.boxes[i].parent >= 0)
            children[static_cast<std::size_t>(diagram.boxes[i].parent)].push_back(i);
        else
            roots.push_back(i);
    }
    std::string text = "digraph {\nrankdir=LR; splines=false; nodesep=0.5; ranksep=1.35;\n"
                       "node [shape=box, fixedsize=true, label=\"\"];\n";
    write(text, diagram, children, roots);
    for (const auto &[from, to] : diagram.arrows)
        if (!(diagram.boxes[static_cast<std::size_t>(from)].isOpen
              || diagram.boxes[static_cast<std::size_t>(to)].isOpen))
            text += "b" + std::to_string(from) + " -> b" + std::to_string(to) + ";\n";
    return text + "}\n";
}

Result<std::vector<project::Point>> readPlain(std::string_view text, const Diagram &diagram)
{
    std::vector<project::Point> corners(diagram.boxes.size());
    std::vector<bool> isFound(diagram.boxes.size(), false);
    double height = 0;
    const auto wrong = [](const std::string &what) {
        return Error { "Graphviz answered " + what, "", "Use the layout that comes with Headroom" };
    };
    for (std::size_t start = 0; start < text.size();) {
        const std::size_t end = std::min(text.find('\n', start), text.size());
        const std::vector<std::string_view> words = wordsOf(text.substr(start, end - start));
        start = end + 1;
        if (words.size() >= 4 && words[0] == "graph" && !read(words[3], height))
            return wrong("without a size");
        if (words.size() < 6 || words[0] != "node")
            continue;
        std::size_t index = 0;
        double x = 0;
        double y = 0;
        if (words[1].size() < 2 || !read(words[1].substr(1), index) || index >= corners.size() || !read(words[2], x)
            || !read(words[3], y) || !std::isfinite(x) || !std::isfinite(y))
            return wrong("with a box that was not asked for");
        const Box &box = diagram.boxes[index];
        corners[index] = { x * kPerInch - box.size.width / 2, (height - y) * kPerInch - box.size.height / 2 };
        isFound[index] = true;
    }
    for (std::size_t i = 0; i < corners.size(); ++i)
        if (!isFound[i] && !diagram.boxes[i].isOpen && diagram.boxes[i].carrier < 0)
            return wrong("without one of the boxes");
    return corners;
}

} // namespace headroom::layout

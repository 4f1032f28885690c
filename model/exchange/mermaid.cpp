#include "model/exchange/outline.h"

namespace headroom::exchange {

namespace {

/// A text for double quotes: whatever Mermaid or its Markdown could take for more than itself is an entity.
std::string escaped(const std::string &text)
{
    std::string out;
    bool isStart = true; // "1. " and "- " begin a list there
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool isPlain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == ' '
            || static_cast<unsigned char>(c) >= 0x80;
        const bool isHarmless = std::string_view(",/%()").find(c) != std::string_view::npos
            || (!isStart && std::string_view("-.+").find(c) != std::string_view::npos);
        if (c == '"')
            out += "#quot;";
        else if (isPlain || isHarmless)
            out += c;
        else
            out += '#' + std::to_string(static_cast<int>(c)) + ';';
        isStart = isStart && c >= '0' && c <= '9';
    }
    return out.empty() ? " " : out;
}

class MermaidWriter {
public:
    explicit MermaidWriter(const Outline &outline)
        : m_outline(outline)
    {
    }

    std::string text()
    {
        m_text = "---\ntitle: \"" + titleOf(m_outline.title) + "\"\n---\nflowchart LR\n";
        for (const int part : m_outline.top)
            write(part, 1);
        for (const Outline::Line &line : m_outline.lines)
            m_text += "  " + endOf(line.from) + (line.isDashed ? " -.->" : " -->")
                + (line.label.empty() ? " " : "|\"" + escaped(line.label) + "\"| ") + endOf(line.to) + '\n';
        return m_text;
    }

private:
    /// A YAML text in double quotes, without what a web page that the diagram is put into would take for an element.
    static std::string titleOf(const std::string &title)
    {
        std::string out;
        for (const char c : title) {
            if (c == '<' || c == '>' || c == '&') {
                out += c == '<' ? "\\x3C" : c == '>' ? "\\x3E" : "\\x26";
                continue;
            }
            if (c == '"' || c == '\\')
                out += '\\';
            out += c;
        }
        return out;
    }

    static std::string id(int part) { return "c_" + std::to_string(part + 1); }

    /// A connection that leads to a place ends at a point of its own in it: Mermaid refuses lines from a subgraph to
    /// what is inside.
    [[nodiscard]] std::string endOf(int part) const
    {
        return id(part) + (m_outline.parts[static_cast<std::size_t>(part)].isPlace ? "_p" : "");
    }

    void write(int index, int depth)
    {
        const Outline::Part &part = m_outline.parts[static_cast<std::size_t>(index)];
        const std::string indent(static_cast<std::size_t>(depth) * 2, ' ');
        const std::string count = Outline::countOf(part);
        const std::string label = '"' + escaped(part.name + (count.empty() ? "" : ' ' + count)) + '"';
        if (!part.isPlace) {
            m_text += indent + id(index)
                + (part.shape == Shape::People      ? "([" + label + "])"
                       : part.shape == Shape::Store ? "[(" + label + ")]"
                       : part.shape == Shape::Queue ? "[[" + label + "]]"
                                                    : "[" + label + "]")
                + '\n';
            return;
        }
        m_text += indent + "subgraph " + id(index) + "[" + label + "]\n";
        if (part.isEnd || part.inside.empty())
            m_text += indent + "  " + id(index) + "_p((\" \"))\n";
        for (const int inside : part.inside)
            write(inside, depth + 1);
        m_text += indent + "end\n";
    }

    const Outline &m_outline;
    std::string m_text;
};

} // namespace

std::string mermaidText(const Subject &subject)
{
    const Outline outline = outlineOf(subject);
    return MermaidWriter(outline).text();
}

} // namespace headroom::exchange

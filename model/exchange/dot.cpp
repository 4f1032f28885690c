#include "model/exchange/outline.h"

namespace headroom::exchange {

namespace {

/// A text in double quotes. Graphviz reads backslash sequences and HTML entities in labels.
std::string dotString(const std::string &text)
{
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            out += '\\';
        out += c == '&' ? "&amp;" : std::string(1, c);
    }
    return out + '"';
}

class DotWriter {
public:
    explicit DotWriter(const Outline &outline)
        : m_outline(outline)
    {
    }

    std::string text()
    {
        m_text = "digraph \"headroom\" {\n  rankdir=LR;\n  label=" + dotString(m_outline.title)
            + ";\n  labelloc=t;\n  fontname=\"Helvetica,Arial,sans-serif\";\n"
              "  node [shape=box, style=rounded, fontname=\"Helvetica,Arial,sans-serif\"];\n"
              "  edge [fontname=\"Helvetica,Arial,sans-serif\", fontsize=10];\n";
        for (const int part : m_outline.top)
            write(part, 1);
        for (const Outline::Line &line : m_outline.lines) {
            m_text += "  " + id(line.from) + " -> " + id(line.to);
            std::string looks = line.label.empty() ? "" : "label=" + dotString(line.label);
            if (line.isDashed)
                looks += (looks.empty() ? "" : ", ") + std::string("style=dashed");
            m_text += (looks.empty() ? "" : " [" + looks + "]") + ";\n";
        }
        return m_text + "}\n";
    }

private:
    static std::string id(int part) { return "\"c_" + std::to_string(part + 1) + '"'; }

    void write(int index, int depth)
    {
        const Outline::Part &part = m_outline.parts[static_cast<std::size_t>(index)];
        const std::string indent(static_cast<std::size_t>(depth) * 2, ' ');
        if (!part.isPlace) {
            // Without a line break in the quoted texts, so that "\n" is ours.
            const std::string label = dotString(part.name);
            const std::string detail = Outline::detailOf(part);
            m_text += indent + id(index) + " [label=" + label.substr(0, label.size() - 1)
                + (detail.empty() ? "\"" : "\\n" + dotString(detail).substr(1));
            m_text += part.shape == Shape::Store ? ", shape=cylinder"
                : part.shape == Shape::Queue     ? ", shape=cds, margin=\"0.25,0.13\""
                : part.shape == Shape::People    ? ", shape=ellipse"
                                                 : "";
            m_text += "];\n";
            return;
        }
        m_text += indent + "subgraph \"cluster_" + std::to_string(index + 1) + "\" {\n" + indent
            + "  label=" + dotString(part.name) + ";\n" + indent + "  style=dashed;\n";
        if (part.isEnd || part.inside.empty()) // a connection cannot end at a cluster
            m_text += indent + "  " + id(index) + " [shape=point, label=\"\"];\n";
        for (const int inside : part.inside)
            write(inside, depth + 1);
        m_text += indent + "}\n";
    }

    const Outline &m_outline;
    std::string m_text;
};

} // namespace

std::string dotText(const Subject &subject)
{
    const Outline outline = outlineOf(subject);
    return DotWriter(outline).text();
}

} // namespace headroom::exchange

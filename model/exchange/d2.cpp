#include "model/exchange/outline.h"

namespace headroom::exchange {

namespace {

/// Single quotes: D2 knows no escapes and no ${} in them, a quote is doubled.
std::string d2String(const std::string &text)
{
    std::string out = "'";
    for (const char c : text) {
        out += c;
        if (c == '\'')
            out += c;
    }
    return out + '\'';
}

class D2Writer {
public:
    explicit D2Writer(const Outline &outline)
        : m_outline(outline)
        , m_keys(outline.parts.size())
    {
    }

    std::string text()
    {
        m_text = "# " + m_outline.title + "\ndirection: right\n";
        for (const int part : m_outline.top)
            write(part, {}, 0);
        for (const Outline::Line &line : m_outline.lines) {
            m_text += m_keys[static_cast<std::size_t>(line.from)] + " -> " + m_keys[static_cast<std::size_t>(line.to)];
            m_text += line.label.empty() ? "" : ": " + d2String(line.label);
            m_text += line.isDashed ? std::string(line.label.empty() ? ":" : "") + " {style.stroke-dash: 4}\n" : "\n";
        }
        return m_text;
    }

private:
    void write(int index, const std::string &around, int depth)
    {
        const Outline::Part &part = m_outline.parts[static_cast<std::size_t>(index)];
        const std::string indent(static_cast<std::size_t>(depth) * 2, ' ');
        const std::string key = "'c_" + std::to_string(index + 1) + '\'';
        m_keys[static_cast<std::size_t>(index)] = around + key;
        m_text += indent + key + ": " + d2String(part.name) + " {\n";
        if (!part.isPlace)
            m_text += indent + "  shape: " + shapeName(part.shape) + '\n';
        if (const std::string detail = Outline::detailOf(part); !detail.empty())
            m_text += indent + "  tooltip: " + d2String(detail) + '\n';
        for (const int inside : part.inside)
            write(inside, around + key + '.', depth + 1);
        m_text += indent + "}\n";
    }

    static const char *shapeName(Shape shape)
    {
        switch (shape) {
        case Shape::People:
            return "person";
        case Shape::Store:
            return "cylinder";
        case Shape::Queue:
            return "queue";
        case Shape::Box:
            break;
        }
        return "rectangle";
    }

    const Outline &m_outline;
    std::vector<std::string> m_keys;
    std::string m_text;
};

} // namespace

std::string d2Text(const Subject &subject)
{
    const Outline outline = outlineOf(subject);
    return D2Writer(outline).text();
}

} // namespace headroom::exchange

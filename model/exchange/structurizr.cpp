#include "model/exchange/outline.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <utility>

namespace headroom::exchange {

namespace {

/// A text in double quotes. The language has no safe escapes: what would end, join or substitute becomes a letter that
/// looks like it.
std::string dslString(const std::string &text)
{
    std::string out = "\"";
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '"')
            out += "”";
        else if (text[i] == '\\')
            out += "∖";
        else if (text[i] == '$' && i + 1 < text.size() && text[i + 1] == '{')
            out += "＄";
        else
            out += text[i];
    }
    return out + '"';
}

class StructurizrWriter {
public:
    StructurizrWriter(const Subject &subject, const Outline &outline)
        : m_subject(subject)
        , m_outline(outline)
    {
    }

    std::string text()
    {
        const std::string design = dslString(m_outline.title);
        m_text = "workspace " + design + " {\n  model {\n";
        nameParts();
        for (std::size_t i = 0; i < m_outline.parts.size(); ++i)
            if (isPerson(i))
                m_text += "    " + id(i) + " = person " + dslString(m_names[i]) + '\n';
        m_text += "    system = softwareSystem " + design + " {\n";
        for (std::size_t i = 0; i < m_outline.parts.size(); ++i)
            if (isContainer(i))
                container(i);
        m_text += "    }\n";
        relationships();
        m_text += "    deploymentEnvironment \"Stage\" {\n";
        for (const int part : m_outline.top)
            deploy(static_cast<std::size_t>(part), 3);
        m_text += "    }\n  }\n";
        views();
        return m_text + "}\n";
    }

private:
    static std::string id(std::size_t part) { return "c_" + std::to_string(part + 1); }
    [[nodiscard]] bool isPerson(std::size_t i) const
    {
        return m_outline.parts[i].shape == Shape::People && !m_outline.parts[i].isPlace;
    }
    [[nodiscard]] bool isContainer(std::size_t i) const { return !m_outline.parts[i].isPlace && !isPerson(i); }

    /// Names are unique among persons, containers and places: what is there several times has its place behind it, as in
    /// reports, and a number where that does not tell it apart.
    void nameParts()
    {
        std::vector<std::string> names;
        std::map<std::string, int> uses;
        for (const Outline::Part &part : m_outline.parts) {
            names.push_back(part.name);
            ++uses[dslString(part.name)];
        }
        for (const Outline::Part &place : m_outline.parts)
            for (const int inside : place.inside)
                if (std::string &name = names[static_cast<std::size_t>(inside)]; uses[dslString(name)] > 1)
                    name += " (" + place.name + ')';
        std::map<std::string, int> used { { dslString(m_outline.title), 1 } };
        for (const std::string &given : names) {
            std::string name = given;
            int &next = used[dslString(given)];
            while (next > 0 && used[dslString(name)] > 0)
                name = given + " (" + std::to_string(++next) + ')';
            ++used[dslString(name)];
            m_names.push_back(name);
        }
    }

    void container(std::size_t i)
    {
        const Outline::Part &part = m_outline.parts[i];
        m_text += "      " + id(i) + " = container " + dslString(m_names[i]) + ' ' + dslString(part.subtitle) + ' '
            + dslString(part.kind);
        m_text += part.shape == Shape::Store ? " \"Store\"\n" : part.shape == Shape::Queue ? " \"Queue\"\n" : "\n";
    }

    /// Two connections of the same pair need descriptions of their own; places take part in none.
    void relationships()
    {
        std::set<std::string> said;
        for (const Outline::Line &line : m_outline.lines) {
            const auto from = static_cast<std::size_t>(line.from);
            const auto to = static_cast<std::size_t>(line.to);
            if (m_outline.parts[from].isPlace || m_outline.parts[to].isPlace)
                continue;
            const std::string ends = "    " + id(from) + " -> " + id(to) + ' ';
            const std::string words = line.label.empty() ? line.kind : line.label;
            std::string text = ends + dslString(words);
            for (int n = 2; !said.insert(text).second; ++n)
                text = ends + dslString(words + " (" + std::to_string(n) + ')');
            m_text += text + (line.isDashed ? " \"\" \"Asynchronous\"\n" : "\n");
        }
    }

    void deploy(std::size_t i, int depth)
    {
        const Outline::Part &part = m_outline.parts[i];
        const std::string indent(static_cast<std::size_t>(depth) * 2, ' ');
        if (isPerson(i))
            return;
        m_text += indent + "deploymentNode " + dslString(m_names[i]) + " \"\" " + dslString(part.kind);
        if (isContainer(i)) {
            const double count = instancesOf(i);
            m_text += (count > 1 ? " \"\" " + reporting::exact(count) : "") + " {\n" + indent + "  containerInstance "
                + id(i) + '\n';
        } else {
            m_text += " {\n";
        }
        for (const int inside : part.inside)
            deploy(static_cast<std::size_t>(inside), depth + 1);
        m_text += indent + "}\n";
    }

    /// At work at the users of the report.
    [[nodiscard]] double instancesOf(std::size_t i) const
    {
        return m_subject.report ? std::clamp(std::ceil(m_subject.report->components[i].instances), 1.0, 1e6) : 1;
    }

    void views()
    {
        m_text += "  views {\n    container system \"containers\" {\n      include *\n      autoLayout lr\n    }\n"
                  "    deployment system \"Stage\" \"deployment\" {\n      include *\n      autoLayout lr\n    }\n"
                  "    styles {\n      element \"Person\" {\n        shape Person\n      }\n"
                  "      element \"Store\" {\n        shape Cylinder\n      }\n"
                  "      element \"Queue\" {\n        shape Pipe\n      }\n"
                  "      relationship \"Relationship\" {\n        dashed false\n      }\n"
                  "      relationship \"Asynchronous\" {\n        dashed true\n      }\n    }\n  }\n";
    }

    const Subject &m_subject;
    const Outline &m_outline;
    std::vector<std::string> m_names;
    std::string m_text;
};

} // namespace

std::string structurizrText(const Subject &subject)
{
    const Outline outline = outlineOf(subject);
    return StructurizrWriter(subject, outline).text();
}

} // namespace headroom::exchange

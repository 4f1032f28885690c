#include "model/report_writing/markdown_writer.h"

#include "model/report_writing/words.h"
#include "model/reporting/visible_text.h"

#include <algorithm>

namespace headroom::report_writing {

namespace {

/// Text that no Markdown takes for more: marks have a backslash, what HTML would read is an entity.
std::string escaped(const std::string &text)
{
    const std::string seen = reporting::visibleText(text);
    std::string out;
    bool isStart = true; // of a line: "1. ", "- " and "+ " would begin a list
    for (std::size_t i = 0; i < seen.size(); ++i) {
        const char c = seen[i];
        const char next = i + 1 < seen.size() ? seen[i + 1] : ' ';
        const char before = i > 0 ? seen[i - 1] : ' ';
        const bool endsNumber = (c == '.' || c == ')') && isStart && i > 0 && next == ' ';
        const bool isMark = std::string_view("\\`*_[]|~#$").find(c) != std::string_view::npos;
        const bool isLink = (c == ':' && next == '/') || (c == '.' && i >= 3 && seen.compare(i - 3, 3, "www") == 0);
        if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '&')
            out += "&amp;";
        else if (c == '@' && before == ' ' && next != ' ')
            out += "&#64;"; // no mention of anybody
        else if (isMark || endsNumber || (isStart && i == 0 && (c == '-' || c == '+' || c == '=')) || isLink)
            out += std::string("\\") + c;
        else
            out += c;
        isStart = isStart && c >= '0' && c <= '9';
    }
    return out;
}

std::string cellText(const Cell &cell)
{
    const std::string text = escaped(cell.text);
    return cell.tone == Tone::Bad ? "**" + text + "**" : text;
}

class MarkdownWriter {
public:
    MarkdownWriter(const Document &document, const MermaidSource &diagrams)
        : m_document(document)
        , m_diagrams(diagrams)
    {
    }

    std::string text()
    {
        m_text = "# " + escaped(m_document.title) + "\n\n";
        if (!m_document.subtitle.empty())
            m_text += escaped(m_document.subtitle) + "\n\n";
        const std::string by
            = m_document.author + (m_document.author.empty() || m_document.date.empty() ? "" : ", ") + m_document.date;
        if (!by.empty())
            m_text += escaped(by) + "\n\n";
        for (const Section &section : m_document.sections) {
            m_text += "## " + escaped(section.title) + "\n\n";
            for (const Block &block : section.blocks)
                std::visit([&](const auto &each) { write(each); }, block);
        }
        while (m_text.ends_with("\n\n"))
            m_text.pop_back();
        return m_text;
    }

private:
    void write(const Paragraph &paragraph)
    {
        for (std::size_t at = 0; at <= paragraph.text.size();) {
            const std::size_t end = std::min(paragraph.text.find('\n', at), paragraph.text.size());
            if (end > at)
                m_text += escaped(paragraph.text.substr(at, end - at)) + "\n\n";
            at = end + 1;
        }
    }
    void write(const Subheading &heading) { m_text += "### " + escaped(heading.text) + "\n\n"; }
    void write(const List &list)
    {
        for (std::size_t i = 0; i < list.items.size(); ++i)
            m_text += (list.isNumbered ? std::to_string(i + 1) + ". " : "- ") + escaped(list.items[i]) + '\n';
        m_text += '\n';
    }
    void write(const KeyFigures &keys)
    {
        m_text += "| | | |\n| --- | --- | --- |\n";
        for (const KeyFigures::Figure &each : keys.figures)
            m_text
                += "| " + escaped(each.caption) + " | " + cellText(each.value) + " | " + escaped(each.remark) + " |\n";
        m_text += '\n';
    }
    void write(const Table &table)
    {
        m_text += "**" + escaped(table.caption) + "**\n\n|";
        for (const Column &column : table.columns)
            m_text += ' ' + escaped(column.title) + " |";
        m_text += "\n|";
        for (const Column &column : table.columns)
            m_text += column.isNumber ? " ---: |" : " --- |";
        m_text += '\n';
        for (const std::vector<Cell> &row : table.rows) {
            m_text += '|';
            for (const Cell &cell : row)
                m_text += ' ' + cellText(cell) + " |";
            m_text += '\n';
        }
        m_text += '\n';
    }
    void write(const Diagram &diagram)
    {
        const std::string flowchart = m_diagrams ? m_diagrams(diagram) : std::string();
        if (!flowchart.empty())
            m_text += "```mermaid\n" + flowchart + "```\n\n";
    }
    void write(const DiagramPair &pair)
    {
        write(pair.before);
        write(pair.after);
    }
    /// Seven of its points: Markdown has no pictures of its own. What goes over months has a table of them already.
    void write(const Chart &chart)
    {
        if (!chart.months.empty())
            return;
        constexpr std::size_t kPoints = 7;
        Table table { chart.title, { { "Users", true } }, {} };
        for (const Chart::Line &line : chart.lines)
            table.columns.push_back({ line.name, true });
        const std::size_t count = std::min(kPoints, chart.users.size());
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t at = i * (chart.users.size() - 1) / (count - 1);
            std::vector<Cell> row { { usersCell(chart.users[at]) } };
            for (const Chart::Line &line : chart.lines)
                row.push_back({ line.values[at] ? inDigits(chart.format(*line.values[at])) : line.absent });
            table.rows.push_back(std::move(row));
        }
        write(table);
    }

    const Document &m_document;
    const MermaidSource &m_diagrams;
    std::string m_text;
};

} // namespace

std::string markdownText(const Document &document, const MermaidSource &diagrams)
{
    return MarkdownWriter(document, diagrams).text();
}

} // namespace headroom::report_writing

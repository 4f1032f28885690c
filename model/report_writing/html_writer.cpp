#include "model/report_writing/html_writer.h"

#include "model/report_writing/chart_svg.h"
#include "model/report_writing/words.h"
#include "model/reporting/numbers.h"
#include "model/reporting/visible_text.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace headroom::report_writing {

namespace {

using reporting::markupText;

constexpr std::size_t kBrief = 160;           ///< letters of a paragraph that stays with what it leads to
constexpr std::size_t kMostKeptTogether = 12; ///< rows of a table; on paper longer ones may go on on the next page

constexpr const char *kStyle = R"css(
:root{color-scheme:light dark;--ground:#fff;--raised:#f5f7fa;--ink:#1b2430;--muted:#566270;--rule:#dde3ea;--accent:#1f5fa8;--bad:#b3261e;--watch:#8a5a00;--good:#1f6f43;
--line1:#1f5fa8;--line2:#b4510f;--line3:#2b7a4b;--line4:#7a3e9d;--line5:#8a6d00;--line6:#0e7c86}
@media (prefers-color-scheme:dark){:root{--ground:#14181d;--raised:#1d232a;--ink:#e7ecf2;--muted:#a3afbd;--rule:#343d48;--accent:#7db4f0;--bad:#ff9a92;--watch:#f0bf62;--good:#7fd6a3;
--line1:#7db4f0;--line2:#f2a36b;--line3:#7fd6a3;--line4:#cfa3ec;--line5:#e0c45c;--line6:#6fd0d9}}
@media screen and (prefers-color-scheme:dark){figure.drawing.drawing{background:#171717;color:#e7ecf2}figure.drawing svg{filter:invert(.91) hue-rotate(180deg)}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.55 Roboto,"Segoe UI","Helvetica Neue",Arial,sans-serif}
main,header,nav,footer{max-width:60rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:2.5rem}
h1{font-size:2.1rem;line-height:1.2;margin:0 0 .3rem}
h2{font-size:1.45rem;margin:2.6rem 0 .8rem;padding-top:.9rem;border-top:2px solid var(--rule)}
h3{font-size:1.1rem;margin:1.7rem 0 .5rem}
h1,h2,h3,p,li,caption,figcaption,dt,dd,.long-word{overflow-wrap:anywhere}
.short{white-space:nowrap}
p,li{max-width:46rem}
.by{color:var(--muted);margin:.1rem 0}
nav ol{columns:2;padding-left:1.3rem}
a{color:var(--accent)}
a:focus-visible,.scroll:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
.keys{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.8rem,1fr));gap:.7rem;margin:1rem 0 1.3rem;padding:0}
.keys div{background:var(--raised);border:1px solid var(--rule);border-radius:8px;padding:.7rem .85rem}
.keys dt{color:var(--muted);font-size:.85rem}
.keys dd{margin:0}
.keys .value{font-size:1.1rem;font-weight:600;line-height:1.3}
.keys .remark{color:var(--muted);font-size:.82rem}
.scroll{overflow-x:auto;margin:1rem 0 1.5rem}
table{border-collapse:collapse;width:100%;font-size:.9rem}
caption{text-align:left;font-weight:600;padding-bottom:.5rem}
th,td{text-align:left;vertical-align:top;padding:.38rem .6rem;border-bottom:1px solid var(--rule);min-width:4.5rem}
td:not(.n){min-width:6.8rem}
thead th{background:var(--raised);border-bottom:2px solid var(--rule);font-weight:600}
tbody th{font-weight:500}
.n{text-align:right;font-variant-numeric:tabular-nums}
.bad{color:var(--bad)}.bad::before{content:"▲\00a0"}
.watch{color:var(--watch)}.watch::before{content:"△\00a0"}
.good{color:var(--good)}.good::before{content:"✓\00a0"}
figure{margin:1.1rem 0 1.6rem}
figure svg{max-width:100%;height:auto;display:block}
figure.drawing{background:#fff;color:#1b2430;border:1px solid var(--rule);border-radius:8px;padding:.6rem}
figure.drawing svg{margin:0 auto}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:1rem;align-items:start}
.logo{display:block;max-width:100%;height:auto;margin:0 0 1rem}
figcaption{color:var(--muted);font-size:.85rem;margin-top:.4rem}
footer{color:var(--muted);font-size:.85rem;margin-top:3rem;padding-bottom:3rem}
@media (max-width:40rem){nav ol{columns:1}h1{font-size:1.6rem}.pair{grid-template-columns:1fr}}
@page{margin:18mm 16mm}
@media print{:root{color-scheme:light;--ground:#fff;--raised:#f2f4f7;--ink:#000;--muted:#444;--rule:#bbb;--accent:#000;--bad:#a01810;--watch:#6d4700;--good:#14532f;
--line1:#1f5fa8;--line2:#b4510f;--line3:#2b7a4b;--line4:#7a3e9d;--line5:#8a6d00;--line6:#0e7c86}
body{font-size:10.5pt}main,header,nav,footer{max-width:none;padding:0}.scroll{overflow:visible}
p{orphans:3;widows:3}h2,h3,h3+.brief,h2+.brief,caption{break-after:avoid}tr,figure,.keys div,li,h3+p,h2+p,.together,.scroll:not(.long){break-inside:avoid}thead{display:table-header-group}a{text-decoration:none}
header{padding-top:0}h2{margin:1.4rem 0 .5rem;padding-top:.5rem}h3{margin:.8rem 0 .2rem}p{margin:.35rem 0;max-width:none}li{max-width:none}.scroll{margin:.5rem 0 .8rem}.keys{grid-template-columns:repeat(3,1fr);margin:.6rem 0}.keys div{padding:.35rem .6rem}
figure{margin:.4rem 0 .7rem}figure.drawing{padding:.3rem}figcaption{margin-top:.15rem}figure.drawing svg{max-height:7cm}th,td{min-width:6.6em;padding:.25rem .4rem;overflow-wrap:anywhere}.n{overflow-wrap:normal}table{font-size:8.5pt}
@page record{margin:11mm 14mm}.record{page:record;font-size:8.5pt;line-height:1.35}.record h1{font-size:1.4rem}.record h2{font-size:1.05rem;margin:.45rem 0 .15rem;padding-top:.25rem;border-top-width:1px}
.record p,.record ul{margin:.2rem 0}.record .scroll{margin:.25rem 0}.record th,.record td{padding:.1rem .4rem}.record .pair{margin:0}.record figure.drawing svg{max-height:3cm}.record footer{margin-top:.3rem;padding-bottom:0}.record footer,.record figcaption,.record caption{font-size:8pt}}
)css";

const char *classOf(Tone tone)
{
    switch (tone) {
    case Tone::Good:
        return "good";
    case Tone::Watch:
        return "watch";
    case Tone::Bad:
        return "bad";
    case Tone::Plain:
        break;
    }
    return "";
}

/// How a cell may be broken: a word beyond the longest usual one anywhere, an id ("LAT-05") or a date nowhere.
const char *breaksOf(const std::string &text)
{
    constexpr std::size_t kLongest = 18; // letters
    constexpr std::size_t kShort = 12;
    std::size_t word = 0;
    std::size_t longest = 0;
    std::size_t letters = 0;
    for (const char c : text) {
        if ((static_cast<unsigned char>(c) & 0xC0) == 0x80)
            continue;
        ++letters;
        word = c == ' ' || c == '-' ? 0 : word + 1;
        longest = std::max(longest, word);
    }
    if (longest > kLongest)
        return "long-word";
    return letters <= kShort && text.find(' ') == std::string::npos && text.find('-') != std::string::npos ? "short"
                                                                                                           : "";
}

/// A text to read, whose numbers stay with their units.
std::string said(std::string_view text)
{
    return keptTogether(markupText(text));
}

/// Source: RFC 4648, section 4.
std::string base64(const std::string &bytes)
{
    constexpr const char *kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        unsigned long group = 0;
        for (std::size_t k = 0; k < 3; ++k)
            group = group << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k)
            out += i + k > bytes.size() ? '=' : kDigits[group >> (18 - 6 * k) & 63U];
    }
    return out;
}

/// The drawing that a heading announces, with a paragraph between them at most.
std::optional<std::size_t> announcedBy(const std::vector<Block> &blocks, std::size_t heading)
{
    if (!std::holds_alternative<Subheading>(blocks[heading]))
        return std::nullopt;
    std::size_t at = heading + 1;
    if (at < blocks.size() && std::holds_alternative<Paragraph>(blocks[at]))
        ++at;
    return at < blocks.size() && std::holds_alternative<Diagram>(blocks[at]) ? std::optional(at) : std::nullopt;
}

class HtmlWriter {
public:
    HtmlWriter(const Document &document, const DiagramSource &diagrams)
        : m_document(document)
        , m_diagrams(diagrams)
    {
        m_colors
            = { "var(--ink)",
                "var(--muted)",
                "var(--rule)",
                "var(--bad)",
                { "var(--line1)", "var(--line2)", "var(--line3)", "var(--line4)", "var(--line5)", "var(--line6)" } };
    }

    std::string text()
    {
        m_text
            = "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
              "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
              "img-src data:\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
              "<meta name=\"generator\" content=\"Headroom\">\n<title>"
            + markupText(m_document.title) + "</title>\n<style>" + kStyle + "</style>\n</head>\n<body"
            + (m_document.isRecord ? " class=\"record\"" : "") + ">\n<header>\n" + logo() + "<h1>"
            + markupText(m_document.title) + "</h1>\n";
        if (!m_document.subtitle.empty())
            m_text += "<p class=\"by\">" + markupText(m_document.subtitle) + "</p>\n";
        const std::string by
            = m_document.author + (m_document.author.empty() || m_document.date.empty() ? "" : ", ") + m_document.date;
        if (!by.empty())
            m_text += "<p class=\"by\">" + markupText(by) + "</p>\n";
        m_text += "</header>\n";
        if (m_document.hasContents())
            contents();
        m_text += "<main>\n";
        for (const Section &each : m_document.sections)
            section(each);
        return m_text
            + "</main>\n<footer>Computed by Headroom from the design. Numbers are estimates of a model, see its method "
              "and limits.</footer>\n</body>\n</html>\n";
    }

private:
    /// The picture as data, beside the title that says the same: for the eyes only.
    [[nodiscard]] std::string logo() const
    {
        if (!m_document.logo)
            return {};
        const Logo &logo = *m_document.logo;
        return "<img class=\"logo\" alt=\"\" width=\"" + reporting::exact(std::round(logo.width)) + "\" height=\""
            + reporting::exact(std::round(logo.height)) + "\" src=\"data:" + logo.mime + ";base64," + base64(logo.bytes)
            + "\">\n";
    }

    void contents()
    {
        m_text += "<nav aria-label=\"Contents\">\n<ol>\n";
        for (const Section &each : m_document.sections)
            m_text += "<li><a href=\"#" + markupText(each.id) + "\">" + markupText(each.title) + "</a></li>\n";
        m_text += "</ol>\n</nav>\n";
    }

    void section(const Section &section)
    {
        const std::string id = markupText(section.id);
        m_text += "<section aria-labelledby=\"" + id + "\">\n<h2 id=\"" + id + "\">" + markupText(section.title)
            + "</h2>\n";
        std::optional<std::size_t> last; // of what stays on one page
        for (std::size_t i = 0; i < section.blocks.size(); ++i) {
            if (const auto drawing = announcedBy(section.blocks, i)) {
                last = drawing;
                m_text += "<div class=\"together\">\n";
            }
            std::visit([&](const auto &each) { write(each); }, section.blocks[i]);
            if (i == last)
                m_text += "</div>\n";
        }
        m_text += "</section>\n";
    }

    /// A paragraph per line that the text has.
    void write(const Paragraph &paragraph)
    {
        for (std::size_t at = 0; at <= paragraph.text.size();) {
            const std::size_t end = std::min(paragraph.text.find('\n', at), paragraph.text.size());
            if (end > at)
                m_text += std::string(end - at <= kBrief ? "<p class=\"brief\">" : "<p>")
                    + said(paragraph.text.substr(at, end - at)) + "</p>\n";
            at = end + 1;
        }
    }
    void write(const Subheading &heading) { m_text += "<h3>" + markupText(heading.text) + "</h3>\n"; }
    void write(const List &list)
    {
        m_text += list.isNumbered ? "<ol>\n" : "<ul>\n";
        for (const std::string &item : list.items)
            m_text += "<li>" + said(item) + "</li>\n";
        m_text += list.isNumbered ? "</ol>\n" : "</ul>\n";
    }
    void write(const KeyFigures &keys)
    {
        m_text += "<dl class=\"keys\">\n";
        for (const KeyFigures::Figure &each : keys.figures) {
            const std::string tone = classOf(each.value.tone);
            m_text += "<div><dt>" + markupText(each.caption) + "</dt><dd class=\"value"
                + (tone.empty() ? "" : " " + tone) + "\">" + said(each.value.text) + "</dd><dd class=\"remark\">"
                + said(each.remark) + "</dd></div>\n";
        }
        m_text += "</dl>\n";
    }
    void write(const Table &table)
    {
        m_text += std::string("<div class=\"scroll") + (table.rows.size() > kMostKeptTogether ? " long" : "")
            + "\" tabindex=\"0\" role=\"region\" aria-label=\"" + markupText(table.caption) + "\"><table>\n<caption>"
            + markupText(table.caption) + "</caption>\n<thead><tr>";
        for (const Column &column : table.columns)
            m_text += std::string("<th scope=\"col\"") + (column.isNumber ? " class=\"n\">" : ">")
                + markupText(column.title) + "</th>";
        m_text += "</tr></thead>\n<tbody>\n";
        for (const std::vector<Cell> &row : table.rows) {
            m_text += "<tr>";
            for (std::size_t i = 0; i < row.size(); ++i) {
                std::string looks;
                for (const char *each :
                     { table.columns[i].isNumber ? "n" : "", classOf(row[i].tone), breaksOf(row[i].text) })
                    looks += (looks.empty() || *each == 0 ? "" : " ") + std::string(each);
                m_text += (i == 0 ? "<th scope=\"row\"" : "<td") + (looks.empty() ? "" : " class=\"" + looks + '"')
                    + '>' + said(row[i].text) + (i == 0 ? "</th>" : "</td>");
            }
            m_text += "</tr>\n";
        }
        m_text += "</tbody>\n</table></div>\n";
    }
    void write(const Diagram &diagram)
    {
        const std::string svg = m_diagrams ? m_diagrams(diagram) : std::string();
        if (svg.empty())
            return;
        m_text += "<figure class=\"drawing\">\n" + svg + "\n<figcaption>" + markupText(diagram.caption)
            + "</figcaption>\n</figure>\n";
    }
    void write(const DiagramPair &pair)
    {
        m_text += "<div class=\"pair\">\n";
        write(pair.before);
        write(pair.after);
        m_text += "</div>\n";
    }
    void write(const Chart &chart) { m_text += "<figure>\n" + chartSvg(chart, m_colors) + "\n</figure>\n"; }

    const Document &m_document;
    const DiagramSource &m_diagrams;
    ChartColors m_colors;
    std::string m_text;
};

} // namespace

std::string htmlText(const Document &document, const DiagramSource &diagrams)
{
    return HtmlWriter(document, diagrams).text();
}

} // namespace headroom::report_writing

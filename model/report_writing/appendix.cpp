#include "model/report_writing/sections.h"
#include "model/report_writing/words.h"

#include <algorithm>
#include <array>

namespace headroom::report_writing {

namespace {

struct Term {
    const char *term;
    const char *meaning;
    std::array<const char *, 2> words; ///< any of them in a text, in small letters, uses it; null: none
};

constexpr std::array kTerms {
    Term { "Availability",
           "The share of time in which requests of a class are answered, all failures together.",
           { "availab", nullptr } },
    Term { "Bottleneck",
           "The resource that fills first as users grow. Only more of it lets the design carry more.",
           { "bottleneck", nullptr } },
    Term { "Class of requests",
           "Requests that perform the same operations and take about the same time.",
           { "class", nullptr } },
    Term { "Full, saturated",
           "What is asked of a resource reaches what it has; from there on the queue has no end.",
           { "full", "saturated" } },
    Term { "Minimal cut",
           "A set of failures that together stop users, and none of which is needless for that.",
           { "minimal cut", nullptr } },
    Term { "p95, p99", "The time within which 95 or 99 of 100 requests are answered.", { "p95", "p99" } },
    Term { "Peak hour", "The busiest hour of the day. Capacity is judged there.", { "peak hour", nullptr } },
    Term { "Quota", "The most that a provider answers in a second, by contract.", { "quota", nullptr } },
    Term { "Replica, instance", "One of several alike that share the load.", { "replica", "instance" } },
    Term { "Response time",
           "From the arrival of a request at the servers to its answer: waiting and service.",
           { "response time", nullptr } },
    Term { "Single point of failure",
           "A component whose failure alone stops requests of a class.",
           { "single point", nullptr } },
    Term { "Tier", "How long a design may be down, and whose failure it has to survive.", { "the tier “", nullptr } },
    Term { "USL",
           "Universal Scalability Law: each further processor adds less, since work waits for what is shared "
           "(contention) and copies have to be kept equal (coherency).",
           { "usl ", nullptr } },
    Term { "Utilization",
           "The share of a resource's capacity that is used, at the hottest instance.",
           { "utilization", nullptr } },
    Term { "Users",
           "Registered users; how many of them are there at a time follows from the workload.",
           { "user", nullptr } },
    Term { "Zipf exponent",
           "How unevenly keys are asked for: at 0 all alike, around 1 a few get most requests.",
           { "zipf", nullptr } },
};

/// Everything that is read in a document, in small letters, a line for each piece.
class Reader {
public:
    std::string text(const Document &document)
    {
        for (const Section &section : document.sections)
            for (const Block &block : section.blocks)
                std::visit([this](const auto &each) { read(each); }, block);
        return std::move(m_text);
    }

private:
    void add(const std::string &words)
    {
        for (const char c : words)
            m_text += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        m_text += '\n';
    }
    void read(const Paragraph &paragraph) { add(paragraph.text); }
    void read(const Subheading &heading) { add(heading.text); }
    void read(const List &list)
    {
        for (const std::string &each : list.items)
            add(each);
    }
    void read(const KeyFigures &keys)
    {
        for (const KeyFigures::Figure &each : keys.figures)
            add(each.caption + '\n' + each.value.text + '\n' + each.remark);
    }
    void read(const Table &table)
    {
        add(table.caption);
        for (const Column &each : table.columns)
            add(each.title);
        for (const std::vector<Cell> &row : table.rows)
            for (const Cell &each : row)
                add(each.text);
    }
    void read(const Diagram &diagram) { add(diagram.caption + "\nbottleneck"); } // a tag that cards have
    void read(const DiagramPair &pair)
    {
        read(pair.before);
        read(pair.after);
    }
    void read(const Chart &chart)
    {
        add(chart.title);
        for (const Chart::Line &each : chart.lines)
            add(each.name);
    }

    std::string m_text;
};

} // namespace

void explainTerms(Document &document)
{
    const auto glossary = std::find_if(document.sections.begin(), document.sections.end(),
                                       [](const Section &each) { return each.id == "glossary"; });
    if (glossary == document.sections.end())
        return;
    const std::string text = Reader().text(document);
    const auto isUsed = [&](const Term &term) {
        return std::any_of(term.words.begin(), term.words.end(),
                           [&](const char *word) { return word && text.find(word) != std::string::npos; });
    };
    Table table { "Terms as this report uses them", { { "Term", false }, { "Meaning", false } }, {} };
    for (const Term &each : kTerms)
        if (document.sections.size() == 1 || isUsed(each))
            table.rows.push_back({ { each.term }, { each.meaning } });
    glossary->blocks.emplace_back(std::move(table));
}

Section glossarySection(const Study &)
{
    return { "glossary", "Glossary", {} };
}

Section methodSection(const Study &study)
{
    Section section { "method", "Method and limits", {} };
    section.blocks.emplace_back(
        Paragraph { "The numbers are computed, not measured. Requests of each class are followed through the "
                    "components they reach; each "
                    "resource's use is its demand over its capacity (utilization law); waiting comes from queueing "
                    "theory (Erlang C with "
                    "corrections for variation), percentiles from convolution of the parts; availability from the "
                    "structure of what has "
                    "to work, counted exactly where that is possible; cost from list prices." });
    section.blocks.emplace_back(
        List { { "Service times are calibrated so that typical designs break where they are known to break. The order "
                 "in which "
                 "things give way is the message, not the absolute counts.",
                 "The peak hour is steady, arrivals are random (Poisson): bursts within the hour, warm-up and caches "
                 "that fill are not "
                 "seen.",
                 "Each tier of several instances is judged at its hottest one.",
                 "Components fail independently but for the places they stand in; releases and mistakes of operators "
                 "are not modelled.",
                 "Static files and media are dispensable: a page without them counts as answered, so CDN and object "
                 "storage are in no availability.",
                 "Prices are those of the catalog, on demand, without discounts, taxes or people.",
                 std::string("Availability is ")
                     + (!study.classes.empty() && study.classes[study.report.readingClass].availability
                                && study.classes[study.report.readingClass].availability->isExact
                            ? "counted exactly from the structure."
                            : "sampled where counting would take too long, and then given with its interval.") },
               false });
    section.blocks.emplace_back(Paragraph { "Every number can be unfolded into its formula with the values put in: "
                                            "open the design in Headroom and choose “Why?”, "
                                            "or run “headroom explain”." });
    return section;
}

} // namespace headroom::report_writing

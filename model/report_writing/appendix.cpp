#include "model/report_writing/sections.h"
#include "model/report_writing/words.h"

namespace headroom::report_writing {

Section glossarySection(const Study &)
{
    static const std::vector<std::pair<const char *, const char *>> kTerms {
        { "Availability", "The share of time in which requests of a class are answered, all failures together." },
        { "Bottleneck", "The resource that fills first as users grow. Only more of it lets the design carry more." },
        { "Class of requests", "Requests that perform the same operations and take about the same time." },
        { "Full, saturated", "What is asked of a resource reaches what it has; from there on the queue has no end." },
        { "Headroom", "What is left of a resource: 1 minus its utilization." },
        { "Minimal cut", "A set of failures that together stop users, and none of which is needless for that." },
        { "Over-provisioning index",
          "The bill over that of the cheapest design of these stages that would carry twice the users." },
        { "p95, p99", "The time within which 95 or 99 of 100 requests are answered." },
        { "Peak hour", "The busiest hour of the day. Capacity is judged there." },
        { "Quota", "The most that a provider answers in a second, by contract." },
        { "Replica, instance", "One of several alike that share the load." },
        { "Response time", "From the arrival of a request at the servers to its answer: waiting and service." },
        { "Single point of failure", "A component whose failure alone stops requests of a class." },
        { "Tier", "How long a design may be down, and whose failure it has to survive." },
        { "USL",
          "Universal Scalability Law: each further processor adds less, since work waits for what is shared "
          "(contention) and copies have to be kept equal (coherency)." },
        { "Utilization", "The share of a resource's capacity that is used, at the hottest instance." },
        { "Users", "Registered users; how many of them are there at a time follows from the workload." },
        { "Zipf exponent", "How unevenly keys are asked for: at 0 all alike, around 1 a few get most requests." },
    };
    Section section { "glossary", "Glossary", {} };
    Table table { "Terms as this report uses them", { { "Term", false }, { "Meaning", false } }, {} };
    for (const auto &[term, meaning] : kTerms)
        table.rows.push_back({ { term }, { meaning } });
    section.blocks.emplace_back(std::move(table));
    return section;
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

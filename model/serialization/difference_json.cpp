#include "model/serialization/difference_json.h"

#include "model/serialization/report_parts.h"

namespace headroom::serialization {

namespace {

using growth::Difference;
using growth::ElementChange;
using growth::FieldChange;
using growth::FigureChange;
using nlohmann::ordered_json;

constexpr int kDiffVersion = 1;

ordered_json sideOf(const growth::Side &side)
{
    return { { "design", side.design }, { "stage", { { "index", side.stageIndex + 1 }, { "name", side.stageName } } } };
}

ordered_json fieldsOf(const std::vector<FieldChange> &fields)
{
    ordered_json out = ordered_json::array();
    for (const FieldChange &each : fields) {
        ordered_json &line = out.emplace_back();
        line["field"] = each.id;
        line["title"] = each.title;
        if (each.before)
            line["before"] = *each.before;
        if (each.after)
            line["after"] = *each.after;
    }
    return out;
}

ordered_json elementsOf(const std::vector<ElementChange> &elements)
{
    static constexpr const char *kWords[] { "added", "removed", "changed" };
    ordered_json out = ordered_json::array();
    for (const ElementChange &each : elements) {
        ordered_json &line = out.emplace_back();
        line["change"] = kWords[static_cast<std::size_t>(each.what)];
        line["id"] = each.id;
        line["name"] = each.name;
        line["kind"] = each.kind;
        if (each.what == ElementChange::What::Changed)
            line["fields"] = fieldsOf(each.fields);
    }
    return out;
}

ordered_json figureOf(const FigureChange &figure)
{
    ordered_json out;
    out["figure"] = figure.id;
    out["title"] = figure.title;
    if (figure.before)
        put(out, "before", *figure.before);
    if (figure.after)
        put(out, "after", *figure.after);
    if (const std::optional<double> delta = figure.delta())
        put(out, "delta", *delta);
    if (!figure.wordsBefore.empty())
        out["words_before"] = figure.wordsBefore;
    if (!figure.wordsAfter.empty())
        out["words_after"] = figure.wordsAfter;
    return out;
}

} // namespace

std::string writeDifference(const Difference &difference)
{
    ordered_json out;
    out["format"] = "headroom-diff";
    out["version"] = kDiffVersion;
    out["before"] = sideOf(difference.before);
    out["after"] = sideOf(difference.after);
    out["users"] = difference.users;
    out["currency"] = difference.currency;
    out["workload"] = fieldsOf(difference.workload);
    out["components"] = elementsOf(difference.components);
    out["connections"] = elementsOf(difference.connections);
    out["figures"] = ordered_json::array();
    for (const FigureChange &each : difference.figures)
        out["figures"].push_back(figureOf(each));
    return out.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

} // namespace headroom::serialization

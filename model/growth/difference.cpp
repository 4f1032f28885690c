#include "model/growth/difference.h"

#include "model/analysis/analyze.h"
#include "model/growth/stage_names.h"
#include "model/reporting/numbers.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace headroom::growth {

namespace {

using catalog::Catalog;
using catalog::ParameterSpec;
using project::Component;
using project::Connection;
using project::Parameters;
using project::Stage;
using project::Value;

constexpr const char *kLooks = "Look"; // group of parameters that no result depends on

std::string inWords(const Value &value, const ParameterSpec *spec)
{
    if (const auto *number = std::get_if<double>(&value))
        return reporting::quantity(*number, spec ? spec->unit : "1", spec ? spec->display : "");
    if (const auto *flag = std::get_if<bool>(&value))
        return *flag ? "yes" : "no";
    const auto &word = std::get<std::string>(value);
    if (spec)
        for (const catalog::Option &option : spec->options)
            if (option.id == word && !option.title.empty())
                return option.title;
    return word;
}

/// Parameters of one element on one side: what is stated, and what acts.
template <typename Kind>
struct Values {
    const Kind &kind;
    const Parameters &stated;
    const Component *component; ///< null: a connection, whose values come from nowhere else
    const Catalog &catalog;

    [[nodiscard]] std::optional<std::string> words(const std::string &id) const
    {
        const ParameterSpec *spec = kind.findParameter(id);
        const Value *value = stated.find(id);
        if (!spec)
            return value ? std::optional(inWords(*value, nullptr)) : std::nullopt;
        if (component)
            return inWords(catalog::effectiveValue(catalog, *component, *spec).value, spec);
        return inWords(value ? *value : spec->fallback, spec);
    }
};

template <typename Kind>
std::vector<FieldChange> parametersBetween(const Values<Kind> &before, const Values<Kind> &after)
{
    std::set<std::string> ids; // what neither side states comes from sizes and defaults, and is not their doing
    for (const Parameters *each : { &before.stated, &after.stated })
        for (const auto &[id, value] : each->entries())
            ids.insert(id);
    std::vector<FieldChange> found;
    for (const std::string &id : ids) {
        const ParameterSpec *spec = after.kind.findParameter(id);
        if (!spec)
            spec = before.kind.findParameter(id);
        if (spec && spec->group == kLooks)
            continue;
        FieldChange field { id, spec ? spec->title : id, before.words(id), after.words(id) };
        if (field.before != field.after)
            found.push_back(std::move(field));
    }
    return found;
}

void addField(std::vector<FieldChange> &fields, const char *id, const char *title, const std::string &before,
              const std::string &after)
{
    if (before != after)
        fields.push_back({ id, title, before, after });
}

/// The name an element of a stage goes by.
std::string nameOf(const Stage &stage, const std::string &id)
{
    const Component *component = stage.findComponent(id);
    return component && !component->name.empty() ? component->name : id;
}

std::string placeOf(const Stage &stage, const Component &component)
{
    return component.place.empty() ? "no place" : nameOf(stage, component.place);
}

template <typename Element>
std::unordered_map<std::string_view, const Element *> byId(const std::vector<Element> &elements)
{
    std::unordered_map<std::string_view, const Element *> found;
    for (const Element &each : elements)
        found.emplace(each.id, &each);
    return found;
}

/// The elements of two stages of one sort, and how one of them is described and compared.
template <typename Element, typename Describe, typename Compare>
std::vector<ElementChange> elementsOf(const std::vector<Element> &before, const std::vector<Element> &after,
                                      const Describe &describe, const Compare &compare)
{
    const auto old = byId(before);
    const auto now = byId(after);
    std::vector<ElementChange> found;
    for (const Element &each : after) {
        const auto was = old.find(each.id);
        ElementChange change = describe(each, true);
        change.what = was == old.end() ? ElementChange::What::Added : ElementChange::What::Changed;
        if (was != old.end())
            change.fields = compare(*was->second, each);
        if (change.what == ElementChange::What::Added || !change.fields.empty())
            found.push_back(std::move(change));
    }
    for (const Element &each : before)
        if (!now.contains(each.id)) {
            found.push_back(describe(each, false));
            found.back().what = ElementChange::What::Removed;
        }
    return found;
}

std::vector<ElementChange> componentsBetween(const Stage &before, const Stage &after, const Catalog &catalog)
{
    const StageNames namesBefore(before);
    const StageNames namesAfter(after);
    const auto describe = [&](const Component &each, bool isAfter) {
        const std::string &title = catalog.kind(each.kind).title;
        return ElementChange { {},
                               each.id,
                               (isAfter ? namesAfter : namesBefore).of(each.id),
                               catalog.knowsKind(each.kind) ? title : each.kind,
                               {} };
    };
    const auto compare = [&](const Component &was, const Component &is) {
        std::vector<FieldChange> fields;
        addField(fields, "name", "Name", was.name, is.name);
        addField(fields, "kind", "Kind", describe(was, false).kind, describe(is, true).kind);
        if (was.place != is.place)
            fields.push_back({ "place", "Place", placeOf(before, was), placeOf(after, is) });
        using Kind = catalog::Kind;
        const auto more = parametersBetween(Values<Kind> { catalog.kind(was.kind), was.parameters, &was, catalog },
                                            Values<Kind> { catalog.kind(is.kind), is.parameters, &is, catalog });
        fields.insert(fields.end(), more.begin(), more.end());
        addField(fields, "notes", "Note", was.notes, is.notes);
        return fields;
    };
    return elementsOf(before.components, after.components, describe, compare);
}

/// An end that is another component; one that has only another name is no change of the connection.
void addEnd(std::vector<FieldChange> &fields, const char *id, const char *title,
            std::pair<const Stage &, const std::string &> was, std::pair<const Stage &, const std::string &> is)
{
    if (was.second == is.second)
        return;
    const std::string before = nameOf(was.first, was.second);
    const std::string after = nameOf(is.first, is.second);
    const bool isTold = before != after;
    addField(fields, id, title, isTold ? before : before + " (" + was.second + ")",
             isTold ? after : after + " (" + is.second + ")");
}

std::vector<ElementChange> connectionsBetween(const Stage &before, const Stage &after, const Catalog &catalog)
{
    const StageNames namesBefore(before);
    const StageNames namesAfter(after);
    const auto describe = [&](const Connection &each, bool isAfter) {
        const StageNames &names = isAfter ? namesAfter : namesBefore;
        const std::string ends = names.of(each.from) + " → " + names.of(each.to);
        return ElementChange { {},
                               each.id,
                               each.name.empty() ? ends : each.name + " (" + ends + ")",
                               catalog.connectionKind(each.kind).title,
                               {} };
    };
    const auto compare = [&](const Connection &was, const Connection &is) {
        std::vector<FieldChange> fields;
        addField(fields, "name", "Name", was.name, is.name);
        addEnd(fields, "from", "From", { before, was.from }, { after, is.from });
        addEnd(fields, "to", "To", { before, was.to }, { after, is.to });
        addField(fields, "kind", "Kind", catalog.connectionKind(was.kind).title, catalog.connectionKind(is.kind).title);
        using Kind = catalog::ConnectionKind;
        const auto more
            = parametersBetween(Values<Kind> { catalog.connectionKind(was.kind), was.parameters, nullptr, catalog },
                                Values<Kind> { catalog.connectionKind(is.kind), is.parameters, nullptr, catalog });
        fields.insert(fields.end(), more.begin(), more.end());
        return fields;
    };
    return elementsOf(before.connections, after.connections, describe, compare);
}

/// A list that is stated, or the preset's.
template <typename List>
void addList(std::vector<FieldChange> &fields, const char *id, const char *title, const List &before, const List &after)
{
    const auto words = [](const List &list) {
        return list.empty() ? std::string("as the preset") : std::to_string(list.size()) + " of its own";
    };
    if (before == after)
        return;
    const std::string other = words(before) == words(after) ? ", with other figures" : "";
    fields.push_back({ id, title, words(before), words(after) + other });
}

/// Parameters of a workload as they act: stated, else the preset's, else the catalog's.
std::string workloadWords(const project::Workload &workload, const ParameterSpec &spec, const Catalog &catalog)
{
    for (const Parameters *each : { &workload.parameters, &catalog.preset(workload.preset).parameters })
        if (const Value *value = each->find(spec.id))
            return inWords(*value, &spec);
    return inWords(spec.fallback, &spec);
}

std::vector<FieldChange> workloadBetween(const project::Project &a, const project::Project &b, const Catalog &catalog)
{
    std::vector<FieldChange> fields;
    addField(fields, "criticality", "Criticality", a.criticality, b.criticality);
    const auto title = [&](const project::Workload &each) {
        const catalog::WorkloadPreset &preset = catalog.preset(each.preset);
        return preset.id == each.preset ? preset.title : each.preset;
    };
    addField(fields, "preset", "Preset", title(a.workload), title(b.workload));
    for (const ParameterSpec &spec : catalog.workloadParameters())
        addField(fields, spec.id.c_str(), spec.title.c_str(), workloadWords(a.workload, spec, catalog),
                 workloadWords(b.workload, spec, catalog));
    addList(fields, "classes", "Classes of requests", a.workload.classes, b.workload.classes);
    addList(fields, "journeys", "Journeys", a.workload.journeys, b.workload.journeys);
    addList(fields, "jobs", "Background jobs", a.workload.jobs, b.workload.jobs);
    addList(fields, "day", "Load over the day", a.workload.day, b.workload.day);
    return fields;
}

Side sideOf(const project::Project &project, std::size_t stage)
{
    return { project.name, stage, project.stages[stage]->name };
}

} // namespace

double usersToCompareAt(const project::Project &a, std::size_t stageA, const project::Project &b, std::size_t stageB)
{
    return std::min(a.stages[stageA]->users.to, b.stages[stageB]->users.to);
}

Difference elementsBetween(const project::Project &a, std::size_t stageA, const project::Project &b, std::size_t stageB,
                           const Catalog &catalog)
{
    Difference found;
    found.before = sideOf(a, stageA);
    found.after = sideOf(b, stageB);
    found.currency = catalog.currency();
    found.workload = workloadBetween(a, b, catalog);
    found.components = componentsBetween(*a.stages[stageA], *b.stages[stageB], catalog);
    found.connections = connectionsBetween(*a.stages[stageA], *b.stages[stageB], catalog);
    return found;
}

Difference differenceOf(const project::Project &a, std::size_t stageA, const project::Project &b, std::size_t stageB,
                        double users, const Catalog &catalog)
{
    Difference found = elementsBetween(a, stageA, b, stageB, catalog);
    found.users = users;
    found.figures
        = figuresBetween(analysis::analyze(a, stageA, users, catalog), analysis::analyze(b, stageB, users, catalog));
    return found;
}

} // namespace headroom::growth

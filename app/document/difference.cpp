#include "app/document/difference.h"

#include "model/reporting/numbers.h"
#include "views/language/words.h"

#include <QLocale>

#include <algorithm>
#include <set>

namespace headroom::app {

namespace {

using project::Parameters;

/// Collects differences of one place after another.
class Comparison {
public:
    explicit Comparison(const catalog::Catalog &catalog)
        : m_catalog(catalog)
    {
    }

    void at(const QString &place) { m_place = place; }
    void note(const QString &what, const QString &mine, const QString &theirs)
    {
        if (mine != theirs)
            m_found.push_back({ m_place, what, mine, theirs });
    }
    void parameters(const QString &owner, const Parameters &mine, const Parameters &theirs,
                    const std::vector<catalog::ParameterSpec> &specs)
    {
        std::set<std::string> ids;
        for (const Parameters *side : { &mine, &theirs })
            for (const Parameters::Entry &entry : side->entries())
                ids.insert(entry.first);
        for (const std::string &id : ids) {
            const auto spec = std::find_if(specs.begin(), specs.end(), [&](const auto &each) { return each.id == id; });
            const catalog::ParameterSpec *known = spec == specs.end() ? nullptr : &*spec;
            note(QStringLiteral("%1 · %2").arg(owner, text(known ? known->title : id)), valueText(mine.find(id), known),
                 valueText(theirs.find(id), known));
        }
    }
    void stages(const project::Stage &mine, const project::Stage &theirs);
    [[nodiscard]] std::vector<Difference> take() { return std::move(m_found); }

private:
    static QString valueText(const project::Value *value, const catalog::ParameterSpec *spec)
    {
        if (!value)
            return tr("default");
        if (const auto *number = std::get_if<double>(value))
            return text(reporting::quantity(*number, spec ? spec->unit : "1", spec ? spec->display : ""));
        if (const auto *isOn = std::get_if<bool>(value))
            return *isOn ? tr("yes") : tr("no");
        return text(std::get<std::string>(*value));
    }
    void component(const project::Component &mine, const project::Component &theirs);
    void connection(const project::Stage &stage, const project::Connection &mine, const project::Connection &theirs);
    static QString ends(const project::Stage &stage, const project::Connection &connection)
    {
        const auto name = [&stage](const std::string &id) {
            const project::Component *found = stage.findComponent(id);
            return text(found ? found->name : id);
        };
        return QStringLiteral("%1 → %2").arg(name(connection.from), name(connection.to));
    }

    const catalog::Catalog &m_catalog;
    QString m_place;
    std::vector<Difference> m_found;
};

void Comparison::component(const project::Component &mine, const project::Component &theirs)
{
    if (mine == theirs)
        return;
    const QString owner = text(mine.name);
    const std::size_t before = m_found.size();
    note(tr("%1 · name").arg(owner), text(mine.name), text(theirs.name));
    note(tr("%1 · kind").arg(owner), text(m_catalog.kind(mine.kind).title), text(m_catalog.kind(theirs.kind).title));
    note(tr("%1 · inside").arg(owner), text(mine.place), text(theirs.place));
    note(tr("%1 · notes").arg(owner), text(mine.notes), text(theirs.notes));
    parameters(owner, mine.parameters, theirs.parameters, m_catalog.kind(mine.kind).parameters);
    const auto spot = [](const project::Component &each) {
        return QStringLiteral("%1, %2").arg(qRound(each.position.x)).arg(qRound(each.position.y));
    };
    note(tr("%1 · place on the canvas").arg(owner), spot(mine), spot(theirs));
    if (m_found.size() == before)
        note(owner, tr("this version"), tr("another version"));
}

void Comparison::connection(const project::Stage &stage, const project::Connection &mine,
                            const project::Connection &theirs)
{
    if (mine == theirs)
        return;
    const QString owner = ends(stage, mine);
    const std::size_t before = m_found.size();
    note(tr("%1 · kind").arg(owner), text(m_catalog.connectionKind(mine.kind).title),
         text(m_catalog.connectionKind(theirs.kind).title));
    note(tr("%1 · name").arg(owner), text(mine.name), text(theirs.name));
    parameters(owner, mine.parameters, theirs.parameters, m_catalog.connectionKind(mine.kind).parameters);
    if (m_found.size() == before)
        note(owner, tr("this version"), tr("another version"));
}

void Comparison::stages(const project::Stage &mine, const project::Stage &theirs)
{
    const auto range = [](const project::Stage &stage) {
        return QStringLiteral("%1 – %2").arg(text(reporting::briefNumber(stage.users.from)),
                                             text(reporting::briefNumber(stage.users.to)));
    };
    note(tr("name of the stage"), text(mine.name), text(theirs.name));
    note(tr("users"), range(mine), range(theirs));
    for (const project::Component &each : mine.components) {
        if (const project::Component *other = theirs.findComponent(each.id))
            component(each, *other);
        else
            note(text(each.name), tr("there"), tr("not there"));
    }
    for (const project::Component &each : theirs.components)
        if (!mine.findComponent(each.id))
            note(text(each.name), tr("not there"), tr("there"));
    for (const project::Connection &each : mine.connections) {
        if (const project::Connection *other = theirs.findConnection(each.id))
            connection(mine, each, *other);
        else
            note(ends(mine, each), tr("there"), tr("not there"));
    }
    for (const project::Connection &each : theirs.connections)
        if (!mine.findConnection(each.id))
            note(ends(theirs, each), tr("not there"), tr("there"));
}

} // namespace

std::vector<Difference> differencesBetween(const project::Project &mine, const project::Project &theirs,
                                           const catalog::Catalog &catalog, std::size_t most)
{
    Comparison comparison(catalog);
    comparison.at(tr("Design"));
    comparison.note(tr("name"), text(mine.name), text(theirs.name));
    comparison.note(tr("notes"), text(mine.notes), text(theirs.notes));
    comparison.note(tr("tolerance"), text(mine.criticality), text(theirs.criticality));
    comparison.note(tr("number of stages"), QString::number(mine.stages.size()), QString::number(theirs.stages.size()));
    comparison.parameters(tr("workload"), mine.workload.parameters, theirs.workload.parameters,
                          catalog.workloadParameters());
    if (mine.workload.parameters == theirs.workload.parameters && !(mine.workload == theirs.workload))
        comparison.note(tr("workload"), tr("this version"), tr("another version"));
    if (mine.acknowledged != theirs.acknowledged)
        comparison.note(tr("acknowledged findings"), tr("this version"), tr("another version"));
    for (std::size_t i = 0; i < std::min(mine.stages.size(), theirs.stages.size()); ++i) {
        if (*mine.stages[i] == *theirs.stages[i])
            continue;
        comparison.at(tr("Stage %1: %2").arg(i + 1).arg(text(mine.stages[i]->name)));
        comparison.stages(*mine.stages[i], *theirs.stages[i]);
    }
    std::vector<Difference> found = comparison.take();
    if (found.size() > most) {
        const std::size_t left = found.size() - most;
        found.resize(most);
        found.push_back({ {}, tr("%1 more").arg(left), {}, {} });
    }
    return found;
}

} // namespace headroom::app

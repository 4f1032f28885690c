#include "views/inspector/properties_panel.h"

#include "model/core/quantity.h"
#include "model/project/element_index.h"
#include "views/language/words.h"
#include "views/numbers/screen_numbers.h"

#include <QHash>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

// What the panel shows while several things are selected.
namespace headroom::inspector {

namespace {

constexpr std::size_t kMostLinks = 24;

bool isAlike(const catalog::ParameterSpec &a, const catalog::ParameterSpec &b)
{
    const auto isSame = [](const catalog::Option &one, const catalog::Option &other) { return one.id == other.id; };
    return a.id == b.id && a.title == b.title && a.unit == b.unit && a.type == b.type
        && std::equal(a.options.begin(), a.options.end(), b.options.begin(), b.options.end(), isSame);
}

/// The parameters that all of the kinds have.
template <typename Kind>
std::vector<catalog::ParameterSpec> sharedBy(const std::vector<const Kind *> &kinds)
{
    std::vector<catalog::ParameterSpec> shared;
    if (kinds.empty())
        return shared;
    for (const catalog::ParameterSpec &spec : kinds.front()->parameters)
        if (std::all_of(kinds.begin(), kinds.end(), [&](const Kind *kind) {
                const catalog::ParameterSpec *own = kind->findParameter(spec.id);
                return own && isAlike(*own, spec);
            }))
            shared.push_back(spec);
    return shared;
}

} // namespace

void PropertiesPanel::buildSeveral()
{
    std::vector<const catalog::Kind *> kinds;
    std::vector<const catalog::ConnectionKind *> lineKinds;
    QHash<QString, int> named;
    std::vector<const project::Component *> components;
    for (const Element &each : elements()) {
        if (each.component) {
            components.push_back(each.component);
            kinds.push_back(&m_catalog.kind(each.component->kind));
            ++named[text(each.component->name)];
        } else {
            lineKinds.push_back(&m_catalog.connectionKind(each.connection->kind));
        }
    }
    QStringList counts;
    if (!kinds.empty())
        counts << tr("%Ln component(s)", nullptr, static_cast<int>(kinds.size()));
    if (!lineKinds.empty())
        counts << tr("%Ln connection(s)", nullptr, static_cast<int>(lineKinds.size()));
    addText(tr("%1 selected. What is changed here is changed for all of them.").arg(counts.join(tr(" and "))));
    m_shared = kinds.empty() ? sharedBy(lineKinds) : sharedBy(kinds);
    if (!kinds.empty() && !lineKinds.empty())
        m_shared.clear(); // they have nothing in common
    if (m_shared.empty())
        addText(tr("They have no property in common."));
    else
        addRows(m_shared, false);
    const bool isOneKind = !kinds.empty()
        && std::all_of(kinds.begin(), kinds.end(), [&](const auto *kind) { return kind == kinds.front(); });
    if (isOneKind)
        describeSizes(*kinds.front());
    if (!kinds.empty())
        addHeading(tr("Selected"));
    for (std::size_t i = 0; i < std::min(components.size(), kMostLinks); ++i) {
        const project::Component &each = *components[i];
        const QString name = text(each.name);
        const bool isAlone = named.value(name) == 1 || each.place.empty();
        addLink(isAlone ? name : tr("%1 · %2").arg(name, nameOf(each.place)), [id = each.id] { return id; });
    }
    if (components.size() > kMostLinks)
        addText(tr("and %1 more").arg(components.size() - kMostLinks));
}

/// What is selected, in that order. Of ten thousand each is found at once.
std::vector<PropertiesPanel::Element> PropertiesPanel::elements() const
{
    const project::ElementIndex index(stage());
    std::vector<Element> found;
    for (const std::string &id : m_selection) {
        if (const auto at = index.component(id); at >= 0)
            found.push_back({ &stage().components[static_cast<std::size_t>(at)], nullptr });
        else if (const auto line = index.connection(id); line >= 0)
            found.push_back({ nullptr, &stage().connections[static_cast<std::size_t>(line)] });
    }
    return found;
}

void PropertiesPanel::refreshSeveral()
{
    const std::vector<Element> all = elements();
    for (ParameterRow *row : m_rows) {
        std::vector<Shown> shown;
        for (const auto &[component, connection] : all) {
            const auto *spec = component ? m_catalog.kind(component->kind).findParameter(row->parameter())
                                         : m_catalog.connectionKind(connection->kind).findParameter(row->parameter());
            if (spec && component)
                shown.push_back({ catalog::effectiveValue(m_catalog, *component, *spec),
                                  catalog::unstatedValue(m_catalog, *component, *spec) });
            else if (spec)
                shown.push_back(valueOf(*connection, *spec));
        }
        row->setValues(shown);
    }
}

void PropertiesPanel::stateForAll(const std::string &parameter, const std::optional<project::Value> &value)
{
    edits::Batch batch;
    std::string title = parameter;
    for (const catalog::ParameterSpec &spec : m_shared)
        if (spec.id == parameter)
            title = spec.title;
    for (const auto &[component, connection] : elements()) {
        const project::Value *stated
            = component ? component->parameters.find(parameter) : connection->parameters.find(parameter);
        const bool isThere = value ? stated && *stated == *value : !stated;
        if (!isThere)
            batch.steps.push_back(
                edits::SetParameter { m_stage, component ? component->id : connection->id, parameter, value });
    }
    batch.title = (value ? tr("Set “%1” of %n element(s)", nullptr, static_cast<int>(batch.steps.size()))
                         : tr("Reset “%1” of %n element(s)", nullptr, static_cast<int>(batch.steps.size())))
                      .arg(QString::fromStdString(title))
                      .toStdString();
    if (!batch.steps.empty())
        Q_EMIT editRequested(batch);
    else
        refreshSeveral();
}

void PropertiesPanel::describeSizes(const catalog::Kind &kind)
{
    const catalog::SizeLadder *ladder = m_catalog.ladder(kind.ladder);
    if (!ladder)
        return;
    for (ParameterRow *row : m_rows) {
        if (row->parameter() != "size")
            continue;
        row->describeOptions([&](const std::string &id) {
            const auto size = std::find_if(ladder->sizes.begin(), ladder->sizes.end(),
                                           [&](const catalog::SizeOption &each) { return each.id == id; });
            if (size == ladder->sizes.end())
                return QString();
            const auto price = size->figures.find("price_hour");
            if (price == size->figures.end())
                return QString();
            return tr("%1/mo").arg(
                QString::fromStdString(screen::money(price->second * kHoursPerMonth, m_catalog.currency())));
        });
    }
}

} // namespace headroom::inspector

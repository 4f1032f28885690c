#include "views/workload/journey_form.h"

#include "model/workload/workload.h"
#include "views/language/words.h"
#include "views/numbers/screen_numbers.h"
#include "views/workload/tier_text.h"

#include <QLabel>

#include <algorithm>

namespace headroom::workload_views {

namespace {

using catalog::ParameterSpec;
using project::Journey;
using theme::Theme;

ParameterSpec promiseSpec(const char *id, const QString &title, const QString &help)
{
    return formSpec(id, title, help, workload::kShortestPromise, workload::kLongestPromise, "s", "ms");
}

/// Of the numbers of a journey, in the order they are shown.
const std::vector<ParameterSpec> &journeySpecs()
{
    static const std::vector<ParameterSpec> kSpecs = [] {
        std::vector<ParameterSpec> made {
            formSpec("weight", JourneyForm::tr("Weight"),
                     JourneyForm::tr("Sessions that go it, compared with the other journeys."), 0,
                     workload::kLargestCount),
            promiseSpec("p95", JourneyForm::tr("p95 within"),
                        JourneyForm::tr("Server time that 95 % of its requests stay below. Without one its classes "
                                        "keep their own promises.")),
            promiseSpec("p99", JourneyForm::tr("p99 within"),
                        JourneyForm::tr("Server time that 99 % of its requests stay below.")),
            formSpec("error_budget", JourneyForm::tr("Errors within"),
                     JourneyForm::tr("Share of its requests that may fail."), 0, 1),
            formSpec("criticality", JourneyForm::tr("Criticality"),
                     JourneyForm::tr("How much downtime it forgives, and which losses must not stop it."), 0, 0),
        };
        made[3].display = "%";
        made[4].type = catalog::ParameterType::Choice;
        made[4].options.push_back({ "", JourneyForm::tr("As the design").toStdString() });
        for (const reliability::Tier &tier : reliability::tiers())
            made[4].options.push_back({ std::string(tier.id), tierText(tier).toStdString() });
        return made;
    }();
    return kSpecs;
}

/// A journey with the value of one of the specs; no value: back to the default.
Journey with(Journey journey, const std::string &parameter, const std::optional<project::Value> &value)
{
    const double *number = value ? std::get_if<double>(&*value) : nullptr;
    const std::optional<double> stated = number ? std::optional(*number) : std::nullopt;
    if (parameter == "weight")
        journey.weight = stated.value_or(1);
    else if (parameter == "p95")
        journey.p95 = stated;
    else if (parameter == "p99")
        journey.p99 = stated;
    else if (parameter == "error_budget")
        journey.errorBudget = stated;
    else if (parameter == "criticality")
        journey.criticality = value ? std::get<std::string>(*value) : std::string();
    return journey;
}

const ParameterSpec &sessionLength(const catalog::Catalog &catalog)
{
    const auto &all = catalog.workloadParameters();
    return *std::find_if(all.begin(), all.end(), [](const auto &each) { return each.id == "session_length"; });
}

double countOf(const Journey &journey, const std::string &requestClass)
{
    for (const project::ClassVisit &visit : journey.visits)
        if (visit.requestClass == requestClass)
            return visit.count;
    return 0;
}

} // namespace

JourneyForm::JourneyForm(const std::vector<project::RequestClass> &classes, const catalog::Catalog &catalog,
                         QWidget *parent)
    : ItemForm(tr("Name of the journey"), parent)
    , m_catalog(catalog)
{
    addSteps(classes);
    addRows();
    addThinkTime();
    finish();
}

void JourneyForm::addRows()
{
    addHeading(tr("How often, and what is promised"));
    for (const ParameterSpec &spec : journeySpecs()) {
        connect(addRow(spec), &inspector::ParameterRow::valueStated, this,
                [this, id = spec.id](const std::optional<project::Value> &value) {
                    Q_EMIT changed(with(m_journey, id, value ? value : resetValue(id)));
                });
    }
}

/// What "back to the default" means where the preset says it.
std::optional<project::Value> JourneyForm::resetValue(const std::string &parameter) const
{
    return parameter == "weight" ? std::optional<project::Value>(m_presetWeight) : std::nullopt;
}

void JourneyForm::addSteps(const std::vector<project::RequestClass> &classes)
{
    addHeading(tr("Requests of one session"));
    m_steps = new FieldGrid({ tr("Class"), tr("On average") }, tr("Share"), this);
    for (const project::RequestClass &each : classes) {
        const QString name = text(each.name.empty() ? each.id : each.name);
        auto *field = new QuantityField(formSpec("count", tr("Requests: %1").arg(name), {}, 0, workload::kLargestCount),
                                        m_steps);
        const std::size_t step = m_classes.size();
        const bool writes = workload::changesState(each, m_catalog);
        m_steps->addRow(name, writes ? tr("%1, counts as a write").arg(name) : tr("%1, counts as a read").arg(name),
                        { field });
        m_classes.push_back(each.id);
        connect(field, &QuantityField::valueStated, this, [this, step](const std::optional<double> &value) {
            stateCount(step, value.value_or(m_unstated[step]));
        });
    }
    connect(m_steps, &FieldGrid::resetRequested, this,
            [this](int row) { stateCount(static_cast<std::size_t>(row), m_unstated[static_cast<std::size_t>(row)]); });
    addWidget(m_steps);
    m_sum = addRemark();
}

void JourneyForm::addThinkTime()
{
    addHeading(tr("Think time, of all journeys"));
    connect(addRow(sessionLength(m_catalog)), &inspector::ParameterRow::valueStated, this,
            &JourneyForm::sessionLengthStated);
    m_thinkTime = addRemark();
}

void JourneyForm::stateCount(std::size_t step, double count)
{
    Journey journey = m_journey;
    const std::string &id = m_classes[step];
    const auto same = [&id](const project::ClassVisit &each) { return each.requestClass == id; };
    const auto found = std::find_if(journey.visits.begin(), journey.visits.end(), same);
    if (count <= 0)
        std::erase_if(journey.visits, same);
    else if (found == journey.visits.end())
        journey.visits.push_back({ id, count });
    else
        found->count = count;
    Q_EMIT changed(journey);
}

void JourneyForm::rename(const std::string &name)
{
    Journey journey = m_journey;
    journey.name = name;
    Q_EMIT changed(journey);
}

void JourneyForm::refresh(const edits::WorkloadEdits &edits, const project::Workload &workload, std::size_t at)
{
    m_journey = edits.journeys()[at];
    showName(m_journey.name);
    refreshRows(edits, workload);
    refreshSteps(edits, workload);
}

void JourneyForm::refreshRows(const edits::WorkloadEdits &edits, const project::Workload &workload)
{
    const Journey *preset = edits.presetJourney(m_journey.id);
    m_presetWeight = preset ? preset->weight : 1;
    showValue("weight", m_journey.weight, m_presetWeight);
    showValue("p95", asValue(m_journey.p95), workload::widestPromise(m_journey, workload, m_catalog));
    showValue("p99", asValue(m_journey.p99), tr("none").toStdString());
    showValue("error_budget", asValue(m_journey.errorBudget),
              workload::parameterOf(workload, m_catalog, "error_budget"));
    showValue("criticality", m_journey.criticality, std::string());
    const ParameterSpec &spec = sessionLength(m_catalog);
    const project::Value *own = workload.parameters.find(spec.id);
    const project::Value *given = m_catalog.preset(workload.preset).parameters.find(spec.id);
    showValue("session_length", own ? std::optional(*own) : std::nullopt, given ? *given : spec.fallback);
    m_thinkTime->setText(tr("Leaves %1 between two requests of a session: its length over its requests, on average.")
                             .arg(text(screen::duration(workload::thinkTime(workload, m_catalog)))));
}

void JourneyForm::refreshSteps(const edits::WorkloadEdits &edits, const project::Workload &workload)
{
    const Journey *preset = edits.presetJourney(m_journey.id);
    m_unstated.clear();
    const double length = workload::lengthOf(m_journey, edits.classes());
    for (std::size_t step = 0; step < m_classes.size(); ++step) {
        const double count = countOf(m_journey, m_classes[step]);
        m_unstated.push_back(workload.journeys.empty() ? count : preset ? countOf(*preset, m_classes[step]) : 0);
        m_steps->field(step, 0)->setValue(count, m_unstated.back());
        m_steps->refreshRow(step,
                            count > 0 && length > 0 ? text(screen::percent(count / length)) : QStringLiteral("–"));
    }
    m_sum->setText(tr("%1 a session.").arg(requestsText(length)));
}

QString JourneyForm::requestsText(double count)
{
    const std::string number = screen::briefNumber(count);
    return (number == "1" ? tr("%1 request") : tr("%1 requests")).arg(text(number));
}

void JourneyForm::setTheme(const Theme &theme)
{
    ItemForm::setTheme(theme);
    m_steps->setTheme(theme);
}

} // namespace headroom::workload_views

#include "views/inspector/journey_rows.h"

#include "model/workload/workload.h"

#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace headroom::inspector {

namespace {

using project::Journey;

catalog::ParameterSpec specOf(const std::string &id, const QString &title, const QString &help, double least,
                              double most)
{
    catalog::ParameterSpec spec;
    spec.id = id;
    spec.title = title.toStdString();
    spec.help = help.toStdString();
    spec.unit = "1";
    spec.minimum = least;
    spec.maximum = most;
    return spec;
}

void setCount(Journey &journey, const std::string &requestClass, double count)
{
    const auto same = [&](const project::ClassVisit &each) { return each.requestClass == requestClass; };
    const auto found = std::find_if(journey.visits.begin(), journey.visits.end(), same);
    if (count <= 0)
        std::erase_if(journey.visits, same);
    else if (found == journey.visits.end())
        journey.visits.push_back({ requestClass, count });
    else
        found->count = count;
}

} // namespace

JourneyRows::JourneyRows(const project::Workload &workload, const catalog::Catalog &catalog, QWidget *parent)
    : QWidget(parent)
    , m_journeys(workload::journeysOf(workload, catalog))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    for (std::size_t i = 0; i < m_journeys.size(); ++i)
        addJourney(i, workload, catalog);
}

void JourneyRows::addJourney(std::size_t index, const project::Workload &workload, const catalog::Catalog &catalog)
{
    const Journey &journey = m_journeys[index];
    auto *heading = new QLabel(tr("Journey: %1").arg(QString::fromStdString(journey.name)), this);
    heading->setTextFormat(Qt::PlainText);
    heading->setFont(theme::Theme::font(12, QFont::DemiBold));
    heading->setContentsMargins(0, 10, 0, 2);
    m_headings.push_back(heading);
    layout()->addWidget(heading);

    catalog::ParameterSpec weight
        = specOf(journey.id + "/weight", tr("Weight"), tr("Sessions that go it, compared with the other journeys."), 0,
                 workload::kLargestCount);
    weight.fallback = 1.0;
    addRow(index, weight, journey.weight,
           [](Journey &changed, std::optional<double> value) { changed.weight = value.value_or(1); });
    catalog::ParameterSpec promise = specOf(
        journey.id + "/p95", tr("Promised p95"),
        tr("Server time that 95 % of its requests stay below. Without one its classes keep their own promises."),
        workload::kShortestPromise, workload::kLongestPromise);
    promise.unit = "s";
    promise.display = "ms";
    promise.fallback = workload::widestPromise(journey, workload, catalog);
    addRow(index, promise, journey.p95, [](Journey &changed, std::optional<double> value) { changed.p95 = value; });
    for (const project::RequestClass &each : workload::classesOf(workload, catalog)) {
        double count = 0;
        for (const project::ClassVisit &visit : journey.visits)
            if (visit.requestClass == each.id)
                count = visit.count;
        catalog::ParameterSpec visits
            = specOf(journey.id + '/' + each.id, QString::fromStdString(each.name),
                     tr("Requests of this class in one session, on average."), 0, workload::kLargestCount);
        addRow(index, visits, count > 0 ? std::optional(count) : std::nullopt,
               [id = each.id](Journey &changed, std::optional<double> value) {
                   setCount(changed, id, value.value_or(0));
               });
    }
}

void JourneyRows::addRow(std::size_t index, catalog::ParameterSpec spec, std::optional<double> stated,
                         std::function<void(Journey &, std::optional<double>)> put)
{
    m_specs.push_back(std::make_unique<catalog::ParameterSpec>(std::move(spec)));
    auto *row = new ParameterRow(*m_specs.back(), this);
    row->setValue(stated ? catalog::EffectiveValue { *stated, catalog::ValueOrigin::Stated }
                         : catalog::EffectiveValue { m_specs.back()->fallback, catalog::ValueOrigin::Default });
    layout()->addWidget(row);
    m_rows.push_back(row);
    connect(row, &ParameterRow::valueStated, this,
            [this, index, put = std::move(put)](const std::optional<project::Value> &value) {
                std::vector<Journey> changed = m_journeys;
                put(changed[index], value ? std::optional(std::get<double>(*value)) : std::nullopt);
                Q_EMIT journeysStated(changed);
            });
}

void JourneyRows::setTheme(const theme::Theme &theme)
{
    for (ParameterRow *row : m_rows)
        row->setTheme(theme);
    for (QLabel *heading : m_headings) {
        QPalette palette = heading->palette();
        palette.setColor(QPalette::WindowText, theme.color(theme::Role::Secondary));
        heading->setPalette(palette);
    }
}

} // namespace headroom::inspector

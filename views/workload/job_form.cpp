#include "views/workload/job_form.h"

#include "model/workload/workload.h"
#include "views/language/words.h"
#include "views/numbers/screen_numbers.h"

#include <QLabel>

#include <algorithm>
#include <array>

namespace headroom::workload_views {

namespace {

using catalog::ParameterSpec;
using project::BackgroundJob;

/// The numbers of a job by the ids of their rows.
struct Number {
    const char *parameter;
    double BackgroundJob::*member;
};

constexpr std::array<Number, 8> kNumbers { {
    { "items", &BackgroundJob::items },
    { "items_per_user", &BackgroundJob::itemsPerUser },
    { "rate", &BackgroundJob::rate },
    { "per_request", &BackgroundJob::perRequest },
    { "at", &BackgroundJob::at },
    { "window", &BackgroundJob::window },
    { "runs", &BackgroundJob::runs },
    { "deadline", &BackgroundJob::deadline },
} };

ParameterSpec choice(const char *id, const QString &title, const QString &help)
{
    ParameterSpec spec = formSpec(id, title, help, 0, 0);
    spec.type = catalog::ParameterType::Choice;
    return spec;
}

/// How many items there are and when they come.
std::vector<ParameterSpec> amounts(bool isBatch)
{
    using workload::kMostItems;
    const QString each = isBatch ? JobForm::tr("Per registered user and run, besides.")
                                 : JobForm::tr("Per registered user and day, as the users’ day goes, besides.");
    if (!isBatch)
        return {
            formSpec("rate", JobForm::tr("Items a second"), JobForm::tr("All day long, whatever the users do."), 0,
                     workload::kHighestRate, "1/s"),
            formSpec("per_request", JobForm::tr("Items per request"), JobForm::tr("Of the users’ dynamic requests."), 0,
                     workload::kHighestRate),
            formSpec("items_per_user", JobForm::tr("Items per user"), each, 0, kMostItems),
        };
    std::vector<ParameterSpec> made {
        formSpec("at", JobForm::tr("First run at"), JobForm::tr("Hour of the day."), 0,
                 static_cast<double>(workload::kHours), "h"),
        formSpec("runs", JobForm::tr("Runs a day"), JobForm::tr("Evenly spaced."), 1, workload::kMostRuns),
        formSpec("window", JobForm::tr("Window"), JobForm::tr("Within which the items of a run come, evenly."),
                 workload::kShortestWindow, static_cast<double>(workload::kHours), "h"),
        formSpec("items", JobForm::tr("Items a run"), JobForm::tr("Whatever the number of users."), 0, kMostItems),
        formSpec("items_per_user", JobForm::tr("Items per user"), each, 0, kMostItems),
    };
    made[1].whole = true;
    return made;
}

} // namespace

JobForm::JobForm(const BackgroundJob &shown, const std::vector<Entry> &entries, const catalog::Catalog &catalog,
                 QWidget *parent)
    : ItemForm(tr("Name of the job"), parent)
    , m_job(shown)
{
    addSpecs(entries);
    addHeading(tr("When, and how many"));
    addRows(0, m_specs.size() - 2);
    addHeading(tr("Where it enters, and by when it is done"));
    addRows(m_specs.size() - 2, m_specs.size());
    m_remark = addRemark();
    addHeading(tr("What one item does"));
    m_uses = new UseTable(UseTable::Of::Item, shown.uses, catalog, this);
    addWidget(m_uses);
    connect(m_uses, &UseTable::changed, this, [this](const UseTable::Uses &uses) {
        BackgroundJob job = m_job;
        job.uses = uses;
        std::erase_if(job.uses, [](const project::OperationUse &each) {
            return each.count <= 0 && each.time <= 0 && each.bytes <= 0 && !each.requestBytes;
        });
        Q_EMIT changed(job);
    });
    finish();
}

void JobForm::addSpecs(const std::vector<Entry> &entries)
{
    const bool isBatch = m_job.kind == BackgroundJob::Kind::Batch;
    m_specs.push_back(choice("kind", tr("Comes"), tr("Items of a batch come in a window of the day, events all day.")));
    m_specs.back().options
        = { { "batch", tr("At set times").toStdString() }, { "event", tr("All day long").toStdString() } };
    for (ParameterSpec &spec : amounts(isBatch))
        m_specs.push_back(std::move(spec));
    m_specs.push_back(
        choice("entry", tr("Enters at"),
               tr("By itself: at the scheduler of the stage, else its queue, else its workers, else the servers of the "
                  "application.")));
    m_specs.back().options.push_back({ "", tr("By itself").toStdString() });
    for (const Entry &entry : entries)
        m_specs.back().options.push_back({ entry.id, entry.title });
    m_specs.push_back(formSpec("deadline", tr("Done within"),
                               isBatch ? tr("From the begin of a run to its last item; 0: no deadline.")
                                       : tr("Each item; 0: no deadline."),
                               0, workload::kLongestPromise, "s"));
}

void JobForm::addRows(std::size_t first, std::size_t last)
{
    for (std::size_t s = first; s < last; ++s)
        connect(addRow(m_specs[s]), &inspector::ParameterRow::valueStated, this,
                [this, id = m_specs[s].id](const std::optional<project::Value> &value) { state(id, value); });
}

/// @param value  nothing: back to what a job has that does not state it.
void JobForm::state(const std::string &parameter, const std::optional<project::Value> &value)
{
    const BackgroundJob usual;
    BackgroundJob job = m_job;
    const std::string word = value && std::holds_alternative<std::string>(*value) ? std::get<std::string>(*value) : "";
    if (parameter == "kind")
        job.kind = word == "event" ? BackgroundJob::Kind::Event : BackgroundJob::Kind::Batch;
    else if (parameter == "entry")
        job.entry = word;
    for (const Number &number : kNumbers)
        if (parameter == number.parameter)
            job.*number.member = value ? std::get<double>(*value) : usual.*number.member;
    Q_EMIT changed(job);
}

void JobForm::rename(const std::string &name)
{
    BackgroundJob job = m_job;
    job.name = name;
    Q_EMIT changed(job);
}

void JobForm::refresh(const edits::WorkloadEdits &edits, const project::Workload &, std::size_t at)
{
    m_job = edits.jobs()[at];
    showName(m_job.name);
    const BackgroundJob usual;
    showValue("kind", std::string(m_job.kind == BackgroundJob::Kind::Event ? "event" : "batch"), std::string("batch"));
    showValue("entry", m_job.entry, std::string());
    for (const Number &number : kNumbers)
        if (row(number.parameter))
            showValue(number.parameter, m_job.*number.member, usual.*number.member);
    m_uses->refresh(m_job.uses, nullptr);
}

void JobForm::showReport(const analysis::JobReport *report, const QString &slowest)
{
    if (!report) {
        m_remark->setText(QString());
        return;
    }
    const QString rate = text(screen::compactRate(report->itemsPerSecond));
    const QString held = slowest.isEmpty() ? QString() : tr(" %1 holds it up longest.").arg(slowest);
    QString words = tr("On this stage: %1 items on the mean of the day.").arg(rate) + QLatin1Char(' ');
    if (report->state == analysis::State::Unreachable)
        words += tr("It enters nowhere, or nobody does a part of it.");
    else if (report->state == analysis::State::Saturated || !report->time)
        words += tr("It is never done: more comes in a day than can be done in one.") + held;
    else if (report->isBatch)
        words += tr("A run is done after %1.").arg(text(screen::duration(*report->time))) + held;
    else
        words += tr("The slowest item is done after %1.").arg(text(screen::duration(*report->time))) + held;
    if (report->holds.has_value())
        words += QLatin1Char(' ') + (*report->holds ? tr("That is in time.") : tr("That is too late."));
    m_remark->setText(words);
}

QString JobForm::remark() const
{
    return m_remark->text();
}

void JobForm::setTheme(const theme::Theme &theme)
{
    ItemForm::setTheme(theme);
    m_uses->setTheme(theme);
}

} // namespace headroom::workload_views

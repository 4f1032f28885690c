#include "views/workload/job_page.h"

#include "views/language/words.h"
#include "views/numbers/screen_numbers.h"

#include <algorithm>
#include <cmath>

namespace headroom::workload_views {

namespace {

using project::BackgroundJob;

/// "1,000 items at 02:00", "500 items + 0.1 a user, 4 times a day"
QString summaryOf(const BackgroundJob &job)
{
    QStringList amounts;
    const auto add = [&](double amount, const QString &words) {
        if (amount > 0)
            amounts.append(words.arg(text(screen::briefNumber(amount))));
    };
    if (job.kind == BackgroundJob::Kind::Event) {
        add(job.rate, JobPage::tr("%1 a second"));
        add(job.perRequest, JobPage::tr("%1 a request"));
        add(job.itemsPerUser, JobPage::tr("%1 a user and day"));
        return amounts.join(QStringLiteral(" + "));
    }
    add(job.items, JobPage::tr("%1 items"));
    add(job.itemsPerUser, JobPage::tr("%1 a user"));
    const int minutes = static_cast<int>(std::lround(job.at * 60)) % (24 * 60);
    const QString when = job.runs > 1
        ? JobPage::tr("%1 times a day").arg(job.runs)
        : QStringLiteral("%1:%2").arg(minutes / 60, 2, 10, QLatin1Char('0')).arg(minutes % 60, 2, 10, QLatin1Char('0'));
    return amounts.join(QStringLiteral(" + ")) + QStringLiteral(" · ") + when;
}

} // namespace

JobPage::JobPage(const catalog::Catalog &catalog, QWidget *parent)
    : ListPage(tr("job"),
               tr("No background jobs. Everything that is done is asked for by users.\nAdd one for work that nobody "
                  "waits for: reports at night, imports, mails, thumbnails."),
               catalog, parent)
{
}

std::vector<ItemList::Item> JobPage::itemsOf(const Edits &edits) const
{
    std::vector<ItemList::Item> items;
    for (const BackgroundJob &each : edits.jobs())
        items.push_back({ text(each.id), text(each.name.empty() ? each.id : each.name), summaryOf(each) });
    return items;
}

QString JobPage::resetText() const
{
    return workload().jobs.empty() ? QString() : tr("Delete all jobs");
}

/// Components of any stage, as a job is for all of them; what the job names stays even where it is gone.
std::vector<Entry> JobPage::entriesOf(const BackgroundJob &job) const
{
    std::vector<Entry> entries;
    const auto add = [&](const std::string &id, const std::string &title) {
        if (std::none_of(entries.begin(), entries.end(), [&](const Entry &each) { return each.id == id; }))
            entries.push_back({ id, title });
    };
    for (const auto &stage : snapshot()->stages)
        for (const project::Component &each : stage->components) {
            const catalog::Kind &kind = m_catalog.kind(each.kind);
            if (kind.behavior != "place" && kind.behavior != "source" && !kind.is(catalog::Role::Measures))
                add(each.id, each.name.empty() ? kind.title : each.name);
        }
    std::sort(entries.begin(), entries.end(), [](const Entry &a, const Entry &b) { return a.title < b.title; });
    if (!job.entry.empty())
        add(job.entry, tr("%1 (in no stage)").arg(text(job.entry)).toStdString());
    return entries;
}

std::string JobPage::formKey(const Edits &edits, std::size_t at) const
{
    const BackgroundJob &job = edits.jobs()[at];
    std::string key = job.id + (job.kind == BackgroundJob::Kind::Batch ? "\nbatch" : "\nevent");
    for (const Entry &entry : entriesOf(job))
        key += '\n' + entry.id + '\t' + entry.title;
    return key + UseTable::unknownIn(job.uses, m_catalog);
}

ItemForm *JobPage::makeForm(const Edits &edits, std::size_t at, QWidget *parent)
{
    const BackgroundJob &shown = edits.jobs()[at];
    m_job = shown.id;
    auto *form = new JobForm(shown, entriesOf(shown), m_catalog, parent);
    connect(form, &JobForm::changed, this, [this](const BackgroundJob &changed) {
        request([&](const Edits &all) { return all.changeJob(placeOf(all.jobs(), changed.id), changed); });
    });
    return form;
}

void JobPage::setReport(const std::shared_ptr<const analysis::Report> &report)
{
    m_report = report;
    refreshed();
}

void JobPage::refreshed()
{
    if (!form())
        return;
    const analysis::JobReport *shown = nullptr;
    QString slowest;
    for (std::size_t j = 0; m_report && j < m_report->jobs.size(); ++j)
        if (m_report->jobs[j].id == m_job)
            shown = &m_report->jobs[j];
    if (shown && shown->slowest >= 0)
        slowest = text(m_report->components[static_cast<std::size_t>(shown->slowest)].name);
    form()->showReport(shown, slowest);
}

} // namespace headroom::workload_views

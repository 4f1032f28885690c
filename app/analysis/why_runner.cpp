#include "app/analysis/why_runner.h"

#include <QtConcurrent/QtConcurrentRun>

#include <utility>

namespace headroom::app {

WhyRunner::WhyRunner(const catalog::Catalog &catalog, QObject *parent)
    : QObject(parent)
    , m_catalog(catalog)
    , m_interview(catalog)
{
    m_pool.setMaxThreadCount(1);
    connect(&m_watcher, &QFutureWatcher<Outcome>::finished, this, &WhyRunner::finish);
}

WhyRunner::~WhyRunner()
{
    m_watcher.disconnect(this);
    m_stop.request_stop();
    m_pool.waitForDone();
}

void WhyRunner::ask(const derivation::Question &question)
{
    request({ question, {} });
}

void WhyRunner::askSensitivities(const derivation::Question &question, const std::string &path)
{
    request({ question, path });
}

void WhyRunner::request(Job job)
{
    if (!job.question.snapshot || job.question.stage >= job.question.snapshot->stages.size())
        return;
    m_wanted = std::move(job);
    m_stop.request_stop();
    start();
}

void WhyRunner::start()
{
    if (m_watcher.isRunning() || !m_wanted)
        return;
    m_stop = std::stop_source();
    m_watcher.setFuture(
        QtConcurrent::run(&m_pool, [this, job = *std::exchange(m_wanted, std::nullopt), stop = m_stop.get_token()] {
            return work(job, stop);
        }));
}

WhyRunner::Outcome WhyRunner::work(const Job &job, const std::stop_token &stop)
{
    const derivation::Question &question = job.question;
    if (job.path.empty())
        return { job, std::make_shared<derivation::Answer>(m_interview.answer(question)), {}, true };
    Outcome outcome { job, nullptr, {}, true };
    outcome.sensitivities
        = derivation::sensitivities(*question.snapshot, question.stage, question.users, m_catalog, job.path, 5, stop);
    outcome.isComplete = !stop.stop_requested();
    return outcome;
}

void WhyRunner::finish()
{
    const Outcome outcome = m_watcher.result();
    if (outcome.answer)
        Q_EMIT answered(outcome.answer);
    else if (outcome.isComplete)
        Q_EMIT sensitivitiesFound(outcome.job.question, outcome.sensitivities);
    start();
}

} // namespace headroom::app

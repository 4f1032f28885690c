#include "app/analysis/compare_runner.h"

#include <QtConcurrent/QtConcurrentRun>

#include <utility>

namespace headroom::app {

CompareRunner::CompareRunner(const catalog::Catalog &catalog, QObject *parent)
    : QObject(parent)
    , m_catalog(catalog)
{
    m_pool.setMaxThreadCount(1);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &CompareRunner::finish);
}

CompareRunner::~CompareRunner()
{
    m_watcher.disconnect(this);
    m_pool.waitForDone();
}

void CompareRunner::ask(const project::Snapshot &before, std::size_t stageBefore, const project::Snapshot &after,
                        std::size_t stageAfter, double users)
{
    if (!before || !after || stageBefore >= before->stages.size() || stageAfter >= after->stages.size())
        return;
    m_wanted = Job { before, stageBefore, after, stageAfter, users };
    start();
}

void CompareRunner::start()
{
    if (m_watcher.isRunning() || !m_wanted)
        return;
    m_watcher.setFuture(
        QtConcurrent::run(&m_pool,
                          [job = *std::exchange(m_wanted, std::nullopt),
                           &catalog = m_catalog]() -> std::shared_ptr<const growth::Difference> {
                              const double users = job.users > 0
                                  ? job.users
                                  : growth::usersToCompareAt(*job.before, job.stageBefore, *job.after, job.stageAfter);
                              return std::make_shared<growth::Difference>(growth::differenceOf(
                                  *job.before, job.stageBefore, *job.after, job.stageAfter, users, catalog));
                          }));
}

void CompareRunner::finish()
{
    if (!m_wanted) // else it is out of date already
        Q_EMIT compared(m_watcher.result());
    start();
}

} // namespace headroom::app

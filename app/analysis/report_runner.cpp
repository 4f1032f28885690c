#include "app/analysis/report_runner.h"

#include <QtConcurrent/QtConcurrentRun>

#include <utility>

namespace headroom::app {

ReportRunner::ReportRunner(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &ReportRunner::finish);
}

ReportRunner::~ReportRunner()
{
    m_watcher.disconnect(this);
    m_stop.request_stop();
    m_pool.waitForDone();
}

void ReportRunner::ask(const ReportFormat &format, ReportOrder order)
{
    m_stop.request_stop();
    m_wanted = Job { &format, std::move(order) };
    start();
}

void ReportRunner::cancel()
{
    m_stop.request_stop();
    m_wanted.reset();
}

void ReportRunner::start()
{
    if (m_watcher.isRunning() || !m_wanted)
        return;
    m_stop = {};
    m_wanted->order.stop = m_stop.get_token();
    m_watcher.setFuture(QtConcurrent::run(
        &m_pool, [job = *std::exchange(m_wanted, std::nullopt)]() -> std::shared_ptr<const std::string> {
            return std::make_shared<std::string>(job.format->make(job.order));
        }));
}

void ReportRunner::finish()
{
    if (!m_stop.stop_requested()) // else nobody waits for it any more
        Q_EMIT made(m_watcher.result());
    start();
}

} // namespace headroom::app

#include "app/analysis/export_runner.h"

#include <QtConcurrent/QtConcurrentRun>

#include <utility>

namespace headroom::app {

namespace {

constexpr std::size_t kShownBytes = 4000; ///< of a text

std::shared_ptr<const ExportPreview> previewOf(const ExportFormat &format, const ExportRequest &request)
{
    auto preview = std::make_shared<ExportPreview>();
    if (format.isDrawn) {
        preview->picture = pictureFor(request);
        return preview;
    }
    const Result<std::string> made = format.make(request);
    if (made) {
        preview->start = made->substr(0, kShownBytes);
        preview->bytes = made->size();
    } else {
        preview->problem = made.error();
    }
    return preview;
}

} // namespace

ExportRunner::ExportRunner(QObject *parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
    connect(&m_watcher, &QFutureWatcherBase::finished, this, &ExportRunner::finish);
}

ExportRunner::~ExportRunner()
{
    m_watcher.disconnect(this);
    m_stop.request_stop();
    m_pool.waitForDone();
}

void ExportRunner::ask(const ExportFormat &format, ExportRequest request)
{
    m_stop.request_stop();
    m_wanted = Job { &format, std::move(request) };
    start();
}

void ExportRunner::cancel()
{
    m_stop.request_stop();
    m_wanted.reset();
}

void ExportRunner::start()
{
    if (m_watcher.isRunning() || !m_wanted)
        return;
    m_stop = {};
    m_wanted->request.stop = m_stop.get_token();
    m_watcher.setFuture(QtConcurrent::run(
        &m_pool, [job = *std::exchange(m_wanted, std::nullopt)] { return previewOf(*job.format, job.request); }));
}

void ExportRunner::finish()
{
    if (!m_stop.stop_requested()) // else nobody waits for it any more
        Q_EMIT previewed(m_watcher.result());
    start();
}

} // namespace headroom::app

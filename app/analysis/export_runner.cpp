#include "app/analysis/export_runner.h"

#include "views/export/picture_view.h"
#include "views/export/png_writer.h"

#include <QtConcurrent/QtConcurrentRun>

#include <utility>

namespace headroom::app {

namespace {

constexpr std::size_t kShownBytes = 4000; ///< of a text

std::shared_ptr<const ExportPreview> previewOf(const ExportFormat &format, const ExportRequest &request, QSizeF room,
                                               double ratio)
{
    auto preview = std::make_shared<ExportPreview>();
    if (format.isDrawn) {
        preview->picture = pictureFor(request);
        const double scale = pictures::PictureView::scaleFor(preview->picture.size, room, ratio);
        if (scale > 0 && !request.stop.stop_requested())
            if (Result<QImage> drawn = pictures::imageOf(preview->picture, scale)) {
                preview->drawn = std::move(*drawn);
                preview->drawn.setDevicePixelRatio(ratio);
            }
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

void ExportRunner::ask(const ExportFormat &format, ExportRequest request, QSizeF room, double ratio)
{
    m_stop.request_stop();
    m_wanted = Job { &format, std::move(request), room, ratio };
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
    m_watcher.setFuture(QtConcurrent::run(&m_pool, [job = *std::exchange(m_wanted, std::nullopt)] {
        return previewOf(*job.format, job.request, job.room, job.ratio);
    }));
}

void ExportRunner::finish()
{
    if (!m_stop.stop_requested()) // else nobody waits for it any more
        Q_EMIT previewed(m_watcher.result());
    start();
}

} // namespace headroom::app

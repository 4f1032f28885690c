#pragma once

#include "app/export/formats.h"

#include <QFutureWatcher>
#include <QImage>
#include <QObject>
#include <QThreadPool>

#include <memory>
#include <optional>
#include <stop_token>

namespace headroom::app {

/// What is shown of an export before it is written.
struct ExportPreview {
    pictures::Picture picture = {};    ///< of a drawn format
    QImage drawn = {};                 ///< the picture as the preview shows it; null: it has no room
    std::string start = {};            ///< of a text
    std::size_t bytes = 0;             ///< of the whole text
    std::optional<Error> problem = {}; ///< there is none of these
};

/// Draws previews of exports off the interface's thread: the latest only.
class ExportRunner final : public QObject {
    Q_OBJECT

public:
    explicit ExportRunner(QObject *parent = nullptr);
    ~ExportRunner() override;

    /// @param format  of the table; the request's catalog outlives the runner. Nobody else uses the request's reports.
    /// @param room   that the preview has for a picture, in its pixels
    /// @param ratio  device pixels to a pixel
    void ask(const ExportFormat &format, ExportRequest request, QSizeF room = {}, double ratio = 1);
    /// What was asked for is not told any more; the work ends at its next step.
    void cancel();

Q_SIGNALS:
    void previewed(const std::shared_ptr<const headroom::app::ExportPreview> &preview);

private:
    struct Job {
        const ExportFormat *format = nullptr;
        ExportRequest request;
        QSizeF room;
        double ratio = 1;
    };
    void start();
    void finish();

    QThreadPool m_pool;
    QFutureWatcher<std::shared_ptr<const ExportPreview>> m_watcher;
    std::stop_source m_stop;
    std::optional<Job> m_wanted;
};

} // namespace headroom::app

#pragma once

#include "app/report/report_formats.h"

#include <QFutureWatcher>
#include <QObject>
#include <QThreadPool>

#include <memory>
#include <optional>
#include <stop_token>

namespace headroom::app {

/// Makes a report off the interface's thread: the latest order only.
class ReportRunner final : public QObject {
    Q_OBJECT

public:
    explicit ReportRunner(QObject *parent = nullptr);
    ~ReportRunner() override;

    /// @param format  of the table; the order's catalog outlives the runner.
    void ask(const ReportFormat &format, ReportOrder order);
    /// What was asked for is not told any more; the work ends at its next step.
    void cancel();

Q_SIGNALS:
    void made(const std::shared_ptr<const std::string> &bytes); ///< of the file

private:
    struct Job {
        const ReportFormat *format = nullptr;
        ReportOrder order;
    };
    void start();
    void finish();

    QThreadPool m_pool;
    QFutureWatcher<std::shared_ptr<const std::string>> m_watcher;
    std::stop_source m_stop;
    std::optional<Job> m_wanted;
};

} // namespace headroom::app

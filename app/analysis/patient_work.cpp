#include "app/analysis/patient_work.h"

#include <QApplication>
#include <QEventLoop>
#include <QFutureWatcher>
#include <QProgressDialog>
#include <QTimer>
#include <QtConcurrent/QtConcurrentRun>

#include <memory>

namespace headroom::app {

namespace {

constexpr int kQuietMilliseconds = 500; ///< before anything is said

} // namespace

std::optional<Result<std::string>>
doPatiently(const std::function<Result<std::string>(const std::stop_token &stop)> &work, const QString &label,
            QWidget *parent)
{
    using Made = std::shared_ptr<const Result<std::string>>;
    std::stop_source stop;
    QFutureWatcher<Made> watcher;
    QEventLoop loop;
    QObject::connect(&watcher, &QFutureWatcherBase::finished, &loop, &QEventLoop::quit);
    QTimer::singleShot(kQuietMilliseconds, &loop, &QEventLoop::quit);
    QApplication::setOverrideCursor(Qt::WaitCursor);
    watcher.setFuture(QtConcurrent::run(
        [work, token = stop.get_token()] { return std::make_shared<const Result<std::string>>(work(token)); }));
    loop.exec(QEventLoop::ExcludeUserInputEvents);
    QApplication::restoreOverrideCursor();
    if (!watcher.isFinished()) {
        QProgressDialog bar(label, QProgressDialog::tr("Cancel"), 0, 0, parent);
        bar.setWindowModality(Qt::ApplicationModal);
        bar.setMinimumDuration(0);
        QObject::connect(&watcher, &QFutureWatcherBase::finished, &bar, &QDialog::accept);
        QObject::connect(&bar, &QProgressDialog::canceled, &bar, &QDialog::reject);
        if (!watcher.isFinished() && bar.exec() != QDialog::Accepted) {
            stop.request_stop();
            return std::nullopt;
        }
    }
    return *watcher.result();
}

} // namespace headroom::app

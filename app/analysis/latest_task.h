#pragma once

#include <QFutureWatcher>
#include <QObject>
#include <QPromise>
#include <QThreadPool>
#include <QtConcurrent/QtConcurrentRun>

#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <utility>

namespace headroom::app {

/// Works off the interface's thread at the latest question only: a new one stops the work at the one before. The work
/// may tell several answers, each better than the last, and how far it is.
/// @tparam T  what an answer is made of; answers are shared and constant.
template <typename T>
class LatestTask {
public:
    using Answer = std::shared_ptr<const T>;

    /// How the work speaks; from its thread.
    class Teller {
    public:
        Teller(QPromise<Answer> &promise, std::stop_token stop)
            : m_promise(promise)
            , m_stop(std::move(stop))
        {
        }
        [[nodiscard]] const std::stop_token &stop() const { return m_stop; }
        void tell(T answer) { m_promise.addResult(std::make_shared<const T>(std::move(answer))); }
        /// @param share  of the work that is done, 0..1
        void progress(double share) { m_promise.setProgressValue(static_cast<int>(share * kSteps)); }

    private:
        QPromise<Answer> &m_promise;
        std::stop_token m_stop;
    };
    using Work = std::function<void(Teller &)>;

    /// All three are called in the thread of `owner`, which must outlive the task. @param ended  nothing is asked for any
    /// more; also after cancel().
    LatestTask(QObject &owner, std::function<void(const Answer &)> told, std::function<void(double)> progressed = {},
               std::function<void()> ended = {})
    {
        m_pool.setMaxThreadCount(1);
        QObject::connect(&m_watcher, &QFutureWatcherBase::resultReadyAt, &owner,
                         [this, told = std::move(told)](int index) {
                             if (!m_wanted && !m_stop.stop_requested())
                                 told(m_watcher.resultAt(index));
                         });
        if (progressed)
            QObject::connect(&m_watcher, &QFutureWatcherBase::progressValueChanged, &owner,
                             [this, progressed = std::move(progressed)](int value) {
                                 if (!m_stop.stop_requested())
                                     progressed(value / static_cast<double>(kSteps));
                             });
        QObject::connect(&m_watcher, &QFutureWatcherBase::finished, &owner, [this, ended = std::move(ended)] {
            if (m_wanted)
                start();
            else if (ended)
                ended();
        });
    }
    LatestTask(const LatestTask &) = delete;
    LatestTask &operator=(const LatestTask &) = delete;
    ~LatestTask()
    {
        m_watcher.disconnect();
        m_stop.request_stop();
        m_pool.waitForDone();
    }

    void ask(Work work)
    {
        m_wanted = std::move(work);
        if (m_watcher.isRunning())
            m_stop.request_stop();
        else
            start();
    }
    /// Nothing more is told of what was asked for.
    void cancel()
    {
        m_wanted.reset();
        m_stop.request_stop();
    }
    [[nodiscard]] bool isBusy() const { return m_wanted || m_watcher.isRunning(); }

private:
    static constexpr int kSteps = 1000;

    void start()
    {
        m_stop = std::stop_source();
        m_watcher.setFuture(QtConcurrent::run(
            &m_pool,
            [work = *std::exchange(m_wanted, std::nullopt), stop = m_stop.get_token()](QPromise<Answer> &promise) {
                promise.setProgressRange(0, kSteps);
                Teller teller(promise, stop);
                work(teller);
            }));
    }

    QThreadPool m_pool;
    QFutureWatcher<Answer> m_watcher;
    std::stop_source m_stop;
    std::optional<Work> m_wanted;
};

} // namespace headroom::app

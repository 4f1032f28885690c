#pragma once

#include "model/growth/difference.h"

#include <QFutureWatcher>
#include <QObject>
#include <QThreadPool>

#include <memory>
#include <optional>

namespace headroom::app {

/// Compares two stages, of one design or of two, off the interface's thread: the latest question only.
class CompareRunner final : public QObject {
    Q_OBJECT

public:
    /// @param catalog  must outlive the runner.
    explicit CompareRunner(const catalog::Catalog &catalog, QObject *parent = nullptr);
    ~CompareRunner() override;

    /// @param users  both are solved for; 0: where one takes over from the other. Stages that do not exist are not asked.
    void ask(const project::Snapshot &before, std::size_t stageBefore, const project::Snapshot &after,
             std::size_t stageAfter, double users);

Q_SIGNALS:
    void compared(const std::shared_ptr<const headroom::growth::Difference> &difference);

private:
    struct Job {
        project::Snapshot before;
        std::size_t stageBefore = 0;
        project::Snapshot after;
        std::size_t stageAfter = 0;
        double users = 0;
    };
    void start();
    void finish();

    const catalog::Catalog &m_catalog;
    QThreadPool m_pool;
    QFutureWatcher<std::shared_ptr<const growth::Difference>> m_watcher;
    std::optional<Job> m_wanted;
};

} // namespace headroom::app

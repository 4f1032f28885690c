#pragma once

#include "model/growth/difference.h"

#include <QFutureWatcher>
#include <QObject>
#include <QThreadPool>

#include <memory>
#include <optional>

namespace headroom::app {

/// Compares two stages off the interface's thread: the latest question only.
class CompareRunner final : public QObject {
    Q_OBJECT

public:
    /// @param catalog  must outlive the runner.
    explicit CompareRunner(const catalog::Catalog &catalog, QObject *parent = nullptr);
    ~CompareRunner() override;

    /// @param users  both are solved for; 0: where one takes over from the other. Stages that do not exist are not asked.
    void ask(const project::Snapshot &snapshot, std::size_t before, std::size_t after, double users);

Q_SIGNALS:
    void compared(const std::shared_ptr<const headroom::growth::Difference> &difference);

private:
    struct Job {
        project::Snapshot snapshot;
        std::size_t before = 0;
        std::size_t after = 0;
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

#pragma once

#include "model/derivation/interview.h"

#include <QFutureWatcher>
#include <QObject>
#include <QThreadPool>

#include <memory>
#include <stop_token>
#include <vector>

namespace headroom::app {

/// Answers why a number is what it is, off the interface's thread: the latest question only.
class WhyRunner final : public QObject {
    Q_OBJECT

public:
    /// @param catalog  must outlive the runner.
    explicit WhyRunner(const catalog::Catalog &catalog, QObject *parent = nullptr);
    ~WhyRunner() override;

    void ask(const derivation::Question &question);
    /// What would change the metric of this path most; a question asked meanwhile takes its place.
    void askSensitivities(const derivation::Question &question, const std::string &path);

Q_SIGNALS:
    void answered(std::shared_ptr<const headroom::derivation::Answer> answer);
    void sensitivitiesFound(const headroom::derivation::Question &question,
                            const std::vector<headroom::derivation::Sensitivity> &found);

private:
    struct Job {
        derivation::Question question;
        std::string path; ///< of what to find sensitivities of; empty: answer the question
    };
    struct Outcome {
        Job job;
        std::shared_ptr<const derivation::Answer> answer;
        std::vector<derivation::Sensitivity> sensitivities;
        bool isComplete = true;
    };
    [[nodiscard]] Outcome work(const Job &job, const std::stop_token &stop);
    void request(Job job);
    void start();
    void finish();

    const catalog::Catalog &m_catalog;
    derivation::Interview m_interview; ///< used in the pool's one thread
    QThreadPool m_pool;
    QFutureWatcher<Outcome> m_watcher;
    std::stop_source m_stop;
    std::optional<Job> m_wanted;
};

} // namespace headroom::app

#pragma once

#include "model/layout/diagram.h"

#include <QObject>
#include <QProcess>
#include <QString>
#include <QTimer>

namespace headroom::app {

/// Finds a layout with Graphviz `dot` as a child process; when there is none, or it fails or takes too long, with the
/// layout of the model. The latest question wins.
class LayoutRunner final : public QObject {
    Q_OBJECT

public:
    explicit LayoutRunner(QObject *parent = nullptr);
    ~LayoutRunner() override;

    /// Starts to lay out; found() follows, not before this returns.
    void ask(const layout::Diagram &diagram);
    [[nodiscard]] bool isRunning() const { return m_isAsked; }
    /// Another program than the `dot` of the search path. @param path  empty: none at all.
    void setProgram(const QString &path) { m_program = path; }
    void setTimeLimit(int milliseconds) { m_limit.setInterval(milliseconds); }

Q_SIGNALS:
    /// @param byGraphviz  else by the model's own layout.
    void found(const headroom::layout::Placement &placement, bool byGraphviz);

private:
    void readAnswer(int exitCode, QProcess::ExitStatus status);
    void fallBack();
    void stop();

    layout::Diagram m_diagram;
    QString m_program;
    QTimer m_limit;
    QProcess *m_process = nullptr;
    bool m_isAsked = false;
};

} // namespace headroom::app

#include "app/layout/layout_runner.h"

#include "model/layout/dot_text.h"
#include "model/layout/layered.h"

#include <QStandardPaths>

namespace headroom::app {

namespace {

constexpr int kTimeLimit = 4000; ///< ms; a stage of 500 components takes a tenth of a second
constexpr qint64 kLargestAnswer = 16 << 20;
constexpr std::size_t kMostCompared = 1000; ///< boxes for which our own layout takes a moment alone
constexpr double kClearlyLarger = 1.3;

} // namespace

LayoutRunner::LayoutRunner(QObject *parent)
    : QObject(parent)
    , m_program(QStandardPaths::findExecutable(QStringLiteral("dot")))
{
    m_limit.setSingleShot(true);
    m_limit.setInterval(kTimeLimit);
    connect(&m_limit, &QTimer::timeout, this, &LayoutRunner::fallBack);
}

LayoutRunner::~LayoutRunner()
{
    stop();
}

void LayoutRunner::ask(const layout::Diagram &diagram)
{
    stop();
    m_diagram = diagram;
    m_isAsked = true;
    if (m_program.isEmpty()) {
        QMetaObject::invokeMethod(this, &LayoutRunner::fallBack, Qt::QueuedConnection);
        return;
    }
    m_process = new QProcess(this);
    m_process->setProcessChannelMode(QProcess::SeparateChannels);
    connect(m_process, &QProcess::finished, this, &LayoutRunner::readAnswer);
    connect(
        m_process, &QProcess::errorOccurred, this,
        [this](QProcess::ProcessError error) {
            if (error == QProcess::FailedToStart)
                fallBack();
        },
        Qt::QueuedConnection);
    m_limit.start();
    m_process->start(m_program, { QStringLiteral("-Tplain") });
    m_process->write(QByteArray::fromStdString(layout::dotText(diagram)));
    m_process->closeWriteChannel();
}

void LayoutRunner::readAnswer(int exitCode, QProcess::ExitStatus status)
{
    if (!m_isAsked || !m_process)
        return;
    const QByteArray answer
        = m_process->bytesAvailable() <= kLargestAnswer ? m_process->readAllStandardOutput() : QByteArray();
    const auto corners = layout::readPlain(answer.toStdString(), m_diagram);
    if (status != QProcess::NormalExit || exitCode != 0 || !corners)
        return fallBack();
    stop();
    const layout::Placement theirs = layout::settled(m_diagram, *corners);
    // Places beside and in each other become towers, which are seen small.
    if (m_diagram.boxes.size() <= kMostCompared) {
        const layout::Placement own = layout::layoutOf(m_diagram);
        if (layout::largestScale(own) > kClearlyLarger * layout::largestScale(theirs)) {
            Q_EMIT found(own, false);
            return;
        }
    }
    Q_EMIT found(theirs, true);
}

void LayoutRunner::fallBack()
{
    if (!m_isAsked)
        return;
    stop();
    Q_EMIT found(layout::layoutOf(m_diagram), false);
}

void LayoutRunner::stop()
{
    m_isAsked = false;
    m_limit.stop();
    if (!m_process)
        return;
    QProcess *process = std::exchange(m_process, nullptr);
    process->disconnect(this);
    if (process->state() == QProcess::NotRunning) {
        process->deleteLater();
        return;
    }
    process->kill(); // it has nothing to tidy up
    process->waitForFinished(1000);
    process->deleteLater();
}

} // namespace headroom::app

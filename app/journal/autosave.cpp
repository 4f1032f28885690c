#include "app/journal/autosave.h"

#include "app/document/document.h"
#include "app/files/holder.h"
#include "model/serialization/project_json.h"

#include <QDateTime>
#include <QDir>
#include <QUuid>
#include <QtConcurrent/QtConcurrentRun>

namespace headroom::app {

Autosave::Autosave(Document &document, QString folder, Pace pace)
    : m_document(document)
    , m_path(QDir(folder).filePath(QUuid::createUuid().toString(QUuid::WithoutBraces) + QStringLiteral(".journal")))
    , m_pace(pace)
    , m_folder(std::move(folder))
    , m_writer(std::make_unique<JournalWriter>(m_path.toStdString()))
{
    m_pool.setMaxThreadCount(1);
    for (QTimer *clock : { &m_afterEdit, &m_atLatest }) {
        clock->setSingleShot(true);
        connect(clock, &QTimer::timeout, this, &Autosave::write);
    }
    connect(&m_document, &Document::snapshotChanged, this, &Autosave::edited);
    connect(&m_document, &Document::modifiedChanged, this, &Autosave::modifiedChanged);
    connect(&m_watcher, &QFutureWatcher<Outcome>::finished, this, &Autosave::finish);
}

Autosave::~Autosave()
{
    m_watcher.disconnect(this);
    m_pool.waitForDone();
    if (m_next && m_next->isRemoval)
        m_writer->remove();
}

void Autosave::edited()
{
    m_afterEdit.start(m_pace.afterEdit);
    if (!m_atLatest.isActive())
        m_atLatest.start(m_pace.atLatest);
}

void Autosave::modifiedChanged(bool isModified)
{
    if (isModified)
        edited();
    else
        discard();
}

void Autosave::stopClocks()
{
    m_afterEdit.stop();
    m_atLatest.stop();
}

void Autosave::discard()
{
    stopClocks();
    m_kept.reset();
    m_next.reset();
    if (m_hasJournal)
        start({ .isRemoval = true, .isWhole = false, .snapshot = nullptr, .header = {}, .state = {} });
}

void Autosave::write()
{
    stopClocks();
    if (!m_document.isModified() || m_document.snapshot() == m_kept)
        return;
    if (!m_hasJournal) {
        const QString lock = m_path + QStringLiteral(".lock");
        if (!QDir().mkpath(m_folder) || (!m_lock.isHeld() && !m_lock.take(lock.toStdString(), thisProcess()))) {
            if (!std::exchange(m_hasFailed, true))
                Q_EMIT failed({ "unsaved edits cannot be kept safe: the folder cannot be written",
                                m_folder.toStdString(), "Save the design soon" });
            return;
        }
    }
    Job job;
    job.isWhole = !m_hasJournal || m_hasFailed || m_records >= m_pace.recordsPerWhole
        || m_sinceWhole.hasExpired(m_pace.wholeEvery);
    job.snapshot = m_document.snapshot();
    job.header = { m_document.path().toStdString(), m_document.fileHash(), 1 };
    job.state.step = m_document.undoStack().undoText().toStdString();
    job.state.steps = m_document.unsavedSteps();
    job.state.time = QDateTime::currentMSecsSinceEpoch();
    if (job.isWhole)
        m_sinceWhole.start();
    m_hasJournal = true;
    m_kept = job.snapshot;
    start(std::move(job));
}

void Autosave::start(Job job)
{
    if (m_watcher.isRunning()) {
        // A whole text that waits makes room for a later state, not for lines that build on it.
        job.isWhole = job.isWhole || (m_next && (m_next->isWhole || m_next->isRemoval));
        m_next = std::move(job);
        return;
    }
    m_watcher.setFuture(QtConcurrent::run(&m_pool, &Autosave::work, std::move(job), std::ref(*m_writer)));
}

Autosave::Outcome Autosave::work(Job job, JournalWriter &writer)
{
    if (job.isRemoval) {
        writer.remove();
        return { .result = Done {}, .steps = 0, .isRemoval = true, .records = 0 };
    }
    job.state.text = serialization::writeProject(*job.snapshot);
    Result<Done> result
        = job.isWhole || !writer.isBegun() ? writer.begin(job.header, job.state) : writer.append(job.state);
    return { std::move(result), job.state.steps, false, writer.records() };
}

void Autosave::finish()
{
    const Outcome outcome = m_watcher.result();
    m_records = outcome.records;
    if (outcome.isRemoval && !m_next) {
        m_hasJournal = false;
        m_lock.release();
    }
    if (!outcome.isRemoval && outcome.result.ok()) {
        m_hasFailed = false;
        Q_EMIT written(outcome.steps);
    }
    if (!outcome.result) {
        m_kept.reset();
        m_afterEdit.start(m_pace.afterEdit * 5); // the disk may have room again
        if (!std::exchange(m_hasFailed, true))
            Q_EMIT failed(outcome.result.error());
    }
    if (m_next) {
        Job next = *std::move(m_next);
        m_next.reset();
        start(std::move(next));
    }
}

bool Autosave::flush()
{
    write();
    while (m_watcher.isRunning() || m_next) {
        m_watcher.waitForFinished();
        const bool isRemoval = m_watcher.result().isRemoval;
        const bool isDone = m_watcher.result().result.ok();
        if (m_next && isDone) {
            m_watcher.setFuture(QtConcurrent::run(&m_pool, &Autosave::work, *std::move(m_next), std::ref(*m_writer)));
            m_next.reset();
            continue;
        }
        return isDone && !isRemoval;
    }
    return !m_document.isModified() || (m_kept == m_document.snapshot() && !m_hasFailed);
}

} // namespace headroom::app

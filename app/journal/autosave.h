#pragma once

#include "app/journal/journal.h"
#include "model/project/project.h"

#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QObject>
#include <QString>
#include <QThreadPool>
#include <QTimer>

#include <memory>
#include <optional>

namespace headroom::app {

class Document;

/// Keeps the unsaved edits of a document in a journal of its own, off the interface's thread.
///
/// The journal is there while there is something to lose, and is removed by a save, by undoing to the saved design and
/// by discard(). While the owner lives it holds a lock beside the journal.
class Autosave final : public QObject {
    Q_OBJECT

public:
    /// How long edits may stay in memory only, in milliseconds, and when the journal is begun anew.
    struct Pace {
        int afterEdit = 1000; ///< of rest
        int atLatest = 1500;  ///< while edits go on; the writing itself has the rest of two seconds
        int wholeEvery = 30000;
        int recordsPerWhole = 200;
    };

    /// @param document  must outlive this. @param folder  for journals; made when needed.
    Autosave(Document &document, QString folder, Pace pace);
    Autosave(Document &document, const QString &folder)
        : Autosave(document, folder, Pace())
    {
    }
    ~Autosave() override;

    /// Writes what is not in the journal yet, and waits until it is.
    /// @return whether the journal now holds the present design, or nothing is unsaved.
    bool flush();
    /// The edits are let go of: removes the journal.
    void discard();
    [[nodiscard]] const QString &journalPath() const { return m_path; }

Q_SIGNALS:
    void written(int steps); ///< unsaved steps that are in the journal
    /// Once, until a write goes well again.
    void failed(const headroom::Error &error);

private:
    struct Job {
        bool isRemoval = false;
        bool isWhole = false;
        project::Snapshot snapshot;
        JournalHeader header;
        JournalState state; ///< without its text
    };
    struct Outcome {
        Result<Done> result = Done {};
        int steps = 0;
        bool isRemoval = false;
        int records = 0;
    };
    [[nodiscard]] static Outcome work(Job job, JournalWriter &writer);
    void edited();
    void modifiedChanged(bool isModified);
    void write();
    void start(Job job);
    void finish();
    void stopClocks();

    Document &m_document;
    QString m_path;
    Pace m_pace;
    QString m_folder;
    LockFile m_lock;
    std::unique_ptr<JournalWriter> m_writer; ///< used in the pool's one thread
    QThreadPool m_pool;
    QFutureWatcher<Outcome> m_watcher;
    std::optional<Job> m_next; ///< waits for the one at work
    QTimer m_afterEdit;
    QTimer m_atLatest;
    QElapsedTimer m_sinceWhole;
    project::Snapshot m_kept; ///< the last handed to the writer
    int m_records = 0;
    bool m_hasJournal = false;
    bool m_hasFailed = false;
};

} // namespace headroom::app

#pragma once

#include "app/document/document.h"
#include "app/files/append_file.h"
#include "app/files/file_watch.h"

#include <QObject>

class QWidget;

namespace headroom::notices {
class NoticeBar;
}

namespace headroom::app {

/// Stands between a document and its file: one window a file, and what another program does to the file is noticed.
///
/// A clean design is read again; a changed one keeps its edits, and a notice asks which version shall stay.
class FileGuard final : public QObject {
    Q_OBJECT

public:
    /// Both must outlive the guard.
    FileGuard(Document &document, notices::NoticeBar &notice, QWidget &window);

    /// Takes the file for this window before it is opened or saved to.
    /// @return who holds it, in a clause; empty: it is ours now, and the one held before is free.
    [[nodiscard]] QString take(const QString &path);
    /// The file belongs to nobody again.
    void release();
    /// Whether another program's version is in the file, so that saving would replace what nobody here has seen.
    /// When it is, the notice asks what to do.
    [[nodiscard]] bool hasForeignVersion();
    [[nodiscard]] FileWatch &watch() { return m_watch; }

Q_SIGNALS:
    void reloaded(); ///< the design is now what is in the file
    void saveAsRequested();
    void saveRequested();

private:
    void follow();
    void fileChanged(const std::string &hash);
    void fileRemoved();
    void ask();
    void askOnceMore();
    void offer(const QString &words);
    void compare();
    void keepMine();
    void takeTheirs();

    Document &m_document;
    notices::NoticeBar &m_notice;
    QWidget &m_window;
    FileWatch m_watch;
    LockFile m_claim;
    QString m_claimed;     ///< path of the file that m_claim is for
    std::string m_foreign; ///< hash of the version in the file that nobody here has decided about; empty: none
};

} // namespace headroom::app

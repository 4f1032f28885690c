#pragma once

#include "model/catalog/catalog.h"
#include "model/project/project.h"

#include <QDateTime>
#include <QList>
#include <QString>

namespace headroom::app {

/// A design whose edits were not saved when the program ended without asking.
struct Recovery {
    QString journal;             ///< path of the journal
    QString path;                ///< of the user's file; empty: never saved
    QString name;                ///< of the design
    QString step;                ///< what was done last
    int steps = 0;               ///< since the last save
    QDateTime time;              ///< of the last of them, local
    bool hasFileChanged = false; ///< another version is in the user's file by now
    project::Snapshot design;
    std::size_t stage = 0; ///< index of the last one that the user's file has otherwise; 0 where there is no telling
    std::string baseHash;  ///< of the file the edits were made to
};

/// Every journal in the folder that nobody owns and that holds more than the user's file does, the latest first.
/// Journals that hold no more than the file are removed.
[[nodiscard]] QList<Recovery> findRecoveries(const QString &folder, const catalog::Catalog &catalog);

/// Removes the journal: its edits are in safety, or nobody wants them.
void forget(const Recovery &recovery);

} // namespace headroom::app

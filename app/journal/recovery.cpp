#include "app/journal/recovery.h"

#include "app/files/safe_file.h"
#include "app/files/text_hash.h"
#include "app/journal/journal.h"
#include "model/serialization/project_json.h"

#include <QDir>
#include <QFile>

#include <algorithm>

namespace headroom::app {

namespace {

const QString kLock = QStringLiteral(".lock");

std::optional<Recovery> recoveryFrom(const QString &journal, const catalog::Catalog &catalog)
{
    const std::optional<ReadJournal> read = readJournal(journal.toStdString());
    if (!read)
        return std::nullopt;
    const Result<serialization::ReadProject> design
        = serialization::readProject(read->state.text, "recovered", catalog);
    if (!design)
        return std::nullopt;
    Recovery recovery;
    recovery.journal = journal;
    recovery.path = QString::fromStdString(read->header.path);
    recovery.baseHash = read->header.baseHash;
    recovery.name = QString::fromStdString(design->project->name);
    recovery.step = QString::fromStdString(read->state.step);
    recovery.steps = read->state.steps;
    recovery.time = QDateTime::fromMSecsSinceEpoch(read->state.time);
    recovery.design = design->project;
    return recovery;
}

std::size_t lastEdited(const project::Project &design, const std::string &file, const catalog::Catalog &catalog)
{
    const Result<serialization::ReadProject> before = serialization::readProject(file, "file", catalog);
    for (std::size_t i = design.stages.size(); before && i-- > 0;)
        if (i >= before->project->stages.size() || *design.stages[i] != *before->project->stages[i])
            return i;
    return 0;
}

/// Whether the user's file is what was recovered; notes when it is another one than the edits were made to.
bool isInFile(Recovery &recovery, const catalog::Catalog &catalog)
{
    if (recovery.path.isEmpty())
        return false;
    const Result<std::string> file = readFile(recovery.path.toStdString());
    if (!file)
        return false;
    recovery.hasFileChanged = hashOf(*file) != recovery.baseHash;
    recovery.stage = lastEdited(*recovery.design, *file, catalog);
    return *file == serialization::writeProject(*recovery.design);
}

} // namespace

QList<Recovery> findRecoveries(const QString &folder, const catalog::Catalog &catalog)
{
    QList<Recovery> found;
    const QDir place(folder);
    for (const QString &name : place.entryList({ QStringLiteral("*.journal") }, QDir::Files)) {
        const QString journal = place.filePath(name);
        if (!LockFile::holderOf((journal + kLock).toStdString()).empty())
            continue;
        std::optional<Recovery> recovery = recoveryFrom(journal, catalog);
        if (!recovery)
            continue; // kept: a later version may read it
        if (isInFile(*recovery, catalog))
            forget(*recovery);
        else
            found.append(*std::move(recovery));
    }
    std::sort(found.begin(), found.end(), [](const Recovery &a, const Recovery &b) { return a.time > b.time; });
    return found;
}

void forget(const Recovery &recovery)
{
    QFile::remove(recovery.journal);
    QFile::remove(recovery.journal + kLock);
}

} // namespace headroom::app

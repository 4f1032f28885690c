#pragma once

#include <QKeySequence>
#include <QList>
#include <QString>

#include <vector>

namespace headroom::shortcuts {

/// A command with the keys that call it.
struct Command {
    QString id;
    QString title;
    QList<QKeySequence> keys;
    QList<QKeySequence> standard; ///< the keys of a new installation
};

/// Commands of one menu.
struct Group {
    QString title;
    std::vector<Command> commands;
};

} // namespace headroom::shortcuts

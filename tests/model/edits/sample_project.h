#pragma once

#include "model/catalog/catalog.h"
#include "model/project/project.h"

#include <QDir>
#include <QFile>

#include <algorithm>

namespace headroom::tests {

/// The bytes of a file of the source tree; ends the program when it is not there.
inline std::string sourceText(const QString &path)
{
    QFile file(QStringLiteral(HEADROOM_SOURCE_DIR "/") + path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    return file.readAll().toStdString();
}

/// The text with double quotes for single ones, so that JSON stays readable in a test. (moc 6.4 loses its way in raw
/// strings.)
inline std::string q(std::string text)
{
    std::replace(text.begin(), text.end(), '\'', '"');
    return text;
}

/// The catalog of resources/catalog.
inline catalog::Catalog loadCatalog()
{
    std::vector<catalog::CatalogText> texts;
    const QDir folder(QStringLiteral(HEADROOM_SOURCE_DIR "/resources/catalog"));
    for (const QString &name : folder.entryList({ QStringLiteral("*.json") }, QDir::Files, QDir::Name))
        texts.push_back({ name.toStdString(), sourceText(QStringLiteral("resources/catalog/") + name) });
    Result<catalog::Catalog> read = catalog::Catalog::parse(texts);
    if (!read)
        qFatal("%s", read.error().message().c_str());
    return std::move(read).value();
}

inline project::Component component(const char *id, const char *kind, const char *place = "")
{
    project::Component made;
    made.id = id;
    made.kind = kind;
    made.name = id;
    made.place = place;
    return made;
}

inline project::Connection connection(const char *id, const char *from, const char *to, const char *kind = "call")
{
    project::Connection made;
    made.id = id;
    made.from = from;
    made.to = to;
    made.kind = kind;
    return made;
}

/// Two stages. The first:
///   users ──► app ──► db      db stands in zone, zone in region
inline project::Project sampleProject()
{
    project::Stage first;
    first.name = "Small";
    first.users = { 0, 1000 };
    first.components = { component("region", "region"), component("zone", "region", "region"),
                         component("users", "client_population"), component("app", "web_app_server"),
                         component("db", "rdb_primary", "zone") };
    first.connections = { connection("users-app", "users", "app"), connection("app-db", "app", "db", "query") };
    project::Stage second = first;
    second.name = "Large";
    second.users = { 1000, 50000 };
    project::Project project;
    project.name = "Sample";
    project.stages = { std::make_shared<project::Stage>(first), std::make_shared<project::Stage>(second) };
    return project;
}

} // namespace headroom::tests

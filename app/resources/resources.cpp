#include "app/resources/resources.h"

#include <QDir>
#include <QFile>

// Must stand outside every namespace.
static void initializeCompiledIn()
{
    Q_INIT_RESOURCE(headroom_data);
}

namespace headroom::app {

namespace {

std::string textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

} // namespace

void initializeResources()
{
    initializeCompiledIn();
}

Result<catalog::Catalog> loadCatalog()
{
    initializeResources();
    const QDir folder(QStringLiteral(":/headroom/catalog"));
    std::vector<catalog::CatalogText> texts;
    for (const QString &name : folder.entryList({ QStringLiteral("*.json") }, QDir::Files, QDir::Name))
        texts.push_back({ name.toStdString(), textOf(folder.filePath(name)) });
    return catalog::Catalog::parse(texts);
}

QStringList templateNames()
{
    initializeResources();
    QStringList names;
    for (const QString &file : QDir(QStringLiteral(":/headroom/templates"))
                                   .entryList({ QStringLiteral("*.headroom") }, QDir::Files, QDir::Name))
        names.append(file.chopped(9));
    return names;
}

std::string templateText(const QString &name)
{
    return templateNames().contains(name) ? textOf(QStringLiteral(":/headroom/templates/%1.headroom").arg(name))
                                          : std::string();
}

} // namespace headroom::app

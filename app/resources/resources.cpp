#include "app/resources/resources.h"

#include <QDir>
#include <QFile>

// Must stand outside every namespace.
static void initializeCompiledIn()
{
    Q_INIT_RESOURCE(headroom_data);
    Q_INIT_RESOURCE(headroom_examples);
}

namespace headroom::app {

namespace {

std::string textOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
}

const QString kTemplates = QStringLiteral(":/headroom/templates");
const QString kExamples = QStringLiteral(":/headroom/examples");
const QString kSuffix = QStringLiteral(".headroom");

QStringList namesIn(const QString &folder)
{
    initializeCompiledIn();
    QStringList names;
    for (const QString &file : QDir(folder).entryList({ QLatin1Char('*') + kSuffix }, QDir::Files, QDir::Name))
        names.append(file.chopped(kSuffix.size()));
    return names;
}

std::string designIn(const QString &folder, const QString &name)
{
    return namesIn(folder).contains(name) ? textOf(QDir(folder).filePath(name + kSuffix)) : std::string();
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
    return namesIn(kTemplates);
}

std::string templateText(const QString &name)
{
    return designIn(kTemplates, name);
}

QStringList exampleNames()
{
    return namesIn(kExamples);
}

std::string exampleText(const QString &name)
{
    return designIn(kExamples, name);
}

std::string growthStyle()
{
    initializeResources();
    return textOf(QStringLiteral(":/headroom/growth/growth.css"));
}

std::string growthScript()
{
    initializeResources();
    return textOf(QStringLiteral(":/headroom/growth/growth.js"));
}

} // namespace headroom::app

#include "app/resources/resources.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <string>

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

/// Puts the words in the places of a catalog's JSON that hold texts for people.
void putWords(nlohmann::ordered_json &value, const QHash<QString, QString> &words, bool allAreTexts = false)
{
    static const std::set<std::string> kTexts { "title", "summary", "help",      "subtitle", "says",
                                                "why",   "fix",     "condition", "source",   "size_title" };
    if (value.is_object() && value.contains("default_size") && !value.contains("size_title"))
        value["size_title"] = "Size"; // what the reader of the catalog calls it
    for (auto each = value.begin(); each != value.end(); ++each) {
        if (each->is_structured())
            putWords(*each, words, value.is_object() && each.key() == "phrases");
        else if (value.is_object() && each->is_string() && (allAreTexts || kTexts.contains(each.key())))
            if (const auto found = words.find(QString::fromStdString(each->get<std::string>())); found != words.end())
                *each = found->toStdString();
    }
}

/// A text that is not JSON stays, for the reader of the catalog to complain about.
std::string inWords(const std::string &text, const QHash<QString, QString> &words)
{
    nlohmann::ordered_json json = nlohmann::ordered_json::parse(text, nullptr, false);
    if (json.is_discarded())
        return text;
    putWords(json, words);
    return json.dump();
}

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

Result<catalog::Catalog> loadCatalog(const QHash<QString, QString> &words)
{
    initializeResources();
    const QDir folder(QStringLiteral(":/headroom/catalog"));
    std::vector<catalog::CatalogText> texts;
    for (const QString &name : folder.entryList({ QStringLiteral("*.json") }, QDir::Files, QDir::Name)) {
        const std::string text = textOf(folder.filePath(name));
        texts.push_back({ name.toStdString(), words.isEmpty() ? text : inWords(text, words) });
    }
    return catalog::Catalog::parse(texts);
}

const catalog::Catalog &catalogOfFiles()
{
    static const Result<catalog::Catalog> read = loadCatalog();
    if (!read)
        qFatal("%s", read.error().message().c_str());
    return *read;
}

QStringList templateNames()
{
    static const QStringList kOrder { QStringLiteral("empty"),
                                      QStringLiteral("single-server"),
                                      QStringLiteral("separate-database"),
                                      QStringLiteral("load-balanced"),
                                      QStringLiteral("cache-and-cdn"),
                                      QStringLiteral("read-replicas"),
                                      QStringLiteral("queues-and-async"),
                                      QStringLiteral("shards-and-regions"),
                                      QStringLiteral("seven-stages") };
    QStringList names = namesIn(kTemplates);
    const auto rank = [](const QString &name) {
        const qsizetype at = kOrder.indexOf(name);
        return at < 0 ? kOrder.size() : at; // others last, by name
    };
    std::stable_sort(names.begin(), names.end(), [&](const QString &a, const QString &b) { return rank(a) < rank(b); });
    return names;
}

/// What is in a template is a text of its author; the empty one has nothing but names, and these are the program's.
std::string templateText(const QString &name)
{
    const std::string text = designIn(kTemplates, name);
    if (name != QLatin1String("empty"))
        return text;
    const auto quoted = [](const QString &words) { return QStringLiteral("\"%1\"").arg(words); };
    const auto translated = [](const char *words) { return QCoreApplication::translate("headroom::app", words); };
    return QString::fromStdString(text)
        .replace(quoted(QStringLiteral("New design")), quoted(translated("New design")))
        .replace(quoted(QStringLiteral("Stage 1")), quoted(translated("Stage %1").arg(1)))
        .toStdString();
}

QStringList exampleNames()
{
    return namesIn(kExamples);
}

std::string exampleText(const QString &name)
{
    return designIn(kExamples, name);
}

std::string helpTexts()
{
    initializeResources();
    return textOf(QStringLiteral(":/headroom/help/help.json"));
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

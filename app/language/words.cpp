#include "app/language/words.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocale>

#include <algorithm>

namespace headroom::app {

namespace {

const QString kFolder = QStringLiteral(":/headroom/languages");
const QString kCatalogFolder = QStringLiteral(":/headroom/languages/catalog");
const QString kModelFolder = QStringLiteral(":/headroom/languages/model");
const QString kQtFolder = QStringLiteral(":/headroom/languages/qt");
const QString kErrorFolder = QStringLiteral(":/headroom/languages/errors");

QJsonObject fileOf(const QString &code, const QString &folder = kFolder)
{
    QFile file(QStringLiteral("%1/%2.json").arg(folder, code));
    return file.open(QIODevice::ReadOnly) ? QJsonDocument::fromJson(file.readAll()).object() : QJsonObject();
}

thread_local int englishSpeakers = 0;

QHash<QString, QStringList> textsOf(const QString &code)
{
    QHash<QString, QStringList> out;
    const QJsonObject texts = fileOf(code)[QLatin1String("texts")].toObject();
    for (auto each = texts.begin(); each != texts.end(); ++each) {
        QStringList forms;
        for (const QJsonValue &form : each->isArray() ? each->toArray() : QJsonArray { *each })
            forms.append(form.toString());
        out.insert(each.key(), forms);
    }
    return out;
}

} // namespace

Words::Words(const QString &code, QObject *parent)
    : QTranslator(parent)
    , m_texts(textsOf(code))
    , m_english(textsOf(QStringLiteral("en")))
    , m_modelTexts(fileOf(code, kModelFolder)[QLatin1String("texts")].toObject())
    , m_errors(fileOf(code, kErrorFolder)[QLatin1String("texts")].toObject())
{
    const auto read = [&code](const QString &folder, QHash<QString, QString> &into) {
        const QJsonObject texts = fileOf(code, folder)[QLatin1String("texts")].toObject();
        for (auto each = texts.begin(); each != texts.end(); ++each)
            into.insert(each.key(), each->toString());
    };
    read(kCatalogFolder, m_catalogTexts);
    read(kQtFolder, m_qtTexts);
}

SpeaksEnglish::SpeaksEnglish()
{
    ++englishSpeakers;
}

SpeaksEnglish::~SpeaksEnglish()
{
    --englishSpeakers;
}

QString Words::translate(const char *context, const char *source, const char *, int count) const
{
    if (englishSpeakers == 0 && qstrcmp(context, "Model") == 0)
        return m_modelTexts.translated(QString::fromUtf8(source));
    if (englishSpeakers == 0 && qstrcmp(context, "Error") == 0)
        return m_errors.translated(QString::fromUtf8(source));
    const QString text = QString::fromUtf8(source);
    const QHash<QString, QStringList> &texts = englishSpeakers > 0 ? m_english : m_texts;
    if (const auto found = texts.find(text); found != texts.end() && !found->isEmpty())
        return count == 1 ? found->first() : found->last();
    if (englishSpeakers > 0)
        return {};
    const auto found = m_catalogTexts.find(text);
    return found == m_catalogTexts.end() ? m_qtTexts.value(text) : *found;
}

QList<LanguageName> knownLanguages()
{
    QList<LanguageName> known;
    for (const QString &file : QDir(kFolder).entryList({ QStringLiteral("*.json") }, QDir::Files, QDir::Name)) {
        const QString code = file.chopped(5);
        known.append({ code, fileOf(code)[QLatin1String("name")].toString() });
    }
    return known;
}

QString languageToSpeak(const QString &chosen)
{
    const QString wanted = chosen.isEmpty() ? QLocale::system().name().section(QLatin1Char('_'), 0, 0) : chosen;
    const QList<LanguageName> known = knownLanguages();
    const bool isKnown
        = std::any_of(known.begin(), known.end(), [&](const LanguageName &each) { return each.code == wanted; });
    return isKnown ? wanted : QStringLiteral("en");
}

} // namespace headroom::app

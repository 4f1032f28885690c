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
{
    const QJsonObject catalog = fileOf(code, kCatalogFolder)[QLatin1String("texts")].toObject();
    for (auto each = catalog.begin(); each != catalog.end(); ++each)
        m_catalogTexts.insert(each.key(), each->toString());
}

SpeaksEnglish::SpeaksEnglish()
{
    ++englishSpeakers;
}

SpeaksEnglish::~SpeaksEnglish()
{
    --englishSpeakers;
}

QString Words::translate(const char *, const char *source, const char *, int count) const
{
    const QHash<QString, QStringList> &texts = englishSpeakers > 0 ? m_english : m_texts;
    const auto found = texts.find(QString::fromUtf8(source));
    if (found == texts.end() || found->isEmpty())
        return englishSpeakers > 0 ? QString() : m_catalogTexts.value(QString::fromUtf8(source));
    return count == 1 ? found->first() : found->last();
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

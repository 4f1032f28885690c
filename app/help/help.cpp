#include "app/help/help.h"

#include "app/resources/resources.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace headroom::app {

namespace {

QString inLanguage(const QJsonValue &text)
{
    return QCoreApplication::translate("Help", text.toString().toUtf8().constData());
}

} // namespace

Help::Help()
{
    const QJsonObject file = QJsonDocument::fromJson(QByteArray::fromStdString(helpTexts())).object();
    const QJsonObject parts = file[QLatin1String("parts")].toObject();
    for (auto each = parts.begin(); each != parts.end(); ++each)
        m_parts.insert(each.key(), inLanguage(*each));
    for (const QJsonValue &each : file[QLatin1String("glossary")].toArray())
        m_glossary.append({ inLanguage(each[QLatin1String("term")]), inLanguage(each[QLatin1String("text")]) });
}

QString Help::textOf(const QString &part) const
{
    const QString text = m_parts.value(part);
    if (text.isEmpty())
        return {};
    QString markup = QStringLiteral("<p>%1</p>").arg(text.toHtmlEscaped());
    for (const auto &[term, words] : m_glossary)
        if (text.contains(term, Qt::CaseInsensitive))
            markup += QStringLiteral("<p><b>%1.</b> %2</p>").arg(term.toHtmlEscaped(), words.toHtmlEscaped());
    return markup;
}

} // namespace headroom::app

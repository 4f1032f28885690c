#include "app/language/language.h"

#include "app/resources/resources.h"

#include <QCoreApplication>

namespace headroom::app {

Language::Language(QObject *parent)
    : QObject(parent)
{
}

Language::~Language()
{
    if (m_words)
        QCoreApplication::removeTranslator(m_words.get());
}

Result<Done> Language::speak(const QString &chosen)
{
    const QString code = languageToSpeak(chosen);
    auto words = std::make_unique<Words>(code);
    if (!m_catalogs.contains(code)) {
        Result<catalog::Catalog> catalog = loadCatalog(words->catalogTexts());
        if (!catalog)
            return catalog.error();
        m_catalogs.emplace(code, std::make_unique<catalog::Catalog>(std::move(*catalog)));
    }
    if (m_words)
        QCoreApplication::removeTranslator(m_words.get());
    m_words = std::move(words);
    QCoreApplication::installTranslator(m_words.get());
    QLocale::setDefault(localeOf(code));
    m_code = code;
    return Done {};
}

QLocale localeOf(const QString &code)
{
    const QLocale system = QLocale::system();
    return system.name().section(QLatin1Char('_'), 0, 0) == code ? system : QLocale(code);
}

} // namespace headroom::app

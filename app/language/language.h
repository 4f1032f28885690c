#pragma once

#include "app/language/words.h"
#include "model/catalog/catalog.h"

#include <QLocale>
#include <QObject>
#include <QString>

#include <map>
#include <memory>

namespace headroom::app {

/// The language that the windows speak: the texts of the interface, those of the catalog, and how numbers are written.
class Language final : public QObject {
    Q_OBJECT

public:
    explicit Language(QObject *parent = nullptr);
    ~Language() override;

    /// From now on this language is spoken; widgets that have their texts already keep them.
    /// @param chosen  of the settings; empty: the system's.
    /// Error: the catalog cannot be read; then nothing changes.
    [[nodiscard]] Result<Done> speak(const QString &chosen);
    [[nodiscard]] const QString &code() const { return m_code; } ///< "en", "de"
    /// The catalog with its texts in the language spoken. It lives as long as this object, also when another is spoken.
    /// @pre speak() was fine once
    [[nodiscard]] const catalog::Catalog &catalog() const { return *m_catalogs.at(m_code); }

private:
    QString m_code;
    std::unique_ptr<Words> m_words;
    std::map<QString, std::unique_ptr<catalog::Catalog>> m_catalogs;
};

/// How numbers are written in a language: as the system does where it speaks that language, else as its country does.
[[nodiscard]] QLocale localeOf(const QString &code);

} // namespace headroom::app

#pragma once

#include "app/language/sentences.h"

#include <QHash>
#include <QList>
#include <QString>
#include <QStringList>
#include <QTranslator>

namespace headroom::app {

/// The texts of the interface in another language, from resources/languages: source text → text, or for counted things
/// [one, many]. English has a file too, for its plurals. What a language lacks stays English, and so does a
/// thread that SpeaksEnglish.
class Words final : public QTranslator {
    Q_OBJECT

public:
    /// @param code  "de"; unknown ones have no texts.
    explicit Words(const QString &code, QObject *parent = nullptr);
    /// @param context  "Model" for what the model says about how a number comes about, "Error" for why something could not
    ///                 be done; both have names in them.
    [[nodiscard]] QString translate(const char *context, const char *source, const char *disambiguation = nullptr,
                                    int count = -1) const override;
    [[nodiscard]] bool isEmpty() const override { return m_texts.isEmpty(); }
    [[nodiscard]] const QHash<QString, QStringList> &texts() const { return m_texts; }
    /// The texts of the catalog: titles, summaries, help, sentences of rules; what it lacks stays English.
    [[nodiscard]] const QHash<QString, QString> &catalogTexts() const { return m_catalogTexts; }

private:
    QHash<QString, QStringList> m_texts;   ///< one text, or those for one and for many
    QHash<QString, QStringList> m_english; ///< where another language is spoken
    QHash<QString, QString> m_catalogTexts;
    QHash<QString, QString> m_qtTexts; ///< of Qt's own buttons, dialogs and names of keys
    Sentences m_modelTexts;
    Sentences m_errors;
};

/// For as long as one lives, this thread speaks English: for texts that stand beside those of the model.
class SpeaksEnglish {
public:
    SpeaksEnglish();
    ~SpeaksEnglish();
    SpeaksEnglish(const SpeaksEnglish &) = delete;
    SpeaksEnglish &operator=(const SpeaksEnglish &) = delete;
};

/// A language that there is a file for.
struct LanguageName {
    QString code;
    QString name; ///< in itself: "Deutsch"
};
[[nodiscard]] QList<LanguageName> knownLanguages();

/// The code of the language to speak. @param chosen  of the settings; empty: the system's, else English.
[[nodiscard]] QString languageToSpeak(const QString &chosen);

} // namespace headroom::app

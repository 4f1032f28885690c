#include "views/numbers/model_words.h"

#include "views/numbers/screen_numbers.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace headroom::screen {

QString modelWords(std::string_view text, const std::vector<std::string> &names)
{
    if (text.empty())
        return {};
    const QString words = QCoreApplication::translate("Model", std::string(text).c_str());
    return QString::fromStdString(localized(words.toStdString(), names));
}

QString modelWords(const Error &error)
{
    const auto spoken = [](const std::string &part) {
        return part.empty() ? part : QCoreApplication::translate("Error", part.c_str()).toStdString();
    };
    static const QRegularExpression line(QStringLiteral("(^|, )line (\\d+)"));
    QString where = QString::fromStdString(error.where);
    where.replace(
        line, QStringLiteral("\\1") + QCoreApplication::translate("ErrorPlace", "line %1").arg(QStringLiteral("\\2")));
    QString text
        = QString::fromStdString(Error { spoken(error.what), where.toStdString(), spoken(error.mend) }.message());
    // It stands alone, while after a place it goes on. "vCPUs" and "p99" are written like this everywhere.
    static const QRegularExpression plainWord(QStringLiteral("^\\p{Ll}+(?=[ '’])"),
                                              QRegularExpression::UseUnicodePropertiesOption);
    if (error.where.empty() && plainWord.match(text).hasMatch())
        text[0] = text[0].toUpper();
    return text;
}

} // namespace headroom::screen

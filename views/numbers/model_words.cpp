#include "views/numbers/model_words.h"

#include "views/numbers/screen_numbers.h"

#include <QCoreApplication>

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
    return QString::fromStdString(Error { spoken(error.what), error.where, spoken(error.mend) }.message());
}

} // namespace headroom::screen

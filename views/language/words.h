#pragma once

#include <QCoreApplication>
#include <QString>

#include <string>

namespace headroom {

/// The model's text, UTF-8 as everywhere there, as Qt takes it.
[[nodiscard]] inline QString text(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

/// English in the language of the window, for functions that belong to no QObject. `count` chooses the plural
/// and is %n; `comment` is for translators.
[[nodiscard]] inline QString tr(const char *english, const char *comment = nullptr, int count = -1)
{
    return QCoreApplication::translate("headroom", english, comment, count);
}

} // namespace headroom

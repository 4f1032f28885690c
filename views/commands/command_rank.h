#pragma once

#include <QString>

namespace headroom::commands {

/// How well a line of the palette answers to what was typed: every word must occur in title or detail.
/// 0 = the title begins with the text; larger = worse; −1 = no match. An empty text matches everything alike.
[[nodiscard]] int rankOf(const QString &title, const QString &detail, const QString &typed);

} // namespace headroom::commands

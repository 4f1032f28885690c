#pragma once

#include "model/core/result.h"

#include <QString>

#include <string_view>
#include <vector>

namespace headroom::screen {

/// What the model says, in the language of the window and with the numbers of the screen; what nobody translated stays
/// English. @param names  of the design, which stand in the text and stay as they are.
[[nodiscard]] QString modelWords(std::string_view text, const std::vector<std::string> &names = {});

/// Error::message() in the language of the window, as a sentence; the place it names stays as it is.
[[nodiscard]] QString modelWords(const Error &error);

} // namespace headroom::screen

#include "model/core/result.h"

namespace headroom {

std::string Error::message() const
{
    std::string text = where.empty() ? what : where + ": " + what;
    if (!text.empty() && text.back() != '.')
        text += '.';
    if (!mend.empty())
        text += ' ' + mend + (mend.back() == '.' ? "" : ".");
    return text;
}

} // namespace headroom

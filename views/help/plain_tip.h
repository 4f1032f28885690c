#pragma once

#include <QString>

namespace headroom::help {

/// A text for QWidget::setToolTip() that is read as it stands, whatever signs it holds: Qt takes "a<b" for markup, and
/// what is only escaped for text as soon as no tag or "<" is left in it, so that "R&D" would read "R&amp;D".
[[nodiscard]] inline QString plainTip(const QString &text)
{
    if (text.isEmpty())
        return {};
    return QStringLiteral("<p style='white-space:pre-wrap'>%1</p>").arg(text.toHtmlEscaped());
}

} // namespace headroom::help

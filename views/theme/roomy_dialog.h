#pragma once

#include <QSize>

class QWidget;

namespace headroom::theme {

/// The size of a dialog that wants `usual` at usual letters: more with large ones, but no more than its window has.
[[nodiscard]] QSize roomyDialog(QSize usual, const QWidget *parent);

} // namespace headroom::theme

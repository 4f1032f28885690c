#pragma once

#include <QObject>

namespace headroom::app {

/// Outside dialogs Qt presses a button with Space only; with this in the program Enter does, too.
class EnterPresses final : public QObject {
public:
    using QObject::QObject;
    /// For all windows of the program.
    static void everywhere();

    bool eventFilter(QObject *object, QEvent *event) override;
};

} // namespace headroom::app

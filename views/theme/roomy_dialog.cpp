#include "views/theme/roomy_dialog.h"

#include "views/theme/letters.h"

#include <QWidget>

namespace headroom::theme {

QSize roomyDialog(QSize usual, const QWidget *parent)
{
    if (!parent)
        return usual;
    const QSize most = parent->window()->size() - QSize(32, 32);
    return usual.expandedTo(QSize(scaled(usual.width()), scaled(usual.height())).boundedTo(most));
}

} // namespace headroom::theme

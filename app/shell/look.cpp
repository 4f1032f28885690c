#include "app/shell/look.h"

#include <QApplication>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>

namespace headroom::app {

namespace {

// Qt 6.4 cannot say whether the desktop is dark; its palette before we change it tells.
bool isDesktopDark = false;

} // namespace

void rememberDesktopLook()
{
    const QPalette palette = QApplication::palette();
    isDesktopDark = palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

const theme::Theme &themeFor(LookChoice choice)
{
    const bool isDark = choice == LookChoice::Dark || (choice == LookChoice::System && isDesktopDark);
    return isDark ? theme::Theme::dark() : theme::Theme::light();
}

void applyLook(const theme::Theme &theme)
{
    if (!QApplication::style() || QApplication::style()->name() != QLatin1String("fusion"))
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    QApplication::setFont(theme::Theme::font(13));
    QApplication::setPalette(theme.palette());
    qApp->setStyleSheet(theme.styleSheet());
}

} // namespace headroom::app

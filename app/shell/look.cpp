#include "app/shell/look.h"
#include "views/theme/letters.h"

#include <QApplication>
#include <QPalette>
#include <QStyle>
#include <QStyleFactory>
#include <QWidget>

namespace headroom::app {

namespace {

// Qt 6.4 cannot say whether the desktop is dark; its palette before we change it tells.
bool isDesktopDark = false;

/// Widgets with a font of their own do not follow the program's: each gets its first size times the scale.
void scaleFonts()
{
    static double applied = 1;
    const double scale = theme::letterScale();
    if (qFuzzyCompare(applied, scale))
        return;
    const char *const kSize = "unscaled_size";
    for (QWidget *widget : QApplication::allWidgets()) {
        if (!widget->testAttribute(Qt::WA_SetFont) || widget->font().pixelSize() <= 0)
            continue;
        if (!widget->property(kSize).isValid())
            widget->setProperty(kSize, widget->font().pixelSize() / applied);
        QFont font = widget->font();
        font.setPixelSize(qRound(widget->property(kSize).toDouble() * scale));
        widget->setFont(font);
    }
    applied = scale;
}

} // namespace

void rememberDesktopLook()
{
    const QPalette palette = QApplication::palette();
    isDesktopDark = palette.color(QPalette::Window).lightness() < palette.color(QPalette::WindowText).lightness();
}

const theme::Theme &themeFor(LookChoice choice)
{
    theme::setHighContrast(choice == LookChoice::Contrast);
    const bool isDark = choice == LookChoice::Contrast || choice == LookChoice::Dark
        || (choice == LookChoice::System && isDesktopDark);
    return isDark ? theme::Theme::dark() : theme::Theme::light();
}

void applyLook(const theme::Theme &theme)
{
    // Else a widget that is styled anew, as by another window, forgets the color and the font that it was given.
    QCoreApplication::setAttribute(Qt::AA_UseStyleSheetPropagationInWidgetStyles);
    if (!QApplication::style() || QApplication::style()->name() != QLatin1String("fusion"))
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    scaleFonts();
    const QFont font = theme::Theme::font(13);
    const QString sheet = theme.styleSheet();
    if (QApplication::font() == font && qApp->styleSheet() == sheet)
        return; // every widget would be styled anew: most of the time that a start takes
    QApplication::setFont(font);
    QApplication::setPalette(theme.palette());
    qApp->setStyleSheet(sheet);
}

} // namespace headroom::app

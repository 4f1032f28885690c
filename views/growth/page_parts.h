#pragma once

#include "views/theme/theme.h"

#include <QStringList>

class QLabel;
class QLayout;
class QTabBar;
class QWidget;

// What the pages of growth are put together from.
namespace headroom::growth_views {

/// The views of a page, one at a time; set close, so that all are in sight where the window is small.
[[nodiscard]] QTabBar *viewBar(const QStringList &titles, const QString &name, QWidget *page);

/// Lays a page out: a form that scrolls at the left, `width` wide (in letters of usual size), all else beside it.
void layFormBeside(QWidget *form, int width, QLayout *right, QWidget *page);

/// Text to be read: lines are broken, it can be selected, and nothing in it is markup.
void makeReadable(QLabel *label);

/// Letters of a label in a color of the theme.
void color(QWidget *letters, const theme::Theme &theme, theme::Role role);

/// Says what is wrong in a form, and scrolls to it; an empty text hides the label.
void sayInForm(QLabel *label, const QString &text);

/// Before buttons are hidden or disabled: the focus of one goes to its page, else it would leave for another panel, where
/// the next key changes something.
void keepFocus(QWidget &page, std::initializer_list<QWidget *> buttons);

/// Fonts of usual size for what stands in tables, boxes and buttons.
void setPlainFonts(std::initializer_list<QWidget *> widgets);

} // namespace headroom::growth_views

#include "views/theme/theme.h"

namespace headroom::theme {

namespace {

// Names in braces are roles; see styleSheet().
const char *const kTemplate = R"(
QMainWindow, QDialog { background: {panel}; }
QMenuBar { background: {panel}; color: {text}; border-bottom: 1px solid {hairline}; padding: 1px 6px; }
QMenuBar::item { padding: 4px 9px; border-radius: 6px; background: transparent; }
QMenuBar::item:selected { background: {accentSoft}; }
QMenu { background: {panel}; color: {text}; border: 1px solid {hairline}; border-radius: 8px; padding: 5px; }
QMenu::item { padding: 6px 26px 6px 12px; border-radius: 6px; }
QMenu::item:selected { background: {accentSoft}; color: {text}; }
QMenu::item:disabled { color: {faint}; }
QMenu::separator { height: 1px; background: {hairline}; margin: 5px 8px; }
QPushButton, QToolButton { background: {window}; color: {text}; border: 1px solid transparent; border-radius: 8px; padding: 6px 12px; }
QToolButton { padding: 5px; }
QPushButton:hover, QToolButton:hover { background: {accentSoft}; }
QPushButton:focus, QToolButton:focus { border-color: {accent}; }
QPushButton:disabled, QToolButton:disabled { color: {faint}; }
QPushButton:default { background: {accent}; color: {onAccent}; }
QLineEdit, QComboBox, QPlainTextEdit { background: {panel}; color: {text}; border: 1px solid {cardLine}; border-radius: 8px; padding: 4px 8px; selection-background-color: {accent}; selection-color: {onAccent}; }
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus { border: 1px solid {accent}; }
QLineEdit[wrong="true"] { border: 1px solid {critical}; }
QLineEdit[quiet="true"] { background: {window}; border-color: transparent; }
QLineEdit[quiet="true"]:focus { border-color: {accent}; }
QLineEdit[heading="true"] { border-color: transparent; padding: 2px 4px; background: transparent; }
QLineEdit[heading="true"]:hover, QLineEdit[heading="true"]:focus { border-color: {cardLine}; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox QAbstractItemView { background: {panel}; color: {text}; border: 1px solid {hairline}; selection-background-color: {accentSoft}; selection-color: {text}; }
QCheckBox { color: {text}; spacing: 8px; }
QScrollArea { border: none; background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 2px; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 2px; }
QScrollBar::handle { background: {cardLine}; border-radius: 3px; min-height: 28px; min-width: 28px; }
QScrollBar::handle:hover { background: {faint}; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page { background: transparent; width: 0; height: 0; }
QTabBar { background: transparent; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: {secondary}; padding: 6px 18px; margin: 2px; border-radius: 8px; border: 1px solid transparent; }
QTabBar::tab:selected { background: {accentSoft}; color: {accent}; font-weight: 600; }
QTabBar::tab:hover:!selected { background: {window}; }
QTabBar::tab:focus { border-color: {accent}; }
QToolTip { background: {panel}; color: {text}; border: 1px solid {hairline}; padding: 6px; }
QSplitter::handle { background: {hairline}; }
QStatusBar { background: {panel}; color: {secondary}; border-top: 1px solid {hairline}; }
)";

} // namespace

QString Theme::styleSheet() const
{
    QString sheet = QString::fromLatin1(kTemplate);
    const std::pair<const char *, Role> roles[] {
        { "{window}", Role::Window }, { "{panel}", Role::Panel }, { "{hairline}", Role::Hairline }, { "{cardLine}", Role::CardLine },
        { "{text}", Role::Text }, { "{secondary}", Role::Secondary }, { "{faint}", Role::Faint }, { "{accent}", Role::Accent },
        { "{accentSoft}", Role::AccentSoft }, { "{onAccent}", Role::OnAccent }, { "{critical}", Role::Critical },
    };
    for (const auto &[name, role] : roles)
        sheet.replace(QLatin1String(name), color(role).name());
    return sheet;
}

} // namespace headroom::theme

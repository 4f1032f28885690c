#include "views/theme/theme.h"

#include "views/theme/cell_padding.h"
#include "views/theme/letters.h"
#include "views/theme/off_color.h"

#include <QFontMetrics>

#include <algorithm>
#include <array>
#include <utility>

namespace headroom::theme {

namespace {

// Names in braces are roles; see styleSheet(). A focus ring is two pixels where padding gives one back.
// Text fields and what they are in set no color: a sheet that does replaces the palette's placeholder color by a paler
// one.
const char *const kSurfaces = R"(
QMainWindow, QDialog { background: {panel}; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QMessageBox { dialogbuttonbox-buttons-have-icons: 0; }
QMenuBar { background: {panel}; color: {text}; border-bottom: 1px solid {hairline}; padding: 1px 6px; }
QMenuBar::item { padding: 4px 10px; border-radius: 6px; background: transparent; }
QMenuBar::item:selected, QMenuBar::item:pressed { background: {accentSoft}; }
QMenuBar::item:disabled { color: {off}; }
QMenu { background: {panel}; color: {text}; border: 1px solid {hairline}; padding: 5px; }
QMenu::item { padding: 6px 26px 6px 12px; border-radius: 6px; border: 1px solid transparent; }
QMenu::item:selected { background: {accentSoft}; color: {text}; }
QMenu::item:disabled { color: {off}; background: transparent; }
QMenu::icon { padding-left: 8px; }
QMenu::indicator { width: 14px; height: 14px; left: 6px; border: 1px solid {faint}; border-radius: 4px; }
QMenu::indicator:checked { background: {accent}; border-color: {accent}; image: url(:/headroom/icons/check-{theme}.svg); }
QMenu::indicator:exclusive { border-radius: 8px; }
QMenu::indicator:exclusive:checked { background: {panel}; border: 5px solid {accent}; width: 6px; height: 6px; image: none; }
QMenu::separator { height: 1px; background: {hairline}; margin: 5px 8px; }
QToolTip { background: {panel}; color: {text}; border: 1px solid {hairline}; padding: 6px; }
QStatusBar { background: {panel}; color: {secondary}; border-top: 1px solid {hairline}; }
QStatusBar::item { border: none; }
QToolBar { background: {panel}; border: none; border-bottom: 1px solid {hairline}; spacing: 4px; padding: 4px; }
QDockWidget { border: 1px solid {cardLine}; titlebar-close-icon: url(:/headroom/icons/close-{theme}.svg); titlebar-normal-icon: url(:/headroom/icons/float-{theme}.svg); }
QDockWidget::title { background: {panel}; border-bottom: 1px solid {hairline}; padding: 6px 10px; text-align: left; }
QDockWidget::close-button, QDockWidget::float-button { background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 1px; }
#qt_dockwidget_closebutton, #qt_dockwidget_floatbutton { icon-size: 16px; }
QDockWidget::close-button:hover, QDockWidget::float-button:hover { background: {accentSoft}; }
QMainWindow::separator { background: {hairline}; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: {accent}; }
QSplitter::handle { background: {hairline}; }
QSplitter::handle:hover { background: {accent}; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QScrollArea { border: none; background: transparent; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: {cardLine}; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover, QScrollBar::handle:pressed { background: {faint}; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; border: none; }
QScrollBar::add-page, QScrollBar::sub-page, QAbstractScrollArea::corner { background: transparent; border: none; }
QTabWidget::pane { border: none; }
QTabBar { background: transparent; qproperty-drawBase: 0; font-weight: 600; }
QTabBar::tab { background: transparent; color: {secondary}; padding: 5px 16px; margin: 2px; border-radius: 8px; border: 2px solid transparent; }
QTabBar[compact="true"]::tab { padding: 5px 9px; }
QTabBar::tab:selected { background: {accentSoft}; color: {accent}; }
QTabBar::tab:hover:!selected { background: {window}; }
QTabBar::tab:selected:focus { border-color: {accent}; }
QTabBar::tab:disabled { color: {off}; }
QGroupBox { border: none; margin-top: 20px; font-weight: 600; color: {secondary}; }
QGroupBox::title { subcontrol-origin: margin; left: 0; }
QListView, QTreeView, QTableView { background: {panel}; color: {text}; border: 1px solid {hairline}; outline: none; }
QListView[bare="true"], QListView[bare="true"]:focus, QTreeView[bare="true"], QTreeView[bare="true"]:focus { border: none; }
QListView[roomy="true"]::item, QTreeView[roomy="true"]::item { padding: 4px 12px; border: none; }
QTreeView[roomy="true"]::item { padding: 4px 6px; }
QTableView::item { padding: 0 {cellPadding}px; border: none; }
QListView::item:hover, QTreeView::item:hover, QTableView::item:hover { background: {window}; }
QListView::item:selected, QTreeView::item:selected, QTableView::item:selected { background: {accentSoft}; color: {text}; }
QListView:focus, QTreeView:focus, QTableView:focus { border-color: {accent}; }
QScrollArea[ring="true"] { border: 2px solid transparent; border-radius: 6px; }
QScrollArea[ring="true"]:focus { border-color: {accent}; }
QHeaderView::section { background: {panel}; color: {secondary}; border: none; border-bottom: 1px solid {hairline}; padding: 5px 8px; font-weight: 600; }
QProgressBar { background: {hairline}; color: {text}; border: none; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: {accent}; border-radius: 3px; }
)";

const char *const kControls = R"(
QPushButton, QToolButton { background: {window}; color: {text}; border: 2px solid transparent; border-radius: 8px; padding: 5px 12px; outline: none; }
QToolButton { padding: 4px; }
QToolButton[tiny="true"] { padding: 0 4px; border: 1px solid {cardLine}; border-radius: 5px; color: {secondary}; }
QToolButton[pill="true"] { background: {panel}; color: {secondary}; border: 1px solid {cardLine}; padding: 2px 7px; }
QToolButton[pill="true"]:hover { background: {accentSoft}; color: {text}; }
QToolButton[pill="true"]:focus { border: 2px solid {accent}; padding: 1px 6px; }
QToolButton[tiny="true"]:checked { border-color: {accent}; color: {accent}; }
QPushButton:hover, QToolButton:hover, QToolButton:checked { background: {accentSoft}; }
QPushButton:pressed, QToolButton:pressed { background: {hairline}; }
QToolButton:checked { color: {accent}; }
QPushButton:focus, QToolButton:focus { border-color: {accent}; }
QPushButton:disabled, QToolButton:disabled { color: {off}; background: {window}; }
QLabel[note="true"] { color: {secondary}; }
QLabel[problem="true"] { color: {critical}; }
QPushButton[flat="true"], QToolButton[autoRaise="true"] { background: transparent; }
QPushButton[flat="true"]:hover, QToolButton[autoRaise="true"]:hover, QToolButton[autoRaise="true"]:checked { background: {accentSoft}; }
QPushButton[outlined="true"] { background: {panel}; border: 1px solid {cardLine}; padding: 6px 13px; }
QPushButton[outlined="true"]:hover { background: {window}; }
QPushButton[outlined="true"]:focus { border: 2px solid {accent}; padding: 5px 12px; }
QPushButton[primary="true"], QPushButton:default { background: {accent}; color: {onAccent}; font-weight: 600; }
QPushButton[primary="true"]:hover, QPushButton:default:hover { background: {accentHover}; }
QPushButton[primary="true"]:pressed, QPushButton:default:pressed { background: {accentPressed}; }
QPushButton[primary="true"]:focus, QPushButton:default:focus { border-color: {text}; }
QPushButton[primary="true"]:disabled, QPushButton:default:disabled { background: {hairline}; color: {secondary}; }
QToolButton::menu-indicator { image: none; }
QToolButton[popupMode="1"] { padding-right: 18px; }
QToolButton::menu-button { border: none; width: 16px; }
QToolButton::menu-arrow, QPushButton::menu-indicator { image: url(:/headroom/icons/down-{theme}.svg); width: 12px; height: 12px; }

QComboBox, QAbstractSpinBox { color: {text}; }
QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox { background: {panel}; border: 1px solid {cardLine}; border-radius: 8px; padding: 5px 8px; selection-background-color: {accent}; selection-color: {onAccent}; }
QLineEdit:hover, QComboBox:hover, QAbstractSpinBox:hover { border-color: {faint}; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QComboBox:on, QAbstractSpinBox:focus { border: 2px solid {accent}; padding: 4px 7px; }
QLineEdit:disabled, QPlainTextEdit:disabled, QTextEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled { background: {window}; }
QComboBox:disabled, QAbstractSpinBox:disabled { color: {off}; }
QLineEdit[quiet="true"] { background: {window}; border-color: transparent; }
QLineEdit[quiet="true"]:hover { border-color: {cardLine}; }
QLineEdit[quiet="true"]:focus { border-color: {accent}; }
QLineEdit[heading="true"] { border-color: transparent; padding: 2px 4px; background: transparent; }
QLineEdit[heading="true"]:hover { border-color: {cardLine}; }
QLineEdit[heading="true"]:focus { border: 2px solid {accent}; padding: 1px 3px; }
QLineEdit[wrong="true"], QLineEdit[wrong="true"]:hover { border: 1px solid {critical}; }
QLineEdit[wrong="true"]:focus { border: 2px solid {critical}; }
QComboBox { padding-left: 10px; padding-right: 24px; combobox-popup: 0; }
QComboBox:focus, QComboBox:on { padding-left: 9px; padding-right: 23px; }
QComboBox::drop-down { subcontrol-origin: border; subcontrol-position: center right; border: none; width: 24px; }
QComboBox::down-arrow { image: url(:/headroom/icons/down-{theme}.svg); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: {panel}; color: {text}; border: 1px solid {hairline}; padding: 4px; outline: none; selection-background-color: {accentSoft}; selection-color: {text}; }
QComboBox QAbstractItemView:focus { border-color: {hairline}; }
QComboBox QAbstractItemView::item { min-height: 26px; padding: 0 6px; border: none; }
QAbstractSpinBox { padding-right: 20px; }
QAbstractSpinBox:focus { padding-right: 19px; }
QAbstractSpinBox::up-button { subcontrol-origin: border; subcontrol-position: top right; width: 20px; border: none; margin: 3px 2px 0 0; }
QAbstractSpinBox::down-button { subcontrol-origin: border; subcontrol-position: bottom right; width: 20px; border: none; margin: 0 2px 3px 0; }
QAbstractSpinBox::up-arrow { image: url(:/headroom/icons/up-{theme}.svg); width: 11px; height: 11px; }
QAbstractSpinBox::down-arrow { image: url(:/headroom/icons/down-{theme}.svg); width: 11px; height: 11px; }

QCheckBox, QRadioButton { color: {text}; spacing: 8px; border: 2px solid transparent; border-radius: 6px; padding: 1px 2px; outline: none; }
QCheckBox:focus, QRadioButton:focus { border-color: {accent}; }
QCheckBox:disabled, QRadioButton:disabled { color: {off}; }
QCheckBox::indicator, QRadioButton::indicator { width: 14px; height: 14px; background: {panel}; border: 1px solid {faint}; border-radius: 5px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: {accent}; }
QCheckBox::indicator:checked { background: {accent}; border-color: {accent}; image: url(:/headroom/icons/check-{theme}.svg); }
QCheckBox::indicator:indeterminate { background: {accentSoft}; border-color: {accent}; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: {window}; border-color: {cardLine}; }
QRadioButton::indicator:checked { background: {panel}; border: 5px solid {accent}; width: 6px; height: 6px; }
QSlider::groove:horizontal { height: 4px; background: {hairline}; border-radius: 2px; }
QSlider::sub-page:horizontal { background: {accent}; border-radius: 2px; }
QSlider::handle:horizontal { background: {panel}; border: 3px solid {accent}; width: 10px; height: 10px; margin: -6px 0; border-radius: 8px; }
QSlider::handle:horizontal:focus { background: {accentSoft}; }
)";

// Where ground and panel are one color, what can be pressed or typed into shows by its edge.
const char *const kEdges = R"(
QPushButton, QLineEdit[quiet="true"] { border: 1px solid {secondary}; padding: 6px 13px; }
QToolButton { border: 1px solid {secondary}; padding: 5px; }
QToolButton[autoRaise="true"] { border-color: transparent; }
QToolButton[tiny="true"], QToolButton[pill="true"] { border-color: {secondary}; }
QToolButton[tiny="true"]:checked { border-color: {accent}; }
QToolButton:focus { border: 2px solid {accent}; padding: 4px; }
QSlider::groove:horizontal, QProgressBar { border: 1px solid {secondary}; }
QLineEdit[quiet="true"] { padding: 5px 8px; }
QPushButton:focus { border: 2px solid {accent}; padding: 5px 12px; }
QLineEdit[quiet="true"]:focus { border: 2px solid {accent}; padding: 4px 7px; }
QPushButton[flat="true"], QPushButton[primary="true"], QPushButton:default { border-color: transparent; }
QPushButton:disabled, QToolButton:disabled, QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled { border-color: {hairline}; }
QToolButton[autoRaise="true"]:disabled { border-color: transparent; }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { border-color: {hairline}; }
QPushButton[primary="true"]:focus, QPushButton:default:focus { border-color: {text}; }
)";

// Names need the room more than what is around them.
constexpr double kLarge = 1.5;
const char *const kLargeLetters = R"(
QTabBar::tab, QTabBar[compact="true"]::tab { padding: 4px 5px; margin: 1px; }
QComboBox { padding-right: 32px; }
QComboBox:focus, QComboBox:on { padding-right: 31px; }
QComboBox::drop-down { width: 32px; }
QComboBox::down-arrow { width: 22px; height: 22px; }
QToolButton::menu-arrow, QPushButton::menu-indicator { width: 18px; height: 18px; }
QAbstractSpinBox { padding-right: 28px; }
QAbstractSpinBox:focus { padding-right: 27px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { width: 28px; }
QAbstractSpinBox::up-arrow, QAbstractSpinBox::down-arrow { width: 16px; height: 16px; }
QCheckBox::indicator { width: 22px; height: 22px; }
QRadioButton::indicator { width: 22px; height: 22px; border-radius: 12px; }
QRadioButton::indicator:checked { border: 7px solid {accent}; width: 10px; height: 10px; }
)";

// Names that would be cut otherwise (docks::TabFit). They are as high as others: what is below them keeps its place.
// The usual size is said too: a rule that no longer holds leaves its size behind.
constexpr double kTightShare = 0.62;
constexpr int kTightLeast = 11;
const char *const kTightTabs = R"(
QTabBar { font-size: {usualTab}px; }
QTabBar[tight="true"] { font-size: {tightTab}px; }
QTabBar[tight="true"]::tab { padding-left: 4px; padding-right: 4px; margin-left: 1px; margin-right: 1px; min-height: {tabText}px; }
)";

} // namespace

QString Theme::styleSheet() const
{
    QString sheet = QLatin1String(kSurfaces) + QLatin1String(kControls);
    if (color(Role::Window) == color(Role::Panel))
        sheet += QLatin1String(kEdges);
    if (letterScale() > kLarge)
        sheet += QLatin1String(kLargeLetters);
    sheet += QLatin1String(kTightTabs);
    const std::array<std::pair<const char *, Role>, 11> roles { {
        { "{window}", Role::Window },
        { "{panel}", Role::Panel },
        { "{hairline}", Role::Hairline },
        { "{cardLine}", Role::CardLine },
        { "{text}", Role::Text },
        { "{secondary}", Role::Secondary },
        { "{faint}", Role::Faint },
        { "{accent}", Role::Accent },
        { "{accentSoft}", Role::AccentSoft },
        { "{onAccent}", Role::OnAccent },
        { "{critical}", Role::Critical },
    } };
    for (const auto &[name, role] : roles)
        sheet.replace(QLatin1String(name), color(role).name());
    sheet.replace(QLatin1String("{off}"), offColor(*this).name());
    sheet.replace(QLatin1String("{accentHover}"), color(Role::Accent).lighter(108).name());
    sheet.replace(QLatin1String("{accentPressed}"), color(Role::Accent).darker(108).name());
    sheet.replace(QLatin1String("{cellPadding}"), QString::number(kCellPadding));
    sheet.replace(QLatin1String("{tightTab}"),
                  QString::number(std::max(kTightLeast, qRound(kTightShare * scaled(13)))));
    sheet.replace(QLatin1String("{usualTab}"), QString::number(scaled(13)));
    sheet.replace(QLatin1String("{tabText}"),
                  QString::number(QFontMetrics(drawnFont(scaled(13), QFont::DemiBold)).height()));
    sheet.replace(QLatin1String("{theme}"), QLatin1String(m_isDark ? "dark" : "light"));
    return sheet;
}

} // namespace headroom::theme

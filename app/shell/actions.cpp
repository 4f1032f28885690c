#include "app/shell/actions.h"

#include "views/theme/theme.h"

#include <QCoreApplication>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

namespace headroom::app {

namespace {

/// A row of the table. An id of "-" is a separator; one that begins with ">" a menu inside the menu.
struct Row {
    const char *menu;
    const char *id;
    const char *text;
    const char *shortcut = "";
    const char *icon = "";
    bool isCheckable = false;
};

constexpr Row kRows[] {
    { QT_TR_NOOP("&File"), ">new", QT_TR_NOOP("&New from template") },
    { QT_TR_NOOP("&File"), "open", QT_TR_NOOP("&Open…"), "Ctrl+O", "open" },
    { QT_TR_NOOP("&File"), ">recent", QT_TR_NOOP("Open &recent") },
    { QT_TR_NOOP("&File"), "-", "" },
    { QT_TR_NOOP("&File"), "save", QT_TR_NOOP("&Save"), "Ctrl+S", "save" },
    { QT_TR_NOOP("&File"), "save-as", QT_TR_NOOP("Save &as…"), "Ctrl+Shift+S" },
    { QT_TR_NOOP("&File"), "-", "" },
    { QT_TR_NOOP("&File"), "quit", QT_TR_NOOP("&Quit"), "Ctrl+Q" },
    { QT_TR_NOOP("&Edit"), "undo", QT_TR_NOOP("&Undo"), "Ctrl+Z", "undo" },
    { QT_TR_NOOP("&Edit"), "redo", QT_TR_NOOP("&Redo"), "Ctrl+Shift+Z", "redo" },
    { QT_TR_NOOP("&Edit"), "-", "" },
    { QT_TR_NOOP("&Edit"), "cut", QT_TR_NOOP("Cu&t"), "Ctrl+X" },
    { QT_TR_NOOP("&Edit"), "copy", QT_TR_NOOP("&Copy"), "Ctrl+C" },
    { QT_TR_NOOP("&Edit"), "paste", QT_TR_NOOP("&Paste"), "Ctrl+V" },
    { QT_TR_NOOP("&Edit"), "duplicate", QT_TR_NOOP("D&uplicate"), "Ctrl+D" },
    { QT_TR_NOOP("&Edit"), "-", "" },
    { QT_TR_NOOP("&Edit"), "rename", QT_TR_NOOP("Re&name"), "F2" },
    { QT_TR_NOOP("&Edit"), "delete", QT_TR_NOOP("&Delete"), "Del", "trash" },
    { QT_TR_NOOP("&Edit"), "select-all", QT_TR_NOOP("Select &all"), "Ctrl+A" },
    { QT_TR_NOOP("&Edit"), "select-kind", QT_TR_NOOP("Select all of the same &kind") },
    { QT_TR_NOOP("&Edit"), "-", "" },
    { QT_TR_NOOP("&Edit"), "workload", QT_TR_NOOP("&Workload…"), "Ctrl+Shift+W" },
    { QT_TR_NOOP("&Edit"), "-", "" },
    { QT_TR_NOOP("&Edit"), "find", QT_TR_NOOP("&Find on the canvas…"), "Ctrl+F" },
    { QT_TR_NOOP("&Edit"), "commands", QT_TR_NOOP("C&ommand palette…"), "Ctrl+K" },
    { QT_TR_NOOP("&Edit"), "find-kind", QT_TR_NOOP("Find a component to &add"), "/", "search" },
    { QT_TR_NOOP("&Arrange"), "align-left", QT_TR_NOOP("Align &left edges") },
    { QT_TR_NOOP("&Arrange"), "align-center", QT_TR_NOOP("Align &centers") },
    { QT_TR_NOOP("&Arrange"), "align-right", QT_TR_NOOP("Align &right edges") },
    { QT_TR_NOOP("&Arrange"), "-", "" },
    { QT_TR_NOOP("&Arrange"), "align-top", QT_TR_NOOP("Align &top edges") },
    { QT_TR_NOOP("&Arrange"), "align-middle", QT_TR_NOOP("Align &middles") },
    { QT_TR_NOOP("&Arrange"), "align-bottom", QT_TR_NOOP("Align &bottom edges") },
    { QT_TR_NOOP("&Arrange"), "-", "" },
    { QT_TR_NOOP("&Arrange"), "spread-across", QT_TR_NOOP("Equal gaps &across") },
    { QT_TR_NOOP("&Arrange"), "spread-down", QT_TR_NOOP("Equal gaps &down") },
    { QT_TR_NOOP("&View"), "zoom-in", QT_TR_NOOP("Zoom &in"), "Ctrl++", "zoomin" },
    { QT_TR_NOOP("&View"), "zoom-out", QT_TR_NOOP("Zoom &out"), "Ctrl+-", "zoomout" },
    { QT_TR_NOOP("&View"), "zoom-reset", QT_TR_NOOP("&100 %"), "Ctrl+0" },
    { QT_TR_NOOP("&View"), "fit-all", QT_TR_NOOP("Fit a&ll"), "Ctrl+1", "fit" },
    { QT_TR_NOOP("&View"), "fit-selection", QT_TR_NOOP("Fit &selection"), "Shift+2" },
    { QT_TR_NOOP("&View"), "-", "" },
    { QT_TR_NOOP("&View"), "grid", QT_TR_NOOP("&Grid"), "", "", true },
    { QT_TR_NOOP("&View"), "motion", QT_TR_NOOP("&Motion"), "", "", true },
    { QT_TR_NOOP("&View"), "show-palette", QT_TR_NOOP("&Palette"), "F6", "", true },
    { QT_TR_NOOP("&View"), "show-inspector", QT_TR_NOOP("I&nspector"), "F7", "", true },
    { QT_TR_NOOP("&View"), "show-charts", QT_TR_NOOP("&Charts and findings"), "F8", "", true },
    { QT_TR_NOOP("&View"), "-", "" },
    { QT_TR_NOOP("&View"), "look-system", QT_TR_NOOP("Look of the s&ystem"), "", "", true },
    { QT_TR_NOOP("&View"), "look-light", QT_TR_NOOP("Ligh&t"), "", "", true },
    { QT_TR_NOOP("&View"), "look-dark", QT_TR_NOOP("Dar&k"), "", "", true },
    { QT_TR_NOOP("&View"), "look-toggle", QT_TR_NOOP("Switch light and dark"), "Ctrl+Shift+L", "moon" },
    { QT_TR_NOOP("&Stage"), "stage-previous", QT_TR_NOOP("&Previous stage"), "[" },
    { QT_TR_NOOP("&Stage"), "stage-next", QT_TR_NOOP("&Next stage"), "]" },
    { QT_TR_NOOP("&Stage"), "users-range", QT_TR_NOOP("Users at the stage's &upper end") },
    { QT_TR_NOOP("&Help"), "shortcuts", QT_TR_NOOP("&Keys and gestures"), "F1" },
    { QT_TR_NOOP("&Help"), "about", QT_TR_NOOP("&About Headroom") },
};

QString translated(const char *text)
{
    return QCoreApplication::translate("headroom::app::Actions", text);
}

} // namespace

Actions::Actions(QMainWindow &window)
{
    for (const Row &row : kRows) {
        const QString title = translated(row.menu);
        QMenu *&menu = m_menus[title];
        if (!menu)
            menu = window.menuBar()->addMenu(title);
        const QString id = QLatin1String(row.id);
        if (id == QLatin1String("-")) {
            menu->addSeparator();
            continue;
        }
        if (id.startsWith(QLatin1Char('>'))) {
            m_menus[id.mid(1)] = menu->addMenu(translated(row.text));
            continue;
        }
        auto *action = new QAction(translated(row.text), &window);
        if (*row.shortcut)
            action->setShortcut(QKeySequence(QLatin1String(row.shortcut)));
        action->setCheckable(row.isCheckable);
        menu->addAction(action);
        m_actions[id] = action;
        m_order.append(action);
        if (*row.icon)
            m_icons[action] = QLatin1String(row.icon);
    }
    m_actions[QStringLiteral("zoom-in")]->setShortcuts(
        { QKeySequence(QStringLiteral("Ctrl++")), QKeySequence(QStringLiteral("Ctrl+=")) });
    m_actions[QStringLiteral("redo")]->setShortcuts(
        { QKeySequence(QStringLiteral("Ctrl+Shift+Z")), QKeySequence(QStringLiteral("Ctrl+Y")) });
    m_actions[QStringLiteral("commands")]->setShortcuts(
        { QKeySequence(QStringLiteral("Ctrl+K")), QKeySequence(QStringLiteral("Ctrl+Shift+P")) });
    m_actions[QStringLiteral("fit-selection")]->setShortcuts({ QKeySequence(QStringLiteral("Shift+2")),
                                                               QKeySequence(QStringLiteral("Shift+@")),
                                                               QKeySequence(QStringLiteral("Shift+\"")) });
}

QAction *Actions::operator[](const char *id) const
{
    QAction *action = m_actions.value(QLatin1String(id));
    Q_ASSERT(action);
    return action;
}

void Actions::setTheme(const theme::Theme &theme)
{
    for (auto each = m_icons.begin(); each != m_icons.end(); ++each) {
        QIcon icon(theme::Theme::icon(each.value(), 16, theme.color(theme::Role::Text), 2));
        icon.addPixmap(theme::Theme::icon(each.value(), 16, theme.color(theme::Role::CardLine), 2), QIcon::Disabled);
        each.key()->setIcon(icon);
    }
}

QStringList Actions::shortcutLines() const
{
    QStringList lines;
    for (const QAction *action : m_order)
        if (!action->shortcut().isEmpty())
            lines.append(QStringLiteral("%1\t%2").arg(
                QString(action->text()).remove(QLatin1Char('&')).remove(QStringLiteral("…")),
                action->shortcut().toString(QKeySequence::NativeText)));
    return lines;
}

} // namespace headroom::app

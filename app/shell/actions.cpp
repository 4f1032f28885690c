#include "app/shell/actions.h"

#include "app/settings/settings.h"
#include "views/theme/letters.h"
#include "views/theme/theme.h"

#include <QCoreApplication>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>

#include <algorithm>

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
    { QT_TR_NOOP("&File"), "new", QT_TR_NOOP("&New…"), "Ctrl+N", "plus" },
    { QT_TR_NOOP("&File"), ">new", QT_TR_NOOP("New from &template") },
    { QT_TR_NOOP("&File"), "open", QT_TR_NOOP("&Open…"), "Ctrl+O", "open" },
    { QT_TR_NOOP("&File"), ">recent", QT_TR_NOOP("Open &recent") },
    { QT_TR_NOOP("&File"), "-", "" },
    { QT_TR_NOOP("&File"), "save", QT_TR_NOOP("&Save"), "Ctrl+S", "save" },
    { QT_TR_NOOP("&File"), "save-as", QT_TR_NOOP("Save &as…"), "Ctrl+Shift+S" },
    { QT_TR_NOOP("&File"), "take-backup", QT_TR_NOOP("Take the version &before the last save") },
    { QT_TR_NOOP("&File"), "-", "" },
    { QT_TR_NOOP("&File"), "export", QT_TR_NOOP("&Export…"), "Ctrl+E" },
    { QT_TR_NOOP("&File"), "export-again", QT_TR_NOOP("Export a&gain"), "Ctrl+Shift+E" },
    { QT_TR_NOOP("&File"), "compare-file", QT_TR_NOOP("Compare wit&h…") },
    { QT_TR_NOOP("&File"), "report", QT_TR_NOOP("Repo&rt…"), "Ctrl+Shift+R" },
    { QT_TR_NOOP("&File"), "print", QT_TR_NOOP("&Print…"), "Ctrl+P" },
    { QT_TR_NOOP("&File"), "-", "" },
    { QT_TR_NOOP("&File"), "start-page", QT_TR_NOOP("S&tart page") },
    { QT_TR_NOOP("&File"), "new-window", QT_TR_NOOP("New &window"), "Ctrl+Shift+N" },
    { QT_TR_NOOP("&File"), "close", QT_TR_NOOP("&Close window"), "Ctrl+W" },
    { QT_TR_NOOP("&File"), "quit", QT_TR_NOOP("&Quit"), "Ctrl+Q" },
    { QT_TR_NOOP("&Edit"), "undo", QT_TR_NOOP("&Undo"), "Ctrl+Z", "undo" },
    { QT_TR_NOOP("&Edit"), "redo", QT_TR_NOOP("&Redo"), "Ctrl+Shift+Z", "redo" },
    { QT_TR_NOOP("&Edit"), "-", "" },
    { QT_TR_NOOP("&Edit"), "cut", QT_TR_NOOP("Cu&t"), "Ctrl+X" },
    { QT_TR_NOOP("&Edit"), "copy", QT_TR_NOOP("&Copy"), "Ctrl+C" },
    { QT_TR_NOOP("&Edit"), "paste", QT_TR_NOOP("&Paste"), "Ctrl+V" },
    { QT_TR_NOOP("&Edit"), "duplicate", QT_TR_NOOP("D&uplicate"), "Ctrl+D" },
    { QT_TR_NOOP("&Edit"), "-", "" },
    { QT_TR_NOOP("&Edit"), "connect", QT_TR_NOOP("C&onnect to…"), "Ctrl+J" },
    { QT_TR_NOOP("&Edit"), "rename", QT_TR_NOOP("Re&name"), "F2" },
    { QT_TR_NOOP("&Edit"), "delete", QT_TR_NOOP("&Delete"), "Del", "trash" },
    { QT_TR_NOOP("&Edit"), "select-all", QT_TR_NOOP("Select &all"), "Ctrl+A" },
    { QT_TR_NOOP("&Edit"), "select-kind", QT_TR_NOOP("Select all of the same &kind") },
    { QT_TR_NOOP("&Edit"), "select-finding", QT_TR_NOOP("Select all with the same f&indings") },
    { QT_TR_NOOP("&Edit"), "-", "" },
    { QT_TR_NOOP("&Edit"), "workload", QT_TR_NOOP("&Workload…"), "Ctrl+Shift+W" },
    { QT_TR_NOOP("&Edit"), "-", "" },
    { QT_TR_NOOP("&Edit"), "find", QT_TR_NOOP("&Find on the canvas…"), "Ctrl+F" },
    { QT_TR_NOOP("&Edit"), "commands", QT_TR_NOOP("C&ommand palette…"), "Ctrl+K" },
    { QT_TR_NOOP("&Edit"), "find-kind", QT_TR_NOOP("Find a component to &add"), "/", "search" },
    { QT_TR_NOOP("&Edit"), "-", "" },
    { QT_TR_NOOP("&Edit"), "preferences", QT_TR_NOOP("Pre&ferences…"), "Ctrl+," },
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
    { QT_TR_NOOP("&Arrange"), "same-size", QT_TR_NOOP("Same &size") },
    { QT_TR_NOOP("&Arrange"), "-", "" },
    { QT_TR_NOOP("&Arrange"), "lay-out", QT_TR_NOOP("Lay &out the stage…"), "Ctrl+Shift+O" },
    { QT_TR_NOOP("&Arrange"), "tidy", QT_TR_NOOP("T&idy the selection") },
    { QT_TR_NOOP("&Arrange"), "-", "" },
    { QT_TR_NOOP("&Arrange"), "group", QT_TR_NOOP("&Group into a subsystem"), "Ctrl+G" },
    { QT_TR_NOOP("&Arrange"), "ungroup", QT_TR_NOOP("&Ungroup"), "Ctrl+Shift+G" },
    { QT_TR_NOOP("&Arrange"), "collapse", QT_TR_NOOP("Colla&pse or open"), "Ctrl+." },
    { QT_TR_NOOP("&Arrange"), "-", "" },
    { QT_TR_NOOP("&Arrange"), "to-front", QT_TR_NOOP("Bring to &front"), "Ctrl+Shift+]" },
    { QT_TR_NOOP("&Arrange"), "to-back", QT_TR_NOOP("Send to bac&k"), "Ctrl+Shift+[" },
    { QT_TR_NOOP("&Arrange"), "lock", QT_TR_NOOP("L&ock the position"), "Ctrl+L", "lock", true },
    { QT_TR_NOOP("&Arrange"), "-", "" },
    { QT_TR_NOOP("&Arrange"), "square-lines", QT_TR_NOOP("S&quare lines"), "", "", true },
    { QT_TR_NOOP("&Arrange"), "free-lines", QT_TR_NOOP("Let lines find their &way") },
    { QT_TR_NOOP("&View"), "zoom-in", QT_TR_NOOP("Zoom &in"), "Ctrl++", "zoomin" },
    { QT_TR_NOOP("&View"), "zoom-out", QT_TR_NOOP("Zoom &out"), "Ctrl+-", "zoomout" },
    { QT_TR_NOOP("&View"), "zoom-reset", QT_TR_NOOP("&100 %"), "Ctrl+0" },
    { QT_TR_NOOP("&View"), "fit-all", QT_TR_NOOP("Fit a&ll"), "Ctrl+1", "fit" },
    { QT_TR_NOOP("&View"), "fit-selection", QT_TR_NOOP("Fit &selection"), "Shift+2" },
    { QT_TR_NOOP("&View"), "-", "" },
    { QT_TR_NOOP("&View"), "grid", QT_TR_NOOP("&Grid"), "", "", true },
    { QT_TR_NOOP("&View"), "minimap", QT_TR_NOOP("&Overview map"), "", "", true },
    { QT_TR_NOOP("&View"), "show-changes", QT_TR_NOOP("&Changes from the stage before"), "", "", true },
    { QT_TR_NOOP("&View"), "flow", QT_TR_NOOP("Fl&ow of requests"), "", "", true },
    { QT_TR_NOOP("&View"), "motion", QT_TR_NOOP("&Motion"), "", "", true },
    { QT_TR_NOOP("&View"), "-", "" },
    { QT_TR_NOOP("&View"), ">panels", QT_TR_NOOP("&Panels") },
    { "panels", "show-palette", QT_TR_NOOP("&Components"), "F6", "", true },
    { "panels", "show-outline", QT_TR_NOOP("&Outline"), "Shift+F6", "", true },
    { "panels", "show-inspector", QT_TR_NOOP("&Inspector"), "F7", "", true },
    { "panels", "show-history", QT_TR_NOOP("&History"), "Shift+F7", "", true },
    { "panels", "show-utilization", QT_TR_NOOP("&Utilization by users"), "", "", true },
    { "panels", "show-latency", QT_TR_NOOP("&Latency by users"), "", "", true },
    { "panels", "show-cost", QT_TR_NOOP("&Monthly cost by users"), "", "", true },
    { "panels", "show-stage-map", QT_TR_NOOP("&Stage map"), "", "", true },
    { "panels", "show-availability", QT_TR_NOOP("&Availability by stage"), "", "", true },
    { "panels", "show-findings", QT_TR_NOOP("&Findings"), "", "", true },
    { "panels", "show-growth", QT_TR_NOOP("&Growth"), "F4", "", true },
    { "panels", "-", "" },
    { "panels", "show-charts", QT_TR_NOOP("All c&harts and findings"), "F8", "", true },
    { QT_TR_NOOP("&View"), "reset-layout", QT_TR_NOOP("&Reset the layout") },
    { QT_TR_NOOP("&View"), "full-screen", QT_TR_NOOP("&Full screen"), "F11", "", true },
    { QT_TR_NOOP("&View"), "present", QT_TR_NOOP("Pr&esentation"), "F5", "", true },
    { QT_TR_NOOP("&View"), "-", "" },
    { QT_TR_NOOP("&View"), "look-system", QT_TR_NOOP("Look of the s&ystem"), "", "", true },
    { QT_TR_NOOP("&View"), "look-light", QT_TR_NOOP("Ligh&t"), "", "", true },
    { QT_TR_NOOP("&View"), "look-dark", QT_TR_NOOP("Dar&k"), "", "", true },
    { QT_TR_NOOP("&View"), "look-contrast", QT_TR_NOOP("&High contrast"), "", "", true },
    { QT_TR_NOOP("&View"), "look-toggle", QT_TR_NOOP("Switch light and dark"), "Ctrl+Shift+L", "moon" },
    { QT_TR_NOOP("&Stage"), "stage-previous", QT_TR_NOOP("&Previous stage"), "[" },
    { QT_TR_NOOP("&Stage"), "stage-next", QT_TR_NOOP("&Next stage"), "]" },
    { QT_TR_NOOP("&Stage"), "users-range", QT_TR_NOOP("Users at the stage's &upper end") },
    { QT_TR_NOOP("&Stage"), "-", "" },
    { QT_TR_NOOP("&Stage"), "stage-add", QT_TR_NOOP("&Add an empty stage after this"), "Ctrl+Shift+A" },
    { QT_TR_NOOP("&Stage"), "stage-duplicate", QT_TR_NOOP("Dupl&icate the stage"), "Ctrl+Shift+D" },
    { QT_TR_NOOP("&Stage"), ">stage-template", QT_TR_NOOP("Add a stage from a &template") },
    { QT_TR_NOOP("&Stage"), "stage-rename", QT_TR_NOOP("Rena&me the stage"), "Shift+F2" },
    { QT_TR_NOOP("&Stage"), "stage-range", QT_TR_NOOP("Users of the &stage…") },
    { QT_TR_NOOP("&Stage"), "stage-left", QT_TR_NOOP("Move the stage &left"), "Ctrl+Alt+[" },
    { QT_TR_NOOP("&Stage"), "stage-right", QT_TR_NOOP("Move the stage &right"), "Ctrl+Alt+]" },
    { QT_TR_NOOP("&Stage"), "stage-delete", QT_TR_NOOP("&Delete the stage") },
    { QT_TR_NOOP("&Stage"), "-", "" },
    { QT_TR_NOOP("&Stage"), "follow-users", QT_TR_NOOP("Stage &follows the users"), "Ctrl+Shift+F", "", true },
    { QT_TR_NOOP("&Stage"), "reach-later", QT_TR_NOOP("&Edits reach later stages too"), "Ctrl+Shift+T", "", true },
    { QT_TR_NOOP("&Stage"), "-", "" },
    { QT_TR_NOOP("&Stage"), "compare-stages", QT_TR_NOOP("&Compare two stages…"), "Ctrl+Shift+C" },
    { QT_TR_NOOP("&Stage"), ">growth", QT_TR_NOOP("&Growth") },
    { "growth", "growth-plan", QT_TR_NOOP("Growth &plan…") },
    { "growth", "cheapest", QT_TR_NOOP("C&heapest way…") },
    { "growth", "uncertainty", QT_TR_NOOP("&Uncertainty…") },
    { "growth", "growth-costs", QT_TR_NOOP("What growth c&osts…") },
    { "growth", "not-yet", QT_TR_NOOP("What is not needed &yet…") },
    { "growth", "-", "" },
    { "growth", "grow", QT_TR_NOOP("&Grow"), "F9", "play", true },
    { "growth", "grow-pause", QT_TR_NOOP("Pause or go on gro&wing"), "Shift+F9" },
    { "growth", "grow-stay", QT_TR_NOOP("Gr&ow within the present stage"), "", "", true },
    { QT_TR_NOOP("&Help"), "help", QT_TR_NOOP("&What has the focus"), "F1" },
    { QT_TR_NOOP("&Help"), "tour", QT_TR_NOOP("&Tour in five steps") },
    { QT_TR_NOOP("&Help"), "shortcuts", QT_TR_NOOP("&Keys and gestures"), "?" },
    { QT_TR_NOOP("&Help"), "edit-keys", QT_TR_NOOP("&Change keys…") },
    { QT_TR_NOOP("&Help"), "-", "" },
    { QT_TR_NOOP("&Help"), "about", QT_TR_NOOP("&About Headroom") },
};

/// The menu of the bar that a menu inside it belongs to, as the table names it.
const char *menuAround(const char *menu)
{
    for (const Row &row : kRows)
        if (*row.id == '>' && QLatin1String(row.id + 1) == QLatin1String(menu))
            return row.menu;
    return menu;
}

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
        action->setObjectName(id);
        action->setCheckable(row.isCheckable);
        menu->addAction(action);
        window.addAction(action); // keys work while the menu bar is hidden
        m_actions[id] = action;
        m_order.append(action);
        if (*row.shortcut)
            m_keys[action] = { QKeySequence(QLatin1String(row.shortcut)) };
        if (*row.icon)
            m_icons[action] = QLatin1String(row.icon);
    }
    const auto more = [this](const char *id, std::initializer_list<const char *> keys) {
        for (const char *each : keys)
            m_keys[m_actions[QLatin1String(id)]].append(QKeySequence(QLatin1String(each)));
    };
    more("zoom-in", { "Ctrl+=" });
    more("redo", { "Ctrl+Y" });
    more("commands", { "Ctrl+Shift+P" });
    more("fit-selection", { "Shift+@", "Shift+\"" }); // where Shift+2 types these
    applyKeys();
}

void Actions::applyKeys()
{
    for (QAction *action : std::as_const(m_order)) {
        const std::optional<QString> own = Settings::keysOf(action->objectName());
        action->setShortcuts(own ? QKeySequence::listFromString(*own, QKeySequence::PortableText)
                                 : m_keys.value(action));
    }
}

QAction *Actions::operator[](const char *id) const
{
    QAction *action = m_actions.value(QLatin1String(id));
    if (!action)
        qFatal("There is no action \"%s\".", id);
    return action;
}

void Actions::setTheme(const theme::Theme &theme)
{
    constexpr int kIcon = 24; // smaller ones are made of it
    const QColor off = theme::hasHighContrast() ? theme.palette().color(QPalette::Disabled, QPalette::WindowText)
                                                : theme.color(theme::Role::CardLine);
    for (auto each = m_icons.begin(); each != m_icons.end(); ++each) {
        QIcon icon(theme::Theme::icon(each.value(), kIcon, theme.color(theme::Role::Text), 2));
        icon.addPixmap(theme::Theme::icon(each.value(), kIcon, off, 2), QIcon::Disabled);
        each.key()->setIcon(icon);
    }
}

std::vector<shortcuts::Group> Actions::groups() const
{
    std::vector<shortcuts::Group> groups;
    for (const Row &row : kRows) {
        QAction *action = m_actions.value(QLatin1String(row.id));
        if (!action)
            continue;
        const QString title = plain(translated(menuAround(row.menu)));
        auto group = std::find_if(groups.begin(), groups.end(), [&](const auto &each) { return each.title == title; });
        if (group == groups.end())
            group = groups.insert(groups.end(), { title, {} });
        group->commands.push_back(
            { action->objectName(), plain(translated(row.text)), action->shortcuts(), m_keys.value(action) });
    }
    return groups;
}

QString Actions::plain(const QString &text)
{
    return QString(text).remove(QLatin1Char('&')).remove(QStringLiteral("…"));
}

} // namespace headroom::app

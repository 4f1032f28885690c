#include "app/shell/docks.h"

#include "views/theme/letters.h"

#include <QAction>
#include <QEvent>
#include <QTabBar>

#include <algorithm>

namespace headroom::app {

namespace {

constexpr int kVersion = 5;   ///< of the set of panels
constexpr int kWide = 1500;   ///< from here on all charts have room beside each other
constexpr int kNarrow = 1200; ///< below it they stand behind each other
constexpr int kLeft = 200;
constexpr int kRight = 300;
constexpr const char *kExtent = "extentBeforeYielding"; ///< property of a panel
constexpr int kBottom = 290;
constexpr int kRoomPercent = 48; ///< of the window for a panel that has all of the bottom

const QStringList kBottomPanels { QStringLiteral("utilization"), QStringLiteral("latency"),
                                  QStringLiteral("cost"),        QStringLiteral("availability"),
                                  QStringLiteral("stage-map"),   QStringLiteral("findings") };

} // namespace

Docks::Docks(QMainWindow &window)
    : QObject(&window)
    , m_window(window)
{
    m_settling.setSingleShot(true);
    m_settling.callOnTimeout(this, [this] {
        if (!isAway())
            m_share();
        keepApart();
    });
    m_resized.setSingleShot(true);
    m_resized.callOnTimeout(this, &Docks::keepApart);
    m_tabbed.setSingleShot(true);
    m_tabbed.callOnTimeout(this, [this] {
        for (docks::DockTitle *title : std::as_const(m_titles))
            title->followTabs();
    });
    window.installEventFilter(this);
    window.setDockOptions(QMainWindow::AllowNestedDocks | QMainWindow::AllowTabbedDocks | QMainWindow::GroupedDragging);
    window.setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    window.setCorner(Qt::TopLeftCorner, Qt::LeftDockWidgetArea);
    window.setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    window.setCorner(Qt::TopRightCorner, Qt::RightDockWidgetArea);
    window.setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
}

QDockWidget *Docks::add(const QString &id, const QString &title, const QString &tab, QWidget *content, QAction *toggle)
{
    auto *dock = new QDockWidget(tab, &m_window);
    dock->setObjectName(id);
    dock->setAccessibleName(title);
    dock->setWidget(content);
    auto *head = new docks::DockTitle(*dock, title);
    dock->setTitleBarWidget(head);
    m_titles.append(head);
    m_docks.insert(id, dock);
    m_window.addDockWidget(Qt::BottomDockWidgetArea, dock);
    const auto follow = [this] { m_tabbed.start(); }; // once the window has laid out its docks
    connect(dock, &QDockWidget::visibilityChanged, this, follow);
    connect(dock, &QDockWidget::topLevelChanged, this, follow);
    connect(dock, &QDockWidget::dockLocationChanged, this, follow);
    // Behind another tab a panel is not visible and yet shown, so the dock's own action tells.
    connect(toggle, &QAction::toggled, dock, [this, dock](bool isOn) {
        if (isOn == dock->isHidden()) {
            dock->setVisible(isOn);
            if (isOn)
                dock->raise();
        }
    });
    connect(dock->toggleViewAction(), &QAction::toggled, toggle, [this, toggle](bool isOn) {
        if (!isAway())
            toggle->setChecked(isOn);
    });
    return dock;
}

void Docks::setTheme(const theme::Theme &theme)
{
    for (docks::DockTitle *title : std::as_const(m_titles))
        title->setTheme(theme);
}

void Docks::reset(QSize size)
{
    m_before.clear();
    m_yielded.clear();
    m_isArranging = true;
    for (QDockWidget *dock : std::as_const(m_docks)) {
        dock->setFloating(false);
        m_window.removeDockWidget(dock);
    }
    const auto put = [this](const char *id, Qt::DockWidgetArea area, bool isShown) {
        QDockWidget *dock = m_docks[QLatin1String(id)];
        m_window.addDockWidget(area, dock);
        dock->setVisible(isShown);
        return dock;
    };
    QDockWidget *palette = put("palette", Qt::LeftDockWidgetArea, true);
    QDockWidget *outline = put("outline", Qt::LeftDockWidgetArea, false);
    m_window.tabifyDockWidget(palette, outline);
    QDockWidget *inspector = put("inspector", Qt::RightDockWidgetArea, true);
    QDockWidget *history = put("history", Qt::RightDockWidgetArea, false);
    m_window.tabifyDockWidget(inspector, history);
    QDockWidget *utilization = put("utilization", Qt::BottomDockWidgetArea, true);
    QDockWidget *latency = put("latency", Qt::BottomDockWidgetArea, true);
    QDockWidget *cost = put("cost", Qt::BottomDockWidgetArea, true);
    const bool isWide = size.width() >= theme::scaled(kWide);
    const bool isNarrow = size.width() < theme::scaled(kNarrow); // which has no room for six names
    QDockWidget *availability = put("availability", Qt::BottomDockWidgetArea, !isNarrow);
    QDockWidget *map = put("stage-map", Qt::BottomDockWidgetArea, true);
    QDockWidget *findings = put("findings", Qt::BottomDockWidgetArea, true);
    put("growth", Qt::BottomDockWidgetArea, false);
    // What is split off a panel that stands in tabs joins the tabs, so tabs come last.
    QStringList row { QStringLiteral("utilization") };
    const auto addBeside = [this, &row](QDockWidget *dock) {
        m_window.splitDockWidget(m_docks[row.last()], dock, Qt::Horizontal);
        row.append(dock->objectName());
    };
    if (!isNarrow)
        addBeside(latency);
    if (isWide)
        addBeside(cost);
    if (!isNarrow)
        addBeside(findings);
    m_window.tabifyDockWidget(utilization, map);
    if (isNarrow)
        m_window.tabifyDockWidget(utilization, latency);
    if (!isWide)
        m_window.tabifyDockWidget(latency, cost);
    if (isNarrow)
        m_window.tabifyDockWidget(utilization, findings);
    m_window.tabifyDockWidget(isWide ? cost : findings, availability); // no more than two behind each other
    if (!isNarrow)
        latency->raise();
    if (isWide)
        cost->raise();
    utilization->raise();
    // A panel that stood in other tabs keeps their geometry until all are put in place anew.
    m_window.restoreState(m_window.saveState(kVersion), kVersion);
    if (!isNarrow)
        findings->raise(); // no sooner: it may still be one of other tabs
    share(size, row);
    m_isArranging = false;
    m_share = [this, size, row] { share(size, row); };
    m_settling.start(); // panels shown for the first time take what they like till then
}

void Docks::share(QSize size, const QStringList &row)
{
    const int left = std::min(theme::scaled(kLeft), size.width() / 4);
    const int right = std::min(theme::scaled(kRight), size.width() / 3);
    const auto dock = [this](const char *id) { return m_docks[QLatin1String(id)]; };
    m_window.resizeDocks({ dock("palette"), dock("inspector") }, { left, right }, Qt::Horizontal);
    m_window.resizeDocks({ dock("utilization") }, { std::min(theme::scaled(kBottom), size.height() / 3) },
                         Qt::Vertical);
    QList<QDockWidget *> beside;
    for (const QString &id : row)
        beside.append(m_docks[id]);
    m_window.resizeDocks(beside, QList<int>(row.size(), (size.width() - left - right) / static_cast<int>(row.size())),
                         Qt::Horizontal);
}

bool Docks::isAtBottom(QDockWidget &dock) const
{
    return !dock.isFloating() && m_window.dockWidgetArea(&dock) == Qt::BottomDockWidgetArea;
}

bool Docks::isInSight(const QDockWidget &dock) const
{
    return dock.isVisible() && !dock.isFloating()
        && m_window.rect().intersects(dock.geometry()); // those behind: outside
}

void Docks::keepApart()
{
    if (isAway() || m_isArranging || !m_window.isVisible())
        return;
    QList<QDockWidget *> seen;
    for (QDockWidget *dock : std::as_const(m_docks))
        if (isInSight(*dock))
            seen.append(dock);
    const bool isApart = std::all_of(seen.begin(), seen.end(), [&seen](const QDockWidget *one) {
        return std::none_of(seen.begin(), seen.end(), [one](const QDockWidget *other) {
            return other != one && other->geometry().intersects(one->geometry());
        });
    });
    if (isApart)
        return;
    QDockWidget *first = nullptr;
    for (const QString &id : kBottomPanels)
        if (QDockWidget *dock = m_docks.value(id); isAtBottom(*dock) && !dock->isHidden()) {
            if (first)
                m_window.tabifyDockWidget(first, dock);
            else
                first = dock;
        }
    if (first)
        first->raise();
}

bool Docks::eventFilter(QObject *window, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::Show)
        m_resized.start();
    return QObject::eventFilter(window, event);
}

void Docks::makeRoomForLetters(QSize size)
{
    const auto widen = [this](const char *id, int wanted) {
        if (QDockWidget *dock = m_docks[QLatin1String(id)]; !dock->isFloating() && dock->width() < wanted)
            m_window.resizeDocks({ dock }, { wanted }, Qt::Horizontal);
    };
    widen("palette", std::min(theme::scaled(kLeft), size.width() / 5));
    widen("inspector", std::min(theme::scaled(kRight), size.width() / 4));
    m_resized.start();
}

QByteArray Docks::state() const
{
    return isAway() ? m_before : m_window.saveState(kVersion);
}

bool Docks::restore(const QByteArray &state)
{
    m_isArranging = true;
    const bool isRestored = !state.isEmpty() && m_window.restoreState(state, kVersion);
    m_isArranging = false;
    if (isRestored)
        m_settling.stop();
    return isRestored;
}

void Docks::setAway(bool isAway, const QString &kept)
{
    if (isAway == this->isAway())
        return;
    if (isAway) {
        m_before = m_window.saveState(kVersion);
        for (QDockWidget *dock : std::as_const(m_docks))
            dock->setVisible(dock->objectName() == kept);
        if (QDockWidget *dock = m_docks.value(kept)) {
            dock->setFloating(false);
            m_window.resizeDocks({ dock }, { m_window.height() * 3 / 10 }, Qt::Vertical);
        }
        return;
    }
    const QByteArray before = std::exchange(m_before, {});
    restore(before);
}

void Docks::reveal(const QString &id)
{
    QDockWidget *dock = m_docks.value(id);
    dock->show();
    dock->raise();
}

void Docks::setBottomVisible(bool isVisible)
{
    if (isVisible)
        return fillBottom(m_hidden.isEmpty() ? kBottomPanels : m_hidden);
    m_hidden = clearBottom();
    for (const QString &id : kBottomPanels) // those that float or stand elsewhere
        if (QDockWidget *dock = m_docks.value(id); !dock->isHidden()) {
            dock->setProperty(kExtent, QVariant());
            dock->hide();
            m_hidden.append(id);
        }
}

QStringList Docks::clearBottom()
{
    int bar = 0;
    for (const QTabBar *each : m_window.findChildren<QTabBar *>(QString(), Qt::FindDirectChildrenOnly))
        bar = each->isVisible() ? std::max(bar, each->height()) : bar;
    QStringList cleared;
    for (const QString &each : kBottomPanels)
        if (QDockWidget *dock = m_docks.value(each); isAtBottom(*dock) && !dock->isHidden()) {
            cleared.append(each);
            const int tabs = m_window.tabifiedDockWidgets(dock).isEmpty() ? 0 : bar; // a panel is resized with its tabs
            dock->setProperty(kExtent, isInSight(*dock) ? QVariant(dock->size() + QSize(0, tabs)) : QVariant());
        }
    for (const QString &each : std::as_const(cleared)) // once all are measured, as the others grow
        m_docks.value(each)->hide();
    return cleared;
}

void Docks::fillBottom(const QStringList &ids)
{
    QList<QDockWidget *> row; // of those that share the bottom, one of each place
    QList<int> widths;
    int height = 0;
    for (const QString &each : ids) {
        QDockWidget *dock = m_docks.value(each);
        dock->show();
        if (const QVariant extent = dock->property(kExtent); extent.isValid()) {
            row.append(dock);
            widths.append(extent.toSize().width());
            height = std::max(height, extent.toSize().height());
        }
    }
    for (QDockWidget *dock : std::as_const(row)) // the first of a place that comes back would stay in front
        dock->raise();
    if (!row.isEmpty())
        m_window.resizeDocks(row, widths, Qt::Horizontal);
    if (!ids.isEmpty())
        m_window.resizeDocks({ m_docks.value(ids.first()) },
                             { height > 0 ? height : std::min(theme::scaled(kBottom), m_window.height() / 3) },
                             Qt::Vertical);
}

void Docks::makeRoom(const QString &id, bool isOn)
{
    if (m_isArranging || isAway())
        return;
    QDockWidget *owner = m_docks.value(id);
    if (isOn) {
        m_yielded.clear();
        if (!isAtBottom(*owner))
            return;
        m_yielded = clearBottom();
        m_window.resizeDocks({ owner }, { m_window.height() * kRoomPercent / 100 }, Qt::Vertical);
        return;
    }
    const bool isBare = std::all_of(kBottomPanels.begin(), kBottomPanels.end(),
                                    [this](const QString &each) { return m_docks.value(each)->isHidden(); });
    if (m_yielded.isEmpty() && isBare) // it had the bottom when the program ended
        m_yielded = kBottomPanels;
    fillBottom(std::exchange(m_yielded, {}));
}

} // namespace headroom::app

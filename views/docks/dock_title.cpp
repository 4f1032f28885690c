#include "views/docks/dock_title.h"
#include "views/docks/float_edge.h"
#include "views/help/plain_tip.h"
#include "views/theme/letters.h"

#include <QAction>
#include <QDockWidget>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QMainWindow>
#include <QPainter>
#include <QToolButton>

#include <algorithm>

namespace headroom::docks {

using theme::Role;
using theme::Theme;

DockTitle::DockTitle(QDockWidget &dock, const QString &title)
    : QWidget(&dock)
    , m_dock(dock)
    , m_title(title)
    , m_theme(&Theme::light())
    , m_text(new QLabel(title, this))
    , m_buttons(new QWidget(this))
    , m_float(button(tr("Float or dock “%1”").arg(title)))
    , m_close(button(tr("Hide “%1”").arg(title)))
    , m_edge(new FloatEdge(dock))
{
    m_text->setTextFormat(Qt::PlainText);
    m_text->setAccessibleName(title);
    m_text->installEventFilter(this);
    m_text->setFont(Theme::font(13, QFont::DemiBold));
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *pair = new QHBoxLayout(m_buttons);
    pair->setContentsMargins(0, 0, 0, 0);
    pair->setSpacing(0);
    pair->addWidget(m_float);
    pair->addWidget(m_close);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 1, 4, 0);
    row->setSpacing(0);
    row->addWidget(m_text, 1);
    row->addStretch();
    row->addWidget(m_buttons);
    setCursor(Qt::ArrowCursor);
    connect(m_float, &QToolButton::clicked, &dock, [&dock] { dock.setFloating(!dock.isFloating()); });
    connect(m_close, &QToolButton::clicked, &dock, &QWidget::close);
}

void DockTitle::elide()
{
    m_text->setText(m_text->fontMetrics().elidedText(m_title, Qt::ElideRight, m_text->width()));
}

/// The bar of tabs that has one of this dock, by its name, as QMainWindow tells no other way.
QTabBar *DockTitle::findTabs() const
{
    auto *window = qobject_cast<QMainWindow *>(m_dock.parentWidget());
    if (!window || m_dock.isFloating())
        return nullptr;
    const QList<QDockWidget *> beside = window->tabifiedDockWidgets(&m_dock);
    const bool isTab = std::any_of(beside.begin(), beside.end(), [](const QDockWidget *each) { // others have no tab
        return each->toggleViewAction()->isChecked() && !each->isFloating();
    });
    if (isTab)
        for (QTabBar *bar : window->findChildren<QTabBar *>(QString(), Qt::FindDirectChildrenOnly))
            for (int i = 0; i < bar->count(); ++i)
                if (!bar->isHidden() && bar->tabText(i) == m_dock.windowTitle())
                    return bar;
    return nullptr;
}

void DockTitle::followTabs()
{
    QTabBar *tabs = findTabs();
    if (tabs != m_tabs) {
        if (m_tabs)
            m_tabs->removeEventFilter(this);
        if (tabs)
            tabs->installEventFilter(this);
        if (!m_tabs != !tabs)
            dressButtons(tabs);
        m_tabs = tabs;
    }
    placeButtons();
}

void DockTitle::dressButtons(bool isTab)
{
    m_text->setHidden(isTab);
    for (QToolButton *each : { m_float, m_close }) {
        each->setStyleSheet(isTab ? QStringLiteral("padding: 0px; border-width: 1px;") : QString());
        each->setFixedSize(theme::scaled(isTab ? 19 : 22), theme::scaled(isTab ? 17 : 22));
        each->setIconSize(QSize(theme::scaled(isTab ? 12 : 14), theme::scaled(isTab ? 12 : 14)));
    }
}

void DockTitle::placeButtons()
{
    constexpr int kBeside = 1; // px on either side
    const int wide = m_buttons->sizeHint().width();
    const bool hasRoom
        = m_tabs && !m_tabs->isHidden() && m_tabs->sizeHint().width() + wide + 2 * kBeside <= m_tabs->width();
    if (hasRoom != m_isInTabs) {
        m_isInTabs = hasRoom;
        if (hasRoom)
            m_buttons->setParent(m_tabs->parentWidget());
        else
            layout()->addWidget(m_buttons);
        updateGeometry();
    }
    if (!m_isInTabs) {
        m_buttons->show();
        return;
    }
    const QRect bar = m_tabs->geometry();
    const QSize size(wide, m_buttons->sizeHint().height());
    m_buttons->setGeometry({ QPoint(bar.right() + 1 - wide - kBeside, bar.center().y() - size.height() / 2), size });
    const bool isInFront = m_tabs->tabText(m_tabs->currentIndex()) == m_dock.windowTitle();
    m_buttons->setVisible(isInFront);
    if (isInFront)
        m_buttons->raise();
}

QSize DockTitle::sizeHint() const
{
    const QSize usual = QWidget::sizeHint();
    return m_isInTabs ? QSize(usual.width(), 0) : usual;
}

QSize DockTitle::minimumSizeHint() const
{
    const QSize usual = QWidget::minimumSizeHint();
    return m_isInTabs ? QSize(usual.width(), 0) : usual;
}

bool DockTitle::eventFilter(QObject *object, QEvent *event)
{
    if (object == m_text && (event->type() == QEvent::Resize || event->type() == QEvent::FontChange))
        elide();
    if (object == m_tabs)
        switch (event->type()) {
        case QEvent::Resize:
        case QEvent::Move:
        case QEvent::Show:
        case QEvent::Hide:
        case QEvent::LayoutRequest:
            placeButtons();
            break;
        default:
            break;
        }
    return QWidget::eventFilter(object, event);
}

QToolButton *DockTitle::button(const QString &name)
{
    auto *made = new QToolButton(this);
    made->setAutoRaise(true);
    made->setFixedSize(theme::scaled(22), theme::scaled(22));
    made->setIconSize(QSize(theme::scaled(14), theme::scaled(14)));
    made->setFocusPolicy(Qt::TabFocus);
    made->setAccessibleName(name);
    made->setToolTip(help::plainTip(name));
    return made;
}

void DockTitle::setTheme(const Theme &theme)
{
    m_theme = &theme;
    m_text->setFont(Theme::font(13, QFont::DemiBold));
    const auto sign = [&theme](const char *name) { // fine enough for any scale of the screen
        return QIcon(Theme::icon(QLatin1String(name), theme::scaled(14), theme.color(Role::Secondary), 2));
    };
    m_float->setIcon(sign("float"));
    m_close->setIcon(sign("close"));
    m_edge->setColor(theme.color(Role::Edge));
    update();
}

void DockTitle::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->color(Role::Panel));
}

} // namespace headroom::docks

#include "views/docks/tab_fit.h"

#include "views/theme/letters.h"

#include <QEvent>
#include <QStyle>
#include <QTabBar>

namespace headroom::docks {

namespace {

constexpr auto kTight = "tight"; // see the style sheet

} // namespace

TabFit::TabFit(QTabBar &tabs)
    : QObject(&tabs)
    , m_tabs(tabs)
{
    tabs.installEventFilter(this);
}

bool TabFit::eventFilter(QObject *tabs, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Resize:
    case QEvent::Show:
    case QEvent::LayoutRequest:
        fit();
        break;
    default:
        break;
    }
    return QObject::eventFilter(tabs, event);
}

void TabFit::fit()
{
    QString names = QString::number(theme::letterScale());
    for (int i = 0; i < m_tabs.count(); ++i)
        names += QLatin1Char('\n') + m_tabs.tabText(i);
    const bool isTight = m_tabs.property(kTight).toBool();
    if (names != m_names) {
        m_names = names;
        setTight(false);
        m_wanted = m_tabs.sizeHint().width();
    } else if (!isTight) {
        m_wanted = m_tabs.sizeHint().width();
    }
    setTight(m_wanted > m_tabs.width());
}

void TabFit::setTight(bool isTight)
{
    if (m_tabs.property(kTight).toBool() == isTight)
        return;
    m_tabs.setProperty(kTight, isTight);
    m_tabs.style()->unpolish(&m_tabs);
    m_tabs.style()->polish(&m_tabs);
}

} // namespace headroom::docks

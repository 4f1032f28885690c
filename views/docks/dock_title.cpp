#include "views/docks/dock_title.h"
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
    , m_title(title)
    , m_theme(&Theme::light())
    , m_text(new QLabel(title, this))
    , m_float(button(tr("Float or dock “%1”").arg(title)))
    , m_close(button(tr("Hide “%1”").arg(title)))
{
    m_text->setTextFormat(Qt::PlainText);
    m_text->setAccessibleName(title);
    m_text->installEventFilter(this);
    m_text->setFont(Theme::font(13, QFont::DemiBold));
    m_text->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(14, 1, 4, 0);
    row->setSpacing(0);
    row->addWidget(m_text, 1);
    row->addStretch();
    row->addWidget(m_float);
    row->addWidget(m_close);
    setCursor(Qt::ArrowCursor);
    connect(m_float, &QToolButton::clicked, &dock, [&dock] { dock.setFloating(!dock.isFloating()); });
    connect(m_close, &QToolButton::clicked, &dock, &QWidget::close);
}

void DockTitle::elide()
{
    m_text->setText(m_text->fontMetrics().elidedText(m_title, Qt::ElideRight, m_text->width()));
}

void DockTitle::followTabs()
{
    const auto *dock = static_cast<const QDockWidget *>(parentWidget());
    const auto *window = qobject_cast<const QMainWindow *>(dock->parentWidget());
    const auto beside = window && !dock->isFloating() ? window->tabifiedDockWidgets(const_cast<QDockWidget *>(dock))
                                                      : QList<QDockWidget *>();
    const bool isTab = std::any_of(beside.begin(), beside.end(), [](const QDockWidget *each) { // others have no tab
        return each->toggleViewAction()->isChecked() && !each->isFloating();
    });
    if (isTab == m_text->isHidden())
        return;
    m_text->setHidden(isTab);
    for (QToolButton *each : { m_float, m_close }) {
        each->setStyleSheet(isTab ? QStringLiteral("padding: 0px; border-width: 1px;") : QString());
        each->setFixedHeight(theme::scaled(isTab ? 17 : 22));
        each->setIconSize(QSize(theme::scaled(isTab ? 12 : 14), theme::scaled(isTab ? 12 : 14)));
    }
}

bool DockTitle::eventFilter(QObject *object, QEvent *event)
{
    if (object == m_text && (event->type() == QEvent::Resize || event->type() == QEvent::FontChange))
        elide();
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
    const QString look = QLatin1String(theme.isDark() ? "dark" : "light");
    m_float->setIcon(QIcon(QStringLiteral(":/headroom/icons/float-%1.svg").arg(look)));
    m_close->setIcon(QIcon(QStringLiteral(":/headroom/icons/close-%1.svg").arg(look)));
    update();
}

void DockTitle::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme->color(Role::Panel));
}

} // namespace headroom::docks

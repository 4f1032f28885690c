#include "views/compare/table_turns.h"

#include "views/theme/letters.h"

#include <QSplitter>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace headroom::compare {

namespace {

// Pixels at usual letters, below which more would be cut than names and long words.
constexpr int kLeastFirst = 430;
constexpr int kLeastSecond = 620;

} // namespace

TableTurns::TableTurns(QTableWidget *first, QTableWidget *second, QWidget *parent)
    : QWidget(parent)
    , m_first(first)
    , m_second(second)
    , m_views(new QTabBar(this))
    , m_tables(new QSplitter(Qt::Horizontal, this))
{
    m_views->setProperty("compact", true);
    m_views->setExpanding(false);
    m_views->setAccessibleName(tr("Which table is shown"));
    for (QTableWidget *each : { first, second }) {
        m_views->addTab(each->accessibleName());
        m_tables->addWidget(each);
    }
    m_tables->setChildrenCollapsible(false);
    m_views->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(m_views);
    column->addWidget(m_tables, 1);
    connect(m_views, &QTabBar::currentChanged, this, &TableTurns::shareRoom);
}

void TableTurns::setWishes(int first, int second)
{
    m_firstWish = first;
    m_secondWish = second;
    shareRoom();
}

void TableTurns::shareRoom()
{
    const int first = std::min(m_firstWish, theme::scaled(kLeastFirst));
    const int second = std::min(m_secondWish, theme::scaled(kLeastSecond));
    const bool wasInTurns = std::exchange(m_isInTurns, width() < first + second);
    m_views->setVisible(m_isInTurns);
    m_first->setVisible(!m_isInTurns || m_views->currentIndex() == 0);
    m_second->setVisible(!m_isInTurns || m_views->currentIndex() == 1);
    const int room = std::max(width() / 2, second);
    if (!m_isInTurns && (wasInTurns || m_second->width() < second)) // else as people have set them
        m_tables->setSizes({ width() - room, room });
}

void TableTurns::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    shareRoom();
}

} // namespace headroom::compare

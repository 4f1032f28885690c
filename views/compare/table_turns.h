#pragma once

#include <QTableWidget>
#include <QWidget>

class QSplitter;
class QTabBar;

namespace headroom::compare {

/// Two tables beside each other, or one at a time where that would cut what is in the second.
class TableTurns final : public QWidget {
    Q_OBJECT

public:
    /// Takes both over; their accessible names are those of the tabs.
    TableTurns(QTableWidget *first, QTableWidget *second, QWidget *parent);
    /// @param first, second  pixels that the columns of each ask for
    void setWishes(int first, int second);
    /// Which of the two is shown; both are where there is room.
    [[nodiscard]] QTabBar *views() const { return m_views; }
    [[nodiscard]] bool isInTurns() const { return m_isInTurns; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void shareRoom();

    QTableWidget *m_first;
    QTableWidget *m_second;
    QTabBar *m_views;
    QSplitter *m_tables;
    int m_firstWish = 0;
    int m_secondWish = 0;
    bool m_isInTurns = false;
};

} // namespace headroom::compare

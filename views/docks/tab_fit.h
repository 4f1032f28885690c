#pragma once

#include <QObject>

class QTabBar;

namespace headroom::docks {

/// Lets the letters of tabs shrink together before a name is cut: a small name says more than the begin of a large one.
/// Child of the tabs.
class TabFit final : public QObject {
public:
    explicit TabFit(QTabBar &tabs);

protected:
    bool eventFilter(QObject *tabs, QEvent *event) override;

private:
    void fit();
    void setTight(bool isTight);

    QTabBar &m_tabs;
    QString m_names;  ///< of the tabs that were measured
    int m_wanted = 0; ///< px that they need with letters of their usual size
};

} // namespace headroom::docks

#pragma once

#include "views/findings/finding_order.h"
#include "views/theme/theme.h"

#include <QWidget>

class QAction;
class QLineEdit;
class QMenu;
class QToolButton;

namespace headroom::findings {

/// Which findings are shown and in what order: a search field, and two buttons with menus that its owner puts in place.
class FindingsBar final : public QWidget {
    Q_OBJECT

public:
    explicit FindingsBar(QWidget *parent = nullptr);
    void setChoices(const Choices &choices);
    [[nodiscard]] const Choices &choices() const { return m_choices; }
    void setTheme(const theme::Theme &theme);
    [[nodiscard]] QLineEdit *searchField() const { return m_search; }
    [[nodiscard]] QToolButton *filterButton() const { return m_filter; }
    [[nodiscard]] QToolButton *orderButton() const { return m_order; }

Q_SIGNALS:
    void changed(const headroom::findings::Choices &choices);

private:
    void makeFilterMenu();
    void makeOrderMenu();
    void take(const Choices &choices);
    void show();

    Choices m_choices;
    QLineEdit *m_search;
    QToolButton *m_filter;
    QToolButton *m_order;
    std::vector<std::pair<QAction *, bool Choices::*>> m_filters;
    std::vector<std::pair<QAction *, Order>> m_orders;
    std::vector<std::pair<QAction *, Grouping>> m_groupings;
};

} // namespace headroom::findings

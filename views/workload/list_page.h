#pragma once

#include "model/edits/workload_edits.h"
#include "views/theme/theme.h"
#include "views/workload/item_form.h"
#include "views/workload/item_list.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace headroom::workload_views {

/// A list of things of the workload, and the form of the chosen one. What the things are is for those who derive.
class ListPage : public QWidget {
    Q_OBJECT

public:
    void show(project::Snapshot snapshot);
    virtual void setTheme(const theme::Theme &theme);
    [[nodiscard]] ItemList *items() const { return m_items; }
    [[nodiscard]] QPushButton *resetButton() const { return m_reset; }

Q_SIGNALS:
    void editRequested(const headroom::edits::Edit &edit);

protected:
    using Edits = edits::WorkloadEdits;

    /// @param what  one of the things. @param empty  shown where there is none. @param catalog  must outlive the page.
    ListPage(const QString &what, const QString &empty, const catalog::Catalog &catalog, QWidget *parent);

    /// Asks for the edit that `make` makes of the present workload.
    template <typename Make>
    void request(const Make &make)
    {
        const project::Snapshot held = m_snapshot; // the answer brings another
        Q_EMIT editRequested(make(Edits(held->workload, m_catalog)));
    }
    [[nodiscard]] const project::Workload &workload() const { return m_snapshot->workload; }
    [[nodiscard]] const project::Snapshot &snapshot() const { return m_snapshot; }
    [[nodiscard]] ItemForm *shownForm() const { return m_form; } ///< null until something is shown
    /// Where the thing of that id stands among `all`; their number when it is gone.
    template <typename Item>
    [[nodiscard]] static std::size_t placeOf(const std::vector<Item> &all, const std::string &id)
    {
        std::size_t at = 0;
        while (at < all.size() && all[at].id != id)
            ++at;
        return at;
    }

    [[nodiscard]] virtual std::vector<ItemList::Item> itemsOf(const Edits &edits) const = 0;
    /// Why the chosen thing cannot be deleted; empty: it can.
    [[nodiscard]] virtual QString undeletable(const Edits &edits) const = 0;
    /// Of the button below the list; empty: there is nothing to go back to.
    [[nodiscard]] virtual QString resetText() const = 0;
    /// What the form depends on; a change makes another.
    [[nodiscard]] virtual std::string formKey(const Edits &edits, std::size_t at) const = 0;
    [[nodiscard]] virtual ItemForm *makeForm(const Edits &edits, std::size_t at, QWidget *parent) = 0;
    /// The form shows what is chosen.
    virtual void refreshed() { }
    /// The whole workload is another, whatever is chosen.
    virtual void refreshAll(const Edits &) { }
    [[nodiscard]] virtual edits::Batch added(const Edits &edits) const = 0;
    [[nodiscard]] virtual edits::Batch copied(const Edits &edits, std::size_t at) const = 0;
    [[nodiscard]] virtual edits::Batch removed(const Edits &edits, std::size_t at) const = 0;
    [[nodiscard]] virtual edits::Batch reset(const Edits &edits) const = 0;

    const catalog::Catalog &m_catalog;
    const theme::Theme *m_theme;
    QVBoxLayout *m_column; ///< for what stands above list and editors

private:
    void refresh();
    void focusName();

    project::Snapshot m_snapshot;
    ItemList *m_items;
    QPushButton *m_reset;
    QScrollArea *m_area;
    ItemForm *m_form = nullptr;
    QLabel *m_empty;
    std::string m_shown;
};

} // namespace headroom::workload_views

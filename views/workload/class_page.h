#pragma once

#include "views/workload/class_form.h"
#include "views/workload/list_page.h"

class QLabel;

namespace headroom::workload_views {

/// The classes of requests of a workload, and how many of them read for each that writes.
class ClassPage final : public ListPage {
    Q_OBJECT

public:
    /// @param catalog  must outlive the page.
    ClassPage(const catalog::Catalog &catalog, QWidget *parent);
    void setTheme(const theme::Theme &theme) override;
    [[nodiscard]] ClassForm *form() const { return static_cast<ClassForm *>(shownForm()); }
    [[nodiscard]] QuantityField *ratioField() const { return m_ratio; }
    [[nodiscard]] QString ratioNote() const;

protected:
    [[nodiscard]] std::vector<ItemList::Item> itemsOf(const Edits &edits) const override;
    [[nodiscard]] QString undeletable(const Edits &edits) const override;
    [[nodiscard]] QString resetText() const override;
    [[nodiscard]] std::string formKey(const Edits &edits, std::size_t at) const override;
    [[nodiscard]] ItemForm *makeForm(const Edits &edits, std::size_t at, QWidget *parent) override;
    void refreshAll(const Edits &edits) override { refreshRatio(edits); }
    [[nodiscard]] edits::Batch added(const Edits &edits) const override { return edits.addClass(); }
    [[nodiscard]] edits::Batch copied(const Edits &edits, std::size_t at) const override { return edits.copyClass(at); }
    [[nodiscard]] edits::Batch removed(const Edits &edits, std::size_t at) const override
    {
        return edits.removeClass(at);
    }
    [[nodiscard]] edits::Batch reset(const Edits &edits) const override { return edits.resetClasses(); }

private:
    void stateRatio(std::optional<double> ratio);
    void refreshRatio(const Edits &edits);
    void showNote(const QString &note, theme::Role ink);

    QLabel *m_caption;
    QuantityField *m_ratio;
    QLabel *m_note;
    QString m_plainNote;
};

} // namespace headroom::workload_views

#pragma once

#include "views/workload/journey_form.h"
#include "views/workload/list_page.h"

namespace headroom::workload_views {

/// The journeys of a workload.
class JourneyPage final : public ListPage {
    Q_OBJECT

public:
    /// @param catalog  must outlive the page.
    JourneyPage(const catalog::Catalog &catalog, QWidget *parent);
    void setTheme(const theme::Theme &theme) override;
    [[nodiscard]] JourneyForm *form() const { return m_form; } ///< null until there is a journey

protected:
    [[nodiscard]] std::vector<ItemList::Item> itemsOf(const Edits &edits) const override;
    [[nodiscard]] QString undeletable(const Edits &edits) const override;
    [[nodiscard]] QString resetText() const override;
    [[nodiscard]] std::string formKey(const Edits &edits, std::size_t at) const override;
    [[nodiscard]] QWidget *makeForm(const Edits &edits, std::size_t at, QWidget *parent) override;
    void refreshForm(const Edits &edits, std::size_t at) override;
    [[nodiscard]] QLineEdit *nameField() const override { return m_form ? m_form->nameField() : nullptr; }
    [[nodiscard]] edits::Batch added(const Edits &edits) const override { return edits.addJourney(); }
    [[nodiscard]] edits::Batch copied(const Edits &edits, std::size_t at) const override
    {
        return edits.copyJourney(at);
    }
    [[nodiscard]] edits::Batch removed(const Edits &edits, std::size_t at) const override
    {
        return edits.removeJourney(at);
    }
    [[nodiscard]] edits::Batch reset(const Edits &edits) const override { return edits.resetJourneys(); }

private:
    JourneyForm *m_form = nullptr;
};

} // namespace headroom::workload_views

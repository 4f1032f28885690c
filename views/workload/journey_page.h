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
    [[nodiscard]] JourneyForm *form() const { return static_cast<JourneyForm *>(shownForm()); }

protected:
    [[nodiscard]] std::vector<ItemList::Item> itemsOf(const Edits &edits) const override;
    [[nodiscard]] QString undeletable(const Edits &edits) const override;
    [[nodiscard]] QString resetText() const override;
    [[nodiscard]] std::string formKey(const Edits &edits, std::size_t at) const override;
    [[nodiscard]] ItemForm *makeForm(const Edits &edits, std::size_t at, QWidget *parent) override;
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
};

} // namespace headroom::workload_views

#pragma once

#include "model/growth/input_choices.h"
#include "model/growth/ranges.h"
#include "views/theme/theme.h"

#include <QWidget>

#include <optional>
#include <vector>

class QGridLayout;
class QLabel;
class QToolButton;

namespace headroom::workload_views {
class QuantityField;
}

namespace headroom::growth_views {

/// The inputs that are not known exactly, each between two values that can be typed.
class RangeList final : public QWidget {
    Q_OBJECT

public:
    explicit RangeList(QWidget *parent);
    void setTheme(const theme::Theme &theme);
    /// @param inputs  of the design, resolved; as many as it states, or none where one of them makes no sense.
    /// @param stated  what the design states. @param choices  what could be added
    void setRanges(const std::vector<growth::InputRange> &inputs, const std::vector<project::Uncertainty> &stated,
                   std::vector<growth::InputGroup> choices);
    [[nodiscard]] std::size_t count() const { return m_rows.size(); }
    [[nodiscard]] workload_views::QuantityField *lowField(std::size_t row) const { return m_rows[row].low; }
    [[nodiscard]] workload_views::QuantityField *highField(std::size_t row) const { return m_rows[row].high; }
    [[nodiscard]] QToolButton *removeButton(std::size_t row) const { return m_rows[row].remove; }
    [[nodiscard]] QToolButton *addButton() const { return m_add; }
    /// What the factors of a relative range come to in the present stage; empty: the bounds are values themselves.
    [[nodiscard]] QString meaning(std::size_t row) const;
    [[nodiscard]] QString error() const;
    /// Puts the cursor into the row of an input.
    void edit(std::size_t row);

Q_SIGNALS:
    void rangesStated(const std::vector<headroom::project::Uncertainty> &ranges);

private:
    struct Row {
        QWidget *text; ///< the title, and below it what factors come to
        QLabel *title;
        QLabel *meaning;
        workload_views::QuantityField *low;
        workload_views::QuantityField *high;
        QToolButton *remove;
        [[nodiscard]] std::vector<QWidget *> all() const;
    };
    struct Place {
        std::size_t row;
        std::size_t part; ///< of Row::all()
    };
    [[nodiscard]] std::optional<Place> placeOfKeys() const;
    void quieten(QLabel *meaning) const;
    void addRow(const growth::InputRange *input, const project::Uncertainty &stated);
    void state(std::size_t row, bool isLow, double value);
    void fillMenu();
    void say(const QString &error);

    const theme::Theme *m_theme;
    QGridLayout *m_grid;
    QToolButton *m_add;
    QLabel *m_error;
    QLabel *m_empty;
    std::vector<Row> m_rows;
    std::vector<project::Uncertainty> m_stated;
    std::vector<growth::InputRange> m_inputs;
    std::vector<growth::InputGroup> m_choices;
};

} // namespace headroom::growth_views

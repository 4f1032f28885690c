#pragma once

#include "model/catalog/catalog.h"

#include <map>
#include <optional>
#include <string_view>

namespace headroom::catalog {

/// The number behind a value, a flag as 0 or 1; nothing for text.
[[nodiscard]] std::optional<double> asNumber(const project::Value &value);

/// What one component works with: its kind and the figures of its size are looked up once for all of its parameters.
class ComponentValues {
public:
    /// Both must outlive it.
    ComponentValues(const Catalog &catalog, const project::Component &component);

    /// See effectiveValue(), unstatedValue(), numberOf(). @pre  spec belongs to the component's kind.
    [[nodiscard]] EffectiveValue effective(const ParameterSpec &spec) const;
    [[nodiscard]] EffectiveValue unstated(const ParameterSpec &spec) const;
    [[nodiscard]] std::optional<double> number(std::string_view parameter) const;
    /// A number as it is, a flag as 0 or 1, a choice by its index; nothing for other text.
    [[nodiscard]] std::optional<double> figure(const ParameterSpec &spec) const;
    /// Of the chosen size; null where it has none.
    [[nodiscard]] const std::map<std::string, double, std::less<>> *sizeFigures() const { return m_figures; }

private:
    [[nodiscard]] std::optional<double> computed(const ParameterSpec &spec) const;

    const project::Component &m_component;
    const Kind &m_kind;
    const std::map<std::string, double, std::less<>> *m_figures = nullptr;
};

} // namespace headroom::catalog

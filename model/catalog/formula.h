#pragma once

#include "model/core/result.h"

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace headroom::catalog {

struct Affine;

/// One step of a tiered price: the first `upTo` units (since the previous step) at `price` each.
struct PriceTier {
    double upTo = 0; ///< units in this step; infinite in the last
    double price = 0;
};
using PriceTables = std::map<std::string, std::vector<PriceTier>, std::less<>>;

/// An arithmetic expression of the catalog, compiled once: `1.3 * vcpu / usl(vcpu, sigma, kappa)`.
///
/// Numbers, names, + - * / ^, parentheses, comparisons (1 or 0), `if(c, a, b)`, min, max, ceil, floor, exp, ln,
/// usl(n, σ, κ) = n / (1 + σ(n−1) + κn(n−1)), pair(mttf, mttr, failover, coverage), avail(mttf, mttr),
/// tier(units, table) with a price table's id, erlang_c(m, a) as queueing::erlangC, at_least(k, n, a) as
/// reliability::atLeast, zipf(kept, keys, s) as flow::popularShare,
/// sojourn(p, S, C, s) as the p-quantile of queueing::Sojourn with s servers spare. Names may hold letters beyond ASCII: λ, ρ.
class Formula {
public:
    Formula() = default;

    /// @param tables  price tables for `tier`; must outlive the formula.
    /// Error: what is wrong and at which character.
    [[nodiscard]] static Result<Formula> parse(std::string_view text, const PriceTables &tables);

    [[nodiscard]] bool empty() const { return m_code.empty(); }
    [[nodiscard]] const std::string &text() const { return m_text; }
    /// Distinct names in order of first use; evaluate() takes their values in this order.
    [[nodiscard]] const std::vector<std::string> &names() const { return m_names; }

    /// The text with every name replaced by what `textOf` gives for it; functions and price tables stay.
    [[nodiscard]] std::string substituted(const std::function<std::string(std::string_view)> &textOf) const;

    /// The value. Division by zero gives infinity, never a trap. O(length), no allocation.
    /// @param values  one per names(), in that order.
    [[nodiscard]] double evaluate(std::span<const double> values) const;

    /// The value with names looked up one by one; for places that are not hot.
    [[nodiscard]] double evaluate(const std::function<double(std::string_view)> &valueOf) const;

private:
    friend class FormulaParser;
    friend std::optional<Affine> affineOf(const Formula &formula, std::span<const Affine> values);
    enum class Op : unsigned char {
        Number,
        Name,
        Add,
        Sub,
        Mul,
        Div,
        Pow,
        Neg,
        Less,
        LessEq,
        More,
        MoreEq,
        Equal,
        If,
        Min,
        Max,
        Ceil,
        Floor,
        Exp,
        Ln,
        Usl,
        Pair,
        Avail,
        Tier,
        ErlangC,
        AtLeast,
        Zipf,
        Sojourn
    };
    struct Step {
        Op op = Op::Number;
        double number = 0;
        int name = 0;
        const std::vector<PriceTier> *tiers = nullptr;
    };
    static constexpr std::size_t kMaxStack = 64;
    [[nodiscard]] static std::size_t operands(Op op); ///< how many values it takes
    [[nodiscard]] static double apply(const Step &step, const double *of);
    [[nodiscard]] static double call(const Step &step, const double *of);

    std::string m_text;
    std::vector<std::string> m_names;
    std::vector<Step> m_code; ///< reverse Polish
};

} // namespace headroom::catalog

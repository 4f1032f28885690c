#pragma once

#include "model/catalog/affine.h"

#include <string>
#include <utility>
#include <vector>

namespace headroom::engine {

/// What one value of a price formula is, besides a constant.
enum class Input : unsigned char {
    Constant,
    PerUser,      ///< times the users
    Instances,    ///< at work at the peak hour
    DayInstances, ///< mean over the day
    Others        ///< the bill of everything that is no overhead
};

/// A price formula that is no straight line, with its values in order of its names.
struct Curve {
    const catalog::Formula *formula = nullptr;
    std::vector<double> values;
    std::vector<double> bases; ///< of what is per user: the amount without users; as long as values, or empty: all 0
    std::vector<Input> inputs;
};

/// The lines of all components' bills, rows grouped by component.
/// A line is base + perUser·U + perInstance·n + perDay·day_n, or the curve of its row; never below 0.
struct Bills {
    std::vector<int> component;
    std::vector<int> category; ///< index in categories
    std::vector<double> base;  ///< USD per month
    std::vector<double> perUser;
    std::vector<double> perInstance;
    std::vector<double> perDay;
    std::vector<int> curve;       ///< index in curves; −1: a straight line
    std::vector<char> isOverhead; ///< per row
    std::vector<int> curved;      ///< rows of curves that are no overheads
    std::vector<int> transfers;   ///< rows of the category transfer
    std::vector<int> overheads;   ///< rows that are a share of all the others: always curves
    std::vector<Curve> curves;
    std::vector<std::string> categories;
    std::vector<int> dayComponents;             ///< those whose bill asks for their instances over the day
    std::vector<int> dayScaled;                 ///< of these, those whose number follows the load of the hour
    std::vector<std::pair<double, double>> day; ///< load over peak, and how many samples of the day have it
    double samples = 1;                         ///< of the day
    double betweenPlaces = 0;                   ///< USD per month and user: transfer that connections are billed for
    double betweenPlacesBase = 0;               ///< USD per month: the same, of jobs that users have no part in
    int transfer = -1;                          ///< index in categories; −1: none
    [[nodiscard]] std::size_t size() const { return component.size(); }
};

/// Writes a line: as a straight one where its formula is, else as a curve. A line stays of the sort it was.
void setLine(Bills &bills, std::size_t line, const Curve &curve);

/// The curve as a straight line in users, instances, instances over the day and the others' bill; nothing: it bends.
[[nodiscard]] std::optional<catalog::Affine> straightened(const Curve &curve);

} // namespace headroom::engine

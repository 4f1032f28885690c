#include "model/flow/counts.h"

#include <cassert>
#include <cmath>
#include <map>

namespace headroom::flow {

namespace {

constexpr double kUnlikely = 1e-9;
constexpr double kMost = 128;
constexpr double kWhole = 1e-9; // 9.9999999999 calls are 10

using Table = std::map<double, double>;

Counts fromTable(const Table &table)
{
    double mean = 0;
    double kept = 0;
    Counts counts;
    for (const auto &[times, probability] : table) {
        mean += times * probability;
        if (probability <= kUnlikely)
            continue;
        counts.push_back({ times, probability });
        kept += probability;
    }
    if (static_cast<double>(counts.size()) > kMost || counts.empty())
        return { { mean, 1 } };
    for (Count &count : counts)
        count.probability /= kept;
    return counts;
}

/// Adds `weight` times the binomial distribution of n whole tries.
void addBinomial(Table &table, double tries, double chance, double weight)
{
    if (weight <= 0)
        return;
    if (chance >= 1 || tries > kMost) {
        table[tries * chance] += weight;
        return;
    }
    double probability = std::pow(1 - chance, tries);
    for (double k = 0; k <= tries; ++k) {
        table[k] += weight * probability;
        probability *= (tries - k) / (k + 1) * chance / (1 - chance);
    }
}

} // namespace

double meanOf(const Counts &counts)
{
    double mean = 0;
    for (const Count &count : counts)
        mean += count.times * count.probability;
    return mean;
}

Counts around(double mean)
{
    return thin({ { 1, 1 } }, mean, 1);
}

Counts sum(const Counts &a, const Counts &b)
{
    Table table;
    for (const Count &one : a)
        for (const Count &other : b)
            table[one.times + other.times] += one.probability * other.probability;
    return fromTable(table);
}

Counts thin(const Counts &times, double calls, double chance)
{
    assert(calls >= 0 && chance >= 0 && chance <= 1);
    Table table;
    for (const Count &count : times) {
        const double tries = count.times * calls;
        const double whole = std::floor(tries + kWhole);
        const double more = tries - whole > kWhole ? tries - whole : 0;
        addBinomial(table, whole, chance, count.probability * (1 - more));
        addBinomial(table, whole + 1, chance, count.probability * more);
    }
    return fromTable(table);
}

} // namespace headroom::flow

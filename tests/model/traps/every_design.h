#pragma once

#include "tests/support/model_support.h"
#include "tests/support/random_design.h"

#include <QByteArray>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <string>

namespace headroom::test {

constexpr std::uint64_t kFirstSeed = 31000;
constexpr int kDesigns = 1000;

inline bool isNearlySame(double a, double b, double tolerance = 1e-9)
{
    return std::abs(a - b) <= tolerance * std::max({ 1e-12, std::abs(a), std::abs(b) });
}

/// The resource that requests queue for; null: none.
inline const analysis::ResourceReport *stationOf(const analysis::ComponentReport &component)
{
    for (const catalog::ResourceSpec &each : theCatalog().kind(component.kind).resources)
        for (const analysis::ResourceReport &resource : component.resources)
            if (each.kind == "time" && resource.id == each.id)
                return &resource;
    return nullptr;
}

/// Calls a function with every design and its seed, until a check fails.
template <typename Check>
void forEachDesign(bool isCalm, Check check)
{
    qInfo("seeds %llu to %llu", static_cast<unsigned long long>(kFirstSeed),
          static_cast<unsigned long long>(kFirstSeed + kDesigns - 1));
    for (std::uint64_t seed = kFirstSeed; seed < kFirstSeed + kDesigns && !QTest::currentTestFailed(); ++seed)
        check(isCalm ? randomCalmDesign(seed) : randomDesign(seed), seed);
}

/// For messages: which design, and which part of it.
inline QByteArray where(std::uint64_t seed, const std::string &id)
{
    return QByteArray("seed ") + QByteArray::number(static_cast<qulonglong>(seed)) + ", " + id.c_str();
}

/// The design with some of its components changed.
template <typename Change>
project::Project changed(const project::Project &project, Change change)
{
    project::Project copy = project;
    auto stage = std::make_shared<project::Stage>(*project.stages[0]);
    for (project::Component &each : stage->components)
        change(each);
    copy.stages[0] = stage;
    return copy;
}

/// A parameter's number, defaults included; 0 when the kind has none of this name.
inline double countOf(const project::Component &component, const char *parameter)
{
    return catalog::numberOf(theCatalog(), component, parameter).value_or(0);
}

} // namespace headroom::test

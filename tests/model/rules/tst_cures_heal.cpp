#include "model/analysis/analyze.h"
#include "model/analysis/effects.h"
#include "tests/support/model_support.h"
#include "tests/support/random_design.h"
#include "tests/support/test_program.h"

#include <QCoreApplication>
#include <QTest>

#include <algorithm>
#include <cmath>
#include <set>

namespace headroom::tst_cures_heal {

using namespace test;

namespace {

constexpr std::uint64_t kFirstSeed = 61000;
constexpr int kDesigns = 120;

/// How far beyond its threshold, on the side where it is bad.
std::optional<double> excess(const analysis::Finding &finding, double side)
{
    if (!finding.measured || !finding.threshold)
        return std::nullopt;
    return (*finding.measured - *finding.threshold) * side;
}

/// Whether it says the same of one of the same elements, and measures nothing better.
bool isAsBad(const analysis::Finding &before, const analysis::Finding &after)
{
    if (before.rule != after.rule || before.metric != after.metric)
        return false;
    if (before.measured && before.threshold) {
        const double side = *before.measured < *before.threshold ? -1 : 1;
        if (const auto left = excess(after, side); left && *left < *excess(before, side) - 1e-9)
            return false;
    }
    return std::find_first_of(before.subjects.begin(), before.subjects.end(), after.subjects.begin(),
                              after.subjects.end())
        != before.subjects.end()
        || (before.subjects.empty() && after.subjects.empty());
}

} // namespace

/// A cure that is offered takes its finding away, or at least makes what was measured less bad.
class CuresHealTest final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCureOfEveryDesign()
    {
        for (const std::string &path : allDesigns()) {
            const project::Snapshot design = openDesign(path);
            for (std::size_t stage = 0; stage < design->stages.size(); ++stage)
                for (const double load : { 1.0, 1.5 })
                    tryAll(*design, stage, design->stages[stage]->users.to * load, path);
        }
        QVERIFY2(m_inVain.empty(), m_inVain.empty() ? "" : m_inVain.front().c_str());
    }

    void everyCureOfRandomDesigns()
    {
        int tried = 0;
        for (std::uint64_t seed = kFirstSeed; seed < kFirstSeed + kDesigns; ++seed) {
            const project::Project design = randomDesign(seed);
            tried += tryAll(design, 0, usersThatFill(design, seed % 2 ? 0.6 : 0.95), "seed " + std::to_string(seed));
        }
        qInfo("seeds %d to %d", static_cast<int>(kFirstSeed), static_cast<int>(kFirstSeed) + kDesigns - 1);
        QVERIFY2(m_inVain.empty(), m_inVain.empty() ? "" : m_inVain.front().c_str());
        QVERIFY2(tried > 3 * kDesigns && m_rules.size() > 30, std::to_string(tried).c_str());
    }

private:
    /// @return so many cures were tried; on failure the last line of the log says which was in vain.
    int tryAll(const project::Project &design, std::size_t stage, double users, const std::string &name)
    {
        analysis::Report report = analysis::analyze(design, stage, users, theCatalog());
        analysis::withEffects(report, design, theCatalog());
        int tried = 0;
        for (const analysis::Finding &finding : report.findings) {
            if (!finding.cure)
                continue;
            ++tried;
            m_rules.insert(finding.rule);
            const std::string where = name + ", stage " + std::to_string(stage + 1) + ", " + std::to_string(users)
                + " users: " + finding.rule + ", " + finding.title;
            const auto after = edits::apply(design, *finding.cure, theCatalog());
            if (!after) {
                m_inVain.push_back(where + ": " + after.error().message());
                continue;
            }
            const analysis::Report healed = analysis::analyze(**after, stage, users, theCatalog());
            for (const analysis::Finding &left : healed.findings)
                if (isAsBad(finding, left))
                    m_inVain.push_back(where + ": still " + left.title);
        }
        return tried;
    }

    std::set<std::string> m_rules; ///< whose cures were tried
    std::vector<std::string> m_inVain;
};

HEADROOM_TEST(QCoreApplication, CuresHealTest)

} // namespace headroom::tst_cures_heal

#include "tst_cures_heal.moc"

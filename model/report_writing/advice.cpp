#include "model/report_writing/sections.h"
#include "model/report_writing/words.h"

#include <algorithm>

namespace headroom::report_writing {

namespace {

/// Whether two findings are about the same and gone with the same change, in other words.
bool isSameMend(const analysis::Finding &a, const analysis::Finding &b)
{
    return a.effect && a.effect == b.effect && !a.subjects.empty() && !b.subjects.empty()
        && a.subjects.front() == b.subjects.front();
}

} // namespace

Advice adviceOn(const Study &study, std::size_t most)
{
    Advice advice;
    std::vector<const analysis::Finding *> said;
    std::vector<std::size_t> alike;  // further findings with the same cure
    std::vector<std::size_t> mended; // further findings that its change mends as well
    for (const analysis::Finding &each : study.report.findings) {
        if (each.acknowledged || each.severity == analysis::Severity::Info || each.fix.empty())
            continue;
        const auto same
            = std::find_if(said.begin(), said.end(), [&](const auto *other) { return isSameMend(*other, each); });
        if (same != said.end()) {
            ++mended[static_cast<std::size_t>(same - said.begin())];
            continue;
        }
        const auto first = std::find_if(said.begin(), said.end(), [&](const analysis::Finding *other) {
            return other->rule == each.rule && other->fix == each.fix;
        });
        if (first != said.end())
            ++alike[static_cast<std::size_t>(first - said.begin())];
        else if (said.size() == most)
            ++advice.further;
        else {
            said.push_back(&each);
            alike.push_back(0);
            mended.push_back(0);
        }
    }
    for (std::size_t i = 0; i < said.size(); ++i) {
        const std::string effect = effectWords(*said[i], study.report.currency);
        advice.items.push_back(
            inWords(said[i]->title, study.report) + ". "
            + (alike[i] == 0       ? ""
                   : alike[i] == 1 ? "One other finding is of this kind. "
                                   : std::to_string(alike[i]) + " other findings are of this kind. ")
            + inWords(said[i]->fix, study.report)
            + (mended[i] == 0       ? ""
                   : mended[i] == 1 ? " This mends one other finding as well."
                                    : " This mends " + std::to_string(mended[i]) + " other findings as well.")
            + (effect.empty() ? "" : (alike[i] == 0 ? " Effect: " : " Effect of the first alone: ") + effect + "."));
    }
    return advice;
}

} // namespace headroom::report_writing

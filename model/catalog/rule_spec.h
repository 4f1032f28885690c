#pragma once

#include <map>
#include <string>

namespace headroom::catalog {

/// How bad what a rule finds is; ByTier: the design's criticality decides.
enum class RuleLevel { Info, Warning, Error, ByTier };

/// What a rule says and when, from resources/catalog/rules.json. Its condition is computed by the model, under the same id.
/// The texts may hold {words} in braces that the condition fills in: {name}, {names}, {measured}, {threshold}, …
struct RuleSpec {
    std::string id;                                          ///< "CAP-01"
    std::string title;                                       ///< what is wrong, in general: "A resource is full"
    std::string says;                                        ///< what is wrong here: "{name}: {resource} at {measured}"
    std::string why;                                         ///< why it matters, for somebody who learns
    std::string fix;                                         ///< what to do about it; empty: nothing needs to be done
    std::map<std::string, std::string, std::less<>> phrases; ///< parts of these texts, by name, which the case decides
    std::string condition;                                   ///< in words and symbols
    RuleLevel level = RuleLevel::Info;
    double threshold = 0;
    bool hasThreshold = false;
    std::map<std::string, double, std::less<>> limits; ///< further numbers of the condition, by name
    std::string unit;    ///< of measured value and threshold: "1", "s", "1/s", "USD/month", "months"
    std::string display; ///< "%" shows a ratio as percent; empty: the unit
    std::string source;
    bool isForAvailability = false; ///< what it advises is to fail less often: a cure that does not is none
};

} // namespace headroom::catalog

#pragma once

#include "model/catalog/kind.h"
#include "model/catalog/rule_spec.h"
#include "model/core/result.h"
#include "model/project/project.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace headroom::catalog {

/// How a connection hands on what reaches it.
enum class Routing {
    Share,     ///< the caller's connections for one operation divide it by their shares
    Each,      ///< every connection gets the whole, times its calls
    Lookup,    ///< asked first; what misses goes on
    Miss,      ///< carries what its cache could not answer
    Replicate, ///< carries a copy of what was written
    Control    ///< carries no load: health checks, scrapes
};

/// One way components can be connected, from resources/catalog/connections.json.
struct ConnectionKind {
    std::string id;
    std::string title;
    std::string summary;
    Routing routing = Routing::Each;
    bool waits = true;                ///< the caller waits for the answer
    bool hard = true;                 ///< the caller fails when it fails
    bool joins = false;               ///< all such calls of a visit start at once, the slowest is waited for
    std::string line;                 ///< "solid", "dashed", "dotted"
    std::vector<std::string> carries; ///< operations it is for; empty: whatever the callee accepts
    std::vector<ParameterSpec> parameters;

    [[nodiscard]] const ParameterSpec *findParameter(std::string_view id) const;
};

/// Something a request does, wherever it is done.
struct Operation {
    std::string id;
    std::string title;
    std::string parent;  ///< the operation whose handling causes it; empty: it comes from the client
    bool isVisit = true; ///< false: rides along with its parent at a station (its time counts, its arrival not)
    bool writes = false;
    bool deferrable = false;  ///< may be queued: nobody waits for its result
    bool required = false;    ///< a request fails when nobody does it
    bool dispensable = false; ///< a design may leave it out: then nobody misses it
    bool remote = false;      ///< done by another component only, which may pass it on in turn
    double fallbackCount = 1; ///< per parent where a class does not state it
    Formula factor;           ///< multiplies the count; sees the workload's parameters; empty: 1
    double requestBytes = 0;  ///< sent to ask for one, where a class does not state it
    std::string requestSource;
    Trust requestTrust = Trust::Illustrative;
};

/// A set of request classes and the figures that turn users into rates.
struct WorkloadPreset {
    std::string id;
    std::string title;
    std::string summary;
    project::Parameters parameters;
    std::vector<project::RequestClass> classes;
    std::vector<project::Journey> journeys; ///< they give the shares of the classes
};

/// A shape of the load over a day, to start one's own from.
struct DayShape {
    std::string id;
    std::string title;
    std::string summary;
    std::vector<double> hours; ///< 24, over the peak hour
};

/// A heading of the palette and the hue of its cards.
struct Family {
    std::string id;
    std::string title;
};

/// Text of one resource file and its name, for messages.
struct CatalogText {
    std::string name;
    std::string text;
};

/// All data the model works with. Immutable after parse(); safe to share between threads.
class Catalog {
public:
    /// Reads the JSON texts of resources/catalog (in any order) into one catalog.
    /// Error: names file, place and mend of the first thing that is wrong.
    [[nodiscard]] static Result<Catalog> parse(const std::vector<CatalogText> &texts);

    /// The kind, or a placeholder with no parameters and no load for an id the catalog does not have.
    [[nodiscard]] const Kind &kind(std::string_view id) const;
    [[nodiscard]] bool knowsKind(std::string_view id) const;
    /// The connection kind; unknown ids act like "call".
    [[nodiscard]] const ConnectionKind &connectionKind(std::string_view id) const;
    [[nodiscard]] bool knowsConnectionKind(std::string_view id) const;
    /// The connection kind a new connection between these two kinds gets.
    [[nodiscard]] const ConnectionKind &connectionKindBetween(const Kind &from, const Kind &to) const;

    [[nodiscard]] const std::vector<Kind> &kinds() const { return m_kinds; } ///< in palette order
    [[nodiscard]] const std::vector<Family> &families() const { return m_families; }
    [[nodiscard]] const std::vector<ConnectionKind> &connectionKinds() const { return m_connectionKinds; }
    [[nodiscard]] const std::vector<Operation> &operations() const { return m_operations; }
    [[nodiscard]] const std::vector<WorkloadPreset> &presets() const { return m_presets; }
    [[nodiscard]] const std::vector<DayShape> &dayShapes() const { return m_dayShapes; }
    [[nodiscard]] const std::vector<ParameterSpec> &workloadParameters() const { return m_workloadParameters; }
    [[nodiscard]] const std::vector<RuleSpec> &rules() const { return m_rules; } ///< in the order they are listed
    [[nodiscard]] const RuleSpec *rule(std::string_view id) const;               ///< null: there is none
    /// Parts of the texts of any rule, by name: how names are listed, say.
    [[nodiscard]] const std::map<std::string, std::string, std::less<>> &phrases() const { return m_phrases; }
    [[nodiscard]] const SizeLadder *ladder(std::string_view id) const;
    [[nodiscard]] const WorkloadPreset &preset(std::string_view id) const; ///< unknown: the first
    [[nodiscard]] const std::vector<PriceTier> &priceTiers(std::string_view id) const;
    [[nodiscard]] const std::string &currency() const { return m_currency; }

private:
    friend class CatalogReader;
    std::vector<Kind> m_kinds;
    std::vector<Family> m_families;
    std::vector<ConnectionKind> m_connectionKinds;
    std::vector<Operation> m_operations;
    std::vector<WorkloadPreset> m_presets;
    std::vector<DayShape> m_dayShapes;
    std::vector<ParameterSpec> m_workloadParameters;
    std::vector<SizeLadder> m_ladders;
    std::vector<RuleSpec> m_rules;
    std::map<std::string, std::string, std::less<>> m_phrases;
    std::map<std::string, std::size_t, std::less<>> m_ruleIndex;
    std::shared_ptr<PriceTables> m_tables = std::make_shared<PriceTables>();
    std::string m_currency = "USD";
    Kind m_placeholder;
};

/// The value a component works with: stated, else from its size, else computed from others, else its kind's default.
/// A number for numbers and flags (0 or 1); nothing for text, choices and unknown ids.
[[nodiscard]] std::optional<double> numberOf(const Catalog &catalog, const project::Component &component,
                                             std::string_view parameter);

/// Where a component's value comes from, for the inspector.
enum class ValueOrigin { Stated, Size, Computed, Default };
struct EffectiveValue {
    project::Value value;
    ValueOrigin origin = ValueOrigin::Default;
};
/// @pre  spec belongs to the component's kind.
[[nodiscard]] EffectiveValue effectiveValue(const Catalog &catalog, const project::Component &component,
                                            const ParameterSpec &spec);

/// What it would be if the component did not state it: from its size, computed, or its kind's default.
/// @pre  spec belongs to the component's kind.
[[nodiscard]] EffectiveValue unstatedValue(const Catalog &catalog, const project::Component &component,
                                           const ParameterSpec &spec);

/// The card's second line: the kind's subtitle with the component's values put in.
[[nodiscard]] std::string subtitleOf(const Catalog &catalog, const project::Component &component);

/// Checks a stated value against its spec.
/// Error: `where` is left empty for the caller to fill; `what` names the value, `mend` the allowed range with unit.
[[nodiscard]] Result<Done> checkValue(const ParameterSpec &spec, const project::Value &value);

} // namespace headroom::catalog

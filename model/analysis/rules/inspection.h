#pragma once

#include "model/analysis/compiled_stage.h"
#include "model/analysis/rules/facts.h"
#include "model/edits/edit.h"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <string_view>
#include <utility>

namespace headroom::analysis {

/// How much an outage hurts, in order (domain spec 5.7).
enum class Tier { Hobby, Startup, Standard, High, Critical };

/// What a condition found in one place; everything that is not said comes from the rule.
struct Hit {
    std::vector<std::string> subjects; ///< ids, most important first
    std::optional<double> measured = {};
    std::optional<double> threshold = {};
    std::vector<std::pair<std::string_view, std::string>> words = {}; ///< for the braces in the rule's texts
    std::optional<Severity> severity = {};
    std::optional<edits::Edit> cure = {};
    std::string metric = {}; ///< unfolds `measured`; see Finding::metric
};

/// A solved stage as the conditions of the rules look at it. Components are named by their index.
class Inspection {
public:
    explicit Inspection(const CompiledStage &stage, const Report &report, const Report *before = nullptr);

    const CompiledStage &stage;
    const Report &report;
    const Report *before; ///< of the stage before its last edit; null: not known

    /// Reached components of this role, in the order of the stage.
    [[nodiscard]] const std::vector<std::size_t> &all(catalog::Role role) const
    {
        return stage.ruleFacts->all(stage, role);
    }
    /// Components or connections for which something holds that no number of users changes: looked for once per
    /// compiled stage. @param name  a literal of its own. @param holds  (index) → bool.
    template <typename Holds>
    [[nodiscard]] const std::vector<std::size_t> &componentsWith(std::string_view name, const Holds &holds) const
    {
        return stage.ruleFacts->list(name, [&] {
            RuleFacts::List found;
            for (std::size_t i = 0; i < stage.components.size(); ++i)
                if (holds(i))
                    found.push_back(i);
            return found;
        });
    }
    /// @param holds  (link) → bool.
    template <typename Holds>
    [[nodiscard]] const std::vector<std::size_t> &connectionsWith(std::string_view name, const Holds &holds) const
    {
        return stage.ruleFacts->list(name, [&] {
            RuleFacts::List found;
            for (std::size_t c = 0; c < stage.links.size(); ++c)
                if (holds(stage.links[c]))
                    found.push_back(c);
            return found;
        });
    }
    template <typename Holds>
    [[nodiscard]] const std::vector<std::size_t> &callsWith(std::string_view name, const Holds &holds) const
    {
        return stage.ruleFacts->list(name, [&] { return those(calls(), holds); });
    }
    template <typename Holds>
    [[nodiscard]] const std::vector<std::size_t> &ownCallsWith(std::string_view name, const Holds &holds) const
    {
        return stage.ruleFacts->list(name, [&] { return those(ownCalls(), holds); });
    }
    [[nodiscard]] bool has(catalog::Role role) const { return !all(role).empty(); }
    [[nodiscard]] bool is(std::size_t component, catalog::Role role) const
    {
        return stage.components[component].kind->is(role);
    }

    /// A parameter, derived value or choice index of a component; `otherwise` when its kind has none of this name.
    [[nodiscard]] double value(std::size_t component, const char *name, double otherwise = 0) const;
    /// Whether the kind has a flag of this name and it is off.
    [[nodiscard]] bool isOff(std::size_t component, const char *name) const { return value(component, name, 1) == 0; }
    /// A parameter of a connection; `otherwise` when its kind has none of this name.
    [[nodiscard]] double linkValue(std::size_t connection, std::string_view name, double otherwise = 0) const;
    [[nodiscard]] bool isLinkOff(std::size_t connection, std::string_view name) const
    {
        return linkValue(connection, name, 1) == 0;
    }
    /// Connections that carry calls somebody waits for between two components, clients left out.
    [[nodiscard]] const std::vector<std::size_t> &calls() const { return stage.ruleFacts->calls(stage); }
    /// Those between parts that do work of their own; balancers and poolers only pass on.
    [[nodiscard]] const std::vector<std::size_t> &ownCalls() const { return stage.ruleFacts->ownCalls(stage); }

    [[nodiscard]] const std::string &id(std::size_t component) const { return stage.components[component].id; }
    /// Its name; where others have the same, with the place it stands in, or its id where they stand there too.
    [[nodiscard]] std::string name(std::size_t component) const;
    [[nodiscard]] double n(std::size_t component) const { return report.components[component].instances; }
    [[nodiscard]] double most(std::size_t component) const { return stage.components[component].maxInstances; }
    [[nodiscard]] Tier tier() const { return m_tier; }

    /// The resource a component's requests wait for; null: none.
    [[nodiscard]] const ResourceReport *station(std::size_t component) const;
    /// A resource by its id; null: none.
    [[nodiscard]] const ResourceReport *resource(std::size_t component, std::string_view id) const;

    /// The threshold of the rule that is asked.
    [[nodiscard]] double limit() const { return m_rule->threshold; }
    /// A further number of its condition. @pre the rule has it
    [[nodiscard]] double limit(std::string_view name) const;

    using Words = std::vector<std::pair<std::string_view, std::string>>; ///< for the braces of a text
    /// A part of the texts of the rule that is asked, which the case decides. @pre the rule has it
    [[nodiscard]] std::string phrase(std::string_view name, const Words &words = {}) const;
    /// "A, B and 3 more".
    [[nodiscard]] std::string listed(const std::vector<std::string> &names) const;
    /// The same of which only the first few are given. @pre as many as are shown
    [[nodiscard]] std::string listed(const std::vector<std::string> &names, std::size_t count) const;

    /// Metric of how full a resource is. @pre it is one of the component's
    [[nodiscard]] std::string utilizationOf(std::size_t component, const ResourceReport &resource) const;
    /// Metric of what the rule that is asked measures itself: "finding.CAP-04.web".
    /// @param key  id of the component, connection or class that it is measured at; empty: the whole stage
    [[nodiscard]] std::string ownMetric(const std::string &key = {}) const;

    /// Reports a finding of the rule that is asked.
    void add(Hit hit);
    /// One finding about several components that have the same fault; nothing when there are none.
    void addAll(const std::vector<std::size_t> &components, std::optional<edits::Edit> cure = {},
                std::optional<double> measured = {}, std::string metric = {});
    /// The same about connections.
    void addLinks(const std::vector<std::size_t> &connections, std::optional<edits::Edit> cure = {},
                  std::optional<double> measured = {}, std::string metric = {}, Words words = {});

    /// The rule that limit() and add() are about from now on.
    void setRule(const catalog::RuleSpec &rule) { m_rule = &rule; }
    /// Lets one rule look; what it finds goes to the findings.
    void ask(const catalog::RuleSpec &rule, void (*condition)(Inspection &));
    [[nodiscard]] std::vector<Finding> take() { return std::move(m_findings); }

private:
    template <typename Holds>
    static RuleFacts::List those(const RuleFacts::List &of, const Holds &holds)
    {
        RuleFacts::List found;
        std::copy_if(of.begin(), of.end(), std::back_inserter(found), holds);
        return found;
    }
    [[nodiscard]] std::string shown(double value) const;
    [[nodiscard]] std::string months(double number) const;
    [[nodiscard]] const catalog::ParameterSpec *specOf(const catalog::ConnectionKind &kind,
                                                       std::string_view parameter) const;

    /// A rule asks every connection for the same: what was found for its kind is kept.
    struct Asked {
        const catalog::ConnectionKind *kind = nullptr;
        std::string_view parameter;
        const catalog::ParameterSpec *spec = nullptr;
    };
    mutable std::array<Asked, 32> m_asked;
    const catalog::RuleSpec *m_rule = nullptr;
    Tier m_tier = Tier::Standard;
    std::vector<Finding> m_findings;
};

/// A phrase of a rule with words in its braces. @pre the rule has it
[[nodiscard]] std::string phraseOf(const catalog::RuleSpec &rule, std::string_view name,
                                   const Inspection::Words &words);

/// States one parameter of a component or connection of the inspected stage.
[[nodiscard]] edits::Edit setTo(const Inspection &in, const std::string &id, const char *parameter,
                                project::Value value);
/// The same for several at once, as one step; nothing when there are none.
[[nodiscard]] std::optional<edits::Edit> setAllTo(const Inspection &in, const std::vector<std::string> &ids,
                                                  const char *parameter, const project::Value &value);

/// Whether a finding is about a bottleneck that is overloaded, as nothing that is done elsewhere helps before it; and how
/// far beyond what is there it has measured a resource, 1 and more, or 0 when it is about something else.
[[nodiscard]] std::pair<bool, double> overloadIn(const Finding &finding, const Report &report);

/// The findings in the order they are told: open before acknowledged, then by severity, then by overload. Fills in what
/// the owner of the design has acknowledged.
[[nodiscard]] std::vector<Finding> inOrder(std::vector<Finding> findings, const CompiledStage &stage,
                                           const Report &report);

/// A condition of a rule, by the rule's id in resources/catalog/rules.json.
struct Condition {
    std::string_view rule;
    void (*check)(Inspection &);
};

/// The conditions, a family in each file.
[[nodiscard]] std::span<const Condition> flowConditions();
[[nodiscard]] std::span<const Condition> capacityConditions();
[[nodiscard]] std::span<const Condition> singlePointConditions();
[[nodiscard]] std::span<const Condition> stateConditions();
[[nodiscard]] std::span<const Condition> dataConditions();
[[nodiscard]] std::span<const Condition> sizeConditions();
[[nodiscard]] std::span<const Condition> cacheConditions();
[[nodiscard]] std::span<const Condition> resilienceConditions();
[[nodiscard]] std::span<const Condition> retryConditions();
[[nodiscard]] std::span<const Condition> holdingConditions();
[[nodiscard]] std::span<const Condition> asynchronousConditions();
[[nodiscard]] std::span<const Condition> objectiveConditions();
[[nodiscard]] std::span<const Condition> adviceConditions();

/// All of them, family by family.
[[nodiscard]] const std::vector<Condition> &conditions();

} // namespace headroom::analysis

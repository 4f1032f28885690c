#pragma once

#include "model/catalog/catalog.h"

#include <nlohmann/json.hpp>

namespace headroom::catalog {

/// One entry of "rules" in resources/catalog/rules.json.
/// Error: an unknown severity; what is missing throws nlohmann's exception, as everywhere in the catalog's reader.
[[nodiscard]] Result<RuleSpec> ruleOf(const nlohmann::json &rule);

/// The "phrases" of an object by name; none where it has none.
[[nodiscard]] std::map<std::string, std::string, std::less<>> phrasesOf(const nlohmann::json &object);

/// The bits of a kind's "roles". Error: a word that is no role.
[[nodiscard]] Result<unsigned> rolesOf(const nlohmann::json &roles);

} // namespace headroom::catalog

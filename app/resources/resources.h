#pragma once

#include "model/catalog/catalog.h"

#include <QString>
#include <QStringList>

namespace headroom::app {

/// Makes the compiled-in files known; call once before anything below, more often does no harm.
void initializeResources();

/// The catalog of resources/catalog, as compiled in.
[[nodiscard]] Result<catalog::Catalog> loadCatalog();

/// Names of the compiled-in templates without suffix, sorted.
[[nodiscard]] QStringList templateNames();

/// Text of a template; empty for a name that templateNames() does not have.
[[nodiscard]] std::string templateText(const QString &name);

/// The same for the compiled-in examples.
[[nodiscard]] QStringList exampleNames();
[[nodiscard]] std::string exampleText(const QString &name);

/// Style and script of the growth page.
[[nodiscard]] std::string growthStyle();
[[nodiscard]] std::string growthScript();

} // namespace headroom::app

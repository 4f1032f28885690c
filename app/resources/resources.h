#pragma once

#include "model/catalog/catalog.h"

#include <QHash>
#include <QString>
#include <QStringList>

namespace headroom::app {

/// Makes the compiled-in files known; call once before anything below, more often does no harm.
void initializeResources();

/// The catalog of resources/catalog, as compiled in.
/// @param words  texts for people (titles, summaries, help, sentences of rules) in another language, by the English
///               ones; ids, formulas and figures are the same in every language.
[[nodiscard]] Result<catalog::Catalog> loadCatalog(const QHash<QString, QString> &words = {});

/// The catalog for what is written into files: those are in English, whatever is spoken. Ends the program when the
/// compiled-in catalog cannot be read.
[[nodiscard]] const catalog::Catalog &catalogOfFiles();

/// Names of the compiled-in templates without suffix: nothing, then by how far the growth has come, then all of it.
[[nodiscard]] QStringList templateNames();

/// Text of a template; empty for a name that templateNames() does not have.
[[nodiscard]] std::string templateText(const QString &name);

/// The same for the compiled-in examples.
[[nodiscard]] QStringList exampleNames();
[[nodiscard]] std::string exampleText(const QString &name);

/// Texts of the help, resources/help/help.json.
[[nodiscard]] std::string helpTexts();

/// Style and script of the growth page.
[[nodiscard]] std::string growthStyle();
[[nodiscard]] std::string growthScript();

} // namespace headroom::app

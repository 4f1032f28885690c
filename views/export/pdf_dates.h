#pragma once

#include <QByteArray>
#include <QHashFunctions>
#include <QString>

namespace headroom::pictures {

/// For as long as it lives, hashes that are made have the same order in every process: Qt writes the fonts of a PDF in
/// the order of one. Hashes that are there already keep theirs.
struct SteadyOrder {
    SteadyOrder() { QHashSeed::setDeterministicGlobalSeed(); }
    ~SteadyOrder() { QHashSeed::resetRandomGlobalSeed(); }
    SteadyOrder(const SteadyOrder &) = delete;
    SteadyOrder &operator=(const SteadyOrder &) = delete;
};

/// XMP metadata with the title and nothing else, in the place of Qt's, which says when the file was made.
/// Source: ISO 16684-1 (XMP), Dublin Core.
[[nodiscard]] QByteArray metadataOf(const QString &title);

/// The PDF without the date on which it was made and without a random id, its table of objects put right.
/// Knows what Qt writes: PDF 1.4 with one cross-reference table. Anything else is left as it is.
/// Source: ISO 32000-1, 7.5.4 cross-reference table, 14.3.3 document information, 14.4 file identifiers.
[[nodiscard]] QByteArray withoutDates(QByteArray pdf);

} // namespace headroom::pictures

#pragma once

#include <QHash>
#include <QJsonObject>
#include <QString>

#include <vector>

namespace headroom::app {

/// Sentences with names in them, in another language: "Cost of {1}" → "Kosten von {1}".
class Sentences {
public:
    Sentences() = default;
    /// @param texts  sentence → sentence; {1} to {9} stand for what differs.
    explicit Sentences(const QJsonObject &texts);
    /// The sentence with the names of `text`, the one with the most words of its own first; empty where none fits.
    /// A name that is a sentence itself is translated too; others stay.
    [[nodiscard]] QString translated(const QString &text) const;

private:
    struct Pattern {
        QStringList pieces;  ///< the words between the names, in order; one more than names
        QString text;        ///< with {1}, {2}
        qsizetype words = 0; ///< letters that are no names
    };
    [[nodiscard]] QString translated(const QString &text, int depth) const;
    [[nodiscard]] QString filled(const Pattern &pattern, const QString &text, int depth) const;

    QHash<QString, QString> m_whole;
    std::vector<Pattern> m_patterns; ///< the more particular first
};

} // namespace headroom::app

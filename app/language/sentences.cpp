#include "app/language/sentences.h"

#include <QRegularExpression>

#include <algorithm>
#include <numeric>
#include <optional>

namespace headroom::app {

namespace {

constexpr int kDeepest = 4; ///< sentences within sentences

/// What stands for the names: the text between the pieces, as little as possible for each but the last.
std::optional<QStringList> namesIn(const QString &text, const QStringList &pieces)
{
    if (!text.startsWith(pieces.first()) || !text.endsWith(pieces.last()))
        return std::nullopt;
    QStringList names;
    qsizetype from = pieces.first().size();
    for (qsizetype i = 1; i < pieces.size(); ++i) {
        const bool isLast = i + 1 == pieces.size();
        const qsizetype at = isLast ? text.size() - pieces[i].size() : text.indexOf(pieces[i], from + 1);
        if (at <= from)
            return std::nullopt;
        names.append(text.mid(from, at - from));
        from = at + pieces[i].size();
    }
    return names;
}

} // namespace

Sentences::Sentences(const QJsonObject &texts)
{
    static const QRegularExpression name(QStringLiteral("\\{\\d\\}"));
    for (auto each = texts.begin(); each != texts.end(); ++each) {
        Pattern pattern { each.key().split(name), each->toString(), 0 };
        if (pattern.pieces.size() == 1) {
            m_whole.insert(each.key(), each->toString());
            continue;
        }
        pattern.words = std::accumulate(pattern.pieces.begin(), pattern.pieces.end(), qsizetype(0),
                                        [](qsizetype sum, const QString &piece) { return sum + piece.size(); });
        m_patterns.push_back(std::move(pattern));
    }
    std::stable_sort(m_patterns.begin(), m_patterns.end(),
                     [](const Pattern &a, const Pattern &b) { return a.words > b.words; });
}

QString Sentences::translated(const QString &text) const
{
    return translated(text, 0);
}

QString Sentences::translated(const QString &text, int depth) const
{
    if (const auto whole = m_whole.find(text); whole != m_whole.end())
        return *whole;
    if (depth < kDeepest)
        for (const Pattern &pattern : m_patterns)
            if (const QString words = filled(pattern, text, depth); !words.isEmpty())
                return words;
    return {};
}

QString Sentences::filled(const Pattern &pattern, const QString &text, int depth) const
{
    const std::optional<QStringList> names = namesIn(text, pattern.pieces);
    if (!names)
        return {};
    QString words;
    // By hand: a name may itself hold braces.
    for (qsizetype at = 0; at < pattern.text.size(); ++at) {
        const bool isName = pattern.text[at] == QLatin1Char('{') && at + 2 < pattern.text.size()
            && pattern.text[at + 1].isDigit() && pattern.text[at + 2] == QLatin1Char('}');
        if (!isName) {
            words += pattern.text[at];
            continue;
        }
        const QString &name = names->value(pattern.text[at + 1].digitValue() - 1);
        const QString inWords = translated(name, depth + 1);
        words += inWords.isEmpty() ? name : inWords;
        at += 2;
    }
    return words;
}

} // namespace headroom::app

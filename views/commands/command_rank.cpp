#include "views/commands/command_rank.h"

#include <QStringList>

namespace headroom::commands {

namespace {

constexpr int kInside = 3; ///< inside a word of the title
constexpr int kDetail = 6; ///< in the detail only
constexpr int kWordStart = 1;

int rankOfWord(const QString &title, const QString &detail, const QString &word)
{
    for (qsizetype at = title.indexOf(word, 0, Qt::CaseInsensitive); at >= 0;
         at = title.indexOf(word, at + 1, Qt::CaseInsensitive)) {
        if (at == 0)
            return 0;
        if (!title[at - 1].isLetterOrNumber())
            return kWordStart;
    }
    if (title.contains(word, Qt::CaseInsensitive))
        return kInside;
    return detail.contains(word, Qt::CaseInsensitive) ? kDetail : -1;
}

} // namespace

int rankOf(const QString &title, const QString &detail, const QString &typed)
{
    int sum = 0;
    for (const QString &word : typed.split(QLatin1Char(' '), Qt::SkipEmptyParts)) {
        const int rank = rankOfWord(title, detail, word);
        if (rank < 0)
            return -1;
        sum += rank;
    }
    return sum;
}

} // namespace headroom::commands

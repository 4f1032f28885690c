#pragma once

#include "model/report_writing/markdown_writer.h"
#include "model/report_writing/report_document.h"

#include <QRegularExpression>
#include <QString>

#include <string>
#include <variant>

namespace headroom::test {

using namespace report_writing;

inline std::string drawing(const Diagram &diagram)
{
    return "<svg xmlns=\"http://www.w3.org/2000/svg\"><desc>" + std::to_string(diagram.stage + 1)
        + (diagram.isMarked ? " marked" : "") + (diagram.isOfOther ? " other" : "") + "</desc></svg>";
}

inline std::string plainDrawing(std::size_t)
{
    return "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>";
}

/// All text of a report, and that it is whole.
inline QString read(const Document &document)
{
    const QString text = QString::fromStdString(markdownText(document, {}));
    static const QRegularExpression kWrong(
        QStringLiteral("nan\\b|\\binf\\b|∞ users|\\S  \\S| ,| \\.(\\s|$)|\\.\\.(\\s|$)|\\(,|(?<![\\d,.])1 "
                       "(components|findings|users|sets)"),
        QRegularExpression::CaseInsensitiveOption);
    if (const auto match = kWrong.match(text); match.hasMatch())
        qFatal("\"%s\" in:\n%s", qPrintable(match.captured()), qPrintable(text));
    for (const Section &section : document.sections) {
        if (section.blocks.empty())
            qFatal("the section %s is empty", section.id.c_str());
        for (const Block &block : section.blocks)
            if (const auto *table = std::get_if<Table>(&block))
                for (const auto &row : table->rows)
                    if (row.size() != table->columns.size())
                        qFatal("a row of %s has not as many cells as there are columns", table->caption.c_str());
    }
    return text;
}

/// As Markdown writes it.
inline QString markdown(const std::string &text)
{
    return QString::fromStdString(text).replace(QLatin1Char('$'), QStringLiteral("\\$"));
}

} // namespace headroom::test

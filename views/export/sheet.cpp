#include "views/export/diagram.h"
#include "views/export/surroundings.h"

#include <algorithm>
#include <cmath>

namespace headroom::pictures {

const theme::Theme &themeOf(const DiagramOptions &options)
{
    return options.isDark ? theme::Theme::dark() : theme::Theme::light();
}

void Shown::add(const Shown &other)
{
    lines.insert(other.lines.begin(), other.lines.end());
    states.insert(other.states.begin(), other.states.end());
    families.insert(other.families.begin(), other.families.end());
    changes.insert(other.changes.begin(), other.changes.end());
    hasReplication |= other.hasReplication;
    hasWatching |= other.hasWatching;
}

Picture sheetOf(const std::vector<Picture> &pictures, const DiagramOptions &options, const catalog::Catalog &catalog)
{
    double area = 0;
    double widest = 0;
    for (const Picture &each : pictures) {
        area += each.size.width() * each.size.height();
        widest = std::max(widest, each.size.width());
    }
    const double wanted = std::max(widest, std::sqrt(area * 1.5)); // a little wider than high
    Picture sheet = pictures.front();
    sheet.parts.clear();
    double x = 0;
    double y = 0;
    double row = 0;
    sheet.size = {};
    for (std::size_t i = 0; i < pictures.size(); ++i) {
        const Picture &each = pictures[i];
        if (x > 0 && x + each.size.width() > wanted) {
            x = 0;
            y += row;
            row = 0;
        }
        for (Part part : each.parts) {
            part.id.prepend(QStringLiteral("s%1-").arg(i + 1));
            translate(part, { x, y });
            sheet.parts.push_back(std::move(part));
        }
        x += each.size.width();
        row = std::max(row, each.size.height());
        sheet.size = QSizeF(std::max(sheet.size.width(), x), y + row);
    }
    Shown all;
    for (const Picture &each : pictures)
        if (each.shown)
            all.add(*each.shown);
    sheet.shown = std::make_shared<const Shown>(all);
    double height = 0;
    Part foot = options.showsLegend ? legend(all, options, catalog, sheet.size.width() - 2 * kMargin, height) : Part {};
    if (foot.shapes.empty())
        return sheet;
    translate(foot, { kMargin, sheet.size.height() });
    sheet.parts.push_back(std::move(foot));
    sheet.size.rheight() += height + kMargin;
    return sheet;
}

} // namespace headroom::pictures

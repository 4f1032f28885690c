#include "views/export/diagram.h"
#include "views/export/surroundings.h"

#include <algorithm>
#include <cmath>

namespace headroom::pictures {

const theme::Theme &themeOf(const DiagramOptions &options)
{
    return options.isDark ? theme::Theme::dark() : theme::Theme::light();
}

Picture sheetOf(const std::vector<Picture> &pictures)
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
    return sheet;
}

} // namespace headroom::pictures

#include "app/report/inline_svg.h"

#include "views/export/svg_writer.h"

namespace headroom::app {

std::string idPrefix(std::size_t stage)
{
    return "s" + std::to_string(stage + 1) + "-hr-";
}

std::string inlineSvg(const pictures::Picture &picture, std::size_t stage)
{
    QByteArray svg = pictures::svgOf(picture);
    svg.remove(0, svg.indexOf("<svg")); // HTML has no XML declaration inside
    svg.replace(" id=\"hr-", " id=\"" + QByteArray::fromStdString(idPrefix(stage)));
    return svg.toStdString();
}

} // namespace headroom::app

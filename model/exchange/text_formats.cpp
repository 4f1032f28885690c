#include "model/exchange/text_formats.h"

namespace headroom::exchange {

const std::vector<TextFormat> &textFormats()
{
    static const std::vector<TextFormat> kFormats {
        { "drawio", "draw.io diagram", { ".drawio", ".drawio.xml" }, false, true, drawioText },
        { "mermaid", "Mermaid flowchart", { ".mmd", ".mermaid" }, false, false, mermaidText },
        { "d2", "D2 diagram", { ".d2" }, false, false, d2Text },
        { "dot", "Graphviz DOT", { ".dot", ".gv" }, false, false, dotText },
        { "structurizr", "Structurizr DSL", { ".dsl" }, true, false, structurizrText },
        { "csv-connections", "CSV: connections", { ".connections.csv" }, true, false, connectionTable },
        { "csv-findings", "CSV: findings", { ".findings.csv" }, true, false, findingTable },
        { "csv-curves", "CSV: curves", { ".curves.csv" }, false, false, curveTable },
        { "csv", "CSV: components", { ".csv", ".components.csv" }, true, false, componentTable },
    };
    return kFormats;
}

const TextFormat *textFormat(std::string_view id)
{
    for (const TextFormat &each : textFormats())
        if (each.id == id)
            return &each;
    return nullptr;
}

} // namespace headroom::exchange

#include "model/exchange/budgeted_xml.h"

#include <algorithm>

namespace headroom::exchange {

namespace {

constexpr std::size_t kMostBytes = std::size_t(64) << 20;
constexpr std::size_t kMostNodes = 4'000'000;
constexpr int kDeepestElement = 256;

std::size_t lineAt(std::string_view text, std::ptrdiff_t offset)
{
    const auto end = std::clamp<std::ptrdiff_t>(offset, 0, static_cast<std::ptrdiff_t>(text.size()));
    return 1 + static_cast<std::size_t>(std::count(text.begin(), text.begin() + end, '\n'));
}

/// Why the node is refused; empty: it is not.
const char *refusalOf(pugi::xml_node node, int depth, std::size_t count)
{
    if (node.type() == pugi::node_doctype)
        return "a diagram has no document type";
    if (count > kMostNodes)
        return "the file holds more than 4,000,000 elements";
    return depth > kDeepestElement ? "elements are nested deeper than 256" : "";
}

} // namespace

std::size_t lineOf(std::string_view text, pugi::xml_node node)
{
    return lineAt(text, node.offset_debug());
}

Result<Done> parseXml(pugi::xml_document &document, std::string_view text, const std::string &fileName)
{
    if (text.size() > kMostBytes)
        return Error { "the file has more than 64 MiB", fileName, "Export fewer stages" };
    const pugi::xml_parse_result result = document.load_buffer(
        text.data(), text.size(), pugi::parse_default | pugi::parse_doctype, pugi::encoding_utf8);
    const auto at = [&](std::size_t line) { return fileName + ", line " + std::to_string(line); };
    if (!result)
        return Error { "this is not valid XML", at(lineAt(text, result.offset)),
                       "Save the diagram again in draw.io, or open the .headroom file" };
    std::size_t count = 0;
    int depth = 0;
    for (pugi::xml_node node = document.first_child(); node;) {
        if (const std::string refusal = refusalOf(node, depth, ++count); !refusal.empty())
            return Error { refusal, at(lineOf(text, node)), "Save the diagram again in draw.io" };
        if (node.first_child()) {
            node = node.first_child();
            ++depth;
            continue;
        }
        while (!node.next_sibling() && depth > 0) {
            node = node.parent();
            --depth;
        }
        node = node.next_sibling();
    }
    return Done {};
}

} // namespace headroom::exchange

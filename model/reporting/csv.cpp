#include "model/reporting/csv.h"

#include "model/reporting/visible_text.h"

#include <array>
#include <charconv>

namespace headroom::reporting {

std::string csvText(std::string_view text)
{
    std::string cell = visibleText(text);
    if (!cell.empty() && std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos)
        cell.insert(cell.begin(), '\'');
    if (cell.find_first_of(",\"\r\n") == std::string::npos)
        return cell;
    std::string quoted = "\"";
    for (const char c : cell) {
        quoted += c;
        if (c == '"')
            quoted += '"';
    }
    return quoted + '"';
}

double roundedTo(double value, int digits)
{
    std::array<char, 64> buffer {};
    const auto end
        = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::general, digits).ptr;
    double rounded = 0;
    std::from_chars(buffer.data(), end, rounded);
    return rounded;
}

std::string csvRecord(const std::vector<std::string> &cells)
{
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i)
        line += (i ? "," : "") + cells[i];
    return line + "\r\n";
}

} // namespace headroom::reporting

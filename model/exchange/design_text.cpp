#include "model/exchange/design_text.h"

namespace headroom::exchange {

bool isDrawio(std::string_view text)
{
    const std::size_t start = text.find_first_not_of("\xEF\xBB\xBF \t\r\n");
    return start != std::string_view::npos && text[start] == '<';
}

Result<serialization::ReadProject> readDesign(std::string_view text, const std::string &fileName,
                                              const catalog::Catalog &catalog)
{
    return isDrawio(text) ? readDrawio(text, fileName, catalog) : serialization::readProject(text, fileName, catalog);
}

} // namespace headroom::exchange

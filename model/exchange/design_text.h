#pragma once

#include "model/serialization/project_json.h"

namespace headroom::exchange {

/// Whether the text is XML, which of the files that Headroom opens only draw.io diagrams are.
[[nodiscard]] bool isDrawio(std::string_view text);

/// Reads whatever Headroom opens: a `.headroom` design, or a draw.io diagram that Headroom wrote.
/// @param fileName  named in messages.
[[nodiscard]] Result<serialization::ReadProject> readDesign(std::string_view text, const std::string &fileName,
                                                            const catalog::Catalog &catalog);

/// Reads a draw.io diagram that drawioText() wrote, with what was changed there since: moved, renamed, put elsewhere,
/// removed. What draw.io added without Headroom's data is left out, with a note.
/// Refuses more than 64 MiB, 4 million nodes, a depth of 256, document types and compressed pages.
/// Error: names the line where one is known.
[[nodiscard]] Result<serialization::ReadProject> readDrawio(std::string_view text, const std::string &fileName,
                                                            const catalog::Catalog &catalog);

} // namespace headroom::exchange

#pragma once

#include <optional>
#include <string>

namespace headroom::app {

/// Reads an option's text as a number from 0 up; absent text leaves the value absent. Complains when it is none.
/// @param command  for the hint. @param unit, shown  base unit, and unit of a bare number.
[[nodiscard]] bool readQuantity(const char *command, const char *name, const std::optional<std::string> &text,
                                const char *unit, const char *shown, std::optional<double> &value);

/// Reads a time like 300ms, in seconds. Complains about a number without its unit too: 300 could mean either.
[[nodiscard]] bool readDuration(const char *command, const char *name, const std::optional<std::string> &text,
                                std::optional<double> &value);

/// Reads a percentage like 99.95 into 0..1. Complains about what is above 100 %, and about 0.9995: meant as 99.95 %, it
/// would be a demand that everything meets.
[[nodiscard]] bool readAvailability(const char *command, const std::optional<std::string> &text,
                                    std::optional<double> &value);

} // namespace headroom::app

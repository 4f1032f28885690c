#include "app/cli/quantity_option.h"

#include "app/cli/output.h"
#include "model/reporting/numbers.h"

#include <cmath>

namespace headroom::app {

bool readQuantity(const char *command, const char *name, const std::optional<std::string> &text, const char *unit,
                  const char *shown, std::optional<double> &value)
{
    if (!text)
        return true;
    double number = 0;
    if (!reporting::parseQuantity(*text, unit, shown, number) || !std::isfinite(number) || number < 0) {
        complain(std::string(name) + ' ' + *text + ": not a number from 0 up. `headroom " + command
                 + " --help` shows one.");
        return false;
    }
    value = number;
    return true;
}

bool readDuration(const char *command, const char *name, const std::optional<std::string> &text,
                  std::optional<double> &value)
{
    if (!readQuantity(command, name, text, "s", "s", value))
        return false;
    double bare = 0;
    if (!text || value == 0 || !reporting::parseCompact(*text, bare))
        return true;
    complain(std::string(name) + ' ' + *text + ": in which unit? Write 300ms or 0.3s.");
    return false;
}

bool readAvailability(const char *command, const std::optional<std::string> &text, std::optional<double> &value)
{
    if (!readQuantity(command, "--availability", text, "1", "%", value) || !value)
        return !text;
    const bool looksLikeRatio = *value > 0 && *value < 0.01 && text->find('%') == std::string::npos;
    if (*value <= 1 && !looksLikeRatio)
        return true;
    complain("--availability " + *text + (looksLikeRatio ? ": less than 1 %" : ": above 100 %")
             + ". Write a percentage like 99.95.");
    return false;
}

} // namespace headroom::app

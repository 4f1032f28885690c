#include "model/reporting/stated_time.h"

#include "model/reporting/numbers.h"

#include <regex>

namespace headroom::reporting {

std::string statedTime(double seconds)
{
    static const std::regex zeros(R"((\.\d*[1-9])0+(?= )|\.0+(?= ))");
    return std::regex_replace(duration(seconds), zeros, "$1");
}

} // namespace headroom::reporting

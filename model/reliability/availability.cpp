#include "model/reliability/availability.h"

#include "model/reliability/quantifier.h"

namespace headroom::reliability {

Estimate availability(const Structure &structure, const std::vector<double> &up, const Effort &effort)
{
    return Quantifier(structure, effort).estimate(up);
}

Importance importance(const Structure &structure, const std::vector<double> &up, const Effort &effort)
{
    return Quantifier(structure, effort).importance(up);
}

} // namespace headroom::reliability

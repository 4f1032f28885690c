#include "model/catalog/formula.h"

#include "model/flow/popularity.h"
#include "model/queueing/mmc.h"
#include "model/queueing/sojourn.h"
#include "model/reliability/group.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace headroom::catalog {

namespace {

double tiered(double units, const std::vector<PriceTier> &tiers)
{
    double cost = 0;
    for (const PriceTier &tier : tiers) {
        const double part = std::min(units, tier.upTo);
        cost += part * tier.price;
        units -= part;
        if (units <= 0)
            break;
    }
    return cost;
}

/// Erlang C of a formula, where m and a are whatever its author wrote.
double waitingShare(double servers, double offeredLoad)
{
    if (!(servers > 0 && servers <= 1e7 && offeredLoad >= 0))
        return std::numeric_limits<double>::quiet_NaN();
    return queueing::erlangC(servers, offeredLoad);
}

double availabilityOfPair(double mttf, double mttr, double failover, double coverage)
{
    const double down = mttr / (mttf + mttr);
    return 1 - ((coverage * failover + (1 - coverage) * mttr) / mttf + coverage * down * down);
}

/// NaN where there is no such station or quantile.
double sojournQuantile(double p, double serviceTime, double waitProbability, double spare)
{
    if (!(p >= 0 && p < 1 && serviceTime > 0 && waitProbability >= 0 && waitProbability <= 1 && spare > 0))
        return std::nan("");
    return queueing::Sojourn(Seconds(serviceTime), waitProbability, spare).quantile(p).value();
}

} // namespace

std::size_t Formula::operands(Op op)
{
    switch (op) {
    case Op::Number:
    case Op::Name:
        return 0;
    case Op::Neg:
    case Op::Ceil:
    case Op::Floor:
    case Op::Exp:
    case Op::Ln:
    case Op::Tier:
        return 1;
    case Op::If:
    case Op::Usl:
    case Op::AtLeast:
    case Op::Zipf:
        return 3;
    case Op::Pair:
    case Op::Sojourn:
        return 4;
    default:
        return 2;
    }
}

double Formula::apply(const Step &step, const double *of)
{
    switch (step.op) {
    case Op::Number:
    case Op::Name:
        return step.number;
    case Op::Add:
        return of[0] + of[1];
    case Op::Sub:
        return of[0] - of[1];
    case Op::Mul:
        return of[0] * of[1];
    case Op::Div:
        return of[0] / of[1];
    case Op::Pow:
        return std::pow(of[0], of[1]);
    case Op::Neg:
        return -of[0];
    case Op::Less:
        return of[0] < of[1];
    case Op::LessEq:
        return of[0] <= of[1];
    case Op::More:
        return of[0] > of[1];
    case Op::MoreEq:
        return of[0] >= of[1];
    case Op::Equal:
        return std::abs(of[0] - of[1]) <= 0;
    case Op::If:
        return std::abs(of[0]) > 0 ? of[1] : of[2];
    case Op::Min:
        return std::min(of[0], of[1]);
    case Op::Max:
        return std::max(of[0], of[1]);
    case Op::Ceil:
        return std::ceil(of[0]);
    case Op::Floor:
        return std::floor(of[0]);
    case Op::Exp:
        return std::exp(of[0]);
    case Op::Ln:
        return std::log(of[0]);
    default:
        return call(step, of);
    }
}

/// The functions that have a meaning of their own.
double Formula::call(const Step &step, const double *of)
{
    switch (step.op) {
    case Op::Usl:
        return of[0] / (1 + of[1] * (of[0] - 1) + of[2] * of[0] * (of[0] - 1));
    case Op::Pair:
        return availabilityOfPair(of[0], of[1], of[2], of[3]);
    case Op::Avail:
        return of[0] / (of[0] + of[1]);
    case Op::Tier:
        return tiered(of[0], *step.tiers);
    case Op::ErlangC:
        return waitingShare(of[0], of[1]);
    case Op::AtLeast:
        return reliability::atLeast(of[0], of[1], of[2]);
    case Op::Zipf:
        return flow::popularShare(of[0], of[1], of[2]);
    case Op::Sojourn:
        return sojournQuantile(of[0], of[1], of[2], of[3]);
    default:
        return 0;
    }
}

double Formula::evaluate(std::span<const double> values) const
{
    double stack[kMaxStack + 2];
    stack[0] = 0;
    double *end = stack;
    for (const Step &step : m_code) {
        if (step.op == Op::Number) {
            *end++ = step.number;
        } else if (step.op == Op::Name) {
            *end++ = values[static_cast<std::size_t>(step.name)];
        } else {
            end -= operands(step.op);
            *end = apply(step, end);
            ++end;
        }
    }
    return stack[0];
}

double Formula::evaluate(const std::function<double(std::string_view)> &valueOf) const
{
    std::vector<double> values;
    values.reserve(m_names.size());
    for (const std::string &name : m_names)
        values.push_back(valueOf(name));
    return evaluate(values);
}

} // namespace headroom::catalog

#include "model/catalog/affine.h"

#include <algorithm>

namespace headroom::catalog {

namespace {

constexpr std::size_t kMaxStack = 66;

Affine scaled(Affine line, double by)
{
    line.base *= by;
    for (double &slope : line.slopes)
        slope *= by;
    return line;
}

Affine added(Affine line, const Affine &other, double times)
{
    line.base += times * other.base;
    for (std::size_t i = 0; i < Affine::kVariables; ++i)
        line.slopes[i] += times * other.slopes[i];
    return line;
}

} // namespace

bool Affine::isConstant() const
{
    return std::all_of(slopes.begin(), slopes.end(), [](double slope) { return slope == 0; });
}

std::optional<Affine> affineOf(const Formula &formula, std::span<const Affine> values)
{
    using Op = Formula::Op;
    std::array<Affine, kMaxStack> stack;
    std::size_t size = 0;
    for (const Formula::Step &step : formula.m_code) {
        if (step.op == Op::Number) {
            stack[size++] = { step.number, {} };
            continue;
        }
        if (step.op == Op::Name) {
            stack[size++] = values[static_cast<std::size_t>(step.name)];
            continue;
        }
        if (step.op == Op::Neg) {
            stack[size - 1] = scaled(stack[size - 1], -1);
            continue;
        }
        if (step.op == Op::If && stack[size - 3].isConstant()) {
            stack[size - 3] = std::abs(stack[size - 3].base) > 0 ? stack[size - 2] : stack[size - 1];
            size -= 2;
            continue;
        }
        const std::size_t taken = Formula::operands(step.op);
        Affine *const arguments = &stack[size - taken];
        const auto isConstant = [](const Affine &each) { return each.isConstant(); };
        if (std::all_of(arguments, arguments + taken, isConstant)) {
            std::array<double, 4> numbers {};
            for (std::size_t i = 0; i < taken; ++i)
                numbers[i] = arguments[i].base;
            arguments[0] = { Formula::apply(step, numbers.data()), {} };
        } else if (step.op == Op::Add || step.op == Op::Sub) {
            arguments[0] = added(arguments[0], arguments[1], step.op == Op::Add ? 1 : -1);
        } else if (step.op == Op::Mul && (arguments[0].isConstant() || arguments[1].isConstant())) {
            arguments[0] = arguments[0].isConstant() ? scaled(arguments[1], arguments[0].base)
                                                     : scaled(arguments[0], arguments[1].base);
        } else if (step.op == Op::Div && arguments[1].isConstant()) {
            arguments[0] = scaled(arguments[0], 1 / arguments[1].base);
        } else {
            return std::nullopt;
        }
        size -= taken - 1;
    }
    return stack[0];
}

} // namespace headroom::catalog

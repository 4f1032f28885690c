#include "model/growth/users_over_time.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace headroom::growth {

UsersOverTime::UsersOverTime(const project::GrowthPlan &plan)
    : m_points(plan.curve)
{
    if (m_points.empty())
        m_points = { { 0, plan.from }, { plan.months, plan.to } };
}

double UsersOverTime::at(double month) const
{
    if (month <= m_points.front().month)
        return m_points.front().users;
    for (std::size_t i = 1; i < m_points.size(); ++i) {
        const auto &[begin, from] = m_points[i - 1];
        const auto &[end, to] = m_points[i];
        if (month < end)
            return from * std::pow(to / from, (month - begin) / (end - begin));
    }
    return m_points.back().users;
}

double UsersOverTime::goingOn(double month) const
{
    if (month <= end())
        return at(month);
    const auto &[begin, from] = m_points[m_points.size() - 2];
    const auto &[last, to] = m_points.back();
    return to * std::pow(to / from, (month - last) / (last - begin));
}

std::optional<double> UsersOverTime::monthOf(double users, double from) const
{
    if (from <= end() && at(from) >= users)
        return std::max(from, m_points.front().month);
    for (std::size_t i = 1; i < m_points.size(); ++i) {
        const auto &[begin, low] = m_points[i - 1];
        const auto &[finish, high] = m_points[i];
        if (finish < from || high < users)
            continue;
        if (low >= users)
            return std::max(from, begin);
        return begin + (finish - begin) * std::log(users / low) / std::log(high / low);
    }
    return std::nullopt;
}

double UsersOverTime::most() const
{
    return std::max_element(m_points.begin(), m_points.end(),
                            [](const auto &a, const auto &b) { return a.users < b.users; })
        ->users;
}

double UsersOverTime::factorPerMonth() const
{
    return std::pow(m_points.back().users / m_points.front().users, 1 / end());
}

bool UsersOverTime::isSteady() const
{
    constexpr double kFair = 0.05; // of the users; curves are typed in round numbers
    const double factor = factorPerMonth();
    return std::all_of(m_points.begin(), m_points.end(), [&](const project::PlannedUsers &each) {
        const double steady = m_points.front().users * std::pow(factor, each.month);
        return std::abs(each.users - steady) <= kFair * steady;
    });
}

std::optional<double> UsersOverTime::doubling() const
{
    const double factor = factorPerMonth();
    return factor > 1 && isSteady() ? std::optional(std::log(2) / std::log(factor)) : std::nullopt;
}

std::string dateOf(const std::string &start, double month)
{
    if (start.empty())
        return {};
    const int firstYear = std::stoi(start.substr(0, 4));
    const int firstMonth = std::stoi(start.substr(5, 2)) - 1;
    const double whole = std::floor(month + 1e-9);
    const int count = firstYear * 12 + firstMonth + static_cast<int>(whole);
    const int year = count / 12;
    const int index = count % 12;
    constexpr int kDays[] { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    const bool isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    const int days = kDays[index] + (index == 1 && isLeap ? 1 : 0);
    const int day = 1 + static_cast<int>(std::max(0.0, month - whole) * days);
    char text[32];
    std::snprintf(text, sizeof text, "%04d-%02d-%02d", year, index + 1, std::min(day, days));
    return text;
}

} // namespace headroom::growth

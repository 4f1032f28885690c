#include "model/derivation/interview.h"

#include <algorithm>
#include <string_view>

namespace headroom::derivation {

namespace {

constexpr std::string_view kConnection = "connection."; // before the id of one

} // namespace

std::string nameOf(const Metric &metric)
{
    if (metric.element.empty())
        return metric.path;
    const std::string own = metric.element + '.';
    const std::size_t skipped = metric.path.starts_with(own) ? 0 : kConnection.size();
    return metric.path.substr(std::min(skipped + own.size(), metric.path.size()));
}

Interview::Interview(const catalog::Catalog &catalog)
    : m_catalog(catalog)
{
}

Answer Interview::answer(const Question &question)
{
    const bool isSame = m_explainer && question.snapshot == m_last.snapshot && question.stage == m_last.stage
        && !(question.users < m_last.users) && !(question.users > m_last.users);
    if (!isSame)
        m_explainer.reset(); // before the snapshot it looks into
    m_last = question;
    if (!isSame)
        m_explainer = std::make_unique<Explainer>(*question.snapshot, question.stage, question.users, m_catalog);
    Answer answer { question, {}, {}, {} };
    for (Metric &each : m_explainer->metrics()) {
        if (each.element != question.element)
            continue;
        if (answer.path.empty() || nameOf(each) == question.wanted)
            answer.path = each.path;
        answer.metrics.push_back(std::move(each));
    }
    if (!answer.path.empty())
        answer.root = m_explainer->explain(answer.path);
    return answer;
}

} // namespace headroom::derivation

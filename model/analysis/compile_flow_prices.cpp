#include "model/analysis/flow_writer.h"
#include "model/core/at.h"
#include "model/core/quantity.h"

namespace headroom::analysis {

namespace {

} // namespace

void FlowWriter::writePrices()
{
    for (std::size_t c = 0; c < m_in.m_out.jobCalls.size(); ++c)
        m_flow->jobTransfers
            += m_in.m_out.jobCalls[c].meanBytes.perUser * kSecondsPerMonth / kGigabyte * m_in.m_out.transferPrices[c];
    int line = 0;
    for (std::size_t i = 0; i < m_in.m_out.components.size(); ++i)
        for (const catalog::CostItem &item : m_in.m_out.components[i].kind->costs) {
            engine::FlowPrice price;
            price.line = line++;
            price.curve = curveOf(m_in.m_out, m_in.m_out.components[i], item);
            for (std::size_t v = 0; v < price.curve.inputs.size(); ++v)
                if (price.curve.inputs[v] == engine::Input::PerUser)
                    writePrice(price, i, static_cast<int>(v), item.perMonth.names()[v]);
            for (const std::string &name : item.perMonth.names())
                price.jobs.push_back(jobInput(m_in.m_out, m_in.m_out.components[i], name).perUser);
            if (!price.arrivals.empty() || !price.bytes.empty() || !price.calls.empty())
                m_flow->prices.push_back(std::move(price));
        }
}

void FlowWriter::writePrice(engine::FlowPrice &price, std::size_t i, int value, std::string_view name)
{
    const double rate = m_in.m_out.ratePerUser;
    const double mean = rate * m_in.m_out.meanShare;
    const auto add = [&](double factor, auto isCounted) {
        for (const int row : m_rowsOf[i])
            if (isCounted(operation(at(row))))
                price.arrivals.push_back({ value, row, factor });
    };
    const auto isVisit = [](const catalog::Operation &each) { return each.isVisit; };
    if (name == "rate")
        add(rate, isVisit);
    else if (name == "mean_rate" || name == "mean_published")
        add(mean, isVisit);
    else if (name == "mean_delivered")
        writeDelivered(price, i, value, mean);
    else if (name == "requests")
        add(mean * kSecondsPerMonth, isVisit);
    else if (name == "gb_in" || name == "gb_total" || name == "gb_out")
        writePricedBytes(price, i, value, name, mean * kSecondsPerMonth / kGigabyte);
    else if (name.starts_with("mean_rate_"))
        add(mean, [&](const catalog::Operation &each) { return each.id == name.substr(10); });
    else if (name.starts_with("rate_"))
        add(rate, [&](const catalog::Operation &each) { return each.id == name.substr(5); });
}

void FlowWriter::writeDelivered(engine::FlowPrice &price, std::size_t i, int value, double factor)
{
    for (const int row : m_rowsOf[i])
        for (int o = m_flow->firstOut[at(row)]; o < m_flow->firstOut[at(row) + 1]; ++o)
            if (const int e = m_flow->out[at(o)];
                m_flow->connection[at(e)] >= 0 && operation(at(m_flow->order.targets()[at(e)])).isVisit)
                price.calls.push_back({ value, e, factor });
}

void FlowWriter::writePricedBytes(engine::FlowPrice &price, std::size_t i, int value, std::string_view name,
                                  double factor)
{
    for (const int row : m_rowsOf[i])
        if (name == "gb_out") {
            for (int o = m_flow->firstOut[at(row)]; o < m_flow->firstOut[at(row) + 1]; ++o)
                if (m_in.m_kinds[componentOf(at(m_flow->order.targets()[at(m_flow->out[at(o)])]))]->behavior != "cache")
                    price.bytes.push_back({ value, m_flow->out[at(o)], factor });
        } else {
            for (int e = m_flow->order.firstIn()[at(row)]; e < m_flow->order.firstIn()[at(row) + 1]; ++e) {
                price.bytes.push_back({ value, e, factor });
                if (name == "gb_total")
                    price.asks.push_back({ value, e, factor });
            }
        }
}

} // namespace headroom::analysis

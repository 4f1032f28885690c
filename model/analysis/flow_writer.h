#pragma once

#include "model/analysis/compiler.h"
#include "model/engine/flow.h"

#include <algorithm>

namespace headroom::analysis {

/// Writes down for every row and edge what compile_load.cpp adds up, so that it can be added up again for other flows.
class FlowWriter {
public:
    explicit FlowWriter(Compiler &compiler)
        : m_in(compiler)
        , m_flow(std::make_shared<engine::Flow>(*compiler.m_order))
        , m_operations(static_cast<std::size_t>(compiler.m_network.operations))
        , m_rowsOf(compiler.m_out.components.size())
    {
    }

    std::shared_ptr<const engine::Flow> run()
    {
        writeRows();
        writeEdges();
        for (std::size_t c = 0; c < m_in.m_out.classes.size(); ++c)
            writeClass(c);
        writeResources();
        writeCopies();
        writeMixes();
        sortByTarget(m_flow->amounts);
        sortByTarget(m_flow->copiedBytes);
        writePrices();
        if (m_in.m_keepsFlow)
            check();
        else
            m_flow->isLinear = false; // nobody edits it
        return m_flow;
    }

private:
    /// Whoever asks for the terms of one resource finds them side by side.
    static void sortByTarget(std::vector<engine::Term> &terms)
    {
        std::stable_sort(terms.begin(), terms.end(), [](const auto &a, const auto &b) { return a.target < b.target; });
    }
    [[nodiscard]] std::size_t componentOf(std::size_t row) const
    {
        return static_cast<std::size_t>(m_flow->component[row]);
    }
    [[nodiscard]] std::size_t operationOf(std::size_t row) const
    {
        return static_cast<std::size_t>(m_flow->order.nodes()[row]) % m_operations;
    }
    [[nodiscard]] const catalog::Operation &operation(std::size_t row) const
    {
        return m_in.m_catalog.operations()[operationOf(row)];
    }
    [[nodiscard]] const flow::Step &stepOf(std::size_t edge) const
    {
        return m_in.m_network.steps[static_cast<std::size_t>(m_flow->order.steps()[edge])];
    }

    void writeRows();
    void writeEdges();
    void writeEdge(std::size_t e);
    [[nodiscard]] double pricePerByte(std::size_t connection) const;
    void writeClass(std::size_t c);
    void writeResources();
    /// What a component sends: its answers and what it asks of others; or receives: the other ends of both.
    void writeBytes(int resource, std::size_t component, bool isSent);
    void writeReplay(std::size_t component, int row);
    void writeCopies();
    void writeMixes();
    /// What copies of the writes at a row take of the network at both ends of a connection, B per write.
    void writeCopiedBytes(const CompiledLink &link, int row, double sent, double received);
    /// Its resources of a kind, as rows.
    template <typename Each>
    void forResources(std::size_t component, std::string_view kind, const Each &each) const;

    // compile_flow_prices.cpp
    void writePrices();
    void writePrice(engine::FlowPrice &price, std::size_t i, int value, std::string_view name);
    void writeDelivered(engine::FlowPrice &price, std::size_t i, int value, double factor);
    void writePricedBytes(engine::FlowPrice &price, std::size_t i, int value, std::string_view name, double factor);

    /// Adds everything up once: what comes out differently does not follow the flow alone.
    void check();

    Compiler &m_in;
    std::shared_ptr<engine::Flow> m_flow;
    std::size_t m_operations;
    std::vector<std::vector<int>> m_rowsOf; ///< per component
    std::vector<int> m_firstResource;       ///< per component
    bool m_isAllWaited = true;
};

} // namespace headroom::analysis

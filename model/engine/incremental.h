#pragma once

#include "model/engine/block_sums.h"
#include "model/engine/flow.h"
#include "model/engine/solve.h"
#include "model/engine/tournament.h"

#include <optional>

namespace headroom::engine {

/// A stage that is edited: after each edit all its results are fresh, at the price of what the edit reaches.
/// Equal to a full solve of the edited columns. For one thread.
class IncrementalSolve {
public:
    /// @param flow  where the load comes from, for edits of it; null: only capacities can be edited.
    IncrementalSolve(const Columns &columns, const Flow *flow, double users);

    /// The capacity of one instance of a resource, > 0.  O(what the component and its callees have), microseconds.
    void setCapacity(std::size_t resource, double capacity);
    /// Servers of a station, a whole number ≥ 1.
    void setServers(std::size_t component, double servers);
    /// How many instances there are at least and at most, 1 ≤ least ≤ most.
    void setInstances(std::size_t component, double least, double most);

    /// Multiplies the calls of a connection.  O(what lies downstream), and never much more than a full solve.
    /// @param factor  ≥ 0.
    /// @return false, and nothing changes, where more than calls would change: no flow, lookups of caches, unpooled
    ///         connections, a loop that would not end.
    [[nodiscard]] bool scaleCalls(std::size_t connection, double factor);

    [[nodiscard]] const Columns &columns() const { return m_columns; }
    [[nodiscard]] const Results &results() const { return m_results; }
    [[nodiscard]] const Limits &limits(); ///< after a large edit the levels of each resource are found here

private:
    /// Somewhere a component has an entry: an index in the components visited by a class.
    struct Entry {
        int klass = 0;
        int index = 0;
    };

    // incremental.cpp
    void indexComponents();
    void solveAll();
    void resetSums();
    void order();
    void refresh(std::size_t component);
    void refreshOne(std::size_t component);
    void settleMachine(std::size_t component);
    void finish();

    // incremental_flow.cpp
    void indexFlow();
    void scaleGains(std::size_t connection, double factor);
    void mark(std::size_t row);
    [[nodiscard]] bool flood();
    void floodRow(std::size_t row);
    [[nodiscard]] bool floodLoop(const flow::Loop &loop);
    void reload(std::size_t component);
    void respread(std::size_t component);
    void restore(std::size_t connection);
    void touch(int component);
    void loadTouched();

    // incremental_reach.cpp
    [[nodiscard]] bool isMuch() const;
    void estimateReach();
    [[nodiscard]] bool reachesMuch(std::size_t connection) const;

    Columns m_columns;
    bool m_isRegrouped = true; ///< the columns' groups of servers are those of now
    std::optional<Flow> m_flow;
    FlowResults m_found;
    Results m_results;
    Limits m_limits;

    Tournament m_at070;
    Tournament m_at085;
    Tournament m_full;
    bool m_isOrdered = false;          ///< the three are those of now
    std::vector<BlockSums> m_waits;    ///< per class
    std::vector<BlockSums> m_services; ///< per class, over rows
    BlockSums m_bills;
    BlockSums m_transfers;
    std::vector<int> m_firstEntry; ///< per component
    std::vector<Entry> m_entries;
    std::vector<int> m_machineOf;            ///< per station row: index of its machine; −1: none
    std::vector<int> m_firstLine;            ///< of the bills, per component
    std::vector<std::vector<int>> m_poolsAt; ///< per component that has pools elsewhere: those rows

    std::vector<int> m_firstRow; ///< of the flow, per component
    std::vector<int> m_rows;
    std::vector<int> m_firstAmount;          ///< per resource
    std::vector<int> m_firstCopied;          ///< per resource
    std::vector<int> m_firstAnswer;          ///< per resource
    std::vector<int> m_firstAsk;             ///< per resource
    std::vector<int> m_firstPrice;           ///< per component
    std::vector<int> m_loopOf;               ///< per row; −1: none
    std::vector<std::vector<int>> m_edgesOf; ///< per connection
    std::vector<double> m_kept;              ///< gains of the edges that are edited, as they were
    std::vector<char> m_isDirty;             ///< per row
    std::vector<float> m_reach;              ///< per row: about how many rows follow it
    bool m_isAll = false;                    ///< the edit at hand is solved from scratch
    std::size_t m_firstDirty = 0;
    std::size_t m_lastDirty = 0;
    std::vector<char> m_isTouched; ///< per component
    std::vector<int> m_touched;
};

} // namespace headroom::engine

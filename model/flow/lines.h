#pragma once

#include "model/flow/propagation.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace headroom::flow {

/// A connection with its ends as indices and the operations it carries as bits.
struct Line {
    int index = 0;
    int from = 0;
    int to = 0;
    const catalog::ConnectionKind *kind = nullptr;
    double share = 1;
    double calls = 1;
    bool spared = false; ///< has an answer without the callee
    bool strict = false; ///< fails when the callee cannot take it, though nobody waits
    double needed = 1;   ///< share of the answers of calls made at once that is waited for
    std::uint64_t carries = 0;
};

/// The connections of a stage and what each of them carries.
class Lines {
public:
    Lines(const project::Stage &stage, const std::vector<const catalog::Kind *> &kinds, const catalog::Catalog &catalog,
          const ValueOf &valueOf);

    /// The lines that carry an operation away from a component, the preferred way first:
    /// a cache is asked before its store, a queue takes what may wait, alternatives share, calls repeat.
    [[nodiscard]] std::vector<const Line *> carriers(int component, int operation, bool misses) const;

    /// How much of an operation each of several lines takes that share it.
    [[nodiscard]] double shareOf(const Line &line, const std::vector<const Line *> &ways) const;

    /// A line to a buffer that an operation would take, were the practice of queueing it not off at the component, and
    /// one of those who would do it in the end (domain spec 7.3, `async_noncritical`).
    struct Past {
        const Line *line = nullptr;
        int end = -1;       ///< component: called by a consumer of the buffer, or that consumer
        double calls = 1;   ///< to it per visit
        double portion = 1; ///< of them, among those that share
    };
    [[nodiscard]] std::vector<Past> pastBuffers(int component, int operation) const;

    /// The caller waits until a buffer has taken a thing, and nobody waits for what becomes of it.
    [[nodiscard]] bool isWaited(int from, const Line &line) const;

    /// What the component does with the operation of a node; null: nothing.
    [[nodiscard]] const catalog::HandledOperation *handled(int node) const
    {
        return m_handled[static_cast<std::size_t>(node)];
    }
    [[nodiscard]] const std::vector<char> &handles() const { return m_handles; } ///< per node
    [[nodiscard]] const std::vector<double> &hits() const { return m_hits; }     ///< per node

private:
    static std::uint64_t bit(int operation) { return std::uint64_t(1) << operation; }
    [[nodiscard]] int node(int component, int operation) const { return component * m_operations + operation; }
    [[nodiscard]] bool isBuffer(int component) const
    {
        return m_kinds[static_cast<std::size_t>(component)]->behavior == "buffer";
    }
    /// Practices that change who is called, where a component has them and they are off.
    enum Off : unsigned char { Queueing = 1, ReadingOwnWrites = 2 };
    [[nodiscard]] bool isOff(int component, Off practice) const
    {
        return (m_off[static_cast<std::size_t>(component)] & practice) != 0;
    }
    void collectPractices();
    void addEnds(const Line &line, const Line &consumer, int operation, std::vector<Past> &ends) const;
    void collectHandled();
    void collectLines(const project::Stage &stage);
    void spreadAcceptance();
    [[nodiscard]] std::uint64_t allowed(const catalog::ConnectionKind &kind) const;
    [[nodiscard]] std::uint64_t handledBy(int component) const;
    void chooseCarried();

    const std::vector<const catalog::Kind *> &m_kinds;
    const catalog::Catalog &m_catalog;
    const ValueOf &m_valueOf;
    int m_operations = 0;
    std::unordered_map<std::string, int> m_operationIndex;
    std::vector<const catalog::HandledOperation *> m_handled; ///< per node
    std::vector<char> m_handles;
    std::vector<double> m_hits;
    std::vector<std::uint64_t> m_accepts; ///< per component
    std::vector<unsigned char> m_off;     ///< per component, bits of Off
    std::vector<Line> m_lines;
    std::vector<std::vector<int>> m_out; ///< per component
};

} // namespace headroom::flow

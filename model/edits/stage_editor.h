#pragma once

#include "model/edits/checks.h"
#include "model/edits/edit.h"
#include "model/project/element_index.h"

#include <optional>
#include <type_traits>
#include <unordered_set>

namespace headroom::edits {

/// Carries out edits on one stage in place; the stage is a copy that nobody else has seen.
/// Each call gives the Problem that kept the edit from being done; the stage is then worthless.
class StageEditor {
public:
    StageEditor(project::Stage &stage, const catalog::Catalog &catalog)
        : m_stage(stage)
        , m_catalog(catalog)
    {
    }

    /// Many edits of this stage are to come: elements are looked up in an index from now on.
    void expectMany();

    [[nodiscard]] Problem operator()(const AddComponent &edit);
    [[nodiscard]] Problem operator()(const AddConnection &edit);
    [[nodiscard]] Problem operator()(const RemoveElements &edit);
    [[nodiscard]] Problem operator()(const MoveComponents &edit);
    [[nodiscard]] Problem operator()(const ResizePlace &edit);
    [[nodiscard]] Problem operator()(const RenameElement &edit);
    [[nodiscard]] Problem operator()(const SetParameter &edit);
    [[nodiscard]] Problem operator()(const SetConnectionKind &edit);
    [[nodiscard]] Problem operator()(const SetNotes &edit);

private:
    [[nodiscard]] static std::string keyOf(const project::Connection &connection);
    [[nodiscard]] project::Component *component(const std::string &id);
    [[nodiscard]] project::Connection *connection(const std::string &id);
    [[nodiscard]] bool isConnected(const project::Connection &added);

    std::optional<project::ElementIndex> m_index; ///< where many edits come
    /// Which ends are joined how, as `keyOf` says; where there is an index and it was asked for.
    std::optional<std::unordered_multiset<std::string>> m_connected;
    project::Stage &m_stage;
    const catalog::Catalog &m_catalog;
};

/// Whether such an edit concerns one stage, so that a StageEditor can carry it out.
template <typename Each>
constexpr bool kIsOfAStage = std::is_invocable_v<StageEditor &, const std::decay_t<Each> &>;

/// The stage that a step concerns; nothing: it concerns the design, or the row of stages.
[[nodiscard]] std::optional<std::size_t> stageOf(const Step &step);

} // namespace headroom::edits

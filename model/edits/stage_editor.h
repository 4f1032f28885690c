#pragma once

#include "model/edits/checks.h"
#include "model/edits/edit.h"

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
    [[nodiscard]] project::Component *component(const std::string &id);
    [[nodiscard]] project::Connection *connection(const std::string &id);

    project::Stage &m_stage;
    const catalog::Catalog &m_catalog;
};

} // namespace headroom::edits

#include "model/edits/carrier.h"

#include <algorithm>
#include <type_traits>

namespace headroom::edits {

namespace {

using project::Component;
using project::Connection;
using project::Stage;

bool isSame(const Component &a, const Component &b)
{
    return a.kind == b.kind;
}

bool isSame(const Connection &a, const Connection &b)
{
    return a.from == b.from && a.to == b.to;
}

std::optional<project::Value> statedIn(const project::Parameters &parameters, const std::string &id)
{
    const project::Value *value = parameters.find(id);
    return value ? std::optional(*value) : std::nullopt;
}

/// Says what a step of one stage means for a later one.
class Carrier {
public:
    Carrier(const Passage &passage, StageReach &reach)
        : m_here(passage.here)
        , m_there(passage.there)
        , m_index(reach.stage)
        , m_overrides(passage.overrides)
        , m_reach(reach)
    {
    }

    std::optional<Step> operator()(const AddComponent &step)
    {
        if (m_there.findComponent(step.component.id) || m_there.findConnection(step.component.id))
            return skip(step.component.id, step.component.name, Skip::AlreadyThere);
        AddComponent carried { m_index, step.component };
        carried.component.place = placeThere(step.component.place);
        return carried;
    }

    std::optional<Step> operator()(const AddConnection &step)
    {
        const Connection &added = step.connection;
        if (m_there.findComponent(added.id) || m_there.findConnection(added.id))
            return skip(added.id, nameOf(added), Skip::AlreadyThere);
        for (const std::string *end : { &added.from, &added.to }) {
            const Component *here = m_here.findComponent(*end);
            const Component *there = m_there.findComponent(*end);
            if (!there || !here)
                return skip(added.id, nameOf(added), Skip::EndMissing);
            if (!isSame(*here, *there))
                return skip(added.id, nameOf(added), Skip::OtherKind);
        }
        return AddConnection { m_index, added };
    }

    std::optional<Step> operator()(const RemoveElements &step)
    {
        RemoveElements carried { m_index, {} };
        for (const std::string &id : step.ids)
            if (isThere(id))
                carried.ids.push_back(id);
        return carried.ids.empty() ? std::nullopt : std::optional<Step>(std::move(carried));
    }

    std::optional<Step> operator()(const MoveComponents &step)
    {
        MoveComponents carried { m_index, {}, step.gesture };
        for (const Move &move : step.moves) {
            if (!isThere(move.id))
                continue;
            const Component &here = *m_here.findComponent(move.id);
            const Component &there = *m_there.findComponent(move.id);
            if (here.position != there.position) {
                skip(move.id, here.name, Skip::OtherSpot);
                continue;
            }
            const bool isFollowed = here.place == there.place && (move.place.empty() || isPlace(move.place));
            carried.moves.push_back({ move.id, move.position, isFollowed ? move.place : there.place });
        }
        return carried.moves.empty() ? std::nullopt : std::optional<Step>(std::move(carried));
    }

    std::optional<Step> operator()(const ResizePlace &step)
    {
        if (!isThere(step.id))
            return std::nullopt;
        const Component &here = *m_here.findComponent(step.id);
        const Component &there = *m_there.findComponent(step.id);
        if (here.position != there.position || here.size != there.size)
            return skip(step.id, here.name, Skip::OtherSpot);
        return ResizePlace { m_index, step.id, step.position, step.size };
    }

    std::optional<Step> operator()(const RenameElement &step)
    {
        return whereSame(step, [](const auto &each) { return each.name; });
    }

    std::optional<Step> operator()(const SetParameter &step)
    {
        return whereSame(
            step, [&](const auto &each) { return statedIn(each.parameters, step.parameter); }, m_overrides);
    }

    std::optional<Step> operator()(const SetConnectionKind &step)
    {
        return whereSame(step, [](const auto &each) { return each.kind; });
    }

    std::optional<Step> operator()(const SetNotes &step)
    {
        return whereSame(step, [](const auto &each) {
            if constexpr (std::is_same_v<std::decay_t<decltype(each)>, Component>)
                return each.notes;
            else
                return std::string();
        });
    }

    /// Steps that concern no stage go nowhere.
    template <typename Other>
    std::optional<Step> operator()(const Other &)
    {
        return std::nullopt;
    }

    std::nullopt_t skip(const std::string &id, const std::string &name, Skip why, std::string detail = {})
    {
        m_reach.skipped.push_back({ id, name.empty() ? id : name, why, std::move(detail) });
        return std::nullopt;
    }

    /// What people call an element of the stage of the step.
    [[nodiscard]] std::string nameHere(const std::string &id) const
    {
        if (const Component *component = m_here.findComponent(id))
            return component->name;
        const Connection *connection = m_here.findConnection(id);
        return connection ? nameOf(*connection) : id;
    }

private:
    [[nodiscard]] std::string nameOf(const Connection &connection) const
    {
        const auto end = [&](const std::string &id) {
            const Component *component = m_here.findComponent(id);
            return component && !component->name.empty() ? component->name : id;
        };
        return connection.name.empty() ? end(connection.from) + " → " + end(connection.to) : connection.name;
    }

    template <typename Element>
    bool isSameThere(const Element &here, const Element *there, const std::string &name)
    {
        if (there && isSame(here, *there))
            return true;
        skip(here.id, name, there ? Skip::OtherKind : Skip::NotThere);
        return false;
    }

    /// Whether the later stage has the same element; else it is noted as skipped.
    bool isThere(const std::string &id)
    {
        if (const Component *here = m_here.findComponent(id))
            return isSameThere(*here, m_there.findComponent(id), here->name);
        if (const Connection *here = m_here.findConnection(id))
            return isSameThere(*here, m_there.findConnection(id), nameOf(*here));
        return false;
    }

    bool isPlace(const std::string &id)
    {
        const Component *here = m_here.findComponent(id);
        const Component *there = m_there.findComponent(id);
        return here && there && isSame(*here, *there);
    }

    /// The innermost place around something that the later stage has too.
    std::string placeThere(std::string place)
    {
        for (std::size_t depth = 0; depth <= m_here.components.size() && !place.empty(); ++depth) {
            if (isPlace(place))
                return place;
            const Component *around = m_here.findComponent(place);
            place = around ? around->place : std::string();
        }
        return {};
    }

    /// The step for the later stage when what it changes had the same value in both.
    template <typename Each, typename Value>
    std::optional<Step> whereSame(const Each &step, const Value &value, bool always = false)
    {
        if (!isThere(step.id))
            return std::nullopt;
        const Component *component = m_here.findComponent(step.id);
        const bool isAlike = component
            ? value(*component) == value(*m_there.findComponent(step.id))
            : value(*m_here.findConnection(step.id)) == value(*m_there.findConnection(step.id));
        if (!isAlike && !always)
            return skip(step.id, nameHere(step.id), Skip::OtherValue);
        Each carried = step;
        carried.stage = m_index;
        return carried;
    }

    const Stage &m_here;
    const Stage &m_there;
    std::size_t m_index;
    bool m_overrides;
    StageReach &m_reach;
};

std::vector<std::string> idsOf(const Step &step)
{
    return std::visit(
        [](const auto &each) -> std::vector<std::string> {
            if constexpr (requires { each.component.id; })
                return { each.component.id };
            else if constexpr (requires { each.connection.id; })
                return { each.connection.id };
            else if constexpr (requires { each.ids; })
                return each.ids;
            else if constexpr (requires { each.moves; }) {
                std::vector<std::string> ids;
                for (const Move &move : each.moves)
                    ids.push_back(move.id);
                return ids;
            } else if constexpr (requires { each.id; })
                return { each.id };
            else
                return {};
        },
        step);
}

} // namespace

std::optional<Step> carryOver(const Step &step, const Passage &passage, StageReach &reach)
{
    return std::visit(Carrier(passage, reach), step);
}

void noteRefused(const Step &carried, const Passage &passage, const std::string &why, StageReach &reach)
{
    Carrier carrier(passage, reach);
    for (const std::string &id : idsOf(carried))
        carrier.skip(id, carrier.nameHere(id), Skip::Refused, why);
}

void noteTouched(const Step &carried, StageReach &reach)
{
    for (std::string &id : idsOf(carried))
        if (std::find(reach.touched.begin(), reach.touched.end(), id) == reach.touched.end())
            reach.touched.push_back(std::move(id));
}

} // namespace headroom::edits

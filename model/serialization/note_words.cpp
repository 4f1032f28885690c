#include "model/serialization/note_words.h"

#include <charconv>
#include <string_view>
#include <vector>

namespace headroom::serialization {

namespace {

std::vector<std::string_view> stepsOf(std::string_view path)
{
    std::vector<std::string_view> steps;
    while (!path.empty()) {
        const std::size_t end = path.find('/');
        steps.push_back(path.substr(0, end));
        path = end == std::string_view::npos ? std::string_view() : path.substr(end + 1);
    }
    return steps;
}

/// Walks along a path and says where it leads.
class Guide {
public:
    Guide(const project::Project &project, const catalog::Catalog &catalog)
        : m_project(project)
        , m_catalog(catalog)
    {
    }

    std::string words(std::string_view path)
    {
        const std::vector<std::string_view> steps = stepsOf(path);
        for (std::size_t i = 0; i < steps.size(); ++i) {
            const std::size_t index = i + 1 < steps.size() ? numberOf(steps[i + 1]) : kNone;
            if (index != kNone && enter(steps[i], index))
                ++i;
            else if (steps[i] == "workload")
                say("Workload");
            else if (steps[i] != "parameters")
                say(titleOf(steps[i]));
        }
        return m_words;
    }

private:
    static constexpr std::size_t kNone = static_cast<std::size_t>(-1);

    static std::size_t numberOf(std::string_view step)
    {
        std::size_t number = kNone;
        const auto [end, code] = std::from_chars(step.data(), step.data() + step.size(), number);
        return code == std::errc() && end == step.data() + step.size() ? number : kNone;
    }

    void say(const std::string &words) { m_words += (m_words.empty() ? "" : ", ") + words; }

    template <typename Item>
    bool name(const std::vector<Item> &items, std::size_t index)
    {
        if (index >= items.size())
            return false;
        say(items[index].name.empty() ? items[index].id : items[index].name);
        return true;
    }

    /// Whether the list of that name has such an item; it is named then.
    bool enter(std::string_view list, std::size_t index)
    {
        if (list == "stages" && index < m_project.stages.size()) {
            m_stage = m_project.stages[index].get();
            say("Stage " + std::to_string(index + 1) + " \"" + m_stage->name + '"');
            return true;
        }
        if (list == "components" && m_stage && name(m_stage->components, index)) {
            m_specs = &m_catalog.kind(m_stage->components[index].kind).parameters;
            return true;
        }
        if (list == "connections" && m_stage && index < m_stage->connections.size()) {
            const project::Connection &connection = m_stage->connections[index];
            say("the connection from " + ended(connection.from) + " to " + ended(connection.to));
            m_specs = &m_catalog.connectionKind(connection.kind).parameters;
            return true;
        }
        return (list == "journeys" && name(m_project.workload.journeys, index))
            || (list == "classes" && name(m_project.workload.classes, index));
    }

    std::string ended(const std::string &id) const
    {
        const project::Component *component = m_stage->findComponent(id);
        return component && !component->name.empty() ? component->name : id;
    }

    /// Of a parameter, as the inspector shows it; else the key as it is.
    std::string titleOf(std::string_view key) const
    {
        for (const catalog::ParameterSpec &spec : m_specs ? *m_specs : m_catalog.workloadParameters())
            if (spec.id == key)
                return spec.title;
        return std::string(key);
    }

    const project::Project &m_project;
    const catalog::Catalog &m_catalog;
    const project::Stage *m_stage = nullptr;
    const std::vector<catalog::ParameterSpec> *m_specs = nullptr;
    std::string m_words;
};

} // namespace

std::string withNames(const std::string &note, const project::Project &project, const catalog::Catalog &catalog)
{
    const std::size_t end = note.find(": ");
    const std::string_view path = std::string_view(note).substr(0, end == std::string::npos ? 0 : end);
    if (path.empty() || path.find(' ') != std::string_view::npos)
        return note;
    return Guide(project, catalog).words(path) + note.substr(end);
}

} // namespace headroom::serialization

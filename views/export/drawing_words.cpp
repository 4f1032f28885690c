#include "views/export/drawing.h"

#include "views/canvas/face_builder.h"
#include "views/export/text_fit.h"
#include "views/language/words.h"

// What a drawing says of its parts, and what has changed about them.
namespace headroom::pictures {

using canvas::CardState;
using canvas::ComponentFace;
using canvas::ConnectionFace;

namespace {

Change changeIn(const std::map<std::string, growth::ElementChange::What> &changes, const std::string &id)
{
    const auto found = changes.find(id);
    if (found == changes.end())
        return Change::None;
    return found->second == growth::ElementChange::What::Added ? Change::Added : Change::Changed;
}

} // namespace

/// What is not as before, as the comparison of stages has it: looks and positions are no difference.
void Drawing::compare()
{
    if (!m_subject.before)
        return;
    project::Project before = *m_subject.project;
    before.stages = { m_subject.before };
    const growth::Difference found = growth::elementsBetween(before, 0, *m_subject.project, m_subject.stage, m_catalog);
    m_anew = growth::builtAnew(found, *m_subject.before, *m_scene.stage());
    for (const growth::ElementChange &each : found.components)
        m_changedComponents.emplace(each.id, each.what);
    for (const growth::ElementChange &each : found.connections)
        m_changedConnections.emplace(each.id, each.what);
}

Change Drawing::changeOf(const ComponentFace &face) const
{
    return m_anew.components.count(face.id) ? Change::Anew : changeIn(m_changedComponents, face.id);
}

Change Drawing::changeOf(const ConnectionFace &face) const
{
    return m_anew.connections.count(face.id) ? Change::Anew : changeIn(m_changedConnections, face.id);
}

QString Drawing::describe(const ComponentFace &face) const
{
    QStringList parts { visible(face.kindTitle) };
    if (!face.subtitle.isEmpty())
        parts << visible(face.subtitle);
    if (!face.instances.isEmpty())
        parts << face.instances;
    const QString loads = canvas::loadsOf(face, m_subject.report);
    if (m_options.showsNumbers && !loads.isEmpty())
        parts << visible(QString(loads).replace(QLatin1Char('\n'), QStringLiteral("; ")));
    if (m_options.showsFindings && face.state == CardState::Critical)
        parts << tr("critical");
    if (m_options.showsFindings && face.state == CardState::Warning)
        parts << tr("warning");
    if (m_options.showsFindings && !face.tag.isEmpty())
        parts << visible(face.tag);
    if (const QString change = changeWord(changeOf(face)); !change.isEmpty())
        parts << change;
    return parts.join(QStringLiteral(". "));
}

QString Drawing::describe(const ConnectionFace &face) const
{
    QStringList parts;
    if (const project::Connection *found = m_scene.stage()->findConnection(face.id))
        parts << visible(m_catalog.connectionKind(found->kind).title);
    if (!face.name.isEmpty())
        parts << visible(face.name);
    if (m_options.showsNumbers && !face.label.isEmpty() && face.label != face.name)
        parts << visible(face.label);
    return parts.join(QStringLiteral(". "));
}

} // namespace headroom::pictures

#include "views/export/drawing.h"

#include "views/canvas/face_builder.h"
#include "views/export/text_fit.h"

#include <QCoreApplication>

// What a drawing says of its parts, and what has changed about them.
namespace headroom::pictures {

using canvas::CardState;
using canvas::ComponentFace;
using canvas::ConnectionFace;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Picture)
};

bool isSame(const project::Component &a, const project::Component &b)
{
    return a.kind == b.kind && a.name == b.name && a.parameters == b.parameters;
}

bool isSame(const project::Connection &a, const project::Connection &b)
{
    return a.from == b.from && a.to == b.to && a.kind == b.kind && a.name == b.name && a.parameters == b.parameters;
}

} // namespace

Change Drawing::changeOf(const ComponentFace &face) const
{
    if (!m_subject.before)
        return Change::None;
    const project::Component *was = m_subject.before->findComponent(face.id);
    const project::Component *is = m_scene.stage()->findComponent(face.id);
    if (!was)
        return Change::Added;
    return is && isSame(*was, *is) ? Change::None : Change::Changed;
}

Change Drawing::changeOf(const ConnectionFace &face) const
{
    if (!m_subject.before)
        return Change::None;
    const project::Connection *was = m_subject.before->findConnection(face.id);
    const project::Connection *is = m_scene.stage()->findConnection(face.id);
    if (!was)
        return Change::Added;
    return is && isSame(*was, *is) ? Change::None : Change::Changed;
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
        parts << Words::tr("critical");
    if (m_options.showsFindings && face.state == CardState::Warning)
        parts << Words::tr("warning");
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

#include "tests/app/monkey/monkey.h"

#include "model/analysis/analyze.h"
#include "model/serialization/project_json.h"
#include "tests/support/model_support.h"

#include <QCoreApplication>
#include <QImage>

#include <cstdlib>

// What it can do, and what must hold whatever it did.
namespace headroom::test {

Monkey::Monkey(std::uint64_t seed, const std::string &design)
    : m_dice(seed)
    , m_document(theCatalog())
    , m_view(theCatalog())
    , m_inspector(theCatalog())
{
    m_view.setMotion(false);
    m_view.resize(1100, 700);
    m_inspector.resize(320, 700);
    QObject::connect(&m_view, &canvas::CanvasView::editRequested, &m_view, [this](const auto &edit) { perform(edit); });
    QObject::connect(&m_inspector, &inspector::InspectorView::editRequested, &m_inspector,
                     [this](const auto &edit) { perform(edit); });
    QObject::connect(&m_view, &canvas::CanvasView::selectionChanged, &m_inspector,
                     [this] { m_inspector.setSelection(m_view.selection()); });
    QObject::connect(&m_document, &app::Document::snapshotChanged, &m_view, [this] { show(); });
    if (!m_document.startFrom(design, QStringLiteral("monkey")))
        std::abort();
    m_view.show();
    m_inspector.show();
    m_start = text();
}

const std::vector<Monkey::Habit> &Monkey::habits()
{
    static const std::vector<Habit> all {
        { 8, "click", &Monkey::click },
        { 2, "double-click", &Monkey::doubleClick },
        { 9, "drag a card", &Monkey::dragCard },
        { 4, "drag anywhere", &Monkey::dragAnywhere },
        { 5, "connect", &Monkey::connectCards },
        { 4, "pull a line", &Monkey::pullLine },
        { 3, "press a toggle", &Monkey::pressToggle },
        { 3, "drop a kind", &Monkey::drop },
        { 3, "wheel", &Monkey::wheel },
        { 6, "key", &Monkey::pressKey },
        { 3, "rename", &Monkey::rename },
        { 3, "add beside", &Monkey::addBeside },
        { 4, "clipboard", &Monkey::clipboard },
        { 4, "arrange", &Monkey::arrange },
        { 4, "shape", &Monkey::shape },
        { 4, "group", &Monkey::group },
        { 3, "lines", &Monkey::lines },
        { 1, "lay out", &Monkey::layOut },
        { 3, "remove", &Monkey::removeSome },
        { 5, "select", &Monkey::select },
        { 8, "state a value", &Monkey::stateValue },
        { 5, "undo", &Monkey::undo },
        { 3, "redo", &Monkey::redo },
        { 3, "step to a stage", &Monkey::step },
        { 1, "edit the stages", &Monkey::editStages },
        { 2, "tell a report", &Monkey::tell },
        { 1, "paint", &Monkey::paint },
    };
    return all;
}

QString Monkey::act()
{
    double whole = 0;
    for (const Habit &habit : habits())
        whole += habit.weight;
    double at = m_dice.between(0, whole);
    const Habit *chosen = &habits().back();
    for (const Habit &habit : habits())
        if ((at -= habit.weight) < 0) {
            chosen = &habit;
            break;
        }
    m_actions << QLatin1String(chosen->name);
    (this->*chosen->action)();
    closeMenus();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    if (qEnvironmentVariableIsSet("HEADROOM_MONKEY_TRACE"))
        qInfo("%lld %s", static_cast<long long>(m_actions.size()), qPrintable(m_actions.back()));
    return checkScene();
}

/// The canvas shows the stage of the document, and nothing is selected that it lacks.
QString Monkey::checkScene() const
{
    const canvas::Scene &scene = m_view.faces();
    if (scene.stage() != m_document.snapshot()->stages[m_stage])
        return QStringLiteral("the canvas shows another stage than the document has");
    if (scene.components().size() != stage().components.size()
        || scene.connections().size() != stage().connections.size())
        return QStringLiteral("the canvas has another number of faces than the stage has elements");
    for (std::size_t i = 0; i < stage().components.size(); ++i)
        if (scene.component(static_cast<int>(i)).id != stage().components[i].id)
            return QStringLiteral("face %1 is of another component").arg(i);
    for (std::size_t i = 0; i < stage().connections.size(); ++i) {
        const canvas::ConnectionFace &face = scene.connection(static_cast<int>(i));
        if (face.id != stage().connections[i].id || face.from < 0 || face.to < 0)
            return QStringLiteral("face %1 is of another connection, or has a loose end").arg(i);
        if (face.bundle > 0 && face.route.size() < 2)
            return QStringLiteral("connection %1 is drawn nowhere").arg(QString::fromStdString(face.id));
    }
    for (const std::string &id : m_view.selection())
        if (scene.findComponent(id) < 0 && scene.findConnection(id) < 0)
            return QStringLiteral("%1 is selected and not there").arg(QString::fromStdString(id));
    return {};
}

std::string Monkey::text() const
{
    return serialization::writeProject(*m_document.snapshot());
}

QString Monkey::inspect()
{
    const std::string written = text();
    const auto read = serialization::readProject(written, "monkey", theCatalog());
    if (!read)
        return QStringLiteral("what is written cannot be read: ") + QString::fromStdString(read.error().message());
    if (*read->project != *m_document.snapshot())
        return QStringLiteral("what is read is not what was written");
    if (serialization::writeProject(*read->project) != written)
        return QStringLiteral("what is written again is another text");
    // What the canvas made step by step is what it would make at once.
    canvas::Scene fresh(theCatalog());
    fresh.setStage(m_document.snapshot()->stages[m_stage]);
    fresh.setReport(nullptr);
    const canvas::Scene &shown = m_view.faces();
    for (std::size_t i = 0; i < shown.components().size(); ++i) {
        const canvas::ComponentFace &a = shown.components()[i];
        const canvas::ComponentFace &b = fresh.components()[i];
        if (a.name != b.name || a.rect != b.rect || a.parent != b.parent || a.isHidden != b.isHidden
            || a.isPlace != b.isPlace || a.isLocked != b.isLocked || a.layer != b.layer || a.members != b.members
            || (!a.isCollapsed && a.subtitle != b.subtitle))
            return QStringLiteral("the card of %1 is not up to date").arg(QString::fromStdString(a.id));
    }
    for (std::size_t i = 0; i < shown.connections().size(); ++i) {
        const canvas::ConnectionFace &a = shown.connections()[i];
        const canvas::ConnectionFace &b = fresh.connections()[i];
        if (a.from != b.from || a.to != b.to || a.bundle != b.bundle || a.isSquare != b.isSquare
            || a.waypoints != b.waypoints || a.route != b.route)
            return QStringLiteral("the line %1 is not up to date").arg(QString::fromStdString(a.id));
    }
    const double users = m_dice.spread(1, 1e9);
    const analysis::Report report = analysis::analyze(*m_document.snapshot(), m_stage, users, theCatalog());
    if (report.components.size() != stage().components.size())
        return QStringLiteral("the report lacks components");
    return {};
}

QString Monkey::undoAndRedoAll()
{
    const std::string end = text();
    QUndoStack &stack = m_document.undoStack();
    int present = stack.index();
    while (stack.canUndo())
        stack.undo();
    if (text() != m_start)
        return QStringLiteral("undoing everything does not give the start");
    while (present-- > 0)
        stack.redo();
    if (text() != end)
        return QStringLiteral("redoing everything does not give the end");
    return checkScene();
}

void Monkey::perform(const edits::Edit &edit)
{
    const std::string title = edits::describe(edit, *m_document.snapshot(), theCatalog());
    const Result<Done> done = m_document.perform(edit);
    m_changes += done.ok();
    note(QString::fromStdString(done ? title : "refused: " + done.error().message()));
}

void Monkey::show()
{
    m_stage = std::min(m_stage, m_document.snapshot()->stages.size() - 1);
    m_view.setSnapshot(m_document.snapshot(), m_stage);
    m_inspector.setSnapshot(m_document.snapshot(), m_stage);
    m_inspector.setSelection(m_view.selection());
}

void Monkey::tell()
{
    const double users = m_dice.spread(1, 1e8);
    const auto report
        = std::make_shared<analysis::Report>(analysis::analyze(*m_document.snapshot(), m_stage, users, theCatalog()));
    m_view.setReport(report);
    m_inspector.setReport(report);
}

void Monkey::paint()
{
    QImage image(m_view.size(), QImage::Format_RGB32);
    m_view.render(&image);
}

} // namespace headroom::test

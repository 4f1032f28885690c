#include "model/catalog/fit.h"
#include "model/edits/copies.h"
#include "model/serialization/project_json.h"
#include "views/canvas/canvas_view.h"
#include "views/canvas/copied_cards.h"
#include "views/canvas/new_elements.h"
#include "views/canvas/tools/move_tool.h"
#include "views/export/diagram.h"
#include "views/export/png_writer.h"
#include "views/export/svg_writer.h"
#include "views/numbers/model_words.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QMimeData>
#include <QPixmap>

#include <algorithm>

namespace headroom::canvas {

namespace {

const QString kDesignMime = QStringLiteral("application/x-headroom-design+json");
constexpr double kPasteStep = 3 * kGrid;
constexpr double kPictureScale = 2;
constexpr double kLargestPicture = 6000; ///< pixels, of a side

/// The design on the clipboard, or an empty text. Plain text counts when it looks like one.
QByteArray designOnClipboard()
{
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    if (!data)
        return {};
    if (data->hasFormat(kDesignMime))
        return data->data(kDesignMime);
    const QByteArray text = data->hasText() ? data->text().trimmed().toUtf8() : QByteArray();
    return text.startsWith('{') && text.contains("\"stages\"") ? text : QByteArray();
}

/// Components for other programs: in light colors, as documents are, without heading and legend.
pictures::Picture drawn(const pictures::Subject &subject, const catalog::Catalog &catalog)
{
    pictures::DiagramOptions look;
    look.showsTitle = look.showsLegend = false;
    return pictures::pictureOf(subject, look, catalog);
}

QImage imageOf(const pictures::Picture &picture)
{
    const double longest = std::max({ picture.size.width(), picture.size.height(), 1.0 });
    const Result<QImage> image = pictures::imageOf(picture, std::min(kPictureScale, kLargestPicture / longest));
    return image ? *image : QImage();
}

/// What fits behind a kind, at most a dozen: a balancer passes on everything, so everything fits. Those of the next
/// families come first, as work usually goes on there; "Something else" has the others.
std::vector<const catalog::Kind *> likeliestKinds(const catalog::Catalog &catalog, const catalog::Kind &from)
{
    constexpr std::size_t kOffered = 12;
    const auto &families = catalog.families();
    const auto placeOf = [&](const catalog::Kind &kind) {
        return std::find_if(families.begin(), families.end(), [&](const auto &each) { return each.id == kind.family; })
            - families.begin();
    };
    const auto rank = [&](const catalog::Kind *kind) {
        const auto count = static_cast<std::ptrdiff_t>(families.size());
        return (placeOf(*kind) - placeOf(from) - 1 + 2 * count) % count;
    };
    std::vector<const catalog::Kind *> kinds = catalog::fittingKinds(catalog, from);
    if (kinds.size() > kOffered) {
        std::stable_sort(kinds.begin(), kinds.end(), [&](const auto *a, const auto *b) { return rank(a) < rank(b); });
        kinds.resize(kOffered);
    }
    return kinds;
}

} // namespace

bool CanvasView::canPaste()
{
    const QMimeData *data = QGuiApplication::clipboard()->mimeData();
    return data && (data->hasFormat(kDesignMime) || data->hasText());
}

void CanvasView::copySelection()
{
    if (!m_project || m_selectedComponents.empty())
        return;
    const project::Project copies = edits::copyOf(*m_project, m_stage, m_selection);
    const QByteArray text = QByteArray::fromStdString(serialization::writeProject(copies));
    const auto draw
        = [project = m_project, stage = m_stage, report = m_report, only = m_selection, &catalog = m_scene.catalog()] {
              const pictures::Picture picture = drawn({ project.get(), stage, report.get(), {}, {}, only }, catalog);
              return CopiedCards::Pictures { pictures::svgOf(picture), imageOf(picture) };
          };
    m_copied = new CopiedCards(kDesignMime, text, draw);
    QGuiApplication::clipboard()->setMimeData(m_copied);
    m_pastes = 0;
}

void CanvasView::cutSelection()
{
    if (m_selectedComponents.empty())
        return;
    copySelection();
    remove(m_scene.withContents(m_selectedComponents), {}); // what the clipboard took
}

void CanvasView::paste()
{
    if (!m_project)
        return;
    const QByteArray text = designOnClipboard();
    if (text.isEmpty()) {
        Q_EMIT refused(tr("The clipboard holds no components. Copy some on a canvas first."));
        return;
    }
    const auto read = serialization::readProject(text.toStdString(), tr("clipboard").toStdString(), m_scene.catalog());
    if (!read) {
        Q_EMIT refused(screen::modelWords(read.error()));
        return;
    }
    if (read.value().project->stages.empty() || read.value().project->stages.front()->components.empty()) {
        Q_EMIT refused(tr("The design on the clipboard has no components in its first stage."));
        return;
    }
    const project::Stage &copies = *read.value().project->stages.front();
    QRectF bounds;
    for (const project::Component &each : copies.components)
        bounds |= rectOf(each);
    ++m_pastes;
    QPointF offset = QPointF(kPasteStep, kPasteStep) * m_pastes;
    if (m_pointed && rect().contains(m_pointed->toPoint()))
        offset = snapped(m_viewport.toScene(*m_pointed) - bounds.center());
    else if (!m_viewport.toScene(QRectF(rect())).intersects(bounds.translated(offset)))
        offset = snapped(m_viewport.toScene(QRectF(rect()).center()) - bounds.center());
    putDown(copies, offset, tr("Paste"));
}

void CanvasView::duplicateSelection()
{
    if (m_project && !m_selectedComponents.empty())
        request(copiesBy(*this, m_selection, QPointF(kPasteStep, kPasteStep)));
}

void CanvasView::putDown(const project::Stage &copies, QPointF offset, const QString &verb)
{
    const QString what = copies.components.size() == 1
        ? QString::fromStdString(copies.components.front().name)
        : tr("%n component(s)", nullptr, static_cast<int>(copies.components.size()));
    m_wasTouched = true;
    edits::Batch pasted = edits::pasteOf(*m_project, m_stage, copies, { offset.x(), offset.y() }, placeIn(m_scene),
                                         QStringLiteral("%1 %2").arg(verb, what).toStdString());
    shiftWaypoints(pasted, offset);
    const QString joined = joinedWords(m_scene, pasted);
    request(pasted);
    if (!joined.isEmpty())
        remark(joined);
}

void CanvasView::offerKinds(int from, QPointF point)
{
    const catalog::Catalog &catalog = m_scene.catalog();
    const project::Component &caller = m_scene.stage()->components[static_cast<std::size_t>(from)];
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(QStringLiteral("kind-menu"));
    const auto offer = [&](QMenu *into, const catalog::Kind &kind) {
        const QIcon icon(theme::Theme::icon(QString::fromStdString(kind.icon), 16, m_theme->family(kind.family), 2));
        connect(into->addAction(icon, QString::fromStdString(kind.title)), &QAction::triggered, this,
                [this, id = caller.id, &kind, point] {
                    if (const int index = m_scene.findComponent(id); index >= 0)
                        addConnected(index, kind, point);
                });
    };
    for (const catalog::Kind *kind : likeliestKinds(catalog, catalog.kind(caller.kind)))
        offer(menu, *kind);
    if (!menu->isEmpty())
        menu->addSeparator();
    QMenu *others = menu->addMenu(tr("Something else"));
    for (const catalog::Family &family : catalog.families()) {
        QMenu *sub = nullptr;
        for (const catalog::Kind &kind : catalog.kinds())
            if (kind.family == family.id && kind.behavior != "place" && kind.behavior != "source") {
                if (!sub)
                    sub = others->addMenu(QString::fromStdString(family.title));
                offer(sub, kind);
            }
    }
    menu->popup(mapToGlobal(m_viewport.toWidget(point).toPoint()));
}

void CanvasView::addConnected(int present, const catalog::Kind &kind, QPointF center, bool calls)
{
    const project::Component &there = m_scene.stage()->components[static_cast<std::size_t>(present)];
    const project::Component added = newComponent(m_scene, *m_project, kind, center);
    const project::Connection joined = calls ? newConnection(m_scene.catalog(), *m_project, added, there)
                                             : newConnection(m_scene.catalog(), *m_project, there, added);
    const QString title = (calls ? tr("Add %1 before %2") : tr("Add %1 after %2"))
                              .arg(QString::fromStdString(added.name), QString::fromStdString(there.name));
    m_wasTouched = true;
    Q_EMIT kindUsed(QString::fromStdString(kind.id));
    request(edits::Batch { title.toStdString(),
                           { edits::AddComponent { m_stage, added }, edits::AddConnection { m_stage, joined } } });
}

} // namespace headroom::canvas

#include "views/export/diagram.h"

#include "views/export/card_shapes.h"
#include "views/export/drawing.h"
#include "views/export/line_shapes.h"
#include "views/export/text_fit.h"
#include "views/language/words.h"
#include "views/numbers/screen_units.h"

#include <algorithm>
#include <cmath>

namespace headroom::pictures {

using canvas::CardState;
using canvas::ComponentFace;
using canvas::ConnectionFace;

namespace {

constexpr double kLeastWidth = 420; ///< so that a heading has room
constexpr double kBlockGap = 18;    ///< between the blocks

} // namespace

QString idOf(const std::string &id)
{
    QString out;
    for (const char c : id) {
        const bool stays = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
        if (stays)
            out += QLatin1Char(c);
        else
            out += QStringLiteral("_%1").arg(static_cast<unsigned char>(c), 2, 16, QLatin1Char('0'));
    }
    return out;
}

void Drawing::choose()
{
    m_isChosen.assign(m_scene.components().size(), m_subject.only.empty());
    std::vector<int> wanted;
    for (const std::string &id : m_subject.only)
        if (const int index = m_scene.findComponent(id); index >= 0)
            wanted.push_back(index);
    for (const int index : m_scene.withContents(wanted))
        m_isChosen[static_cast<std::size_t>(index)] = true;
    for (std::size_t i = 0; i < m_isChosen.size(); ++i) {
        const ComponentFace &face = m_scene.component(static_cast<int>(i));
        if (!m_isChosen[i])
            continue;
        m_ids.insert(face.id);
        if (face.isHidden)
            m_isChosen[i] = false;
        else if (!face.isPlace && !face.isPlaceholder)
            m_shown.families.insert(face.family == "places" ? "" : face.family);
    }
    for (const project::Connection &each : m_scene.stage()->connections)
        if (m_ids.count(each.from) && m_ids.count(each.to))
            m_ids.insert(each.id);
}

/// The face without what the options leave out.
ComponentFace Drawing::worn(ComponentFace face) const
{
    if (!m_options.showsFindings) {
        face.state = CardState::Unknown;
        face.tag.clear();
    }
    if (!m_options.showsNumbers) {
        face.hasBar = false;
        face.value.clear();
        face.barState = face.state == CardState::Fine ? CardState::Unknown : face.state;
    }
    return face;
}

bool Drawing::isGoneHere(const ComponentFace &face) const
{
    return !face.isHidden && m_scene.findComponent(face.id) < 0 && m_subject.only.empty()
        && m_anew.components.count(face.id) == 0;
}

void Drawing::drawPlaces(std::vector<Part> &parts, const canvas::Scene &scene, bool isGone, bool isName)
{
    const char *prefix = isName ? (isGone ? "gonename" : "name") : (isGone ? "gone" : "place");
    for (const int index : scene.places()) {
        const ComponentFace &face = scene.component(index);
        if (isGone ? !isGoneHere(face) : !m_isChosen[static_cast<std::size_t>(index)])
            continue;
        const Change change = isGone ? Change::Gone : changeOf(face);
        m_shown.changes.insert(change);
        const QString id = QStringLiteral("%1-%2").arg(prefix, idOf(face.id));
        if (isName) {
            parts.push_back({ id, {}, {}, placeNameShapes(isGone ? nameable(face) : face, m_theme, change), 1 });
            continue;
        }
        parts.push_back({ id, visible(face.name), describe(face), placeShapes(face, m_theme, change), 1 });
        if (isGone)
            m_gone.cards.push_back(visible(face.name).toStdString());
        reach(face.rect.adjusted(0, -10, 0, 0), 2);
    }
}

void Drawing::drawLines(std::vector<Part> &parts)
{
    std::vector<Part> labels;
    for (const ConnectionFace &face : m_scene.connections()) {
        const bool isHere = face.bundle > 0 && face.from >= 0 && face.to >= 0
            && m_isChosen[static_cast<std::size_t>(face.from)] && m_isChosen[static_cast<std::size_t>(face.to)];
        if (!isHere || face.route.size() < 2)
            continue;
        Part part { QStringLiteral("line-") + idOf(face.id), {}, describe(face), {}, 1 };
        part.title = QStringLiteral("%1 → %2").arg(visible(m_scene.component(face.from).name),
                                                   visible(m_scene.component(face.to).name));
        part.shapes = lineShapes(face, m_theme, m_options.showsNumbers, changeOf(face));
        m_shown.changes.insert(changeOf(face));
        reach(face.bounds, face.width + 2);
        m_shown.lines.insert(face.line);
        m_shown.hasReplication |= face.isReplication;
        m_shown.hasWatching |= face.line == canvas::LineStyle::Dotted && !face.isReplication;
        parts.push_back(std::move(part));
        const QString text = m_options.showsNumbers ? face.label : face.name;
        std::vector<Shape> words = lineLabelShapes(face, text, m_theme);
        if (words.empty())
            continue;
        reach(face.labelRect);
        labels.push_back({ QStringLiteral("flow-") + idOf(face.id), {}, {}, std::move(words), 1 });
    }
    parts.insert(parts.end(), std::make_move_iterator(labels.begin()), std::make_move_iterator(labels.end()));
}

void Drawing::drawCards(std::vector<Part> &parts, const canvas::Scene &scene, bool isGone)
{
    std::vector<int> order;
    scene.cardsIn(scene.bounds().adjusted(-1, -1, 1, 1), order);
    for (const int index : order) {
        const ComponentFace &face = scene.component(index);
        if (face.isPlace || (isGone ? !isGoneHere(face) : !m_isChosen[static_cast<std::size_t>(index)]))
            continue;
        ComponentFace shown = worn(face);
        if (isGone)
            shown.rect = m_ghosts.at(index);
        const Change change = isGone ? Change::Gone : changeOf(face);
        m_shown.changes.insert(change);
        if (isGone)
            m_gone.cards.push_back(visible(face.name).toStdString());
        parts.push_back({ QStringLiteral("%1-%2").arg(isGone ? "gone" : "part", idOf(face.id)), visible(face.name),
                          isGone ? changeWord(change) : describe(shown), cardShapes(shown, m_theme, change), 1 });
        reach(shown.rect.adjusted(0, -12, 0, 6)); // its tag, its shadow
        if (!isGone)
            m_shown.states.insert({ shown.state, shown.barState,
                                    shown.tag.isEmpty() ? shown.state : std::max(shown.state, CardState::Warning) });
    }
}

/// Heading above, findings and legend below; everything moved to where it belongs.
void Drawing::surround(Picture &picture, std::vector<Part> parts)
{
    const bool hasFrame = m_options.showsTitle || m_options.showsLegend;
    if (m_bounds.isNull())
        m_bounds = QRectF(0, 0, 200, 80);
    m_bounds = QRectF(m_bounds.topLeft(), QSizeF(std::ceil(m_bounds.width()), std::ceil(m_bounds.height())));
    const double width = std::max(m_bounds.width(), hasFrame ? kLeastWidth : 0);
    double taken = 0;
    Part heading = titleBlock(m_subject, m_options, width, taken);
    double y = kMargin;
    const auto put = [&](Part part) {
        if (part.shapes.empty())
            return;
        translate(part, { kMargin, y });
        y += taken + kBlockGap;
        picture.parts.push_back(std::move(part));
    };
    put(std::move(heading));
    const QPointF offset = QPointF(kMargin + std::floor((width - m_bounds.width()) / 2), y) - m_bounds.topLeft();
    for (Part &part : parts) {
        translate(part, offset);
        picture.parts.push_back(std::move(part));
    }
    y += m_bounds.height() + kBlockGap;
    if (hasFrame)
        put(goneList(m_gone, m_options, width, taken));
    if (hasFrame && m_options.showsFindings && m_subject.report)
        put(findingList(*m_subject.report, m_ids, m_options, width, taken, m_shown.states));
    if (m_options.showsLegend && !m_options.isOnSheet)
        put(legend(m_shown, m_options, m_catalog, width, taken));
    picture.shown = std::make_shared<const Shown>(m_shown);
    picture.size = QSizeF(width + 2 * kMargin, std::ceil(y - kBlockGap + kMargin));
}

Picture Drawing::draw()
{
    choose();
    compare();
    Picture picture;
    if (m_options.hasGround)
        picture.ground = m_theme.color(theme::Role::Canvas);
    const project::Stage &stage = *m_scene.stage();
    picture.title = QStringLiteral("%1: %2").arg(visible(m_subject.project->name), visible(stage.name));
    picture.description = tr("%n component(s)", nullptr, static_cast<int>(stage.components.size()));
    std::vector<Part> parts;
    drawPlaces(parts, m_scene, false, false);
    if (m_subject.before) {
        placeGhosts();
        nameGoneLines();
        drawPlaces(parts, m_before, true, false);
        drawGoneLines(parts);
    }
    drawLines(parts);
    if (m_subject.before)
        drawPlaces(parts, m_before, true, true);
    drawPlaces(parts, m_scene, false, true);
    if (m_subject.before)
        drawCards(parts, m_before, true);
    drawCards(parts, m_scene, false);
    surround(picture, std::move(parts));
    return picture;
}

QString partIdOf(const std::string &component)
{
    return QStringLiteral("part-") + idOf(component);
}

Picture pictureOf(const Subject &subject, const DiagramOptions &options, const catalog::Catalog &catalog)
{
    const screen::ForFiles plain;
    return Drawing(subject, options, catalog).draw();
}

} // namespace headroom::pictures

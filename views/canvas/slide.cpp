#include "views/canvas/slide.h"

#include <algorithm>

namespace headroom::canvas {

namespace {

constexpr std::size_t kMostGone = 2'000; ///< cards; copying more takes longer than anybody sees them

} // namespace

void Slide::start(const Scene &scene, const Viewport &view)
{
    stop();
    for (const ComponentFace &face : scene.components())
        m_before.emplace(face.id, view.toWidget(face.rect.topLeft()));
    if (scene.components().size() > kMostGone)
        return;
    for (const ComponentFace &face : scene.components())
        if (!face.isPlace && !face.isHidden)
            m_gone.push_back(face);
}

bool Slide::aim(const Scene &scene, const Viewport &view)
{
    m_offsets.clear();
    for (const ComponentFace &face : scene.components()) {
        const auto found = m_before.find(face.id);
        const bool isNew = found == m_before.end();
        m_offsets.push_back({ isNew ? QPointF() : view.toScene(found->second) - face.rect.topLeft(), isNew });
    }
    std::erase_if(m_gone, [&](const ComponentFace &face) { return scene.findComponent(face.id) >= 0; });
    for (ComponentFace &face : m_gone)
        face.rect.moveTopLeft(view.toScene(m_before.at(face.id)));
    const bool isSomething = !m_before.empty() && !m_offsets.empty();
    m_before.clear();
    if (!isSomething)
        stop();
    return isSomething;
}

void Slide::stop()
{
    m_before.clear();
    m_offsets.clear();
    m_gone.clear();
    m_progress = 1;
}

QRectF Slide::rectOf(const Scene &scene, int component) const
{
    const QRectF &rect = scene.component(component).rect;
    if (static_cast<std::size_t>(component) >= m_offsets.size())
        return rect;
    return rect.translated(m_offsets[static_cast<std::size_t>(component)].way * (1 - m_progress));
}

double Slide::opacityOf(int component) const
{
    if (static_cast<std::size_t>(component) >= m_offsets.size()
        || !m_offsets[static_cast<std::size_t>(component)].isNew)
        return 1;
    return m_progress;
}

} // namespace headroom::canvas

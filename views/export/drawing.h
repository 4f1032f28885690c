#pragma once

#include "model/growth/built_anew.h"
#include "views/export/surroundings.h"

#include <map>

namespace headroom::pictures {

/// Bytes as a part of an id: letters, digits and '-' stay, the rest becomes _ and two digits; never two the same.
[[nodiscard]] QString idOf(const std::string &id);

/// Lays one stage out.
class Drawing {
public:
    Drawing(const Subject &subject, const DiagramOptions &options, const catalog::Catalog &catalog)
        : m_subject(subject)
        , m_options(options)
        , m_catalog(catalog)
        , m_theme(themeOf(options))
        , m_scene(catalog)
        , m_before(catalog)
    {
        m_scene.setStage(subject.project->stages[subject.stage]);
        m_scene.setReport(subject.report);
        if (subject.before)
            m_before.setStage(subject.before);
    }

    Picture draw();

private:
    void choose();
    void compare();
    void drawPlaces(std::vector<Part> &parts, const canvas::Scene &scene, bool isGone, bool isName);
    void drawLines(std::vector<Part> &parts);
    void drawGoneLines(std::vector<Part> &parts);
    void drawCards(std::vector<Part> &parts, const canvas::Scene &scene, bool isGone);
    void placeGhosts();
    void nameGoneLines();
    [[nodiscard]] canvas::ComponentFace nameable(canvas::ComponentFace place) const;
    [[nodiscard]] QRectF freeNear(const QRectF &rect) const;
    [[nodiscard]] QRectF rectNow(int before, QPointF towards) const;
    [[nodiscard]] QPolygonF routeNow(const canvas::ConnectionFace &before) const;
    void surround(Picture &picture, std::vector<Part> parts);
    [[nodiscard]] canvas::ComponentFace worn(canvas::ComponentFace face) const;
    [[nodiscard]] Change changeOf(const canvas::ComponentFace &face) const;
    [[nodiscard]] Change changeOf(const canvas::ConnectionFace &face) const;
    [[nodiscard]] QString describe(const canvas::ComponentFace &face) const;
    [[nodiscard]] QString describe(const canvas::ConnectionFace &face) const;
    [[nodiscard]] bool isGoneHere(const canvas::ComponentFace &face) const;
    void reach(const QRectF &rect, double around = 0) { m_bounds |= rect.adjusted(-around, -around, around, around); }

    const Subject &m_subject;
    const DiagramOptions &m_options;
    const catalog::Catalog &m_catalog;
    const theme::Theme &m_theme;
    canvas::Scene m_scene;
    canvas::Scene m_before;
    std::vector<bool> m_isChosen;
    std::set<std::string> m_ids;                                            ///< of what is shown
    std::map<std::string, growth::ElementChange::What> m_changedComponents; ///< by id
    std::map<std::string, growth::ElementChange::What> m_changedConnections;
    growth::BuiltAnew m_anew;
    std::map<int, QRectF> m_ghosts; ///< where cards that are gone are shown, by index before
    Shown m_shown;
    Gone m_gone;
    QRectF m_bounds;
};

} // namespace headroom::pictures

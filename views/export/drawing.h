#pragma once

#include "model/growth/difference.h"
#include "views/export/surroundings.h"

#include <map>

namespace headroom::pictures {

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
    [[nodiscard]] bool isWhereItWas(const canvas::ComponentFace &before) const;
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
    Shown m_shown;
    std::vector<std::string> m_gone; ///< names of cards that are not there any more
    QRectF m_bounds;
};

} // namespace headroom::pictures

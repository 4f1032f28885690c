#pragma once

#include "model/analysis/report.h"
#include "views/theme/theme.h"

#include <QWidget>

#include <memory>

namespace headroom::inspector {

class LoadPen;

/// What one component does at the present users: each resource used of available, waiting, cost, and the formula of its state.
class LoadPanel final : public QWidget {
    Q_OBJECT

public:
    explicit LoadPanel(QWidget *parent);
    /// @param ids  of one component or of several; none that is known: the whole design.
    void show(std::shared_ptr<const analysis::Report> report, std::vector<std::string> ids);
    void setTheme(const theme::Theme &theme);
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override { return { 280, heightForWidth(280) }; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void draw(LoadPen &pen) const;
    void drawComponent(LoadPen &pen, const analysis::ComponentReport &component) const;
    static void drawResources(LoadPen &pen, const analysis::ComponentReport &component);
    static void drawRequests(LoadPen &pen, const analysis::ComponentReport &component);
    void drawCost(LoadPen &pen, const analysis::ComponentReport &component) const;
    void drawWhy(LoadPen &pen, const analysis::ComponentReport &component) const;
    void drawDesign(LoadPen &pen) const;
    void drawSeveral(LoadPen &pen, const std::vector<const analysis::ComponentReport *> &components) const;

    std::shared_ptr<const analysis::Report> m_report;
    std::vector<std::string> m_ids;
    const theme::Theme *m_theme;
};

} // namespace headroom::inspector

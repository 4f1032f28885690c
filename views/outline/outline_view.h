#pragma once

#include "model/analysis/report.h"
#include "model/catalog/catalog.h"
#include "model/project/project.h"
#include "views/theme/theme.h"

#include <QHash>
#include <QTreeWidget>

#include <memory>
#include <string>
#include <vector>

namespace headroom::outline {

class OutlineRow;

/// The stage as a tree for those who do not see the canvas, or do not want to: places hold components, components hold
/// the connections that begin at them. The second column says the state in words; it is drawn with the first, which has all
/// of the width.
class OutlineView final : public QTreeWidget {
    Q_OBJECT

public:
    /// @param catalog  must outlive the view.
    explicit OutlineView(const catalog::Catalog &catalog, QWidget *parent = nullptr);
    void setTheme(const theme::Theme &theme);
    void setSnapshot(project::Snapshot snapshot, std::size_t stage);
    void setReport(std::shared_ptr<const analysis::Report> report);
    /// Shows what is selected elsewhere, without asking for it.
    void setSelection(const std::vector<std::string> &ids);
    [[nodiscard]] QTreeWidgetItem *itemOf(const std::string &id) const;

Q_SIGNALS:
    void selectionRequested(const std::vector<std::string> &ids);
    void elementRequested(const QString &id); ///< shall be shown on the canvas

protected:
    void paintEvent(QPaintEvent *event) override;
    void drawRow(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void build();
    void tellStates();
    void tint();

    const catalog::Catalog &m_catalog;
    const theme::Theme *m_theme;
    OutlineRow *m_row;
    project::Snapshot m_project;
    std::size_t m_stage = 0;
    std::shared_ptr<const project::Stage> m_built; ///< the stage that the tree shows
    std::shared_ptr<const analysis::Report> m_report;
    QHash<QString, QTreeWidgetItem *> m_items;
    bool m_isQuiet = false; ///< a selection from elsewhere is being shown
};

} // namespace headroom::outline

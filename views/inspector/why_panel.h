#pragma once

#include "model/derivation/derivation.h"
#include "views/theme/theme.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>
#include <string>
#include <vector>

class QComboBox;
class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace headroom::inspector {

/// Unfolds a number of the model: its formula with the values put in, and what each of them comes from.
/// Asks the model a moment after the last change, and only while it is seen.
class WhyPanel final : public QWidget {
    Q_OBJECT

public:
    /// @param catalog  must outlive the panel.
    WhyPanel(const catalog::Catalog &catalog, QWidget *parent);
    /// @param element  id of a component; empty: the whole stage.
    void ask(project::Snapshot snapshot, std::size_t stage, double users, const std::string &element);
    void setTheme(const theme::Theme &theme);
    /// The metric unfolded, as "db.cpu.utilization"; empty before there is any.
    [[nodiscard]] std::string metric() const;
    void setMetric(const std::string &path);
    [[nodiscard]] QTreeWidget *tree() const { return m_tree; }
    [[nodiscard]] QString formulaText() const;
    /// Answers now what would be answered in a moment.
    void refreshNow();

Q_SIGNALS:
    /// An input was chosen; the parameter is where it can be changed.
    void parameterRequested(const QString &element, const QString &parameter);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void fillMetrics();
    void unfold();
    void showNode(const derivation::Derivation &node);
    void addNode(QTreeWidgetItem *parent, const derivation::Derivation &node, int depth);
    [[nodiscard]] QString ownerName() const;
    [[nodiscard]] const derivation::Derivation *nodeOf(const QTreeWidgetItem *item) const;
    void follow(const QTreeWidgetItem *item);
    void showSensitivities();

    const catalog::Catalog &m_catalog;
    const theme::Theme *m_theme;
    project::Snapshot m_snapshot;
    std::size_t m_stage = 0;
    double m_users = 0;
    std::string m_element;
    std::unique_ptr<derivation::Explainer> m_explainer; ///< of what was asked last; needs m_snapshot
    std::optional<derivation::Derivation> m_root;
    std::string m_wanted; ///< the metric's last part, kept from one component to the next
    bool m_isStale = true;
    QTimer m_pause;
    QComboBox *m_metrics;
    QLabel *m_formula;
    QLabel *m_about;
    QTreeWidget *m_tree;
    QPushButton *m_most;
    QLabel *m_limits;
};

} // namespace headroom::inspector

#pragma once

#include "model/derivation/interview.h"
#include "views/inspector/wrapped_button.h"
#include "views/theme/theme.h"

#include <QTimer>
#include <QWidget>

#include <memory>
#include <optional>
#include <string>
#include <vector>

class QComboBox;
class QLabel;
class QTreeWidget;
class QTreeWidgetItem;

namespace headroom::inspector {

class RemedyList;

/// Unfolds a number of the model: its formula with the values put in, and what each of them comes from.
/// Asks a moment after the last change, and only while it is seen; shows nothing but answers.
class WhyPanel final : public QWidget {
    Q_OBJECT

public:
    explicit WhyPanel(QWidget *parent);
    ~WhyPanel() override;
    /// @param element  id of a component or connection; empty: the whole stage.
    void ask(project::Snapshot snapshot, std::size_t stage, double users, const std::string &element);
    /// An answer to another question than the last one is ignored.
    void setAnswer(std::shared_ptr<const derivation::Answer> answer);
    void setSensitivities(const derivation::Question &question, const std::vector<derivation::Sensitivity> &found);
    void setTheme(const theme::Theme &theme);
    /// The metric unfolded, as "db.cpu.utilization"; empty before there is any.
    [[nodiscard]] std::string metric() const;
    void setMetric(const std::string &path);
    /// The number to unfold whenever an element has it. @param name  as of derivation::nameOf().
    void want(const std::string &name);
    [[nodiscard]] QTreeWidget *tree() const { return m_tree; }
    [[nodiscard]] QString formulaText() const;
    [[nodiscard]] QString aboutText() const;
    [[nodiscard]] WrappedButton *sensitivityButton() const { return m_most; }
    /// What could be done about what the numbers say.
    [[nodiscard]] RemedyList *remedies() const { return m_remedies; }
    /// Asks now what would be asked in a moment.
    void refreshNow();

Q_SIGNALS:
    void asked(const headroom::derivation::Question &question);
    void sensitivitiesAsked(const headroom::derivation::Question &question, const std::string &path);
    /// An input was chosen; the parameter is where it can be changed.
    void parameterRequested(const QString &element, const QString &parameter);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void forget();
    void fillMetrics();
    void unfold();
    void sayFormula(const QString &text, const QString &whole = {});
    void showNode(const derivation::Derivation &node);
    void addNode(QTreeWidgetItem *parent, const derivation::Derivation &node, int depth);
    [[nodiscard]] QString ownerName() const;
    [[nodiscard]] const derivation::Derivation *nodeOf(const QTreeWidgetItem *item) const;
    void follow(const QTreeWidgetItem *item);
    void askSensitivities();

    const theme::Theme *m_theme;
    derivation::Question m_question; ///< its wanted name is kept from one element to the next
    std::shared_ptr<const derivation::Answer> m_answer;
    bool m_isStale = false;
    QTimer m_pause;
    QComboBox *m_metrics;
    QLabel *m_formula;
    QString m_formulaText; ///< as plain text
    QLabel *m_about;
    QTreeWidget *m_tree;
    WrappedButton *m_most;
    QLabel *m_limits;
    RemedyList *m_remedies;
};

} // namespace headroom::inspector

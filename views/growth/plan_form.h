#pragma once

#include "model/project/project.h"
#include "views/theme/theme.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace headroom::workload_views {
class QuantityField;
}

namespace headroom::growth_views {

/// States how the users are expected to grow: from, to and months or a curve, the lead time and the first month.
class PlanForm final : public QWidget {
    Q_OBJECT

public:
    explicit PlanForm(QWidget *parent);
    void setTheme(const theme::Theme &theme);
    /// Shows the plan. @param proposed  what a design without one could begin with; isStated says which it is.
    void setPlan(const project::GrowthPlan &plan, bool isStated);
    /// The stages that a lead time can be given for.
    void setStages(const QStringList &names);
    [[nodiscard]] const project::GrowthPlan &plan() const { return m_plan; }
    /// What is wrong with what was typed; empty: nothing.
    [[nodiscard]] QString error() const;

    [[nodiscard]] workload_views::QuantityField *fromField() const { return m_from; }
    [[nodiscard]] workload_views::QuantityField *toField() const { return m_to; }
    [[nodiscard]] workload_views::QuantityField *monthsField() const { return m_months; }
    [[nodiscard]] workload_views::QuantityField *leadField() const { return m_lead; }
    /// Which change the field beside it gives a lead time of its own: those within a stage, or that to one stage.
    [[nodiscard]] QComboBox *ownLeadBox() const { return m_leadOf; }
    [[nodiscard]] workload_views::QuantityField *ownLeadField() const { return m_ownLead; }
    [[nodiscard]] QLineEdit *startField() const { return m_start; }
    [[nodiscard]] QComboBox *shapeBox() const { return m_shape; }
    [[nodiscard]] QPlainTextEdit *curveField() const { return m_curve; }
    [[nodiscard]] QPushButton *stateButton() const { return m_state; }
    [[nodiscard]] QPushButton *removeButton() const { return m_remove; }

Q_SIGNALS:
    void planStated(const headroom::project::GrowthPlan &plan);
    void removeRequested();

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void assemble();
    void state(const project::GrowthPlan &plan);
    void readStart();
    void readCurve();
    void chooseShape(bool isCurve);
    void say(const QString &error);
    void showShape();
    void stateOwnLead(const std::optional<double> &months);
    void showOwnLead();

    project::GrowthPlan m_plan;
    bool m_isStated = false;
    workload_views::QuantityField *m_from;
    workload_views::QuantityField *m_to;
    workload_views::QuantityField *m_months;
    workload_views::QuantityField *m_lead;
    QComboBox *m_leadOf;
    workload_views::QuantityField *m_ownLead;
    QStringList m_stages;
    QLineEdit *m_start;
    QComboBox *m_shape;
    QPlainTextEdit *m_curve;
    QLabel *m_hint;
    QLabel *m_error;
    QPushButton *m_state;
    QPushButton *m_remove;
    QList<QWidget *> m_ends; ///< rows that a curve makes superfluous
};

} // namespace headroom::growth_views

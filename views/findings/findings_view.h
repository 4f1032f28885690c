#pragma once

#include "model/analysis/report.h"
#include "model/edits/edit.h"
#include "views/theme/theme.h"

#include <QTimer>
#include <QWidget>

#include <memory>

class QLabel;
class QListWidget;
class QListWidgetItem;
class QPushButton;

namespace headroom::findings {

class FindingCard;

/// What the model has to say, worst first; choosing a finding shows what it is about.
class FindingsView final : public QWidget {
    Q_OBJECT

public:
    explicit FindingsView(QWidget *parent = nullptr);
    /// What cures would change, and what compares with other designs, is kept from the report before until setEffects()
    /// tells it anew, but not for long.
    void setReport(std::shared_ptr<const analysis::Report> report);
    /// The same report with what compares it with other designs and the effects of its cures.
    void setEffects(std::shared_ptr<const analysis::Report> report);
    void setTheme(const theme::Theme &theme);
    [[nodiscard]] int count() const;
    /// Where a finding's card is, in this widget's pixels.
    [[nodiscard]] QRect findingRect(int index) const;
    /// Shows what the cure of the chosen finding would do; hidden when it has none.
    [[nodiscard]] QPushButton *fixButton() const { return m_fix; }
    /// Acknowledges the chosen finding, or takes that back.
    [[nodiscard]] QPushButton *acknowledgeButton() const { return m_acknowledge; }
    void choose(int index);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

Q_SIGNALS:
    void elementRequested(const QString &id);
    /// Everything a finding is about is to be brought into sight.
    void elementsRequested(const QStringList &ids);
    /// The pointer is over a finding about these; none: over no finding any more.
    void elementsHovered(const QStringList &ids);
    /// A cure is to be shown before it is done, with what it would change.
    void previewRequested(const headroom::edits::Edit &edit, const QString &title, const QString &detail);
    void editRequested(const headroom::edits::Edit &edit);

private:
    [[nodiscard]] const analysis::Finding *chosen() const;
    void assemble();
    void showFindings(std::vector<analysis::Finding> next);
    void dropEffects();
    void showActions();
    void acknowledge();
    void previewCure();
    [[nodiscard]] QStringList subjectsOf(int row) const;
    void rebuild();
    void showCount();

    QLabel *m_title;
    QLabel *m_count;
    QLabel *m_empty;
    QListWidget *m_list;
    FindingCard *m_card;
    QPushButton *m_fix;
    QPushButton *m_acknowledge;
    std::shared_ptr<const analysis::Report> m_report;
    std::vector<analysis::Finding> m_shown;
    QTimer m_patience;
    const theme::Theme *m_theme;
};

} // namespace headroom::findings

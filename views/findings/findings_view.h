#pragma once

#include "model/analysis/report.h"
#include "model/catalog/catalog.h"
#include "model/edits/edit.h"
#include "views/findings/finding_order.h"
#include "views/theme/theme.h"

#include <QTimer>
#include <QWidget>

#include <memory>

class QLabel;
class QPushButton;

namespace headroom::findings {

class FindingTree;
class FindingsBar;

/// A cure as other panels offer it.
struct Offer {
    int place = 0; ///< for FindingsView::previewAt()
    QString words;
    QString price; ///< empty: not known yet
};

/// What the model has to say, in groups and in the order the user wants; choosing a finding shows what it is about.
class FindingsView final : public QWidget {
    Q_OBJECT

public:
    /// @param catalog  must outlive the view.
    explicit FindingsView(const catalog::Catalog &catalog, QWidget *parent = nullptr);
    /// What cures would change, and what compares with other designs, is kept from the report before until setEffects()
    /// tells it anew, but not for long.
    void setReport(std::shared_ptr<const analysis::Report> report);
    /// The same report with what compares it with other designs and the effects of its cures.
    void setEffects(std::shared_ptr<const analysis::Report> report);
    /// What is selected on the canvas, for those who want findings about that alone.
    void setSelection(const std::vector<std::string> &ids);
    void setChoices(const Choices &choices);
    [[nodiscard]] const Choices &choices() const;
    void setTheme(const theme::Theme &theme);
    [[nodiscard]] int count() const; ///< of the findings that the choices let through
    /// Where a finding's card is, in this widget's pixels.
    [[nodiscard]] QRect findingRect(int index) const;
    /// Shows what the cure of the chosen finding would do; hidden when it has none.
    [[nodiscard]] QPushButton *fixButton() const { return m_fix; }
    /// Acknowledges the chosen finding, or takes that back.
    [[nodiscard]] QPushButton *acknowledgeButton() const { return m_acknowledge; }
    /// Leads to what the measured value of the chosen finding comes from; hidden when that cannot be told.
    [[nodiscard]] QPushButton *whyButton() const { return m_why; }
    [[nodiscard]] FindingTree *list() const { return m_list; }
    [[nodiscard]] FindingsBar *bar() const { return m_bar; }
    /// @param index  of a card, from the top.
    void choose(int index);
    /// Chooses the card of that finding of the report, unless the choices hide it.
    void chooseFinding(int place);
    /// The cures of findings about these elements, of all when there are none; of several that do the same the first.
    [[nodiscard]] std::vector<Offer> offersFor(const std::vector<std::string> &ids) const;
    /// Shows what the cure of an offer would do.
    void previewAt(int place);

Q_SIGNALS:
    void elementRequested(const QString &id);
    /// Everything a finding is about is to be brought into sight.
    void elementsRequested(const QStringList &ids);
    /// The pointer is over a finding about these; none: over no finding any more.
    void elementsHovered(const QStringList &ids);
    /// A cure is to be shown before it is done, with what it would change.
    void previewRequested(const headroom::edits::Edit &edit, const QString &title, const QString &detail);
    void editRequested(const headroom::edits::Edit &edit);
    /// What a measured value comes from is to be shown. @param metric  "db.cpu.utilization".
    void explanationRequested(const QString &metric);
    void choicesChanged(const headroom::findings::Choices &choices);
    void offersChanged(); ///< other cures, other effects or other words

private:
    [[nodiscard]] const analysis::Finding *at(int place) const;
    [[nodiscard]] const analysis::Finding *chosen() const;
    void assemble();
    void wire();
    void showFindings(std::vector<analysis::Finding> next);
    void dropEffects();
    void showActions();
    void acknowledge();
    void explain(int place);
    [[nodiscard]] QStringList subjectsOf(int place) const;
    void rebuild();
    void showCount();

    const catalog::Catalog &m_catalog;
    QLabel *m_count;
    QLabel *m_empty;
    FindingsBar *m_bar;
    FindingTree *m_list;
    QPushButton *m_fix;
    QPushButton *m_why;
    QPushButton *m_acknowledge;
    std::shared_ptr<const analysis::Report> m_report;
    std::vector<analysis::Finding> m_shown; ///< before the choices
    std::vector<std::string> m_selection;
    QTimer m_patience;
    const theme::Theme *m_theme;
};

} // namespace headroom::findings

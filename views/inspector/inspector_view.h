#pragma once

#include "model/analysis/report.h"
#include "model/edits/edit.h"
#include "views/inspector/properties_panel.h"

#include <QWidget>

#include <memory>
#include <vector>

class QLabel;
class QLineEdit;
class QStackedWidget;
class QTabBar;

namespace headroom::inspector {

class LoadPanel;
class WhyPanel;
struct Remedy;

/// The right panel: what is selected, its parameters to edit, and its load with the reasons.
class InspectorView final : public QWidget {
    Q_OBJECT

public:
    /// @param catalog  must outlive the view.
    explicit InspectorView(const catalog::Catalog &catalog, QWidget *parent = nullptr);
    ~InspectorView() override;
    void setSnapshot(project::Snapshot snapshot, std::size_t stage);
    void setSelection(const std::vector<std::string> &ids);
    /// A report of another stage counts as none.
    void setReport(std::shared_ptr<const analysis::Report> report);
    /// What could be done about what is selected, or about the design when nothing is, the best first.
    void setRemedies(const std::vector<Remedy> &remedies);
    /// Opens Why? at a metric of whatever element it belongs to. @param metric  "db.cpu.utilization".
    void explain(const QString &metric);
    /// Asks for all that is typed and was not asked for yet, for the stage and the elements it was typed for.
    /// @return why a value cannot be kept, the first of them; empty: none is wrong
    QString commitTyping();
    void setTheme(const theme::Theme &theme);
    /// The keyboard goes to the first of the properties that can be changed.
    void focusProperties();
    [[nodiscard]] PropertiesPanel *properties() const { return m_properties; }
    [[nodiscard]] QLineEdit *nameField() const { return m_name; }
    [[nodiscard]] WhyPanel *why() const { return m_why; }
    [[nodiscard]] QTabBar *tabs() const { return m_tabs; }

Q_SIGNALS:
    void editRequested(const headroom::edits::Edit &edit);
    void elementRequested(const QString &id); ///< empty: the design as a whole
    void workloadRequested(int page);         ///< journeys (0), classes (1) or the day (2)
    void remedyRequested(int index);          ///< is to be shown before it is done
    void moreRemediesRequested();             ///< than there is room for
    void left();                              ///< by Esc
    /// A value that is not allowed is gone with what it was typed for; why it was not, in a sentence.
    void dropped(const QString &why);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void refresh();
    void leaveTyping();
    void showReport();
    void showParameter(const QString &element, const QString &parameter);
    void rename();
    [[nodiscard]] std::string presentName() const;

    const catalog::Catalog &m_catalog;
    project::Snapshot m_snapshot;
    std::size_t m_stage = 0;
    int m_shown = 0; ///< snapshots so far
    std::vector<std::string> m_selection;
    std::shared_ptr<const analysis::Report> m_report;
    const theme::Theme *m_theme;
    QLabel *m_icon;
    QLineEdit *m_name;
    QLabel *m_kind;
    QTabBar *m_tabs;
    QStackedWidget *m_pages;
    PropertiesPanel *m_properties;
    LoadPanel *m_load;
    WhyPanel *m_why;
};

} // namespace headroom::inspector

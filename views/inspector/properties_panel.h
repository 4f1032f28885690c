#pragma once

#include "model/edits/edit.h"
#include "views/inspector/parameter_row.h"

#include <QTimer>
#include <QWidget>

#include <array>
#include <functional>
#include <string>
#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QVBoxLayout;

namespace headroom::inspector {

class LinkButton;

/// Editors for what is selected: a component, a connection, several things, or the design itself.
class PropertiesPanel final : public QWidget {
    Q_OBJECT

public:
    explicit PropertiesPanel(const catalog::Catalog &catalog, QWidget *parent);
    /// Shows the selection of this stage; keeps editors and what is typed in them where the selection is the same.
    void show(project::Snapshot snapshot, std::size_t stage, const std::vector<std::string> &selection);
    /// Asks for what is typed and was not asked for yet: values and the note.
    void commitTyping();
    /// Takes wrong values out of the editors. @return why the first of them is wrong; empty: none was
    QString dropWrong();
    void setTheme(const theme::Theme &theme);
    [[nodiscard]] const std::vector<ParameterRow *> &rows() const { return m_rows; }
    /// Puts the cursor into the editor of that parameter, if it is shown.
    void focusParameter(const std::string &id);

Q_SIGNALS:
    void editRequested(const headroom::edits::Edit &edit);
    void elementRequested(const QString &id);
    /// The user wants to edit journeys (page 0), classes (1) or the day (2).
    void workloadRequested(int page);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void rebuild();
    void refresh();
    void buildComponent(const project::Component &component);
    void buildConnection(const project::Connection &connection);
    void buildDesign();
    void addPresets();
    void addCriticality();
    void addWorkloadLinks();
    void refreshDesign();
    void refreshWorkloadLinks();
    void refreshWorkloadRows();
    /// One of both, the other null.
    struct Element {
        const project::Component *component;
        const project::Connection *connection;
    };
    [[nodiscard]] std::vector<Element> elements() const;
    void buildSeveral();
    void refreshSeveral();
    void stateForAll(const std::string &parameter, const std::optional<project::Value> &value);
    /// Puts the price of a month to each size of the kind's ladder.
    void describeSizes(const catalog::Kind &kind);
    [[nodiscard]] static Shown valueOf(const project::Connection &connection, const catalog::ParameterSpec &spec);
    void addRows(const std::vector<catalog::ParameterSpec> &specs, bool isWorkload);
    void addHeading(const QString &text);
    QLabel *addText(const QString &text);
    QPushButton *addLink(const QString &caption, const std::function<std::string()> &target);
    [[nodiscard]] QString nameOf(const std::string &component) const;
    void refreshEnds(const project::Connection &connection);
    void addNotes();
    void commitNote();
    /// Of the one selected element; null: none is selected.
    [[nodiscard]] std::optional<std::string> selectedNote() const;
    void stateParameter(const std::string &parameter, const std::optional<project::Value> &value, bool isWorkload);
    [[nodiscard]] const project::Stage &stage() const { return *m_snapshot->stages[m_stage]; }

    const catalog::Catalog &m_catalog;
    project::Snapshot m_snapshot;
    std::size_t m_stage = 0;
    std::vector<std::string> m_selection;
    std::string m_shown; ///< what the editors are for; a change rebuilds them
    QVBoxLayout *m_column;
    QWidget *m_content = nullptr;
    QVBoxLayout *m_inside = nullptr;
    std::vector<ParameterRow *> m_rows;
    std::vector<catalog::ParameterSpec> m_shared; ///< parameters that all of several selected have
    std::vector<QLabel *> m_headings;
    QPlainTextEdit *m_notes = nullptr;
    QTimer m_noteRest;                      ///< runs while the note has words that nobody was asked to keep yet
    std::array<QPushButton *, 2> m_ends {}; ///< of the one selected connection: where it comes from, where it leads
    // Of the design:
    QLabel *m_about = nullptr;
    QComboBox *m_tiers = nullptr;
    QLabel *m_tierText = nullptr;
    QComboBox *m_presets = nullptr;
    QLabel *m_presetText = nullptr;
    std::array<LinkButton *, 3> m_links {};
    const theme::Theme *m_theme;
};

} // namespace headroom::inspector

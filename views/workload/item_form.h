#pragma once

#include "model/edits/workload_edits.h"
#include "views/inspector/parameter_row.h"

#include <QWidget>

#include <vector>

class QLabel;
class QLineEdit;
class QVBoxLayout;

namespace headroom::workload_views {

/// Editors of one thing of a workload: its name above, then headings, tables, rows and remarks, as those who derive add
/// them.
class ItemForm : public QWidget {
    Q_OBJECT

public:
    /// Shows the thing as it is now.
    /// @param at  its place among those of its sort.
    virtual void refresh(const edits::WorkloadEdits &edits, const project::Workload &workload, std::size_t at) = 0;
    virtual void setTheme(const theme::Theme &theme);
    [[nodiscard]] QLineEdit *nameField() const { return m_name; }
    [[nodiscard]] inspector::ParameterRow *row(const std::string &parameter) const; ///< null: there is none

protected:
    /// @param nameTitle  says to assistive tools what the name field is.
    ItemForm(const QString &nameTitle, QWidget *parent);
    void addHeading(const QString &words);
    QLabel *addRemark(); ///< a line in the secondary color, wrapped
    void addWidget(QWidget *widget);
    /// @param spec  must outlive the form.
    inspector::ParameterRow *addRow(const catalog::ParameterSpec &spec);
    void finish(); ///< behind the last of them
    void showName(const std::string &name);
    /// @param stated  absent: it is as it would be otherwise.
    void showValue(const char *parameter, std::optional<project::Value> stated, project::Value otherwise);
    /// The name was changed to another one, which is not empty.
    virtual void rename(const std::string &name) = 0;

private:
    QVBoxLayout *m_column;
    QLineEdit *m_name;
    std::string m_shownName;
    std::vector<inspector::ParameterRow *> m_rows;
    std::vector<QLabel *> m_quiet; ///< labels in the secondary color
};

/// A spec of a number or choice that a form makes itself.
[[nodiscard]] catalog::ParameterSpec formSpec(const char *id, const QString &title, const QString &help, double least,
                                              double most, const char *unit = "1", const char *display = "");

/// A stated number as a value.
[[nodiscard]] std::optional<project::Value> asValue(const std::optional<double> &number);

} // namespace headroom::workload_views

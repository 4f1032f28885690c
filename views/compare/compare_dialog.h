#pragma once

#include <QDialog>
#include <QString>

#include <vector>

class QTableWidget;

namespace headroom::compare {

/// A line of the table.
struct Line {
    QString place;
    QString what;
    QString mine;
    QString theirs;
};

/// Two versions of a design beside each other, with the ways out of having two.
class CompareDialog final : public QDialog {
    Q_OBJECT

public:
    /// What the reader decided; closing the dialog is Later.
    enum class Choice { Later, KeepMine, TakeTheirs, SaveAs };

    CompareDialog(const QString &file, const std::vector<Line> &lines, QWidget *parent);
    [[nodiscard]] Choice choice() const { return m_choice; }

private:
    Choice m_choice = Choice::Later;
};

} // namespace headroom::compare

#pragma once

#include "views/shortcuts/shortcut_group.h"

#include <QDialog>

class QGridLayout;
class QLineEdit;

namespace headroom::shortcuts {

/// A key or gesture that is no command: what it does and how it is made.
struct Gesture {
    QString title;
    QString how;
};

/// All keys and gestures on one sheet, in columns; typing finds.
class ShortcutSheet final : public QDialog {
    Q_OBJECT

public:
    ShortcutSheet(std::vector<Group> groups, std::vector<Gesture> gestures, QWidget *parent);
    [[nodiscard]] QLineEdit *field() const { return m_field; }
    /// Titles in sight.
    [[nodiscard]] QStringList shown() const { return m_shown; }

Q_SIGNALS:
    void editRequested(); ///< other keys are wanted

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fill(const QString &typed);
    [[nodiscard]] std::vector<Group> found(const QString &typed) const;
    [[nodiscard]] int columnsInRoom() const;

    std::vector<Group> m_groups;
    QLineEdit *m_field;
    QWidget *m_sheet;
    QGridLayout *m_columns;
    QStringList m_shown;
    int m_columnCount = 0;
};

} // namespace headroom::shortcuts

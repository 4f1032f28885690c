#pragma once

#include "views/theme/theme.h"

#include <QFrame>
#include <QIcon>
#include <QPointer>
#include <QString>

#include <functional>
#include <vector>

class QLabel;
class QLineEdit;
class QListWidget;

namespace headroom::commands {

/// A line of the palette and what choosing it does.
struct Command {
    QString title;
    QString detail; ///< said in small letters at the right: what sort it is, its shortcut, its kind
    QIcon icon;
    std::function<void()> run;
};

/// A field over the window where everything that can be done or found is typed for.
class CommandPalette final : public QFrame {
    Q_OBJECT

public:
    /// @param window  covered at its top while the palette is open.
    explicit CommandPalette(QWidget *window);
    void setTheme(const theme::Theme &theme);
    /// Shows these lines, the field empty and focused.  @param hint  stands in the empty field.
    void open(std::vector<Command> commands, const QString &hint);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void filter(const QString &typed);
    void choose(int row);
    void close();

    std::vector<Command> m_commands;
    std::vector<std::size_t> m_shown; ///< indices in m_commands, best first
    QLineEdit *m_field;
    QListWidget *m_list;
    QLabel *m_empty;
    QPointer<QWidget> m_focusBefore;
    const theme::Theme *m_theme;
};

} // namespace headroom::commands

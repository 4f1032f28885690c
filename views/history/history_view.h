#pragma once

#include "views/theme/theme.h"

#include <QListWidget>
#include <QStringList>

namespace headroom::history {

/// The steps of this session in users' words, oldest first; clicking one goes back, or forward again, to it.
class HistoryView final : public QListWidget {
    Q_OBJECT

public:
    static constexpr int kNoFile = -2; ///< of a design that never was in a file

    explicit HistoryView(QWidget *parent = nullptr);
    void setTheme(const theme::Theme &theme);
    /// @param steps  names of all steps. @param present  how many of them are done. @param saved  how many were done
    /// when the design was saved; −1: none of these; kNoFile.
    void setSteps(const QStringList &steps, int present, int saved);

Q_SIGNALS:
    /// @param done  how many steps shall be done, 0 and more.
    void stepRequested(int done);

private:
    void paint();

    const theme::Theme *m_theme;
    int m_present = 0;
    int m_saved = -1;
};

} // namespace headroom::history

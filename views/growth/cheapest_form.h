#pragma once

#include "model/growth/cheapest.h"
#include "views/theme/theme.h"

#include <QWidget>

#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace headroom::growth_views {

/// What the cheapest design has to do: users, and where wanted a latency, an availability and a budget.
class CheapestForm final : public QWidget {
    Q_OBJECT

public:
    explicit CheapestForm(QWidget *parent);
    void setTheme(const theme::Theme &theme);
    /// Proposed until somebody types another number.
    void proposeUsers(double users);
    /// The availability that counts where none is typed: what the design's tier of criticality asks.
    void setTier(double target, const QString &tier);
    /// How far the search is; nothing: none is going on.
    void setProgress(std::optional<double> share);
    /// What is stated; nothing where a field makes no sense, which is then said.
    [[nodiscard]] std::optional<growth::Goal> goal();
    [[nodiscard]] bool isForAllStages() const;
    [[nodiscard]] QString error() const;

    [[nodiscard]] QLineEdit *usersField() const { return m_users; }
    [[nodiscard]] QLineEdit *latencyField() const { return m_latency; }
    [[nodiscard]] QLineEdit *availabilityField() const { return m_availability; }
    [[nodiscard]] QLineEdit *budgetField() const { return m_budget; }
    [[nodiscard]] QComboBox *scopeBox() const { return m_scope; }
    [[nodiscard]] QPushButton *searchButton() const { return m_search; }
    [[nodiscard]] QProgressBar *progressBar() const { return m_progress; }

Q_SIGNALS:
    void searchRequested();
    void stopRequested();

private:
    [[nodiscard]] bool read(QLineEdit *field, const char *unit, const char *display, double least, double most,
                            std::optional<double> &value, const QString &example);
    void say(const QString &error);

    QLineEdit *m_users;
    QLineEdit *m_latency;
    QLineEdit *m_availability;
    QLineEdit *m_budget;
    QComboBox *m_scope;
    QPushButton *m_search;
    QProgressBar *m_progress;
    QLabel *m_error;
    bool m_isRunning = false;
    bool m_isTyped = false; ///< the users are those that somebody typed
};

} // namespace headroom::growth_views

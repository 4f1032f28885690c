#pragma once

#include "views/inspector/wrapped_button.h"

#include <QString>
#include <QWidget>

#include <vector>

class QLabel;

namespace headroom::inspector {

/// What could be done about what is selected, and what that costs.
struct Remedy {
    QString words; ///< a sentence
    QString price; ///< "+$820 / mo"; empty: not known yet
    bool operator==(const Remedy &) const = default;
};

/// The first remedies of what is selected, each with a button that shows what it would change.
class RemedyList final : public QWidget {
    Q_OBJECT

public:
    explicit RemedyList(QWidget *parent);
    /// Shows the first of them and how many more there are; hides itself without any.
    void setRemedies(const std::vector<Remedy> &remedies);
    /// Of the remedies that are shown, in their order.
    [[nodiscard]] const std::vector<WrappedButton *> &buttons() const { return m_buttons; }
    [[nodiscard]] const std::vector<QLabel *> &sentences() const { return m_sentences; }
    [[nodiscard]] WrappedButton *moreButton() const { return m_more; } ///< hidden when all are shown

Q_SIGNALS:
    void chosen(int index);
    void moreRequested();

private:
    std::vector<QLabel *> m_sentences; ///< one for each remedy that has room, hidden while there are fewer
    std::vector<WrappedButton *> m_buttons;
    WrappedButton *m_more;
};

} // namespace headroom::inspector

#pragma once

#include "model/catalog/catalog.h"
#include "views/theme/theme.h"

#include <QWidget>

#include <functional>
#include <optional>
#include <vector>

class QCheckBox;
class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QToolButton;

namespace headroom::inspector {

/// What one of several elements has for a parameter, and what it would have otherwise.
struct Shown {
    catalog::EffectiveValue value;
    catalog::EffectiveValue unstated;
};

/// One parameter: its name, an editor made from its spec, where its value comes from, and a way back to the default.
class ParameterRow final : public QWidget {
    Q_OBJECT

public:
    /// @param spec  must outlive the row.
    ParameterRow(const catalog::ParameterSpec &spec, QWidget *parent);

    /// Shows the value unless the user is typing another one. Stating what would be anyway counts as no change.
    /// @param unstated  what it would be otherwise.
    void setValue(const catalog::EffectiveValue &value, const catalog::EffectiveValue &unstated);
    /// The same for several elements: where they differ it says so, and what is stated then is stated for all.
    void setValues(const std::vector<Shown> &shown);
    [[nodiscard]] bool isMixed() const { return m_isMixed; }
    /// Puts words to the choices of a list. @param words  gives them by the choice's id, or nothing.
    void describeOptions(const std::function<QString(const std::string &)> &words);
    /// The value is made elsewhere and can only be read; no words: it can be stated again.
    void setOverruled(const QString &why);
    /// States what is typed and was not stated yet; what the spec does not allow stays in the editor, with the reason.
    void commitTyping();
    /// Takes what is not allowed out of the editor: it was typed for another element.
    void dropTyping();
    void setTheme(const theme::Theme &theme);
    [[nodiscard]] const std::string &parameter() const { return m_spec.id; }
    [[nodiscard]] QWidget *editor() const;
    [[nodiscard]] QToolButton *resetButton() const { return m_reset; }
    [[nodiscard]] QString error() const;
    /// Where the value comes from and its range, as shown.
    [[nodiscard]] QString hint() const;

Q_SIGNALS:
    /// The user stated a value that the spec allows; nothing: back to the default.
    void valueStated(const std::optional<headroom::project::Value> &value);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void makeEditor();
    /// Numbers beside the title where they have room there, all else in a line of its own.
    void placeEditor();
    void readText();
    void state(const project::Value &value);
    void showError(const QString &text);
    void showSource();
    [[nodiscard]] QString textOf(const project::Value &value) const;
    [[nodiscard]] QString originText() const;
    [[nodiscard]] QString spanOf(const std::vector<Shown> &shown) const;
    void endMixture();

    const catalog::ParameterSpec &m_spec;
    catalog::EffectiveValue m_value;
    catalog::EffectiveValue m_unstated;
    QString m_overruled;
    QString m_mixture; ///< what several elements have, where they differ
    QLabel *m_title;
    QLabel *m_source;
    QToolButton *m_reset;
    QGridLayout *m_grid;
    QLineEdit *m_text = nullptr;
    QCheckBox *m_flag = nullptr;
    QComboBox *m_choice = nullptr;
    const theme::Theme *m_theme;
    bool m_isWrong = false;
    bool m_isMixed = false;
    bool m_isNarrow = false;
};

} // namespace headroom::inspector

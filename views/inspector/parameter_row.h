#pragma once

#include "model/catalog/catalog.h"
#include "views/theme/theme.h"

#include <QWidget>

#include <optional>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace headroom::inspector {

/// One parameter: its name, an editor made from its spec, where its value comes from, and a way back to the default.
class ParameterRow final : public QWidget {
    Q_OBJECT

public:
    /// @param spec  must outlive the row.
    ParameterRow(const catalog::ParameterSpec &spec, QWidget *parent);

    /// Shows the value unless the user is typing another one. Stating what would be anyway counts as no change.
    /// @param unstated  what it would be otherwise.
    void setValue(const catalog::EffectiveValue &value, const catalog::EffectiveValue &unstated);
    /// The value is made elsewhere and can only be read; no words: it can be stated again.
    void setOverruled(const QString &why);
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

private:
    void makeEditor();
    void readText();
    void state(const project::Value &value);
    void showError(const QString &text);
    void showSource();
    [[nodiscard]] QString textOf(const project::Value &value) const;
    [[nodiscard]] QString originText() const;

    const catalog::ParameterSpec &m_spec;
    catalog::EffectiveValue m_value;
    catalog::EffectiveValue m_unstated;
    QString m_overruled;
    QLabel *m_title;
    QLabel *m_source;
    QToolButton *m_reset;
    QLineEdit *m_text = nullptr;
    QCheckBox *m_flag = nullptr;
    QComboBox *m_choice = nullptr;
    const theme::Theme *m_theme;
    bool m_isWrong = false;
};

} // namespace headroom::inspector

#pragma once

#include "views/numbers/screen_units.h"

#include <QDialog>
#include <QString>

#include <vector>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLineEdit;
class QSlider;
class QSpinBox;

namespace headroom::preferences {

/// A language that the program speaks.
struct Language {
    QString code; ///< empty: the system's
    QString name;
};

/// What the user can choose for all windows.
struct Choices {
    int look = 0; ///< 0 system, 1 light, 2 dark, 3 high contrast
    int fontPercent = 100;
    int motion = 0; ///< 0 as the system, 1 on, 2 off
    bool showsGrid = true;
    bool savesByItself = false;
    int saveSeconds = 30; ///< after the last edit
    QString language;
    screen::Units units;
    bool operator==(const Choices &) const = default;
};

/// A preference, for who looks for it by name.
struct Setting {
    QString title;
    QString field; ///< for PreferencesDialog::lead()
};
[[nodiscard]] std::vector<Setting> settings();

/// The preferences; every change is told at once, so that it can be seen, and Cancel takes it back. The language is
/// that of the choices when the dialog is accepted.
class PreferencesDialog final : public QDialog {
    Q_OBJECT

public:
    PreferencesDialog(const Choices &present, const std::vector<Language> &languages, QWidget *parent);
    [[nodiscard]] Choices choices() const;
    /// Gives the keys to a field and brings it into sight.
    void lead(const QString &field);

Q_SIGNALS:
    void changed(const headroom::preferences::Choices &choices);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void addLook(QFormLayout &form);
    void addFigures(QFormLayout &form);
    void addFiles(QFormLayout &form);
    void addLanguage(QFormLayout &form, const std::vector<Language> &languages);
    void assemble(QWidget *page);
    void listen();
    void show(const Choices &choices);

    Choices m_before;
    QComboBox *m_look;
    QSlider *m_font;
    QComboBox *m_motion;
    QCheckBox *m_grid;
    QLineEdit *m_currency;
    QComboBox *m_bytes;
    QComboBox *m_rates;
    QSpinBox *m_watch;
    QSpinBox *m_critical;
    QCheckBox *m_selfSave;
    QSpinBox *m_saveSeconds;
    QComboBox *m_language;
    bool m_isQuiet = false; ///< the dialog itself sets the fields
};

} // namespace headroom::preferences

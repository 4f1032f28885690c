#pragma once

#include <QDialog>
#include <QString>

#include <vector>

class QCheckBox;
class QComboBox;
class QDialogButtonBox;
class QSlider;

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
    bool hasMotion = true;
    bool showsGrid = true;
    bool savesByItself = false;
    QString language;
    bool operator==(const Choices &) const = default;
};

/// Preferences; every change is seen at once in the windows behind, Cancel takes it back.
class PreferencesDialog final : public QDialog {
    Q_OBJECT

public:
    PreferencesDialog(const Choices &present, const std::vector<Language> &languages, QWidget *parent);
    [[nodiscard]] Choices choices() const;

Q_SIGNALS:
    void changed(const headroom::preferences::Choices &choices);

private:
    void show(const Choices &choices);

    Choices m_before;
    QComboBox *m_look;
    QSlider *m_font;
    QCheckBox *m_motion;
    QCheckBox *m_grid;
    QCheckBox *m_selfSave;
    QComboBox *m_language;
    bool m_isQuiet = false; ///< the dialog itself sets the fields
};

} // namespace headroom::preferences

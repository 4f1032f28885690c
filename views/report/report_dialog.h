#pragma once

#include "views/report/report_choices.h"

#include <QDialog>

#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;

namespace headroom::paper {

/// What a report can be.
struct ReportOffer {
    struct Format {
        QString id;
        QString title;
        QStringList endings; ///< ".html"; the first is the one that is proposed
        bool hasLogo = false;
        bool hasPaper = false;
    };
    struct Section {
        QString id;
        QString title;
    };
    struct Stage {
        QString name;
        double upperUsers = 0; ///< end of its range
    };
    std::vector<Format> formats; ///< at least one
    std::vector<Section> sections;
    std::vector<Stage> stages; ///< at least one
    QString design;            ///< name; the title of a report without one of its own
};

/// Asks what to report and where to. It writes nothing itself: whoever opens it does when asked to, and tells it how far
/// that is.
class ReportDialog final : public QDialog {
    Q_OBJECT

public:
    /// @param before  the choices to begin with; what is not offered any more is left out.
    ReportDialog(const ReportOffer &offer, const ReportChoices &before, QWidget *parent);

    [[nodiscard]] ReportChoices choices() const;
    void setPath(const QString &path);
    void setLogo(const QString &path);
    /// While a report is written the choices rest, and closing means to cancel.
    void setBusy(bool isBusy);
    [[nodiscard]] bool isBusy() const { return m_isBusy; }
    /// Why there is no report; stays until something is changed.
    void showProblem(const QString &why);
    /// Something to know before writing; empty: nothing.
    void showNote(const QString &note);

public Q_SLOTS:
    void reject() override;

Q_SIGNALS:
    void changed();
    void fileRequested(); ///< choose the target
    void logoRequested(); ///< choose the logo
    void writeRequested();
    void cancelRequested();

private:
    void fill(const ReportChoices &before);
    void fillStages(int before);
    QWidget *buildForm();
    QWidget *buildSections(const QStringList &leftOut);
    QWidget *buildButtons();
    void wire();
    void takeStage();
    void takeEnding();
    void followEnding();
    void takeAll();
    void check();
    [[nodiscard]] QString problem() const;
    [[nodiscard]] const ReportOffer::Format &format() const;

    ReportOffer m_offer;
    int m_stage;               ///< the one to begin with,
    double m_users;            ///< and its users
    QWidget *m_form = nullptr; ///< with m_list: what rests while a report is written
    QWidget *m_list = nullptr; ///< of sections
    QComboBox *m_format;
    QComboBox *m_stages;
    QComboBox *m_before;
    QLineEdit *m_number;
    QLineEdit *m_title;
    QLineEdit *m_author;
    QLineEdit *m_logo;
    QPushButton *m_chooseLogo;
    QComboBox *m_paper;
    QLineEdit *m_path;
    QPushButton *m_choose;
    QCheckBox *m_all;
    std::vector<QCheckBox *> m_sections; ///< as offered
    QLabel *m_status;
    QProgressBar *m_progress;
    QPushButton *m_write;
    QPushButton *m_close = nullptr;
    bool m_isBusy = false;
};

} // namespace headroom::paper

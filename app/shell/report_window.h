#pragma once

#include "app/analysis/report_runner.h"
#include "views/report/report_choices.h"

#include <QObject>
#include <QSet>

namespace headroom::paper {
class ReportDialog;
struct ReportOffer;
} // namespace headroom::paper

namespace headroom::app {

class MainWindow;
class Toast;

/// Writes reports of the design of a window.
class Reporter final : public QObject {
    Q_OBJECT

public:
    /// Wires the window's action. Child of the window. @param toast  says what was done; must outlive this.
    Reporter(MainWindow &window, Toast &toast);

    /// Opens the dialog with what was chosen last, for the present stage and users; it stays until it is closed.
    void open();
    /// The order that choices mean for the design as it is now.
    [[nodiscard]] ReportOrder orderFor(const paper::ReportChoices &choices) const;

private:
    [[nodiscard]] paper::ReportOffer offer() const;
    [[nodiscard]] QString folder() const;
    [[nodiscard]] QString targetOf(const paper::ReportChoices &choices) const;
    void note(paper::ReportDialog &dialog) const;
    void askForFile(paper::ReportDialog &dialog);
    void askForLogo(paper::ReportDialog &dialog);
    [[nodiscard]] bool mayReplace(const QString &target, paper::ReportDialog &dialog) const;
    void write(paper::ReportDialog &dialog);
    void finish(paper::ReportDialog &dialog, const std::string &bytes);

    MainWindow &m_window;
    Toast &m_toast;
    ReportRunner m_runner;
    QSet<QString> m_written; ///< files that are reports of this window
};

} // namespace headroom::app

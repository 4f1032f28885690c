#include "views/findings/acknowledge.h"

#include "views/theme/letters.h"

#include <QCoreApplication>
#include <QInputDialog>

namespace headroom::findings {

std::optional<edits::Edit> askToAcknowledge(const analysis::Finding &finding, QWidget *parent)
{
    constexpr qsizetype kLongest = 500; // characters of a reason
    const auto tr = [](const char *words) { return QCoreApplication::translate("Acknowledge", words); };
    if (finding.acknowledged)
        return edits::WithdrawAcknowledgment { finding.rule, finding.subjects };
    // The report, and the finding with it, may be gone when the answer comes.
    project::Acknowledgment open { finding.rule, finding.subjects, {} };
    QInputDialog dialog(parent);
    dialog.setWindowTitle(tr("Acknowledge"));
    dialog.setLabelText(tr("Why this may stay:"));
    dialog.setOkButtonText(tr("Acknowledge"));
    dialog.resize(theme::scaled(460), dialog.sizeHint().height()); // a reason is a sentence
    const bool isGiven = dialog.exec() == QDialog::Accepted;
    const QString reason = dialog.textValue().trimmed();
    if (!isGiven || reason.isEmpty())
        return std::nullopt;
    open.reason = reason.left(kLongest).toStdString();
    return edits::AcknowledgeFinding { std::move(open) };
}

} // namespace headroom::findings

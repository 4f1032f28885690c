#include "views/findings/acknowledge.h"

#include <QCoreApplication>
#include <QInputDialog>
#include <QLineEdit>

namespace headroom::findings {

std::optional<edits::Edit> askToAcknowledge(const analysis::Finding &finding, QWidget *parent)
{
    constexpr qsizetype kLongest = 500; // characters of a reason
    const auto tr = [](const char *words) { return QCoreApplication::translate("Acknowledge", words); };
    if (finding.acknowledged)
        return edits::WithdrawAcknowledgment { finding.rule, finding.subjects };
    // The report, and the finding with it, may be gone when the answer comes.
    project::Acknowledgment open { finding.rule, finding.subjects, {} };
    bool isGiven = false;
    const QString reason
        = QInputDialog::getText(parent, tr("Acknowledge"), tr("Why this may stay:"), QLineEdit::Normal, {}, &isGiven)
              .trimmed();
    if (!isGiven || reason.isEmpty())
        return std::nullopt;
    open.reason = reason.left(kLongest).toStdString();
    return edits::AcknowledgeFinding { std::move(open) };
}

} // namespace headroom::findings

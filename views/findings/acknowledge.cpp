#include "views/findings/acknowledge.h"

#include "views/theme/letters.h"

#include <QCoreApplication>
#include <QDialogButtonBox>
#include <QInputDialog>
#include <QLabel>
#include <QPushButton>

#include <algorithm>

namespace headroom::findings {

std::optional<edits::Edit> askToAcknowledge(const analysis::Finding &finding, const QString &title, QWidget *parent)
{
    constexpr qsizetype kLongest = 500; // characters of a reason
    const auto tr = [](const char *words) { return QCoreApplication::translate("Acknowledge", words); };
    if (finding.acknowledged)
        return edits::WithdrawAcknowledgment { finding.rule, finding.subjects };
    // The report, and the finding with it, may be gone when the answer comes.
    project::Acknowledgment open { finding.rule, finding.subjects, {} };
    QInputDialog dialog(parent);
    dialog.setWindowTitle(tr("Acknowledge"));
    dialog.setLabelText(title + QStringLiteral("\n\n") + tr("Why this may stay:"));
    dialog.setOkButtonText(tr("Acknowledge"));
    for (QLabel *label : dialog.findChildren<QLabel *>()) {
        label->setTextFormat(Qt::PlainText); // names are in it
        label->setWordWrap(true);
    }
    auto *ok = dialog.findChild<QDialogButtonBox *>()->button(QDialogButtonBox::Ok);
    ok->setEnabled(false);
    QObject::connect(&dialog, &QInputDialog::textValueChanged, ok,
                     [ok](const QString &text) { ok->setEnabled(!text.trimmed().isEmpty()); });
    const int width = theme::scaled(460); // a reason is a sentence
    dialog.resize(width, std::max(dialog.sizeHint().height(), dialog.heightForWidth(width)));
    const bool isGiven = dialog.exec() == QDialog::Accepted;
    const QString reason = dialog.textValue().trimmed();
    if (!isGiven || reason.isEmpty())
        return std::nullopt;
    open.reason = reason.left(kLongest).toStdString();
    return edits::AcknowledgeFinding { std::move(open) };
}

} // namespace headroom::findings

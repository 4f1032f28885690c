#include "app/shell/report_window.h"

#include "app/files/file_name.h"
#include "app/files/safe_file.h"
#include "app/report/logo.h"
#include "app/resources/resources.h"
#include "app/settings/report_choices.h"
#include "app/shell/main_window.h"
#include "app/shell/toast.h"
#include "model/report_writing/report_document.h"
#include "views/numbers/model_words.h"
#include "views/report/report_dialog.h"

#include <QAction>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>

namespace headroom::app {

using paper::ReportChoices;
using paper::ReportDialog;

Reporter::Reporter(MainWindow &window, Toast &toast)
    : QObject(&window)
    , m_window(window)
    , m_toast(toast)
{
    connect(window.action("report"), &QAction::triggered, this, &Reporter::open);
}

paper::ReportOffer Reporter::offer() const
{
    paper::ReportOffer offer;
    for (const ReportFormat &format : reportFormats()) {
        QStringList endings;
        for (const char *ending : format.endings)
            endings << QLatin1String(ending);
        offer.formats.push_back(
            { QLatin1String(format.id), QLatin1String(format.title), endings, format.hasLogo, format.hasPaper });
    }
    for (const report_writing::SectionChoice &each : report_writing::sectionChoices())
        offer.sections.push_back({ QLatin1String(each.id), tr(each.title) });
    const project::Project &project = *m_window.document().snapshot();
    for (const auto &stage : project.stages)
        offer.stages.push_back({ QString::fromStdString(stage->name), stage->users.to });
    offer.design = QString::fromStdString(project.name);
    return offer;
}

ReportOrder Reporter::orderFor(const ReportChoices &choices) const
{
    ReportOrder order;
    order.project = m_window.document().snapshot();
    order.catalog = &catalogOfFiles();
    order.stage = static_cast<std::size_t>(choices.stage);
    order.users = choices.users;
    if (choices.before >= 0)
        order.from = static_cast<std::size_t>(choices.before);
    for (const report_writing::SectionChoice &each : report_writing::sectionChoices())
        if (!choices.leftOut.contains(QLatin1String(each.id)))
            order.sections.emplace_back(each.id);
    order.title = choices.title.toStdString();
    order.author = choices.author.toStdString();
    order.isLetter = choices.isLetter;
    return order;
}

QString Reporter::folder() const
{
    const QString design = m_window.document().path();
    return design.isEmpty() ? QDir::homePath() : QFileInfo(design).absolutePath();
}

/// The whole path, with the ending of the format where the name has none.
QString Reporter::targetOf(const ReportChoices &choices) const
{
    if (choices.path.isEmpty())
        return {};
    QString path = QDir(folder()).absoluteFilePath(choices.path);
    const ReportFormat *format = reportFormatNamed(choices.format.toStdString());
    if (format && QFileInfo(path).suffix().isEmpty())
        path += QLatin1String(format->endings.front());
    return path;
}

void Reporter::open()
{
    ReportChoices choices = reportChoices(m_window.document().path());
    if (!reportFormatNamed(choices.format.toStdString()))
        choices.format = ReportChoices().format;
    choices.stage = m_window.stage();
    choices.users = m_window.users();
    choices.path = asFileName(QString::fromStdString(m_window.document().snapshot()->name)) + tr("-report");
    choices.path = targetOf(choices);
    ReportDialog dialog(offer(), choices, &m_window);
    connect(&dialog, &ReportDialog::changed, this, [&] { note(dialog); });
    connect(&dialog, &ReportDialog::fileRequested, this, [&] { askForFile(dialog); });
    connect(&dialog, &ReportDialog::logoRequested, this, [&] { askForLogo(dialog); });
    connect(&dialog, &ReportDialog::writeRequested, this, [&] { write(dialog); });
    connect(&dialog, &ReportDialog::cancelRequested, this, [&] {
        m_runner.cancel();
        dialog.setBusy(false);
        dialog.showNote(tr("Canceled. Nothing was written."));
    });
    connect(&m_runner, &ReportRunner::made, &dialog, [&](const auto &bytes) { finish(dialog, *bytes); });
    note(dialog);
    dialog.exec();
    m_runner.cancel();
    keepReportChoices(m_window.document().path(), dialog.choices());
}

void Reporter::note(ReportDialog &dialog) const
{
    const QString target = targetOf(dialog.choices());
    dialog.showNote(QFileInfo(target).isFile()
                        ? tr("“%1” is there already and will be replaced.").arg(QFileInfo(target).fileName())
                        : QString());
}

void Reporter::askForFile(ReportDialog &dialog)
{
    const ReportChoices choices = dialog.choices();
    QString filter = tr("All files (*)");
    if (const ReportFormat *format = reportFormatNamed(choices.format.toStdString()))
        filter = QStringLiteral("%1 (*%2);;%3")
                     .arg(QLatin1String(format->title), QLatin1String(format->endings.front()), filter);
    const QString path = QFileDialog::getSaveFileName(&dialog, tr("Report"), targetOf(choices), filter, nullptr,
                                                      QFileDialog::DontConfirmOverwrite); // the dialog says it itself
    if (!path.isEmpty())
        dialog.setPath(path);
}

void Reporter::askForLogo(ReportDialog &dialog)
{
    const QString path = QFileDialog::getOpenFileName(&dialog, tr("Logo"), folder(),
                                                      tr("Pictures (*.png *.jpg *.jpeg *.svg);;All files (*)"));
    if (!path.isEmpty())
        dialog.setLogo(path);
}

/// Whether a file that is there may go: asked once for each, as then it is a report.
bool Reporter::mayReplace(const QString &target, ReportDialog &dialog) const
{
    const QFileInfo file(target);
    if (!file.isFile() || m_written.contains(file.absoluteFilePath()))
        return true;
    QMessageBox box(QMessageBox::Warning, tr("Replace the file?"),
                    tr("“%1” is there already. A report would replace what is in it.").arg(file.fileName()),
                    QMessageBox::Cancel, &dialog);
    box.setTextFormat(Qt::PlainText);
    const QPushButton *replace = box.addButton(tr("&Replace"), QMessageBox::AcceptRole);
    box.setDefaultButton(QMessageBox::Cancel);
    box.exec();
    return box.clickedButton() == replace;
}

void Reporter::write(ReportDialog &dialog)
{
    const ReportChoices choices = dialog.choices();
    const ReportFormat *format = reportFormatNamed(choices.format.toStdString());
    const QString design = m_window.document().path();
    const QString target = targetOf(choices);
    if (!format || dialog.isBusy())
        return;
    if (!design.isEmpty() && QFileInfo(target) == QFileInfo(design)) {
        const Error error { tr("this is the file of the design itself").toStdString(), target.toStdString(),
                            tr("Choose another name").toStdString() };
        return dialog.showProblem(screen::modelWords(error));
    }
    if (QFileInfo(target).suffix().compare(QLatin1String("headroom"), Qt::CaseInsensitive) == 0) {
        const Error error { tr("“.headroom” is the ending of designs, and a report is none").toStdString(),
                            target.toStdString(), tr("Choose another name").toStdString() };
        return dialog.showProblem(screen::modelWords(error));
    }
    if (!mayReplace(target, dialog))
        return;
    ReportOrder order = orderFor(choices);
    if (format->hasLogo && !choices.logo.isEmpty()) {
        const auto logo = logoFrom(QDir(folder()).absoluteFilePath(choices.logo).toStdString());
        if (!logo)
            return dialog.showProblem(screen::modelWords(logo.error()));
        order.logo = *logo;
    }
    dialog.setBusy(true);
    m_runner.ask(*format, std::move(order));
}

void Reporter::finish(ReportDialog &dialog, const std::string &bytes)
{
    const QString target = targetOf(dialog.choices());
    dialog.setBusy(false);
    if (const Result<Done> written = writeFileSafely(target.toStdString(), bytes, Content::Made); !written)
        return dialog.showProblem(screen::modelWords(written.error()));
    m_written.insert(QFileInfo(target).absoluteFilePath());
    m_toast.say(tr("Report written: %1").arg(QFileInfo(target).fileName()));
    dialog.accept();
}

} // namespace headroom::app

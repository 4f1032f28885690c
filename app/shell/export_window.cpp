#include "app/shell/export_window.h"

#include "app/analysis/patient_work.h"
#include "app/files/file_name.h"
#include "app/files/safe_file.h"
#include "app/resources/resources.h"
#include "app/settings/export_choices.h"
#include "app/shell/drag_out.h"
#include "app/shell/main_window.h"
#include "app/shell/toast.h"
#include "views/canvas/canvas_view.h"
#include "views/export/export_dialog.h"
#include "views/export/picture_view.h"
#include "views/export/png_writer.h"
#include "views/numbers/model_words.h"

#include <QAction>
#include <QApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QMessageBox>
#include <QTimer>

#include <algorithm>
#include <cmath>

namespace headroom::app {

using pictures::Choices;
using pictures::ExportDialog;
using pictures::Extent;

namespace {

constexpr int kQuietMilliseconds = 300; ///< before a preview says that it takes a while

QString sizeText(qsizetype bytes)
{
    return bytes < 10'000 ? Exporter::tr("%1 bytes").arg(bytes) : Exporter::tr("%1 KB").arg((bytes + 512) / 1024);
}

/// What a format can hold of a design, for the dialog.
std::vector<Extent> extentsOf(Scope scope)
{
    if (scope == Scope::AnyPart)
        return { Extent::Stage, Extent::AllStages, Extent::Selection, Extent::Difference };
    return { scope == Scope::WholeDesign ? Extent::AllStages : Extent::Stage };
}

} // namespace

Exporter::Exporter(MainWindow &window, Toast &toast)
    : QObject(&window)
    , m_window(window)
    , m_toast(toast)
{
    connect(window.action("export"), &QAction::triggered, this, &Exporter::open);
    connect(window.action("export-again"), &QAction::triggered, this, &Exporter::repeat);
    connect(window.action("print"), &QAction::triggered, this, qOverload<>(&Exporter::print));
    connect(new DragOut(window.canvas()), &DragOut::pulledOut, this, &Exporter::dragSelection);
}

ExportRequest Exporter::requestFor(const Choices &choices) const
{
    ExportRequest request;
    request.project = m_window.document().snapshot();
    request.catalog = &catalogOfFiles();
    const auto present = static_cast<std::size_t>(m_window.stage());
    if (choices.extent == Extent::AllStages) {
        for (std::size_t i = 0; i < request.project->stages.size(); ++i)
            request.stages.push_back(i);
    } else {
        request.stages = { present };
        request.users = m_window.users();
    }
    if (choices.extent == Extent::Selection)
        for (const std::string &id : m_window.canvas().selection())
            request.only.push_back(id);
    const auto before = static_cast<std::size_t>(std::max(choices.before, 0));
    if (choices.extent == Extent::Difference && before < request.project->stages.size() && before != present)
        request.before = before;
    request.look = { choices.isDark,       choices.hasGround,   choices.showsFindings,
                     choices.showsNumbers, choices.showsLegend, choices.showsTitle };
    request.scale = choices.scale;
    request.paper = choices.paper == 1 ? Paper::A4 : choices.paper == 2 ? Paper::Letter : Paper::Fit;
    request.onePage = choices.isOnePage;
    request.holdsDesign = choices.holdsDesign;
    return request;
}

QString Exporter::proposedName(const Choices &choices) const
{
    const ExportFormat *format = formatNamed(choices.format.toStdString());
    QString name = asFileName(QString::fromStdString(m_window.document().snapshot()->name));
    if (choices.extent != Extent::AllStages && m_window.document().snapshot()->stages.size() > 1)
        name += QStringLiteral("-stage-%1").arg(m_window.stage() + 1);
    if (choices.extent == Extent::Difference)
        name += QStringLiteral("-since-%1").arg(choices.before + 1);
    return name + QLatin1String(format ? format->endings.front() : ".svg");
}

void Exporter::open()
{
    pictures::Offer offer;
    for (const ExportFormat &format : exportFormats())
        offer.formats.push_back({ QLatin1String(format.id), QLatin1String(format.title),
                                  format.isDrawn && !format.isPage, format.isPage, extentsOf(format.scope) });
    for (const auto &stage : m_window.document().snapshot()->stages)
        offer.stages << QString::fromStdString(stage->name);
    offer.stage = m_window.stage();
    offer.hasSelection = !m_window.canvas().selection().empty();
    m_reports = std::make_shared<std::map<std::size_t, analysis::Report>>();
    ExportDialog dialog(offer, exportChoices(m_window.document().path()), &m_window);
    connect(&dialog, &ExportDialog::changed, this, [&] { preview(dialog); });
    connect(&dialog, &ExportDialog::exportRequested, this, [&] { askAndWrite(dialog); });
    connect(&dialog, &ExportDialog::copyRequested, this, [&] { copy(dialog.choices()); });
    connect(&dialog, &ExportDialog::printRequested, this, [&] { print(dialog.choices()); });
    connect(&m_runner, &ExportRunner::previewed, &dialog, [&](const auto &made) { show(dialog, *made); });
    connect(&dialog.preview(), &pictures::PictureView::dragRequested, this,
            [&] { drag(dialog.preview(), dialog.choices(), dialog.preview().grab()); });
    QTimer::singleShot(0, &dialog, [&] { preview(dialog); }); // when it has its size
    if (dialog.exec() != QDialog::Accepted)                   // else they are kept with the file they were for
        keepExportChoices(m_window.document().path(), dialog.choices());
    m_runner.cancel();
    m_reports.reset();
}

void Exporter::preview(ExportDialog &dialog)
{
    const Choices choices = dialog.choices();
    const ExportFormat *format = formatNamed(choices.format.toStdString());
    if (!format)
        return;
    if (format->isPage) {
        m_runner.cancel();
        m_isPreviewed = true;
        return dialog.showText(tr("A page for browsers: every stage with its drawing and its charts, a slider for the "
                                  "users, and the colors of whoever reads it, light or dark.\n\nNothing of it is "
                                  "chosen here, so there is no preview. Export it and open it in a browser."),
                               {});
    }
    ExportRequest request = requestFor(choices);
    if (choices.extent == Extent::AllStages) // the numbers of the stage shown are at other users
        request.reports = m_reports;
    m_isPreviewed = false;
    QTimer::singleShot(kQuietMilliseconds, &dialog, [&] {
        if (!m_isPreviewed)
            dialog.showWaiting();
    });
    m_runner.ask(*format, std::move(request), dialog.preview().size(), dialog.preview().devicePixelRatioF());
}

void Exporter::show(ExportDialog &dialog, const ExportPreview &preview)
{
    m_isPreviewed = true;
    const Choices choices = dialog.choices();
    const ExportFormat *format = formatNamed(choices.format.toStdString());
    if (preview.problem)
        return dialog.showProblem(QString::fromStdString(preview.problem->message()));
    if (!format->isDrawn)
        return dialog.showText(QString::fromStdString(preview.start), sizeText(static_cast<qsizetype>(preview.bytes)));
    const bool isPng = choices.format == QLatin1String("png");
    const QSizeF size = preview.picture.size * (isPng ? choices.scale : 1);
    const auto width = static_cast<qint64>(std::ceil(size.width()));
    const auto height = static_cast<qint64>(std::ceil(size.height()));
    dialog.showPicture(preview.picture, tr("%1 × %2 pixels").arg(width).arg(height), preview.drawn);
    if (isPng && static_cast<double>(width) * static_cast<double>(height) > pictures::kMostPixels)
        dialog.showProblem(
            tr("%1 × %2 pixels are too many for a PNG. Choose a smaller size, or SVG or PDF.").arg(width).arg(height));
}

void Exporter::askAndWrite(ExportDialog &dialog)
{
    Choices choices = dialog.choices();
    const QString before = choices.path.isEmpty() ? m_window.document().path() : choices.path;
    const QString folder = before.isEmpty() ? QString() : QFileInfo(before).path() + QLatin1Char('/');
    const ExportFormat *format = formatNamed(choices.format.toStdString());
    QString filter = tr("All files (*)");
    if (format)
        filter = QStringLiteral("%1 (*%2);;%3")
                     .arg(QLatin1String(format->title), QLatin1String(format->endings.front()), filter);
    QString path = QFileDialog::getSaveFileName(&dialog, tr("Export"), folder + proposedName(choices), filter);
    if (path.isEmpty())
        return;
    if (format && QFileInfo(path).suffix().isEmpty())
        path += QLatin1String(format->endings.front());
    if (!writeTo(path, choices))
        return;
    choices.path = path;
    keepExportChoices(m_window.document().path(), choices);
    dialog.accept();
}

QWidget *Exporter::dialogParent() const
{
    return QApplication::activeModalWidget() ? QApplication::activeModalWidget() : &m_window;
}

bool Exporter::writeTo(const QString &path, const Choices &choices)
{
    const auto refuse = [this](const Error &error) {
        QMessageBox box(QMessageBox::Warning, tr("Not exported"), screen::modelWords(error), QMessageBox::Ok,
                        dialogParent());
        box.setTextFormat(Qt::PlainText);
        box.exec();
        return false;
    };
    const QString design = m_window.document().path();
    if (!design.isEmpty() && QFileInfo(path) == QFileInfo(design))
        return refuse({ tr("this is the file of the design itself").toStdString(), path.toStdString(),
                        tr("Choose another name").toStdString() });
    const ExportFormat *format = formatNamed(choices.format.toStdString());
    if (!format)
        return false;
    const auto work = [format, request = requestFor(choices)](const std::stop_token &stop) {
        ExportRequest stoppable = request;
        stoppable.stop = stop;
        return format->make(stoppable);
    };
    const std::optional<Result<std::string>> answer
        = doPatiently(work, tr("Exporting %1…").arg(QFileInfo(path).fileName()), dialogParent());
    if (!answer) {
        m_toast.say(tr("Canceled. Nothing was written."));
        return false;
    }
    const Result<std::string> &made = *answer;
    if (!made)
        return refuse(made.error());
    if (const Result<Done> written = writeFileSafely(path.toStdString(), *made, Content::Made); !written)
        return refuse(written.error());
    m_toast.say(tr("Exported: %1").arg(QFileInfo(path).fileName()));
    return true;
}

void Exporter::repeat()
{
    const Choices choices = exportChoices(m_window.document().path());
    if (choices.path.isEmpty())
        return open();
    if (choices.extent == Extent::Selection && m_window.canvas().selection().empty()) {
        m_toast.say(tr("The last export was of a selection. Select something first."));
        return;
    }
    if (choices.extent == Extent::Difference && !requestFor(choices).before)
        return open(); // it would be compared with itself
    writeTo(choices.path, choices);
}

} // namespace headroom::app

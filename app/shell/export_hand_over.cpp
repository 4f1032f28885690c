#include "app/analysis/patient_work.h"
#include "app/files/safe_file.h"
#include "app/print/print.h"
#include "app/settings/export_choices.h"
#include "app/shell/export_window.h"
#include "app/shell/main_window.h"
#include "app/shell/toast.h"
#include "views/export/export_dialog.h"
#include "views/export/picture_view.h"
#include "views/export/png_writer.h"
#include "views/export/svg_writer.h"

#include <QClipboard>
#include <QDrag>
#include <QGuiApplication>
#include <QImage>
#include <QMimeData>
#include <QUrl>

#include <algorithm>

// What leaves a window without a file dialog: clipboard, drag and drop, printer.
namespace headroom::app {

using pictures::Choices;

namespace {

constexpr double kDraggedWidth = 240; ///< of the picture under the pointer

/// Nobody waits for it any more.
Error stopped()
{
    return { "this was canceled", "", "" };
}

QMimeData *mimeOf(const HandedOn &drawn)
{
    auto *mime = new QMimeData;
    mime->setData(QStringLiteral("image/svg+xml"), drawn.svg);
    if (!drawn.image.isNull())
        mime->setImageData(drawn.image);
    return mime;
}

} // namespace

/// Off the interface's thread. @return null: canceled.
std::shared_ptr<const HandedOn> Exporter::drawn(const ExportRequest &request)
{
    const auto made = std::make_shared<HandedOn>(); // the thread's alone until it is done
    const auto work = [made, request](const std::stop_token &stop) -> Result<std::string> {
        ExportRequest stoppable = request;
        stoppable.stop = stop;
        const pictures::Picture picture = pictureFor(stoppable);
        if (stop.stop_requested())
            return stopped();
        made->svg = pictures::svgOf(picture);
        if (stop.stop_requested())
            return stopped();
        if (Result<QImage> image = pictures::imageOf(picture, request.scale))
            made->image = std::move(*image);
        const double scale = std::min(1.0, kDraggedWidth / std::max(picture.size.width(), 1.0));
        if (Result<QImage> image = pictures::imageOf(picture, scale))
            made->small = std::move(*image);
        return std::string();
    };
    const auto answer = doPatiently(work, tr("Drawing…"), dialogParent());
    return answer && *answer ? made : nullptr;
}

void Exporter::copy(const Choices &choices)
{
    const std::shared_ptr<const HandedOn> made = drawn(requestFor(choices));
    if (!made) {
        m_toast.say(tr("Canceled. Nothing was copied."));
        return;
    }
    QGuiApplication::clipboard()->setMimeData(mimeOf(*made));
    m_toast.say(made->image.isNull() ? tr("Copied as SVG; it is too large for a PNG") : tr("Copied as SVG and PNG"));
}

/// Programs take the file where they know no SVG on the clipboard; it lives as long as the window.
void Exporter::drag(pictures::ExportDialog &dialog)
{
    Choices choices = dialog.choices();
    choices.format = QStringLiteral("svg");
    if (!m_dragged || m_dragged->choices != choices || m_dragged->project != m_window.document().snapshot()) {
        std::shared_ptr<const HandedOn> made = drawn(requestFor(choices));
        if (!made)
            return;
        m_dragged = Dragged { choices, m_window.document().snapshot(), std::move(made) };
        if (!(QGuiApplication::mouseButtons() & Qt::LeftButton)) { // let go while it was drawn
            m_toast.say(tr("The picture is drawn: drag it out now"));
            return;
        }
    }
    QMimeData *mime = mimeOf(*m_dragged->drawn);
    if (!m_files)
        m_files.emplace();
    const QString file = m_files->filePath(proposedName(choices));
    if (m_files->isValid() && writeFileSafely(file.toStdString(), m_dragged->drawn->svg.toStdString()))
        mime->setUrls({ QUrl::fromLocalFile(file) });
    auto *drag = new QDrag(&dialog.preview());
    drag->setMimeData(mime);
    drag->setPixmap(QPixmap::fromImage(m_dragged->drawn->small));
    drag->exec(Qt::CopyAction);
}

void Exporter::print()
{
    print(exportChoices(m_window.document().path()));
}

/// Pages are drawn before the printer is asked for, which can be canceled; then they are sent in a thread, too.
void Exporter::print(const Choices &choices)
{
    Choices onPaper = choices;
    onPaper.isDark = false; // paper is white
    onPaper.hasGround = false;
    const ExportRequest request = requestFor(onPaper);
    const auto pages = std::make_shared<std::vector<pictures::Picture>>();
    const auto work = [pages, request](const std::stop_token &stop) -> Result<std::string> {
        ExportRequest stoppable = request;
        stoppable.stop = stop;
        *pages = pagesFor(stoppable);
        return stop.stop_requested() ? Result<std::string>(stopped()) : std::string();
    };
    const auto answer = doPatiently(work, tr("Drawing…"), dialogParent());
    if (!answer || !*answer) {
        m_toast.say(tr("Canceled. Nothing was printed."));
        return;
    }
    const std::shared_ptr<QPrinter> printer
        = askForPrinter(pages->front(), QString::fromStdString(request.project->name), dialogParent());
    if (!printer)
        return;
    const auto send = [pages, printer](const std::stop_token &stop) -> Result<std::string> {
        printPages(*printer, *pages, stop);
        return std::string();
    };
    if (!doPatiently(send, tr("Printing…"), dialogParent()))
        m_toast.say(tr("Canceled. What the printer has already may still come out."));
}

} // namespace headroom::app

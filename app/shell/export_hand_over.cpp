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
#include <QMimeData>
#include <QUrl>

#include <algorithm>

// What leaves a window without a file dialog: clipboard, drag and drop, printer.
namespace headroom::app {

using pictures::Choices;

namespace {

constexpr double kDraggedWidth = 240; ///< of the picture under the pointer

} // namespace

QMimeData *Exporter::mimeOf(const ExportRequest &request) const
{
    const pictures::Picture picture = pictureFor(request);
    auto *mime = new QMimeData;
    mime->setData(QStringLiteral("image/svg+xml"), pictures::svgOf(picture));
    if (const Result<QImage> image = pictures::imageOf(picture, request.scale))
        mime->setImageData(*image);
    return mime;
}

void Exporter::copy(const Choices &choices)
{
    QGuiApplication::clipboard()->setMimeData(mimeOf(requestFor(choices)));
    m_toast.say(tr("Copied as SVG and PNG"));
}

/// Programs take the file where they know no SVG on the clipboard; it lives as long as the window.
void Exporter::drag(pictures::ExportDialog &dialog)
{
    Choices choices = dialog.choices();
    choices.format = QStringLiteral("svg");
    const ExportRequest request = requestFor(choices);
    QMimeData *mime = mimeOf(request);
    if (!m_dragged)
        m_dragged.emplace();
    const QString file = m_dragged->filePath(proposedName(choices));
    if (m_dragged->isValid()
        && writeFileSafely(file.toStdString(), mime->data(QStringLiteral("image/svg+xml")).toStdString()))
        mime->setUrls({ QUrl::fromLocalFile(file) });
    auto *drag = new QDrag(&dialog.preview());
    drag->setMimeData(mime);
    const pictures::Picture picture = pictureFor(request);
    if (const Result<QImage> image = pictures::imageOf(picture, std::min(1.0, kDraggedWidth / picture.size.width())))
        drag->setPixmap(QPixmap::fromImage(*image));
    drag->exec(Qt::CopyAction);
}

void Exporter::print()
{
    print(exportChoices(m_window.document().path()));
}

void Exporter::print(const Choices &choices)
{
    Choices onPaper = choices;
    onPaper.isDark = false; // paper is white
    onPaper.hasGround = false;
    const ExportRequest request = requestFor(onPaper);
    askAndPrint(pagesFor(request), QString::fromStdString(request.project->name), &m_window);
}

} // namespace headroom::app

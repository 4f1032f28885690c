#include "app/analysis/patient_work.h"
#include "app/files/safe_file.h"
#include "app/print/print.h"
#include "app/settings/export_choices.h"
#include "app/shell/export_window.h"
#include "app/shell/main_window.h"
#include "app/shell/toast.h"
#include "views/canvas/canvas_view.h"
#include "views/export/export_dialog.h"
#include "views/export/picture_view.h"
#include "views/export/png_writer.h"
#include "views/export/svg_writer.h"

#include <QClipboard>
#include <QDrag>
#include <QGuiApplication>
#include <QImage>
#include <QMimeData>
#include <QPixmap>
#include <QUrl>

#include <functional>
#include <utility>

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

/// Drawn when a program asks for it: a drag begins at once, however much is selected.
class DrawnLater final : public QMimeData {
public:
    explicit DrawnLater(std::function<std::shared_ptr<const HandedOn>()> draw)
        : m_draw(std::move(draw))
    {
    }
    [[nodiscard]] QStringList formats() const override
    {
        return { QStringLiteral("image/svg+xml"), QStringLiteral("application/x-qt-image"),
                 QStringLiteral("text/uri-list") };
    }

protected:
    QVariant retrieveData(const QString &format, QMetaType) const override
    {
        if (!m_drawn)
            m_drawn = m_draw();
        if (format == QStringLiteral("image/svg+xml"))
            return m_drawn->svg;
        if (format == QStringLiteral("application/x-qt-image"))
            return m_drawn->image;
        if (format == QStringLiteral("text/uri-list") && !m_drawn->file.isEmpty())
            return QVariantList { QUrl::fromLocalFile(m_drawn->file) };
        return {};
    }

private:
    std::function<std::shared_ptr<const HandedOn>()> m_draw;
    mutable std::shared_ptr<const HandedOn> m_drawn;
};

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

void Exporter::dragSelection()
{
    Choices choices = exportChoices(m_window.document().path());
    choices.extent = pictures::Extent::Selection;
    canvas::CanvasView &canvas = m_window.canvas();
    QRectF shown;
    for (const std::string &id : canvas.selection())
        shown |= canvas.cardRect(id);
    drag(canvas, choices, canvas.grab(shown.toAlignedRect() & canvas.rect()));
}

/// Programs take the file where they know no SVG on the clipboard; it lives as long as the window.
void Exporter::drag(QWidget &from, Choices choices, const QPixmap &under)
{
    if (choices.format != QStringLiteral("png"))
        choices.format = QStringLiteral("svg");
    const ExportRequest request = requestFor(choices);
    const QString name = proposedName(choices);
    auto *mime = new DrawnLater([this, request, name, format = formatNamed(choices.format.toStdString())] {
        auto made = std::make_shared<HandedOn>();
        const pictures::Picture picture = pictureFor(request);
        made->svg = pictures::svgOf(picture);
        if (Result<QImage> image = pictures::imageOf(picture, request.scale))
            made->image = std::move(*image);
        if (!m_files)
            m_files.emplace();
        const QString file = m_files->filePath(name);
        const Result<std::string> bytes = format->make(request);
        if (m_files->isValid() && bytes && writeFileSafely(file.toStdString(), *bytes))
            made->file = file;
        return std::shared_ptr<const HandedOn>(std::move(made));
    });
    auto *drag = new QDrag(&from);
    drag->setMimeData(mime);
    const double ratio = under.devicePixelRatio();
    drag->setPixmap(under.width() / ratio > kDraggedWidth
                        ? under.scaledToWidth(static_cast<int>(kDraggedWidth * ratio), Qt::SmoothTransformation)
                        : under);
    Q_EMIT dragged(*mime);
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

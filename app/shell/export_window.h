#pragma once

#include "app/analysis/export_runner.h"
#include "views/export/choices.h"

#include <QByteArray>
#include <QImage>
#include <QObject>
#include <QTemporaryDir>

#include <optional>

class QMimeData;
class QPixmap;

namespace headroom::pictures {
class ExportDialog;
}

namespace headroom::app {

class MainWindow;
class Toast;

/// A picture for the clipboard or for dragging.
struct HandedOn {
    QByteArray svg;
    QImage image; ///< null: too large for one
    QString file; ///< of a drag: its path; empty: none could be written
};

/// Takes designs out of a window: the export dialog, the same again, the clipboard, the printer.
class Exporter final : public QObject {
    Q_OBJECT

public:
    /// Wires the window's actions. Child of the window. @param toast  says what was done; must outlive this.
    Exporter(MainWindow &window, Toast &toast);

    /// Opens the dialog with what was chosen for this design last; it stays until it is closed.
    void open();
    /// Writes the last export again, over its file; opens the dialog when there was none.
    void repeat();
    /// Asks for a printer and prints what the last choices say, in light colors.
    void print();

    /// Drags what is selected out of the canvas: as SVG or PNG, as it is exported, and as a file of that.
    void dragSelection();

    /// The request that choices mean for what the window shows now.
    [[nodiscard]] ExportRequest requestFor(const pictures::Choices &choices) const;
    /// A file name without anything in it that could lead elsewhere: "web-shop-stage-3.svg".
    [[nodiscard]] QString proposedName(const pictures::Choices &choices) const;
    /// Writes the file of these choices; says what became of it. @return whether it is there.
    bool writeTo(const QString &path, const pictures::Choices &choices);

Q_SIGNALS:
    /// A drag out of the window begins, which carries this.
    void dragged(const QMimeData &mime);

private:
    void preview(pictures::ExportDialog &dialog);
    void show(pictures::ExportDialog &dialog, const ExportPreview &preview);
    void askAndWrite(pictures::ExportDialog &dialog);
    void copy(const pictures::Choices &choices);
    void drag(QWidget &from, pictures::Choices choices, const QPixmap &under);
    void print(const pictures::Choices &choices);
    [[nodiscard]] QWidget *dialogParent() const;
    [[nodiscard]] std::shared_ptr<const HandedOn> drawn(const ExportRequest &request);

    MainWindow &m_window;
    Toast &m_toast;
    ExportRunner m_runner;
    std::optional<QTemporaryDir> m_files;                               ///< what was dragged out of the window
    std::shared_ptr<std::map<std::size_t, analysis::Report>> m_reports; ///< while the dialog is open
    bool m_isPreviewed = false;                                         ///< what the dialog shows is of its choices
};

} // namespace headroom::app

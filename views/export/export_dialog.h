#pragma once

#include "views/export/choices.h"
#include "views/export/shapes.h"

#include <QDialog>
#include <QStringList>

#include <vector>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QPushButton;

namespace headroom::pictures {

class PictureView;

/// A format as the dialog offers it.
struct OfferedFormat {
    QString id;
    QString title;
    bool isDrawn = true; ///< a picture; else a text
    bool isPage = false; ///< a page with a look of its own; then no picture
    std::vector<Extent> extents = { Extent::Stage, Extent::AllStages, Extent::Selection, Extent::Difference };
};

/// What there is to export.
struct Offer {
    std::vector<OfferedFormat> formats;
    QStringList stages; ///< their names
    int stage = 0;      ///< the present one
    bool hasSelection = false;
};

/// Asks what to export and how, with a live preview. It makes nothing itself: whoever opens it shows a picture for the
/// choices, and exports, copies or prints when asked to.
class ExportDialog final : public QDialog {
    Q_OBJECT

public:
    /// @param before  the choices to begin with; what is not offered any more is left out.
    ExportDialog(const Offer &offer, const Choices &before, QWidget *parent);

    [[nodiscard]] Choices choices() const;
    /// @param drawn  the picture painted for the preview, see PictureView
    void showPicture(Picture picture, const QString &size, const QImage &drawn = {});
    void showText(const QString &text, const QString &size);
    /// The preview takes a while: the last one stays.
    void showWaiting();
    /// Instead of the size: why this cannot be had. The buttons rest until the choices change.
    void showProblem(const QString &why);
    [[nodiscard]] PictureView &preview() { return *m_preview; }

Q_SIGNALS:
    void changed();
    void exportRequested();
    void copyRequested();
    void printRequested();

private:
    void fill(const Offer &offer);
    QWidget *buildForm();
    QWidget *buildButtons();
    void show(const Choices &choices);
    void enable();
    void offerExtents();
    [[nodiscard]] bool isOffered(Extent extent) const;
    [[nodiscard]] bool isDrawn() const;
    [[nodiscard]] bool isPage() const;

    Offer m_offer;
    Choices m_before;
    Extent m_wanted; ///< last chosen; formats that cannot hold it take another for as long
    QComboBox *m_format;
    QComboBox *m_extent;
    QComboBox *m_compared;
    QComboBox *m_theme;
    QComboBox *m_scale;
    QComboBox *m_paper;
    QCheckBox *m_ground;
    QCheckBox *m_title;
    QCheckBox *m_numbers;
    QCheckBox *m_findings;
    QCheckBox *m_legend;
    QCheckBox *m_onePage;
    QCheckBox *m_design;
    PictureView *m_preview;
    QLabel *m_size;
    QPushButton *m_export;
    QPushButton *m_copy;
    QPushButton *m_print;
};

} // namespace headroom::pictures

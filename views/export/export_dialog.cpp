#include "views/export/export_dialog.h"

#include "views/export/picture_view.h"
#include "views/theme/roomy_dialog.h"
#include "views/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QStandardItemModel>

#include <algorithm>

namespace headroom::pictures {

namespace {

QComboBox *combo(const char *name, const QString &spoken)
{
    auto *box = new QComboBox;
    box->setObjectName(QLatin1String(name));
    box->setAccessibleName(spoken);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(18);
    return box;
}

QCheckBox *check(const char *name, const QString &text)
{
    auto *box = new QCheckBox(text);
    box->setObjectName(QLatin1String(name));
    return box;
}

void choose(QComboBox *box, int data)
{
    box->setCurrentIndex(std::max(0, box->findData(data)));
}

} // namespace

ExportDialog::ExportDialog(const Offer &offer, const Choices &before, QWidget *parent)
    : QDialog(parent)
    , m_offer(offer)
    , m_before(before)
    , m_wanted(before.extent)
    , m_format(combo("format", tr("Format")))
    , m_extent(combo("extent", tr("What")))
    , m_compared(combo("compared", tr("Compared with")))
    , m_theme(combo("theme", tr("Colors")))
    , m_scale(combo("scale", tr("Size")))
    , m_paper(combo("paper", tr("Paper")))
    , m_ground(check("ground", tr("Color behind the picture")))
    , m_title(check("title", tr("Title")))
    , m_numbers(check("numbers", tr("Numbers")))
    , m_findings(check("findings", tr("Findings")))
    , m_legend(check("legend", tr("Legend")))
    , m_onePage(check("one-page", tr("All stages on one page")))
    , m_design(check("design", tr("The picture carries the design, so that Headroom can open it")))
    , m_preview(new PictureView)
    , m_size(new QLabel)
    , m_export(new QPushButton(tr("&Export…")))
    , m_copy(new QPushButton(tr("&Copy")))
    , m_print(new QPushButton(tr("&Print…")))
{
    setObjectName(QStringLiteral("export-dialog"));
    setWindowTitle(tr("Export"));
    fill(offer);
    auto *side = new QVBoxLayout;
    auto *area = new QScrollArea;
    area->setWidget(buildForm());
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setFocusPolicy(Qt::NoFocus);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setMinimumWidth(area->widget()->sizeHint().width() + 18);
    side->addWidget(area, 1);
    auto *top = new QHBoxLayout;
    auto *right = new QVBoxLayout;
    right->addWidget(m_preview, 1);
    m_size->setObjectName(QStringLiteral("size"));
    m_size->setWordWrap(true);
    m_size->setTextFormat(Qt::PlainText);
    right->addWidget(m_size);
    top->addLayout(side);
    top->addLayout(right, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(18, 16, 18, 14);
    column->setSpacing(14);
    column->addLayout(top, 1);
    column->addWidget(buildButtons());
    for (QPushButton *other : { m_print, m_copy })
        other->setAutoDefault(false);
    m_export->setDefault(true); // now that it is in the dialog
    show(before);
    enable();
    const auto tell = [this] {
        enable();
        Q_EMIT changed();
    };
    connect(m_extent, &QComboBox::currentIndexChanged, this,
            [this] { m_wanted = static_cast<Extent>(m_extent->currentData().toInt()); });
    for (QComboBox *box : { m_format, m_extent, m_compared, m_theme, m_scale, m_paper })
        connect(box, &QComboBox::currentIndexChanged, this, tell);
    for (QCheckBox *box : { m_ground, m_title, m_numbers, m_findings, m_legend, m_onePage, m_design })
        connect(box, &QCheckBox::toggled, this, tell);
    resize(theme::roomyDialog({ 980, 620 }, parent));
}

void ExportDialog::fill(const Offer &offer)
{
    for (const OfferedFormat &each : offer.formats)
        m_format->addItem(each.title, each.id);
    m_extent->addItem(tr("This stage"), static_cast<int>(Extent::Stage));
    if (offer.stages.size() > 1)
        m_extent->addItem(tr("All stages"), static_cast<int>(Extent::AllStages));
    if (offer.hasSelection)
        m_extent->addItem(tr("The selection"), static_cast<int>(Extent::Selection));
    if (offer.stages.size() > 1)
        m_extent->addItem(tr("What changed since a stage"), static_cast<int>(Extent::Difference));
    for (int i = 0; i < offer.stages.size(); ++i)
        if (i != offer.stage)
            m_compared->addItem(QStringLiteral("%1 · %2").arg(QString::number(i + 1), offer.stages[i]), i);
    m_theme->addItem(tr("Light"), 0);
    m_theme->addItem(tr("Dark"), 1);
    for (const int scale : { 1, 2, 3, 4 })
        m_scale->addItem(tr("%1 %").arg(scale * 100), scale);
    m_paper->addItem(tr("As large as the picture"), 0);
    m_paper->addItem(QStringLiteral("A4"), 1);
    m_paper->addItem(QStringLiteral("Letter"), 2);
}

QWidget *ExportDialog::buildForm()
{
    auto *page = new QWidget;
    auto *form = new QFormLayout(page);
    form->setContentsMargins(0, 0, 12, 0);
    form->setHorizontalSpacing(14);
    form->setVerticalSpacing(9);
    form->addRow(tr("Format"), m_format);
    form->addRow(tr("What"), m_extent);
    form->addRow(tr("Compared with"), m_compared);
    form->setRowVisible(m_compared, m_offer.stages.size() > 1); // else there is nothing to compare with
    form->addRow(tr("Colors"), m_theme);
    form->addRow(tr("Size"), m_scale);
    form->addRow(tr("Paper"), m_paper);
    auto *heading = new QLabel(tr("Shown"));
    heading->setFont(theme::Theme::font(13, QFont::DemiBold));
    heading->setContentsMargins(0, 8, 0, 0);
    form->addRow(heading);
    for (QCheckBox *box : { m_title, m_numbers, m_findings, m_legend, m_ground, m_onePage })
        form->addRow(box);
    // A check box has no line breaks: its text stands in a label beside it.
    auto *words = new QLabel(m_design->text());
    words->setWordWrap(true);
    words->setBuddy(m_design);
    m_design->setAccessibleName(m_design->text());
    m_design->setText({});
    auto *row = new QHBoxLayout;
    row->setSpacing(6);
    row->addWidget(m_design, 0, Qt::AlignTop);
    row->addWidget(words, 1);
    form->addRow(row);
    return page;
}

QWidget *ExportDialog::buildButtons()
{
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    buttons->addButton(m_print, QDialogButtonBox::ActionRole);
    buttons->addButton(m_copy, QDialogButtonBox::ActionRole);
    buttons->addButton(m_export, QDialogButtonBox::ActionRole);
    m_export->setObjectName(QStringLiteral("export"));
    m_copy->setObjectName(QStringLiteral("copy"));
    m_print->setObjectName(QStringLiteral("print"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_export, &QPushButton::clicked, this, &ExportDialog::exportRequested);
    connect(m_copy, &QPushButton::clicked, this, &ExportDialog::copyRequested);
    connect(m_print, &QPushButton::clicked, this, &ExportDialog::printRequested);
    return buttons;
}

void ExportDialog::show(const Choices &choices)
{
    m_format->setCurrentIndex(std::max(0, m_format->findData(choices.format)));
    choose(m_compared, choices.before);
    choose(m_theme, choices.isDark ? 1 : 0);
    choose(m_scale, choices.scale);
    choose(m_paper, choices.paper);
    m_ground->setChecked(choices.hasGround);
    m_title->setChecked(choices.showsTitle);
    m_numbers->setChecked(choices.showsNumbers);
    m_findings->setChecked(choices.showsFindings);
    m_legend->setChecked(choices.showsLegend);
    m_onePage->setChecked(choices.isOnePage);
    m_design->setChecked(choices.holdsDesign);
}

Choices ExportDialog::choices() const
{
    Choices out = m_before;
    out.format = m_format->currentData().toString();
    out.extent = static_cast<Extent>(m_extent->currentData().toInt());
    out.before = m_compared->currentData().toInt();
    out.isDark = m_theme->currentData().toInt() == 1;
    out.scale = m_scale->currentData().toInt();
    out.paper = m_paper->currentData().toInt();
    out.hasGround = m_ground->isChecked();
    out.showsTitle = m_title->isChecked();
    out.showsNumbers = m_numbers->isChecked();
    out.showsFindings = m_findings->isChecked();
    out.showsLegend = m_legend->isChecked();
    out.isOnePage = m_onePage->isChecked();
    out.holdsDesign = m_design->isChecked();
    return out;
}

bool ExportDialog::isDrawn() const
{
    const int index = m_format->currentIndex();
    return index >= 0 && m_offer.formats[static_cast<std::size_t>(index)].isDrawn;
}

bool ExportDialog::isPage() const
{
    const int index = m_format->currentIndex();
    return index >= 0 && m_offer.formats[static_cast<std::size_t>(index)].isPage;
}

bool ExportDialog::isOffered(Extent extent) const
{
    const int index = std::max(0, m_format->currentIndex());
    const std::vector<Extent> &known = m_offer.formats[static_cast<std::size_t>(index)].extents;
    const bool isOnly = m_offer.stages.size() == 1 && extent == Extent::Stage; // then it is the whole design
    return isOnly || std::find(known.begin(), known.end(), extent) != known.end();
}

/// Rows that the format cannot hold rest; the one that was wanted comes back with the next that can.
void ExportDialog::offerExtents()
{
    const QSignalBlocker quiet(m_extent);
    auto *rows = qobject_cast<QStandardItemModel *>(m_extent->model());
    int first = -1;
    int wanted = -1;
    for (int i = 0; i < m_extent->count(); ++i) {
        const auto extent = static_cast<Extent>(m_extent->itemData(i).toInt());
        rows->item(i)->setEnabled(isOffered(extent));
        if (!isOffered(extent))
            continue;
        first = first < 0 ? i : first;
        wanted = extent == m_wanted ? i : wanted;
    }
    m_extent->setCurrentIndex(wanted >= 0 ? wanted : first);
}

/// What the format has no use for rests.
void ExportDialog::enable()
{
    offerExtents();
    const Choices now = choices();
    const bool drawn = isDrawn();
    const QString why = drawn ? QString()
        : isPage()            ? tr("The growth page has a look of its own, the same for everybody")
                              : tr("This format is no picture");
    for (QWidget *each : std::initializer_list<QWidget *> { m_theme, m_ground, m_title, m_numbers, m_findings, m_legend,
                                                            m_copy, m_print }) {
        each->setEnabled(drawn);
        each->setToolTip(why);
    }
    if (drawn)
        m_copy->setToolTip(tr("As SVG and PNG, for other programs"));
    m_compared->setEnabled(drawn && now.extent == Extent::Difference);
    m_scale->setEnabled(now.format == QLatin1String("png"));
    m_design->setEnabled(now.format == QLatin1String("png"));
    m_paper->setEnabled(now.format == QLatin1String("pdf"));
    m_onePage->setEnabled(now.format == QLatin1String("pdf") && now.extent == Extent::AllStages);
    m_export->setEnabled(true);
}

void ExportDialog::showPicture(Picture picture, const QString &size, const QImage &drawn)
{
    m_preview->showPicture(std::move(picture), drawn);
    m_size->setText(size);
}

void ExportDialog::showText(const QString &text, const QString &size)
{
    m_preview->showText(text);
    m_size->setText(size);
}

void ExportDialog::showWaiting()
{
    m_size->setText(tr("Drawing…"));
}

void ExportDialog::showProblem(const QString &why)
{
    m_size->setText(why);
    for (QPushButton *button : { m_export, m_copy, m_print })
        button->setEnabled(false);
}

} // namespace headroom::pictures

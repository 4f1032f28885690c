#include "views/growth/study_page.h"

#include "views/growth/page_parts.h"
#include "views/growth/plain_table.h"
#include "views/growth/range_list.h"
#include "views/growth/study_words.h"
#include "views/growth/tornado_chart.h"
#include "views/numbers/screen_numbers.h"
#include "views/theme/letters.h"
#include "views/workload/quantity_field.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace headroom::growth_views {

using theme::Theme;
using workload_views::QuantityField;
using Figure = growth::Tornado::Figure;

namespace {

constexpr double kSamples = 1000;

QString count(std::size_t samples)
{
    return QString::fromStdString(screen::grouped(static_cast<double>(samples)));
}

QuantityField *wholeField(const QString &title, double least, double most, double value, QWidget *parent)
{
    catalog::ParameterSpec spec;
    spec.title = title.toStdString();
    spec.unit = "1";
    spec.minimum = least;
    spec.maximum = most;
    spec.whole = true;
    auto *field = new QuantityField(std::move(spec), parent);
    field->setValue(value, value);
    field->setFixedWidth(theme::scaled(72));
    return field;
}

} // namespace

StudyPage::StudyPage(QWidget *parent)
    : QWidget(parent)
    , m_ranges(new RangeList(this))
    , m_tornado(new TornadoChart(this))
    , m_spreads(new PlainTable(spreadHeads(false), tr("Between what the figures of each stage lie"), this))
    , m_views(viewBar({ tr("What matters most"), tr("When to move") }, tr("How the study is shown"), this))
    , m_pages(new QStackedWidget(this))
    , m_figure(new QComboBox(this))
    , m_bands(new QCheckBox(tr("bands in the charts"), this))
    , m_run(new QPushButton(tr("Stop"), this))
    , m_progress(new QProgressBar(this))
    , m_state(new QLabel(this))
    , m_samplesField(wholeField(tr("Samples"), 10, 100'000, kSamples, this))
    , m_seedField(wholeField(tr("Seed"), 0, 1e9, 1, this))
{
    assemble();
    connect(m_views, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_ranges, &RangeList::rangesStated, this, &StudyPage::rangesStated);
    connect(m_tornado, &TornadoChart::inputRequested, this,
            [this](int input) { m_ranges->edit(static_cast<std::size_t>(input)); });
    connect(m_figure, &QComboBox::currentIndexChanged, this, &StudyPage::showStudy);
    connect(m_bands, &QCheckBox::toggled, this, &StudyPage::bandsToggled);
    connect(m_run, &QPushButton::clicked, this, [this] {
        if (m_isBusy)
            Q_EMIT stopRequested();
        else
            Q_EMIT runRequested();
    });
    for (QuantityField *field : { m_samplesField, m_seedField })
        connect(field, &QuantityField::valueStated, this,
                [this, field, unstated = field->value()](const std::optional<double> &value) {
                    field->setValue(value.value_or(unstated), unstated);
                    Q_EMIT runRequested();
                });
    showStudy();
}

void StudyPage::assemble()
{
    for (const Figure figure :
         { Figure::UsersAtTrigger, Figure::UsersAtSaturation, Figure::Utilization, Figure::Cost, Figure::P99 })
        m_figure->addItem(figureTitle(figure), static_cast<int>(figure));
    m_figure->setAccessibleName(tr("Figure that matters"));
    m_bands->setToolTip(tr("Draws between what the curves of the stage lie, from the 5th to the 95th percentile"));
    m_run->setProperty("outlined", true);
    m_progress->setTextVisible(false);
    m_progress->setMinimumWidth(theme::scaled(24)); // what the words beside it leave
    m_progress->setAccessibleName(tr("Samples drawn"));
    m_spreads->setNumbers({ 1, 2, 3, 4, 5, 6, 7 });
    m_state->setTextFormat(Qt::PlainText);
    m_state->setWordWrap(true);
    auto *chartArea = new QScrollArea(this);
    chartArea->setWidget(m_tornado);
    chartArea->setWidgetResizable(true);
    chartArea->setFocusPolicy(Qt::NoFocus);
    auto *tornado = new QWidget(this);
    auto *column = new QVBoxLayout(tornado);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(m_figure, 0, Qt::AlignLeft);
    column->addWidget(chartArea, 1);
    m_pages->addWidget(tornado);
    m_pages->addWidget(m_spreads);
    auto *head = new QHBoxLayout;
    head->setSpacing(6);
    head->addWidget(m_views);
    head->addStretch(1);
    head->addWidget(m_bands);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(6);
    foot->addWidget(m_progress, 1);
    foot->addStretch();
    foot->addWidget(new QLabel(tr("samples"), this));
    foot->addWidget(m_samplesField);
    foot->addWidget(new QLabel(tr("seed"), this));
    foot->addWidget(m_seedField);
    foot->addWidget(m_run);
    auto *right = new QVBoxLayout;
    right->setSpacing(3);
    right->addLayout(head);
    right->addWidget(m_pages, 1);
    right->addWidget(m_state);
    right->addLayout(foot);
    layFormBeside(m_ranges, 330, right, this);
}

void StudyPage::setTheme(const Theme &theme)
{
    for (QLabel *each : findChildren<QLabel *>())
        each->setFont(Theme::font(12));
    m_ranges->setTheme(theme);
    m_tornado->setTheme(theme);
    setPlainFonts({ m_spreads, m_figure, m_bands, m_run });
    m_views->setFont(Theme::font(11, QFont::DemiBold));
}

void StudyPage::setSnapshot(const project::Snapshot &snapshot, std::size_t stage,
                            const std::vector<growth::InputRange> &inputs, std::vector<growth::InputGroup> choices,
                            const std::string &currency)
{
    m_stage = stage;
    m_currency = currency;
    m_hasRanges = !snapshot->uncertainties.empty();
    if (m_study && m_study->inputs.size() == inputs.size()) { // as they are in this stage
        auto there = std::make_shared<StudyView>(*m_study);
        there->inputs = inputs;
        m_study = std::move(there);
    }
    if (m_hasPlan != snapshot->plan.has_value()) {
        m_hasPlan = snapshot->plan.has_value();
        const QStringList heads = spreadHeads(m_hasPlan);
        m_spreads->setColumnCount(static_cast<int>(heads.size()));
        m_spreads->setHorizontalHeaderLabels(heads);
    }
    m_ranges->setRanges(inputs, snapshot->uncertainties, std::move(choices));
    showStudy();
}

void StudyPage::setStudy(std::shared_ptr<const StudyView> study)
{
    m_study = std::move(study);
    showStudy();
}

void StudyPage::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    showState();
}

std::size_t StudyPage::samples() const
{
    return static_cast<std::size_t>(m_samplesField->value());
}

std::uint64_t StudyPage::seed() const
{
    return static_cast<std::uint64_t>(m_seedField->value());
}

QString StudyPage::state() const
{
    return m_state->text();
}

void StudyPage::showStudy()
{
    const auto figure = static_cast<Figure>(m_figure->currentData().toInt());
    QList<TornadoRow> rows;
    QList<QStringList> spreads;
    bool serves = true;
    double base = 0;
    if (m_study) {
        for (const growth::Tornado &each : m_study->tornado)
            if (each.figure == figure && each.stage == m_stage) {
                rows = tornadoRows(each, m_study->inputs);
                base = each.base;
            }
        for (const growth::StageBands &each : m_study->bands) {
            spreads.append(spreadCells(each, m_hasPlan, m_currency));
            serves = serves && (each.stage != m_stage || each.serves);
        }
    }
    m_tornado->setEmptyText(!m_hasRanges ? tr("State which inputs are uncertain, and what they do is drawn here.")
                                : m_study && !m_study->error.isEmpty() ? m_study->error
                                : !serves ? tr("This stage serves nobody, so no input matters.")
                                          : tr("Being computed…"));
    m_tornado->setRows(std::move(rows), base,
                       [figure, currency = m_currency](double value) { return figureText(value, figure, currency); });
    m_spreads->setEmptyText(
        !m_hasRanges ? tr("State which inputs are uncertain, and between what the figures lie is listed here.")
            : m_study && !m_study->error.isEmpty() ? m_study->error
                                                   : tr("Being computed…"));
    m_spreads->setRows(spreads);
    showState();
}

void StudyPage::showState()
{
    const bool isDrawn = m_study && m_study->samples > 0 && m_study->evaluated >= m_study->samples;
    const std::size_t refined = m_study ? samplesOfP99(m_study->bands) : 0;
    const bool isDone = isDrawn && refined >= m_study->samples;
    const bool isOfBefore = isDone && m_isBusy; // and the first samples of what is now are not there yet
    QString text;
    if (!m_hasRanges)
        text = tr("Every input is taken for certain.");
    else if (m_study && !m_study->error.isEmpty())
        text = m_study->error;
    else if (m_study && m_study->evaluated > 0 && !m_isBusy && !isDone)
        text = isDrawn
            ? tr("Stopped: %1 samples are drawn, p99 has %2 of them.").arg(count(m_study->samples), count(refined))
            : tr("Stopped after %1 of %2 samples: what is shown is of these.")
                  .arg(count(m_study->evaluated), count(m_study->samples));
    else if (isOfBefore)
        text = tr("Being drawn anew. What is shown is of before the change.");
    else if (m_study && m_study->evaluated > 0)
        text = isDone
            ? tr("%1 samples, seed %2: the same seed gives the same answer.").arg(count(m_study->samples)).arg(seed())
            : isDrawn ? tr("%1 samples; p99, which takes longest, has %2 of them so far")
                            .arg(count(m_study->samples), count(refined))
                      : tr("%1 of %2 samples").arg(count(m_study->evaluated), count(m_study->samples));
    m_state->setText(text);
    m_run->setText(m_isBusy ? tr("Stop") : tr("Draw again"));
    m_run->setEnabled(m_isBusy || (m_hasRanges && !isDone));
    m_progress->setVisible(m_isBusy);
    m_progress->setRange(0, m_study && m_study->samples > 0 && !isOfBefore ? static_cast<int>(m_study->samples) : 0);
    m_progress->setValue(m_study ? static_cast<int>(isDrawn ? refined : m_study->evaluated) : 0);
    m_bands->setEnabled(m_hasRanges);
}

} // namespace headroom::growth_views

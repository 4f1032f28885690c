#include "views/workload/workload_dialog.h"

#include "views/language/words.h"
#include "views/numbers/model_words.h"
#include "views/stages/indicator_strip.h"
#include "views/theme/ink.h"
#include "views/theme/roomy_dialog.h"
#include "views/workload/class_page.h"
#include "views/workload/day_page.h"
#include "views/workload/job_page.h"
#include "views/workload/journey_page.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace headroom::workload_views {

namespace {

using theme::Role;
using theme::Theme;

} // namespace

WorkloadDialog::WorkloadDialog(const catalog::Catalog &catalog, QWidget *parent)
    : QDialog(parent)
    , m_catalog(catalog)
    , m_theme(&Theme::light())
    , m_presetCaption(new QLabel(tr("Preset"), this))
    , m_presets(new QComboBox(this))
    , m_summary(new QLabel(this))
    , m_tabs(new QTabBar(this))
    , m_pages(new QStackedWidget(this))
    , m_journeys(new JourneyPage(catalog, this))
    , m_classes(new ClassPage(catalog, this))
    , m_jobs(new JobPage(catalog, this))
    , m_day(new DayPage(catalog, this))
    , m_error(new QLabel(this))
    , m_strip(new stages::IndicatorStrip(this))
{
    setObjectName(QStringLiteral("workload-dialog"));
    setWindowTitle(tr("Workload"));
    setAccessibleName(tr("Workload"));
    m_presets->setFont(Theme::font(12));
    m_presets->setAccessibleName(tr("Preset of the workload"));
    for (const catalog::WorkloadPreset &preset : catalog.presets())
        m_presets->addItem(text(preset.title), text(preset.id));
    for (QLabel *label : { m_presetCaption, m_summary, m_error }) {
        label->setTextFormat(Qt::PlainText);
        label->setFont(Theme::font(12));
    }
    m_error->setWordWrap(true);
    m_error->setAccessibleName(tr("Refused change"));
    m_error->hide();
    m_tabs->addTab(tr("Journeys"));
    m_tabs->addTab(tr("Classes of requests"));
    m_tabs->addTab(tr("Background jobs"));
    m_tabs->addTab(tr("Day"));
    m_tabs->setFont(Theme::font(12));
    m_tabs->setExpanding(false);
    m_tabs->setAccessibleName(tr("Parts of the workload"));
    m_tabs->setFocusPolicy(Qt::StrongFocus); // what was focused on the page before is hidden after a click
    assemble();
    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_journeys, &ListPage::editRequested, this, &WorkloadDialog::request);
    connect(m_classes, &ListPage::editRequested, this, &WorkloadDialog::request);
    connect(m_jobs, &ListPage::editRequested, this, &WorkloadDialog::request);
    connect(m_day, &DayPage::editRequested, this, &WorkloadDialog::request);
    connect(m_presets, &QComboBox::activated, this, [this](int index) {
        const std::string chosen = m_presets->itemData(index).toString().toStdString();
        setSnapshot(m_snapshot); // what is refused does not stay
        if (chosen != m_snapshot->workload.preset)
            request(edits::SetWorkloadPreset { chosen });
    });
}

void WorkloadDialog::assemble()
{
    auto *head = new QHBoxLayout;
    head->setSpacing(10);
    head->addWidget(m_presetCaption);
    head->addWidget(m_presets);
    head->addWidget(m_summary, 1);
    auto *tabs = new QHBoxLayout;
    tabs->addWidget(m_tabs);
    tabs->addStretch();
    for (QWidget *page : std::initializer_list<QWidget *> { m_journeys, m_classes, m_jobs, m_day })
        m_pages->addWidget(page);
    auto *inside = new QVBoxLayout;
    inside->setContentsMargins(16, 14, 16, 8);
    inside->setSpacing(10);
    inside->addLayout(head);
    inside->addLayout(tabs);
    inside->addWidget(m_pages, 1);
    inside->addWidget(m_error);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(inside, 1);
    column->addWidget(m_strip);
    setMinimumSize(820, 520);
    resize(940, 680);
}

void WorkloadDialog::open(int page)
{
    if (!isVisible())
        resize(size().expandedTo(theme::roomyDialog({ 940, 680 }, parentWidget())));
    m_tabs->setCurrentIndex(page);
    QDialog::show();
    raise();
    activateWindow();
    m_tabs->setFocus(Qt::OtherFocusReason);
}

void WorkloadDialog::setSnapshot(project::Snapshot snapshot)
{
    m_snapshot = std::move(snapshot);
    showError(QString());
    const catalog::WorkloadPreset &preset = m_catalog.preset(m_snapshot->workload.preset);
    m_presets->setCurrentIndex(m_presets->findData(text(preset.id)));
    m_summary->setText(text(preset.summary));
    const project::Snapshot held = m_snapshot;
    m_journeys->show(held);
    m_classes->show(held);
    m_jobs->show(held);
    m_day->show(held);
}

void WorkloadDialog::setReport(const std::shared_ptr<const analysis::Report> &report)
{
    m_strip->setReport(report);
    m_jobs->setReport(report);
}

/// Refused here, where the user looks, and not by the window behind.
void WorkloadDialog::request(const edits::Edit &edit)
{
    const Result<project::Snapshot> after = edits::apply(*m_snapshot, edit, m_catalog);
    if (!after) {
        setSnapshot(m_snapshot);
        showError(screen::modelWords(after.error()));
        return;
    }
    showError(QString());
    Q_EMIT editRequested(edit);
}

QString WorkloadDialog::error() const
{
    return m_error->isVisibleTo(this) ? m_error->text() : QString();
}

void WorkloadDialog::showError(const QString &error)
{
    m_error->setText(QStringLiteral("◆ ") + error);
    m_error->setVisible(!error.isEmpty());
}

void WorkloadDialog::setTheme(const Theme &theme)
{
    m_theme = &theme;
    theme::setInk(m_presetCaption, theme.color(Role::Text));
    theme::setInk(m_summary, theme.color(Role::Secondary));
    theme::setInk(m_error, theme.color(Role::Critical));
    m_journeys->setTheme(theme);
    m_classes->setTheme(theme);
    m_jobs->setTheme(theme);
    m_day->setTheme(theme);
    m_strip->setTheme(theme);
}

} // namespace headroom::workload_views

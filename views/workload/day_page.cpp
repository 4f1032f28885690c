#include "views/workload/day_page.h"

#include "model/workload/workload.h"
#include "views/theme/letters.h"
#include "views/workload/day_chart.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace headroom::workload_views {

namespace {

using catalog::EffectiveValue;
using catalog::ValueOrigin;
using theme::Role;
using theme::Theme;

constexpr double kMostOverPeak = 10; ///< of a typed hour; above 1 it becomes the peak

const catalog::ParameterSpec &peakSpec(const catalog::Catalog &catalog)
{
    const auto &all = catalog.workloadParameters();
    return *std::find_if(all.begin(), all.end(), [](const auto &each) { return each.id == "peak_factor"; });
}

catalog::ParameterSpec loadSpec()
{
    catalog::ParameterSpec spec;
    spec.id = "load";
    spec.title = DayPage::tr("Load of the hour").toStdString();
    spec.unit = "1";
    spec.display = "%";
    spec.maximum = kMostOverPeak;
    return spec;
}

bool isSameDay(const std::vector<double> &a, const std::vector<double> &b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](double x, double y) { return std::abs(x - y) < 1e-9; });
}

} // namespace

DayPage::DayPage(const catalog::Catalog &catalog, QWidget *parent)
    : QWidget(parent)
    , m_catalog(catalog)
    , m_shapes(new QComboBox(this))
    , m_about(new QLabel(this))
    , m_chart(new DayChart(this))
    , m_hour(new QLabel(this))
    , m_load(new QuantityField(loadSpec(), this))
    , m_error(new QLabel(this))
    , m_reset(new QPushButton(tr("Back to the curve"), this))
    , m_peak(new inspector::ParameterRow(peakSpec(catalog), this))
    , m_keys(new QLabel(tr("Drag over the bars. Keys: ← → choose an hour, ↑ ↓ change it, Shift for 1 %."), this))
{
    for (QLabel *label : { m_about, m_hour, m_error, m_keys }) {
        label->setTextFormat(Qt::PlainText);
        label->setFont(Theme::font(label == m_hour ? 12 : 11));
    }
    m_about->setWordWrap(true);
    m_shapes->setFont(Theme::font(12));
    m_shapes->setAccessibleName(tr("Shape of the day"));
    m_shapes->addItem(tr("Evening peak (curve)"));
    for (const catalog::DayShape &shape : catalog.dayShapes())
        m_shapes->addItem(QString::fromStdString(shape.title));
    m_shapes->addItem(tr("Own"));
    m_reset->setFont(Theme::font(12));
    m_reset->setAutoDefault(false);
    m_load->setFixedWidth(std::min(theme::scaled(88), 130));
    m_keys->setWordWrap(true);
    m_keys->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_error->hide();
    assemble();
    connect(m_shapes, &QComboBox::activated, this, &DayPage::takeShape);
    connect(m_chart, &DayChart::hourChanged, this, &DayPage::showHour);
    connect(m_chart, &DayChart::dayStated, this, [this](const std::vector<double> &day, int gesture) {
        Q_EMIT editRequested(edits::SetDay { day, gesture });
    });
    connect(m_load, &QuantityField::valueStated, this, &DayPage::stateHour);
    connect(m_load, &QuantityField::errorChanged, this, [this](const QString &error) {
        m_error->setText(QStringLiteral("◆ ") + error);
        m_error->setVisible(!error.isEmpty());
    });
    connect(m_reset, &QPushButton::clicked, this, [this] { Q_EMIT editRequested(edits::SetDay {}); });
    connect(m_peak, &inspector::ParameterRow::valueStated, this, [this](const std::optional<project::Value> &value) {
        Q_EMIT editRequested(edits::SetWorkloadParameter { "peak_factor", value });
    });
}

void DayPage::assemble()
{
    auto *top = new QHBoxLayout;
    top->setSpacing(12);
    top->addWidget(m_shapes);
    top->addWidget(m_about, 1);
    top->addWidget(m_reset);
    QSizePolicy kept = m_reset->sizePolicy();
    kept.setRetainSizeWhenHidden(true);
    m_reset->setSizePolicy(kept);
    auto *hour = new QHBoxLayout;
    hour->setSpacing(8);
    hour->addWidget(m_hour);
    hour->addWidget(m_load);
    hour->addSpacing(16);
    hour->addWidget(m_keys, 1);
    m_hour->setFixedWidth(theme::scaled(100));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(top);
    column->addWidget(m_chart, 1);
    column->addLayout(hour);
    column->addWidget(m_error);
    column->addWidget(m_peak);
}

QString DayPage::error() const
{
    return m_error->isVisibleTo(this) ? m_error->text() : QString();
}

void DayPage::show(project::Snapshot snapshot)
{
    m_snapshot = std::move(snapshot);
    const project::Workload &workload = m_snapshot->workload;
    const bool isOwn = !workload.day.empty();
    const std::vector<double> day = workload::actingDay(workload, m_catalog);
    m_chart->setDay(day);
    const auto &shapes = m_catalog.dayShapes();
    int shown = isOwn ? m_shapes->count() - 1 : 0;
    for (std::size_t i = 0; isOwn && i < shapes.size(); ++i)
        if (isSameDay(shapes[i].hours, day))
            shown = static_cast<int>(i) + 1;
    m_shapes->setCurrentIndex(shown);
    const bool isShape = isOwn && shown <= static_cast<int>(shapes.size());
    m_about->setText(isShape     ? QString::fromStdString(shapes[static_cast<std::size_t>(shown) - 1].summary)
                         : isOwn ? tr("Hours as you drew them; the highest is the peak hour.")
                                 : tr("A curve with its peak at 20:00, as high over the mean as stated below."));
    if (!isOwn && m_reset->hasFocus())
        m_chart->setFocus(Qt::OtherFocusReason);
    m_reset->setVisible(isOwn);
    const catalog::ParameterSpec &spec = peakSpec(m_catalog);
    const project::Value *own = workload.parameters.find(spec.id);
    const project::Value *given = m_catalog.preset(workload.preset).parameters.find(spec.id);
    EffectiveValue unstated { given ? *given : spec.fallback, ValueOrigin::Default };
    if (isOwn)
        unstated.value = workload::peakFactor(workload.day);
    m_peak->setOverruled(QString());
    m_peak->setValue(own && !isOwn ? EffectiveValue { *own, ValueOrigin::Stated } : unstated, unstated);
    if (isOwn)
        m_peak->setOverruled(tr("from the hours above"));
    showHour();
}

void DayPage::showHour()
{
    const int hour = m_chart->hour();
    const double load = m_chart->day()[static_cast<std::size_t>(hour)];
    m_hour->setText(DayChart::hourText(hour));
    m_load->setAccessibleName(tr("Load from %1, of the peak").arg(DayChart::hourText(hour)));
    m_load->setValue(load, load);
}

void DayPage::stateHour(std::optional<double> load)
{
    if (!load)
        return;
    std::vector<double> day = m_chart->day();
    day[static_cast<std::size_t>(m_chart->hour())] = *load;
    Q_EMIT editRequested(edits::SetDay { day, 0 });
}

void DayPage::takeShape(int index)
{
    const auto &shapes = m_catalog.dayShapes();
    const project::Snapshot held = m_snapshot;
    edits::SetDay edit;
    if (index >= 1 && index <= static_cast<int>(shapes.size()))
        edit.day = shapes[static_cast<std::size_t>(index) - 1].hours;
    else if (index > 0)
        edit.day = workload::actingDay(held->workload, m_catalog);
    Q_EMIT editRequested(edit);
    if (m_snapshot == held)
        show(held); // what was refused does not stay
}

void DayPage::setTheme(const Theme &theme)
{
    m_chart->setTheme(theme);
    m_peak->setTheme(theme);
    const auto ink = [&theme](QLabel *label, Role role) {
        QPalette palette = label->palette();
        palette.setColor(QPalette::WindowText, theme.color(role));
        label->setPalette(palette);
    };
    ink(m_about, Role::Secondary);
    ink(m_keys, Role::Secondary);
    ink(m_hour, Role::Text);
    ink(m_error, Role::Critical);
}

} // namespace headroom::workload_views

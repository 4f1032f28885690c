#include "views/workload/class_form.h"

#include "model/reporting/numbers.h"
#include "model/workload/workload.h"

#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

namespace headroom::workload_views {

namespace {

using catalog::EffectiveValue;
using catalog::ParameterSpec;
using catalog::ValueOrigin;
using project::OperationUse;
using project::RequestClass;
using theme::Role;
using theme::Theme;

QString text(const std::string &utf8)
{
    return QString::fromStdString(utf8);
}

ParameterSpec spec(const char *id, const QString &title, const char *unit, const char *display, double most)
{
    ParameterSpec made;
    made.id = id;
    made.title = title.toStdString();
    made.unit = unit;
    made.display = display;
    made.maximum = most;
    return made;
}

/// Of a class as a whole.
const std::vector<ParameterSpec> &specs()
{
    static const std::vector<ParameterSpec> kSpecs = [] {
        std::vector<ParameterSpec> made {
            spec("share", ClassForm::tr("Share"), "1", "", workload::kLargestCount),
            spec("changes_state", ClassForm::tr("Counts as"), "1", "", 0),
        };
        made[0].help = ClassForm::tr("Of all requests, compared with the other classes.").toStdString();
        made[1].help
            = ClassForm::tr("In the ratio of reads to writes. A login that notes its time writes and still is a read.")
                  .toStdString();
        made[1].type = catalog::ParameterType::Choice;
        made[1].options = { { "", ClassForm::tr("What it does").toStdString() },
                            { "read", ClassForm::tr("Read").toStdString() },
                            { "write", ClassForm::tr("Write").toStdString() } };
        return made;
    }();
    return kSpecs;
}

std::array<double, 3> numbersOf(const OperationUse &use)
{
    return { use.count, use.time, use.bytes };
}

} // namespace

ClassForm::ClassForm(const RequestClass &shown, const catalog::Catalog &catalog, QWidget *parent)
    : QWidget(parent)
    , m_catalog(catalog)
    , m_name(new QLineEdit(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(4, 0, 8, 12);
    column->setSpacing(4);
    m_name->setFont(Theme::font(15, QFont::DemiBold));
    m_name->setProperty("heading", true);
    m_name->setMaxLength(200);
    m_name->setAccessibleName(tr("Name of the class"));
    column->addWidget(m_name);
    connect(m_name, &QLineEdit::editingFinished, this, &ClassForm::rename);
    addDemands(shown);
    addRows();
    column->addStretch(1);
}

QLabel *ClassForm::addHeading(const QString &words)
{
    auto *label = new QLabel(words, this);
    label->setTextFormat(Qt::PlainText);
    label->setFont(Theme::font(12, QFont::DemiBold));
    label->setContentsMargins(0, 12, 0, 2);
    layout()->addWidget(label);
    m_quiet.push_back(label);
    return label;
}

inspector::ParameterRow *ClassForm::addRow(const ParameterSpec &of)
{
    auto *row = new inspector::ParameterRow(of, this);
    layout()->addWidget(row);
    m_rows.push_back(row);
    return row;
}

void ClassForm::addRows()
{
    addHeading(tr("How often, and as what"));
    connect(addRow(specs()[0]), &inspector::ParameterRow::valueStated, this,
            [this](const std::optional<project::Value> &value) {
                RequestClass changed = m_class;
                changed.share = value ? std::get<double>(*value) : m_preset ? m_preset->share : m_class.share;
                Q_EMIT this->changed(changed);
            });
    connect(addRow(specs()[1]), &inspector::ParameterRow::valueStated, this,
            [this](const std::optional<project::Value> &value) {
                RequestClass changed = m_class;
                const std::string word = value ? std::get<std::string>(*value) : std::string();
                changed.changesState = m_preset ? m_preset->changesState : std::nullopt;
                if (value)
                    changed.changesState = word.empty() ? std::nullopt : std::optional(word == "write");
                Q_EMIT this->changed(changed);
            });
}

void ClassForm::addDemands(const RequestClass &shown)
{
    addHeading(tr("What one request asks for"));
    m_demands = new FieldGrid({ tr("Operation"), tr("Times"), tr("CPU time each"), tr("Answer each") }, {}, this);
    for (const catalog::Operation &each : m_catalog.operations()) {
        QString title = text(each.title);
        title[0] = title[0].toUpper();
        const QString tip = each.writes && each.deferrable ? tr("%1: a write that may be done later")
            : each.writes                                  ? tr("%1: a write")
            : each.deferrable                              ? tr("%1: may be done later")
                                                           : tr("%1");
        addDemand(each.id, title, tip.arg(title));
    }
    for (const OperationUse &use : shown.uses)
        if (std::none_of(m_rowsOf.begin(), m_rowsOf.end(),
                         [&](const Demand &each) { return each.operation == use.operation; }))
            addDemand(use.operation, text(use.operation), tr("This version does not know it; it causes no load."));
    layout()->addWidget(m_demands);
    m_sum = new QLabel(this);
    m_sum->setTextFormat(Qt::PlainText);
    m_sum->setFont(Theme::font(11));
    m_sum->setWordWrap(true);
    layout()->addWidget(m_sum);
    m_quiet.push_back(m_sum);
    connect(m_demands, &FieldGrid::resetRequested, this, [this](int row) {
        const Demand &demand = m_rowsOf[static_cast<std::size_t>(row)];
        const auto &preset = m_preset ? m_preset->uses : std::vector<OperationUse> {};
        stateUse(demand.unstated, std::any_of(preset.begin(), preset.end(), [&](const OperationUse &each) {
                     return each.operation == demand.operation;
                 }));
    });
}

void ClassForm::addDemand(const std::string &operation, const QString &title, const QString &tip)
{
    const std::size_t row = m_rowsOf.size();
    const std::vector<QuantityField *> fields {
        new QuantityField(spec("count", tr("%1: times").arg(title), "1", "", workload::kLargestCount), m_demands),
        new QuantityField(spec("time", tr("%1: CPU time each").arg(title), "s", "ms", workload::kLongestTime),
                          m_demands),
        new QuantityField(spec("bytes", tr("%1: answer each").arg(title), "B", "KB", workload::kMostBytes), m_demands),
    };
    m_demands->addRow(title, tip, fields);
    m_rowsOf.push_back({ operation, {} });
    for (std::size_t column = 0; column < fields.size(); ++column)
        connect(fields[column], &QuantityField::valueStated, this,
                [this, row, column](const std::optional<double> &value) { stateNumber(row, column, value); });
}

/// What the class states, else what an unstated operation comes to.
OperationUse ClassForm::useOf(const RequestClass &given, const std::string &operation) const
{
    for (const OperationUse &use : given.uses)
        if (use.operation == operation)
            return use;
    for (const catalog::Operation &each : m_catalog.operations())
        if (each.id == operation)
            return { operation, each.fallbackCount, 0, 0 };
    return { operation, 0, 0, 0 };
}

void ClassForm::stateNumber(std::size_t row, std::size_t column, std::optional<double> value)
{
    const Demand &demand = m_rowsOf[row];
    OperationUse use = useOf(m_class, demand.operation);
    const double number = value.value_or(numbersOf(demand.unstated)[column]);
    (column == 0 ? use.count : column == 1 ? use.time : use.bytes) = number;
    stateUse(use, true);
}

void ClassForm::stateUse(const OperationUse &use, bool isStated)
{
    RequestClass changed = m_class;
    const auto found = std::find_if(changed.uses.begin(), changed.uses.end(),
                                    [&](const OperationUse &each) { return each.operation == use.operation; });
    if (!isStated)
        std::erase_if(changed.uses, [&](const OperationUse &each) { return each.operation == use.operation; });
    else if (found == changed.uses.end())
        changed.uses.push_back(use);
    else
        *found = use;
    Q_EMIT this->changed(changed);
}

void ClassForm::rename()
{
    const std::string typed = m_name->text().trimmed().toStdString();
    m_name->setModified(false);
    if (typed.empty() || typed == m_class.name) {
        m_name->setText(text(m_class.name));
        return;
    }
    RequestClass changed = m_class;
    changed.name = typed;
    Q_EMIT this->changed(changed);
}

void ClassForm::refresh(const edits::WorkloadEdits &edits, std::size_t at)
{
    m_class = edits.classes()[at];
    m_preset = edits.presetClass(m_class.id);
    if (!m_name->isModified()) {
        m_name->setText(text(m_class.name));
        m_name->setCursorPosition(0);
    }
    refreshShare(edits, at);
    const auto word = [](const std::optional<bool> &writes) {
        return std::string(!writes ? "" : *writes ? "write" : "read");
    };
    const EffectiveValue unstated { m_preset ? word(m_preset->changesState) : std::string(), ValueOrigin::Default };
    row("changes_state")->setValue({ word(m_class.changesState), ValueOrigin::Stated }, unstated);
    refreshDemands(edits);
}

void ClassForm::refreshShare(const edits::WorkloadEdits &edits, std::size_t at)
{
    const std::vector<double> shares = workload::sharesOf(edits.journeys(), edits.classes());
    double sum = 0;
    for (const double each : shares)
        sum += each;
    inspector::ParameterRow *share = row("share");
    if (edits.journeys().empty()) {
        share->setOverruled(QString());
        const EffectiveValue unstated { m_preset ? m_preset->share : m_class.share, ValueOrigin::Default };
        share->setValue({ m_class.share, ValueOrigin::Stated }, unstated);
        return;
    }
    const EffectiveValue made { reporting::percent(sum > 0 ? shares[at] / sum : 0), ValueOrigin::Default };
    share->setValue(made, made);
    share->setOverruled(tr("from the journeys"));
}

void ClassForm::refreshDemands(const edits::WorkloadEdits &)
{
    double time = 0;
    double bytes = 0;
    for (std::size_t row = 0; row < m_rowsOf.size(); ++row) {
        Demand &demand = m_rowsOf[row];
        const OperationUse use = useOf(m_class, demand.operation);
        demand.unstated = m_preset ? useOf(*m_preset, demand.operation) : useOf({}, demand.operation);
        for (std::size_t column = 0; column < 3; ++column)
            m_demands->field(row, column)->setValue(numbersOf(use)[column], numbersOf(demand.unstated)[column]);
        m_demands->refreshRow(row, QString());
        time += use.count * use.time;
        bytes += use.count * use.bytes;
    }
    m_sum->setText(tr("Together %1 of the reference core and %2 of answers, over all tiers and before caches.")
                       .arg(text(reporting::duration(time)), text(reporting::bytes(bytes))));
}

inspector::ParameterRow *ClassForm::row(const std::string &parameter) const
{
    for (inspector::ParameterRow *each : m_rows)
        if (each->parameter() == parameter)
            return each;
    return nullptr;
}

void ClassForm::setTheme(const Theme &theme)
{
    for (inspector::ParameterRow *each : m_rows)
        each->setTheme(theme);
    m_demands->setTheme(theme);
    for (QLabel *label : m_quiet) {
        QPalette palette = label->palette();
        palette.setColor(QPalette::WindowText, theme.color(Role::Secondary));
        label->setPalette(palette);
    }
}

} // namespace headroom::workload_views

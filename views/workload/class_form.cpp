#include "views/workload/class_form.h"

#include "model/workload/workload.h"
#include "views/numbers/screen_numbers.h"

namespace headroom::workload_views {

namespace {

using catalog::EffectiveValue;
using catalog::ParameterSpec;
using catalog::ValueOrigin;
using project::RequestClass;

/// Of a class as a whole.
const std::vector<ParameterSpec> &classSpecs()
{
    static const std::vector<ParameterSpec> kSpecs = [] {
        std::vector<ParameterSpec> made {
            formSpec("share", ClassForm::tr("Share"),
                     ClassForm::tr("Of all requests, compared with the other classes."), 0, workload::kLargestCount),
            formSpec("changes_state", ClassForm::tr("Counts as"),
                     ClassForm::tr(
                         "In the ratio of reads to writes. A login that notes its time writes and still is a read."),
                     0, 0),
        };
        made[1].type = catalog::ParameterType::Choice;
        made[1].options = { { "", ClassForm::tr("What it does").toStdString() },
                            { "read", ClassForm::tr("Read").toStdString() },
                            { "write", ClassForm::tr("Write").toStdString() } };
        return made;
    }();
    return kSpecs;
}

} // namespace

ClassForm::ClassForm(const RequestClass &shown, const catalog::Catalog &catalog, QWidget *parent)
    : ItemForm(tr("Name of the class"), parent)
    , m_uses(new UseTable(UseTable::Of::Request, shown.uses, catalog, this))
{
    addHeading(tr("What one request asks for"));
    addWidget(m_uses);
    connect(m_uses, &UseTable::changed, this, [this](const UseTable::Uses &uses) {
        RequestClass changed = m_class;
        changed.uses = uses;
        Q_EMIT this->changed(changed);
    });
    addRows();
    finish();
}

void ClassForm::addRows()
{
    addHeading(tr("How often, and as what"));
    connect(addRow(classSpecs()[0]), &inspector::ParameterRow::valueStated, this,
            [this](const std::optional<project::Value> &value) {
                RequestClass changed = m_class;
                changed.share = value ? std::get<double>(*value) : m_preset ? m_preset->share : m_class.share;
                Q_EMIT this->changed(changed);
            });
    connect(addRow(classSpecs()[1]), &inspector::ParameterRow::valueStated, this,
            [this](const std::optional<project::Value> &value) {
                RequestClass changed = m_class;
                const std::string word = value ? std::get<std::string>(*value) : std::string();
                changed.changesState = m_preset ? m_preset->changesState : std::nullopt;
                if (value)
                    changed.changesState = word.empty() ? std::nullopt : std::optional(word == "write");
                Q_EMIT this->changed(changed);
            });
}

void ClassForm::rename(const std::string &name)
{
    RequestClass changed = m_class;
    changed.name = name;
    Q_EMIT this->changed(changed);
}

void ClassForm::refresh(const edits::WorkloadEdits &edits, const project::Workload &, std::size_t at)
{
    m_class = edits.classes()[at];
    m_preset = edits.presetClass(m_class.id);
    showName(m_class.name);
    refreshShare(edits, at);
    const auto word = [](const std::optional<bool> &writes) {
        return std::string(!writes ? "" : *writes ? "write" : "read");
    };
    showValue("changes_state", word(m_class.changesState), m_preset ? word(m_preset->changesState) : std::string());
    m_uses->refresh(m_class.uses, m_preset ? &m_preset->uses : nullptr);
}

void ClassForm::refreshShare(const edits::WorkloadEdits &edits, std::size_t at)
{
    const std::vector<double> shares = workload::sharesOf(edits.journeys(), edits.classes());
    double sum = 0;
    for (const double each : shares)
        sum += each;
    if (edits.journeys().empty()) {
        row("share")->setOverruled(QString());
        showValue("share", m_class.share, m_preset ? m_preset->share : m_class.share);
        return;
    }
    const EffectiveValue made { screen::percent(sum > 0 ? shares[at] / sum : 0), ValueOrigin::Default };
    row("share")->setValue(made, made);
    row("share")->setOverruled(tr("from the journeys"));
}

void ClassForm::setTheme(const theme::Theme &theme)
{
    ItemForm::setTheme(theme);
    m_uses->setTheme(theme);
}

} // namespace headroom::workload_views

#include "views/inspector/properties_panel.h"

#include "model/reliability/tolerance.h"
#include "model/workload/workload.h"
#include "views/inspector/calm_combo_box.h"
#include "views/inspector/link_button.h"
#include "views/language/words.h"
#include "views/numbers/model_words.h"
#include "views/numbers/screen_numbers.h"
#include "views/workload/tier_text.h"

#include <QComboBox>
#include <QLabel>
#include <QVBoxLayout>

// What the panel shows while nothing is selected.
namespace headroom::inspector {

namespace {

using theme::Theme;

} // namespace

void PropertiesPanel::buildDesign()
{
    m_about = addText(QString());
    addCriticality();
    addPresets();
    addWorkloadLinks();
    addRows(m_catalog.workloadParameters(), true);
}

void PropertiesPanel::addPresets()
{
    addHeading(tr("Requests"));
    m_presets = new CalmComboBox(m_content);
    m_presets->setObjectName(QStringLiteral("preset"));
    m_presets->setFont(Theme::font(12));
    m_presets->setAccessibleName(tr("Preset of the workload"));
    for (const catalog::WorkloadPreset &each : m_catalog.presets())
        m_presets->addItem(text(each.title), text(each.id));
    m_inside->addWidget(m_presets);
    m_presetText = addText(QString());
    connect(m_presets, &QComboBox::activated, this, [this](int index) {
        const std::string chosen = m_presets->itemData(index).toString().toStdString();
        refreshDesign(); // what is refused does not stay
        if (chosen != m_snapshot->workload.preset)
            Q_EMIT editRequested(edits::SetWorkloadPreset { chosen });
    });
}

/// What the workload consists of, each a way to where it is edited.
void PropertiesPanel::addWorkloadLinks()
{
    const std::array<QString, 3> captions { tr("Journeys…"), tr("Classes of requests…"), tr("Day…") };
    for (std::size_t page = 0; page < captions.size(); ++page) {
        m_links[page] = new LinkButton(captions[page], m_content);
        m_links[page]->setObjectName(QStringLiteral("workload%1").arg(page));
        m_inside->addWidget(m_links[page]);
        connect(m_links[page], &QPushButton::clicked, this,
                [this, page] { Q_EMIT workloadRequested(static_cast<int>(page)); });
    }
}

void PropertiesPanel::addCriticality()
{
    addHeading(tr("Criticality of the design"));
    m_tiers = new CalmComboBox(m_content);
    m_tiers->setObjectName(QStringLiteral("criticality"));
    m_tiers->setFont(Theme::font(12));
    m_tiers->setAccessibleName(tr("Criticality of the design"));
    for (const reliability::Tier &tier : reliability::tiers())
        m_tiers->addItem(workload_views::tierText(tier), text(std::string(tier.id)));
    m_inside->addWidget(m_tiers);
    m_tierText = addText(QString());
    connect(m_tiers, &QComboBox::activated, this, [this](int index) {
        const std::string chosen = m_tiers->itemData(index).toString().toStdString();
        refreshDesign();
        if (chosen != m_snapshot->criticality)
            Q_EMIT editRequested(edits::SetCriticality { chosen });
    });
}

void PropertiesPanel::refreshDesign()
{
    const project::Stage &shown = stage();
    const QString number = tr("Stage %1").arg(m_stage + 1);
    const QString name = text(shown.name);
    QString about = tr("%1: for %2 to %3 users.")
                        .arg(name.isEmpty() || name == number ? number : QStringLiteral("%1, %2").arg(number, name),
                             text(screen::grouped(shown.users.from)), text(screen::grouped(shown.users.to)));
    about += QStringLiteral("\n%1, %2.")
                 .arg(tr("%Ln component(s)", "", static_cast<int>(shown.components.size())),
                      tr("%Ln connection(s)", "", static_cast<int>(shown.connections.size())));
    if (!m_snapshot->notes.empty())
        about += QStringLiteral("\n\n") + text(m_snapshot->notes);
    m_about->setText(about);
    const catalog::WorkloadPreset &preset = m_catalog.preset(m_snapshot->workload.preset);
    m_presets->setCurrentIndex(m_presets->findData(text(preset.id)));
    m_presetText->setText(text(preset.summary));
    const reliability::Tier &tier = reliability::tierOf(m_snapshot->criticality);
    m_tiers->setCurrentIndex(m_tiers->findData(text(std::string(tier.id))));
    m_tierText->setText(tr("For %1.").arg(screen::modelWords(tier.typical)));
    refreshWorkloadLinks();
    refreshWorkloadRows();
}

void PropertiesPanel::refreshWorkloadLinks()
{
    const project::Workload &workload = m_snapshot->workload;
    const auto &journeys = workload::journeysOf(workload, m_catalog);
    m_links[0]->setDetail(journeys.empty()          ? tr("none: classes by share")
                              : journeys.size() > 1 ? QString::number(journeys.size())
                                                    : text(journeys.front().name));
    m_links[1]->setDetail(QString::number(workload::classesOf(workload, m_catalog).size()));
    m_links[2]->setDetail(
        tr("peak %1 × the mean")
            .arg(text(screen::briefNumber(workload::peakFactor(workload::actingDay(workload, m_catalog))))));
}

void PropertiesPanel::refreshWorkloadRows()
{
    const project::Workload &workload = m_snapshot->workload;
    const catalog::WorkloadPreset &preset = m_catalog.preset(workload.preset);
    for (ParameterRow *row : m_rows)
        for (const catalog::ParameterSpec &spec : m_catalog.workloadParameters()) {
            if (spec.id != row->parameter())
                continue;
            const project::Value *own = workload.parameters.find(spec.id);
            const project::Value *given = preset.parameters.find(spec.id);
            const catalog::EffectiveValue unstated { given ? *given : spec.fallback, catalog::ValueOrigin::Default };
            const bool isOfJourneys = spec.id == "actions_per_session" && !workload.journeys.empty();
            const bool isOfDay = spec.id == "peak_factor" && !workload.day.empty();
            if (isOfJourneys || isOfDay) {
                const double made
                    = isOfDay ? workload::peakFactor(workload.day) : workload::actionsPerSession(workload.journeys);
                row->setValue({ made, catalog::ValueOrigin::Default }, { made, catalog::ValueOrigin::Default });
                row->setOverruled(isOfDay ? tr("from the hours of the day") : tr("from the journeys"));
                continue;
            }
            row->setOverruled(QString());
            row->setValue(own ? catalog::EffectiveValue { *own, catalog::ValueOrigin::Stated } : unstated, unstated);
        }
}

} // namespace headroom::inspector

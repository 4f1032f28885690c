#include "views/growth/costs_page.h"

#include "views/growth/growth_cost_chart.h"
#include "views/growth/page_parts.h"
#include "views/growth/stage_bars.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

namespace headroom::growth_views {

using theme::Role;
using theme::Theme;

namespace {

constexpr int kShownNotes = 3; // lines, before one has to scroll

} // namespace

CostsPage::CostsPage(QWidget *parent)
    : QWidget(parent)
    , m_chart(new GrowthCostChart(this))
    , m_bills(new StageBars(StageBars::What::Costs, this))
    , m_downtimes(new StageBars(StageBars::What::Availability, this))
    , m_views(
          viewBar({ tr("By users"), tr("Bill by stage"), tr("Downtime by stage") }, tr("Which costs are shown"), this))
    , m_pages(new QStackedWidget(this))
    , m_perThousand(new QCheckBox(tr("per 1,000 users"), this))
    , m_everyStage(new QCheckBox(tr("every stage"), this))
    , m_list(new QScrollArea(this))
    , m_notes(new QLabel(this))
{
    m_everyStage->setToolTip(tr("Each stage of the design at its cheapest sizes, as far as it holds"));
    makeReadable(m_notes);
    auto *byUsers = new QWidget(this);
    auto *inner = new QVBoxLayout(byUsers);
    inner->setContentsMargins(0, 0, 0, 0);
    inner->setSpacing(2);
    inner->addWidget(m_chart, 1);
    m_list->setWidget(m_notes);
    m_list->setWidgetResizable(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Where the curves cross"));
    m_list->setProperty("ring", true);
    inner->addWidget(m_list);
    m_pages->addWidget(byUsers);
    m_pages->addWidget(m_bills);
    m_pages->addWidget(m_downtimes);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_views);
    head->addStretch(1);
    head->addWidget(m_everyStage);
    head->addWidget(m_perThousand);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 4, 2);
    column->setSpacing(3);
    column->addLayout(head);
    column->addWidget(m_pages, 1);
    connect(m_views, &QTabBar::currentChanged, this, [this](int index) {
        m_pages->setCurrentIndex(index);
        m_everyStage->setEnabled(index == 0);
        m_perThousand->setEnabled(index == 0);
    });
    connect(m_perThousand, &QCheckBox::toggled, m_chart, &GrowthCostChart::setPerThousand);
    connect(m_everyStage, &QCheckBox::toggled, m_chart, &GrowthCostChart::setEveryStage);
    connect(m_chart, &charts::CurveChart::usersRequested, this, &CostsPage::usersRequested);
    for (StageBars *each : { m_bills, m_downtimes })
        connect(each, &StageBars::chosen, this, &CostsPage::stageRequested);
}

void CostsPage::setTheme(const Theme &theme)
{
    m_chart->setTheme(theme);
    m_bills->setTheme(theme);
    m_downtimes->setTheme(theme);
    m_views->setFont(Theme::font(11, QFont::DemiBold));
    setPlainFonts({ m_perThousand, m_everyStage });
    m_notes->setFont(Theme::font(11));
    m_list->setMaximumHeight(kShownNotes * QFontMetrics(m_notes->font()).lineSpacing() + 4); // the chart needs the room
    color(m_notes, theme, Role::Secondary);
}

void CostsPage::setGrowth(const std::shared_ptr<const cost::Growth> &growth)
{
    m_growth = growth;
    m_chart->setGrowth(growth);
    QStringList notes;
    for (qsizetype i = 0; i < m_chart->marks().size(); ++i)
        notes.append(QStringLiteral("%1  %2").arg(i + 1).arg(m_chart->marks()[i].text));
    m_notes->setText(notes.join(QLatin1Char('\n')));
    m_list->setVisible(!notes.isEmpty());
}

void CostsPage::setStages(const std::vector<growth::StageFigures> &stages, const std::string &currency)
{
    m_bills->setStages(stages, currency);
    m_downtimes->setStages(stages, currency);
}

void CostsPage::setBands(const std::shared_ptr<const growth::StageBands> &bands)
{
    m_chart->setBands(bands);
}

void CostsPage::setOfferBands(const std::shared_ptr<const growth::StageBands> &bands)
{
    m_chart->setOfferBands(bands);
}

void CostsPage::setSpreads(const std::vector<growth::StageBands> &stages)
{
    std::vector<growth::Band> bills;
    std::vector<growth::Band> availabilities;
    for (const growth::StageBands &each : stages) {
        bills.push_back(each.points.empty() ? growth::Band() : each.points.back().cost);
        availabilities.push_back(each.judged ? *each.judged : each.availability);
    }
    m_bills->setSpreads(std::move(bills));
    m_downtimes->setSpreads(std::move(availabilities));
}

void CostsPage::setPresent(int stage, double users)
{
    m_chart->setUsers(users);
    m_bills->setCurrent(stage);
    m_downtimes->setCurrent(stage);
}

QString CostsPage::notes() const
{
    return m_notes->text();
}

} // namespace headroom::growth_views

#include "views/growth/cheapest_page.h"

#include "views/growth/cheapest_form.h"
#include "views/growth/cheapest_words.h"
#include "views/growth/front_chart.h"
#include "views/growth/page_parts.h"
#include "views/growth/plain_table.h"
#include "views/numbers/availability.h"
#include "views/numbers/screen_numbers.h"
#include "views/theme/letters.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>

namespace headroom::growth_views {

using theme::Theme;

namespace {

constexpr int kLow = 440;   ///< pixels at usual letters, below which charts and tables take turns
constexpr int kWide = 1250; ///< from which on the tables have room beside each other

QString dollars(double cost)
{
    return QString::fromStdString(screen::money(cost, "USD"));
}

QString seconds(double value)
{
    return QString::fromStdString(screen::duration(value));
}

QString available(double down)
{
    return screen::availabilityTick(1 - down);
}

} // namespace

CheapestPage::CheapestPage(QWidget *parent)
    : QWidget(parent)
    , m_form(new CheapestForm(this))
    , m_latencyFront(new FrontChart(tr("p99 against cost a month"), dollars, seconds, this))
    , m_availabilityFront(new FrontChart(tr("availability against cost a month"), dollars, available, this))
    , m_stages(new PlainTable(optimumHeads(), tr("Cheapest of each stage"), this))
    , m_changes(new PlainTable(changeHeads(), tr("Settings that change"), this))
    , m_fronts(new QSplitter(Qt::Horizontal, this))
    , m_tables(new QSplitter(Qt::Horizontal, this))
    , m_views(viewBar({ tr("Charts"), tr("Tables") }, tr("How the designs are shown"), this))
    , m_answer(new QLabel(this))
    , m_chosenText(new QLabel(this))
    , m_apply(new QPushButton(tr("Apply"), this))
{
    assemble();
    connect(m_views, &QTabBar::currentChanged, this, &CheapestPage::shareRoom);
    connect(m_stages, &PlainTable::chosenChanged, this, &CheapestPage::showStage);
    for (const auto &[chart, other] :
         { std::pair(m_latencyFront, m_availabilityFront), std::pair(m_availabilityFront, m_latencyFront) }) {
        connect(chart, &FrontChart::chosenChanged, this, [this, its = other](int point) { choseBeside(its, point); });
        connect(chart, &FrontChart::applyRequested, m_apply, &QPushButton::click);
    }
    connect(m_apply, &QPushButton::clicked, this, [this] {
        keepFocus(*this, { m_apply }); // it goes off
        if (const growth::SizedStage *sized = chosen())
            Q_EMIT applyRequested(*sized);
    });
    setOptimum(nullptr, nullptr);
}

void CheapestPage::assemble()
{
    m_stages->setNumbers({ 1, 2, 3, 4 });
    m_apply->setToolTip(tr("Gives the stage these sizes, counts and redundancy; one undo step"));
    makeReadable(m_answer);
    makeReadable(m_chosenText);
    m_fronts->addWidget(m_latencyFront);
    m_fronts->addWidget(m_availabilityFront);
    m_tables->addWidget(m_stages);
    m_tables->addWidget(m_changes);
    auto *halves = new QSplitter(Qt::Vertical, this);
    halves->addWidget(m_fronts);
    halves->addWidget(m_tables);
    halves->setStretchFactor(0, 1);
    halves->setStretchFactor(1, 1);
    halves->setSizes({ 220, 200 });
    for (QSplitter *each : { m_fronts, m_tables, halves })
        each->setChildrenCollapsible(false);
    auto *foot = new QHBoxLayout;
    foot->addWidget(m_views);
    foot->addWidget(m_chosenText, 1);
    foot->addWidget(m_apply);
    auto *right = new QVBoxLayout;
    right->setSpacing(4);
    right->addWidget(m_answer);
    right->addWidget(halves, 1);
    right->addLayout(foot);
    layFormBeside(m_form, 250, right, this);
}

/// A chart of three lines beside a table of one row would show nothing; where the page is low, it is one or the other.
void CheapestPage::shareRoom()
{
    const bool isLow = height() < theme::scaled(kLow);
    const bool hasTables = m_optimum != nullptr;
    m_views->setVisible(isLow && hasTables);
    m_fronts->setVisible(hasTables && (!isLow || m_views->currentIndex() == 0));
    m_tables->setVisible(hasTables && (!isLow || m_views->currentIndex() == 1));
    m_tables->setOrientation(width() < theme::scaled(kWide) ? Qt::Vertical : Qt::Horizontal);
}

void CheapestPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    shareRoom();
}

void CheapestPage::setTheme(const Theme &theme)
{
    m_form->setTheme(theme);
    m_latencyFront->setTheme(theme);
    m_availabilityFront->setTheme(theme);
    setPlainFonts({ m_stages, m_changes, m_chosenText, m_apply });
    m_answer->setFont(Theme::font(12, QFont::DemiBold));
    m_views->setFont(Theme::font(11, QFont::DemiBold));
}

void CheapestPage::sayAnswer()
{
    if (!m_optimum)
        m_answer->setText(tr("Enter what the design has to carry, then search. Headroom tries sizes, counts and "
                             "redundancy of every component and compares what they cost."));
    else
        m_answer->setText(m_isStopped ? stoppedText(*m_optimum) : answerText(*m_optimum));
}

void CheapestPage::setSearching()
{
    m_answer->setText(tr("Searching… Stop at any time: the best so far is then shown."));
}

void CheapestPage::setGivenUp()
{
    sayAnswer();
    m_answer->setText(tr("The search ended because the design has changed. Search again for an answer.")
                      + (m_optimum ? QLatin1Char('\n') + tr("Before: %1").arg(m_answer->text()) : QString()));
}

void CheapestPage::setOptimum(std::shared_ptr<const growth::Optimum> optimum, project::Snapshot searched,
                              bool isStopped)
{
    m_isStopped = isStopped;
    m_optimum = std::move(optimum);
    m_searched = std::move(searched);
    m_isCurrent = true;
    m_applied = nullptr;
    QList<QStringList> rows;
    if (m_optimum)
        for (const growth::StageOptimum &each : m_optimum->stages)
            rows.append(optimumCells(each, m_optimum->currency));
    constexpr int kWhyNot = 6;
    const bool hasReasons
        = std::any_of(rows.begin(), rows.end(), [](const auto &row) { return !row[kWhyNot].isEmpty(); });
    m_stages->setColumnHidden(kWhyNot, !hasReasons);
    m_stages->setRows(rows);
    m_tables->setSizes(hasReasons ? QList<int> { 500, 200 } : QList<int> { 200, 200 }); // shares, not pixels
    const bool isOne = m_optimum && m_optimum->stages.size() == 1 && m_optimum->cheapest;
    m_views->setCurrentIndex(isOne || !m_optimum ? 0
                                                 : 1); // which stage is the cheapest, and why not, stands in a table
    shareRoom();
    sayAnswer();
    if (m_optimum)
        m_stages->setCurrentCell(static_cast<int>(m_optimum->cheapest.value_or(0)), 0);
    showStage();
}

void CheapestPage::setApplied(const growth::SizedStage *sized)
{
    if (std::exchange(m_applied, sized) != sized)
        showChosen();
}

void CheapestPage::setCurrent(bool isCurrent)
{
    if (isCurrent == m_isCurrent)
        return;
    m_isCurrent = isCurrent;
    showChosen();
}

QString CheapestPage::answer() const
{
    return m_answer->text();
}

const growth::StageOptimum *CheapestPage::stage() const
{
    const int row = m_stages->chosen();
    return m_optimum && row >= 0 && row < static_cast<int>(m_optimum->stages.size())
        ? &m_optimum->stages[static_cast<std::size_t>(row)]
        : nullptr;
}

void CheapestPage::showStage()
{
    const growth::StageOptimum *of = stage();
    const QString empty = m_optimum ? tr("Nothing that holds was found of this stage.") : QString();
    for (const bool isLatency : { true, false }) {
        FrontChart *chart = isLatency ? m_latencyFront : m_availabilityFront;
        chart->setEmptyText(empty);
        if (!of) {
            chart->setPoints({}, std::nullopt, {});
            continue;
        }
        std::optional<double> limit = m_optimum->goal.p99;
        if (!isLatency)
            limit = m_optimum->goal.availability ? std::optional(1 - *m_optimum->goal.availability) : std::nullopt;
        chart->setPoints(frontOf(*of, isLatency, m_optimum->currency), limit, { QString() });
    }
    showChosen();
}

/// One design is chosen at a time, on either chart.
void CheapestPage::choseBeside(FrontChart *other, int point)
{
    if (point >= 0)
        other->choose(-1);
    showChosen();
}

const growth::SizedStage *CheapestPage::chosen() const
{
    const growth::StageOptimum *of = stage();
    if (!of)
        return nullptr;
    for (const auto &[chart, front] :
         { std::pair(m_latencyFront, &of->latencyFront), std::pair(m_availabilityFront, &of->availabilityFront) })
        if (const int point = chart->chosen(); point >= 0)
            return &(*front)[static_cast<std::size_t>(chart->points()[point].index)];
    return of->best ? &*of->best : nullptr;
}

void CheapestPage::showChosen()
{
    const growth::SizedStage *sized = chosen();
    m_changes->setEmptyText(sized ? tr("Nothing has to change: the stage is like this already.") : QString());
    m_changes->setRows(sized && m_catalog ? changeRows(*sized, *m_searched, *m_catalog) : QList<QStringList>());
    const bool isApplied = sized && sized == m_applied;
    m_apply->setEnabled(sized && m_isCurrent && !isApplied);
    if (!m_optimum)
        m_chosenText->clear();
    else if (!m_isCurrent)
        m_chosenText->setText(tr("The design has changed since. Search again to apply anything."));
    else if (!sized)
        m_chosenText->setText(tr("There is nothing to apply."));
    else
        m_chosenText->setText((isApplied ? tr("Stage %1 is now like this: %2 a month, p99 %3, available %4")
                                         : tr("Stage %1 as chosen: %2 a month, p99 %3, available %4"))
                                  .arg(sized->stage + 1)
                                  .arg(QString::fromStdString(screen::money(sized->cost, m_optimum->currency)),
                                       sized->p99 ? seconds(*sized->p99) : tr("none"),
                                       sized->availability ? screen::availability(*sized->availability) : tr("none")));
}

} // namespace headroom::growth_views

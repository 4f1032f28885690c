#include "views/findings/findings_view.h"

#include "model/cost/comparisons.h"
#include "views/findings/acknowledge.h"
#include "views/findings/finding_card.h"
#include "views/findings/finding_words.h"
#include "views/findings/findings_bar.h"
#include "views/help/plain_tip.h"
#include "views/numbers/screen_numbers.h"
#include "views/theme/letters.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace headroom::findings {

namespace {

using theme::Role;
using theme::Theme;

constexpr int kPatience = 400; ///< ms that effects of the report before are still shown

} // namespace

FindingsView::FindingsView(const catalog::Catalog &catalog, QWidget *parent)
    : QWidget(parent)
    , m_catalog(catalog)
    , m_count(new QLabel(this))
    , m_empty(new QLabel(this))
    , m_bar(new FindingsBar(this))
    , m_list(new FindingTree(this))
    , m_fix(new QPushButton(tr("Fix"), this))
    , m_why(new QPushButton(tr("Why?"), this))
    , m_acknowledge(new QPushButton(this))
    , m_theme(&Theme::light())
{
    assemble();
    wire();
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatience);
    connect(&m_patience, &QTimer::timeout, this, &FindingsView::dropEffects);
    showCount();
    showActions();
}

void FindingsView::wire()
{
    connect(m_fix, &QPushButton::clicked, this, [this] { previewAt(m_list->place()); });
    connect(m_why, &QPushButton::clicked, this, [this] { explain(m_list->place()); });
    connect(m_acknowledge, &QPushButton::clicked, this, &FindingsView::acknowledge);
    connect(m_list, &FindingTree::linkClicked, this, &FindingsView::explain);
    connect(m_list, &FindingTree::hovered, this, [this](int place) { Q_EMIT elementsHovered(subjectsOf(place)); });
    connect(m_list, &QTreeWidget::itemDoubleClicked, this, [this](const QTreeWidgetItem *item) {
        if (const QStringList ids = subjectsOf(FindingTree::placeOf(item)); !ids.isEmpty())
            Q_EMIT elementsRequested(ids);
    });
    connect(m_list, &QTreeWidget::currentItemChanged, this, &FindingsView::showActions);
    const auto choose = [this](const QTreeWidgetItem *item) {
        if (const QString id = item->data(0, SubjectRole).toString(); !id.isEmpty())
            Q_EMIT elementRequested(id);
    };
    connect(m_list, &QTreeWidget::itemClicked, this, choose);
    connect(m_list, &QTreeWidget::itemActivated, this, choose);
    connect(m_list, &FindingTree::groupToggled, this, [this](const QString &id, bool isOpen) {
        Choices next = m_bar->choices();
        next.closed.removeAll(id);
        if (!isOpen)
            next.closed.append(id);
        m_bar->setChoices(next);
        Q_EMIT choicesChanged(next);
    });
    connect(m_bar, &FindingsBar::changed, this, [this](const Choices &choices) {
        rebuild();
        Q_EMIT choicesChanged(choices);
    });
}

void FindingsView::assemble()
{
    m_count->setFont(Theme::font(11, QFont::Bold));
    m_count->setAlignment(Qt::AlignCenter);
    m_count->setMinimumWidth(26);
    m_count->setMargin(2);
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setFont(Theme::font(12));
    m_empty->setWordWrap(true);
    auto *head = new QHBoxLayout;
    head->addWidget(m_count);
    head->addStretch();
    head->addWidget(m_bar->filterButton());
    head->addWidget(m_bar->orderButton());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 8, 4);
    column->setSpacing(6);
    column->addLayout(head);
    column->addWidget(m_bar);
    column->addWidget(m_empty);
    column->addWidget(m_list, 1);
    auto *actions = new QHBoxLayout;
    for (QPushButton *button : { m_fix, m_why, m_acknowledge }) {
        actions->addWidget(button);
        button->setFont(Theme::font(12));
        button->setProperty(button == m_fix ? "primary" : "outlined", true);
    }
    actions->addStretch();
    column->addLayout(actions);
    column->addStretch(0);
    m_why->setToolTip(tr("What the measured value comes from"));
    setMinimumWidth(theme::scaled(210));
}

const analysis::Finding *FindingsView::at(int place) const
{
    return place >= 0 && place < static_cast<int>(m_shown.size()) ? &m_shown[static_cast<std::size_t>(place)] : nullptr;
}

const analysis::Finding *FindingsView::chosen() const
{
    return at(m_list->place());
}

QStringList FindingsView::subjectsOf(int place) const
{
    QStringList ids;
    if (const analysis::Finding *finding = at(place))
        for (const std::string &id : finding->subjects)
            ids << QString::fromStdString(id);
    return ids;
}

std::vector<Offer> FindingsView::offersFor(const std::vector<std::string> &ids) const
{
    std::vector<Offer> offers;
    for (std::size_t i = 0; m_report && i < m_shown.size(); ++i) {
        const analysis::Finding &each = m_shown[i];
        const bool isMeant = ids.empty()
            || std::any_of(each.subjects.begin(), each.subjects.end(),
                           [&](const auto &id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); });
        const bool isThere = std::any_of(offers.begin(), offers.end(), [&](const Offer &other) {
            return m_shown[static_cast<std::size_t>(other.place)].cure == each.cure;
        });
        if (!each.cure || each.acknowledged || !isMeant || isThere)
            continue;
        if (const QString words = fixWords(each, *m_report); !words.isEmpty())
            offers.push_back({ static_cast<int>(i), words, priceWords(each, m_report->currency) });
    }
    return offers;
}

void FindingsView::previewAt(int place)
{
    const analysis::Finding *finding = at(place);
    if (!finding || !finding->cure || !m_report)
        return;
    QStringList lines { fixWords(*finding, *m_report) };
    lines << previewWords(*finding, m_report->currency);
    lines.removeAll(QString());
    Q_EMIT previewRequested(*finding->cure, cardWords(*finding, *m_report, m_catalog).title,
                            lines.join(QLatin1Char('\n')));
}

void FindingsView::explain(int place)
{
    if (const analysis::Finding *finding = at(place); finding && !finding->metric.empty())
        Q_EMIT explanationRequested(QString::fromStdString(finding->metric));
}

void FindingsView::choose(int index)
{
    m_list->setCurrentItem(m_list->cardAt(index));
}

void FindingsView::chooseFinding(int place)
{
    for (int row = 0; QTreeWidgetItem *card = m_list->cardAt(row); ++row)
        if (FindingTree::placeOf(card) == place) {
            m_list->setCurrentItem(card);
            m_list->scrollToItem(card);
        }
}

void FindingsView::showActions()
{
    const analysis::Finding *finding = chosen();
    m_fix->setVisible(finding && finding->cure);
    m_fix->setToolTip(finding ? help::plainTip(QString::fromStdString(finding->fix)) : QString());
    m_why->setVisible(finding && finding->measured && !finding->metric.empty());
    // What the model says about the shape of the design (nothing connected yet) is not to be lived with.
    m_acknowledge->setVisible(finding && !finding->fix.empty());
    m_acknowledge->setText(finding && finding->acknowledged ? tr("Withdraw") : tr("Acknowledge…"));
    setWhatsThis(finding
                     ? help::plainTip(ruleWords(*finding, m_catalog))
                     : tr("What the model has noticed, worst first. Choose one to see what it is about, and F1 again "
                          "for its rule."));
}

void FindingsView::acknowledge()
{
    const analysis::Finding *finding = chosen();
    if (!finding)
        return;
    if (const std::optional<edits::Edit> edit
        = askToAcknowledge(*finding, cardWords(*finding, *m_report, m_catalog).title, this))
        Q_EMIT editRequested(*edit);
}

int FindingsView::count() const
{
    return m_list->cardCount();
}

QRect FindingsView::findingRect(int index) const
{
    const QRect rect = m_list->visualItemRect(m_list->cardAt(index));
    return { m_list->viewport()->mapTo(this, rect.topLeft()), rect.size() };
}

void FindingsView::setTheme(const Theme &theme)
{
    m_theme = &theme;
    m_list->setTheme(theme);
    m_bar->setTheme(theme);
    QPalette palette = m_empty->palette();
    palette.setColor(QPalette::WindowText, theme.color(Role::Secondary));
    m_empty->setPalette(palette);
    rebuild(); // words are in the user's units
}

void FindingsView::showCount()
{
    const bool hasErrors = std::any_of(m_shown.begin(), m_shown.end(), [](const analysis::Finding &each) {
        return each.severity == analysis::Severity::Error && !each.acknowledged;
    });
    const int shown = count();
    const int all = static_cast<int>(m_shown.size());
    m_count->setVisible(all > 0);
    m_count->setText(shown == all ? QString::number(all) : tr("%1 of %2").arg(shown).arg(all));
    const QString sheet = QStringLiteral("background: %1; color: %2; border-radius: 9px; padding: 1px 7px;")
                              .arg(m_theme->color(hasErrors ? Role::CriticalSoft : Role::Window).name(),
                                   m_theme->color(hasErrors ? Role::Critical : Role::Secondary).name());
    if (m_count->styleSheet() != sheet) // the same one again would be read again
        m_count->setStyleSheet(sheet);
    m_empty->setVisible(shown == 0);
    m_list->setVisible(shown > 0);
    m_bar->setVisible(all > 0);
    m_empty->setText(
        all > 0 ? tr("None of the %1 findings is of this sort. “Show all” in the filter brings them back.").arg(all)
            : m_report
            ? tr("✓ Nothing stands out at %1 users.").arg(QString::fromStdString(screen::grouped(m_report->users)))
            : tr("Computing…"));
}

void FindingsView::setReport(std::shared_ptr<const analysis::Report> report)
{
    const bool isOther = m_report && report && m_report->stageIndex != report->stageIndex;
    m_report = std::move(report);
    const auto &findings = m_report ? m_report->findings : std::vector<analysis::Finding> {};
    if (!m_patience.isActive())
        m_patience.start();
    showFindings(isOther || m_shown.empty() ? findings : asBefore(findings, m_shown));
}

void FindingsView::setEffects(std::shared_ptr<const analysis::Report> report)
{
    m_patience.stop();
    m_report = std::move(report);
    showFindings(m_report->findings);
}

void FindingsView::setSelection(const std::vector<std::string> &ids)
{
    if (ids == m_selection)
        return;
    m_selection = ids;
    if (choices().isOnSelection)
        rebuild();
}

void FindingsView::setChoices(const Choices &choices)
{
    m_bar->setChoices(choices);
    rebuild();
}

const Choices &FindingsView::choices() const
{
    return m_bar->choices();
}

/// Effects and comparisons of other users than those of the report are shown for a moment only.
void FindingsView::dropEffects()
{
    std::vector<analysis::Finding> next = m_shown;
    std::erase_if(next, [](const analysis::Finding &each) { return cost::isComparison(each.rule); });
    for (analysis::Finding &each : next)
        each.effect.reset();
    showFindings(std::move(next));
}

void FindingsView::showFindings(std::vector<analysis::Finding> next)
{
    if (next != m_shown) {
        m_shown = std::move(next);
        rebuild();
    }
    showCount();
}

void FindingsView::rebuild()
{
    if (m_report)
        m_list->fill(arranged(m_shown, choices(), m_selection), m_shown, choices().closed,
                     [this](const analysis::Finding &finding) { return cardWords(finding, *m_report, m_catalog); });
    showCount();
    showActions();
    Q_EMIT offersChanged();
}

} // namespace headroom::findings

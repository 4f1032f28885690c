#include "views/findings/findings_view.h"

#include "model/cost/comparisons.h"
#include "model/reporting/effect_text.h"
#include "model/reporting/numbers.h"
#include "views/findings/finding_card.h"

#include <QHBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMouseEvent>
#include <QPushButton>
#include <QScrollBar>
#include <QVBoxLayout>

#include <algorithm>

namespace headroom::findings {

namespace {

using theme::Role;
using theme::Theme;

constexpr int kPatience = 400; ///< ms that effects of the report before are still shown

/// A list that measures its rows anew when its width changes.
class CardList final : public QListWidget {
public:
    using QListWidget::QListWidget;

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QListWidget::resizeEvent(event);
        scheduleDelayedItemsLayout();
    }
};

} // namespace

FindingsView::FindingsView(QWidget *parent)
    : QWidget(parent)
    , m_title(new QLabel(tr("Findings"), this))
    , m_count(new QLabel(this))
    , m_empty(new QLabel(this))
    , m_list(new CardList(this))
    , m_card(new FindingCard(m_list))
    , m_fix(new QPushButton(tr("Fix"), this))
    , m_acknowledge(new QPushButton(this))
    , m_theme(&Theme::light())
{
    assemble();
    connect(m_fix, &QPushButton::clicked, this, &FindingsView::previewCure);
    connect(m_list, &QListWidget::itemEntered, this,
            [this](QListWidgetItem *item) { Q_EMIT elementsHovered(subjectsOf(m_list->row(item))); });
    connect(m_list, &QListWidget::itemDoubleClicked, this,
            [this](QListWidgetItem *item) { Q_EMIT elementsRequested(subjectsOf(m_list->row(item))); });
    m_list->viewport()->installEventFilter(this);
    connect(m_acknowledge, &QPushButton::clicked, this, &FindingsView::acknowledge);
    m_patience.setSingleShot(true);
    m_patience.setInterval(kPatience);
    connect(&m_patience, &QTimer::timeout, this, &FindingsView::dropEffects);
    connect(m_list, &QListWidget::currentRowChanged, this, &FindingsView::showActions);
    const auto choose = [this](QListWidgetItem *item) {
        if (const QString id = item->data(SubjectRole).toString(); !id.isEmpty())
            Q_EMIT elementRequested(id);
    };
    connect(m_list, &QListWidget::itemClicked, this, choose);
    connect(m_list, &QListWidget::itemActivated, this, choose);
    showCount();
    showActions();
}

void FindingsView::assemble()
{
    m_title->setFont(Theme::font(13, QFont::DemiBold));
    m_count->setFont(Theme::font(11, QFont::Bold));
    m_count->setAlignment(Qt::AlignCenter);
    m_count->setMinimumWidth(26);
    m_count->setMargin(2);
    m_empty->setTextFormat(Qt::PlainText);
    m_empty->setFont(Theme::font(12));
    m_empty->setWordWrap(true);
    m_list->setItemDelegate(m_card);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setProperty("bare", true);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setAccessibleName(tr("Findings"));
    auto *head = new QHBoxLayout;
    head->addWidget(m_title);
    head->addWidget(m_count);
    head->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 8, 4);
    column->setSpacing(6);
    column->addLayout(head);
    column->addWidget(m_empty);
    column->addWidget(m_list, 1);
    auto *actions = new QHBoxLayout;
    actions->addWidget(m_fix);
    actions->addWidget(m_acknowledge);
    actions->addStretch();
    column->addLayout(actions);
    column->addStretch(0);
    m_fix->setProperty("primary", true);
    m_acknowledge->setProperty("outlined", true);
    for (QPushButton *button : { m_fix, m_acknowledge })
        button->setFont(Theme::font(12));
    setMinimumWidth(220);
}

QStringList FindingsView::subjectsOf(int row) const
{
    QStringList ids;
    if (row >= 0 && row < static_cast<int>(m_shown.size()))
        for (const std::string &id : m_shown[static_cast<std::size_t>(row)].subjects)
            ids << QString::fromStdString(id);
    return ids;
}

void FindingsView::previewCure()
{
    const analysis::Finding *finding = chosen();
    if (!finding || !finding->cure)
        return;
    QStringList lines { QString::fromStdString(finding->fix) };
    if (finding->effect && m_report)
        lines << QString::fromStdString(reporting::effectText(*finding->effect, m_report->currency));
    lines.removeAll(QString());
    Q_EMIT previewRequested(*finding->cure, QString::fromStdString(finding->title), lines.join(QLatin1Char('\n')));
}

bool FindingsView::eventFilter(QObject *object, QEvent *event)
{
    const bool isOver = event->type() == QEvent::MouseMove
        && !m_list->itemAt(static_cast<QMouseEvent *>(event)->position().toPoint());
    if (object == m_list->viewport() && (event->type() == QEvent::Leave || isOver))
        Q_EMIT elementsHovered({});
    return QWidget::eventFilter(object, event);
}

void FindingsView::choose(int index)
{
    m_list->setCurrentRow(index);
}

const analysis::Finding *FindingsView::chosen() const
{
    const int row = m_list->currentRow();
    return row >= 0 && row < static_cast<int>(m_shown.size()) ? &m_shown[static_cast<std::size_t>(row)] : nullptr;
}

void FindingsView::showActions()
{
    const analysis::Finding *finding = chosen();
    m_fix->setVisible(finding && finding->cure);
    m_fix->setToolTip(finding ? QString::fromStdString(finding->fix).toHtmlEscaped() : QString());
    // What the model says about the shape of the design (nothing connected yet) is not to be lived with.
    m_acknowledge->setVisible(finding && !finding->fix.empty());
    m_acknowledge->setText(finding && finding->acknowledged ? tr("Withdraw") : tr("Acknowledge…"));
}

void FindingsView::acknowledge()
{
    const analysis::Finding *finding = chosen();
    if (!finding)
        return;
    if (finding->acknowledged) {
        Q_EMIT editRequested(edits::WithdrawAcknowledgment { finding->rule, finding->subjects });
        return;
    }
    const project::Acknowledgment open { finding->rule, finding->subjects, {} }; // the report may change meanwhile
    bool isGiven = false;
    const QString reason
        = QInputDialog::getText(this, tr("Acknowledge"), tr("Why this may stay:"), QLineEdit::Normal, {}, &isGiven)
              .trimmed();
    if (isGiven && !reason.isEmpty())
        Q_EMIT editRequested(
            edits::AcknowledgeFinding { { open.rule, open.subjects, reason.left(500).toStdString() } });
}

int FindingsView::count() const
{
    return m_list->count();
}

QRect FindingsView::findingRect(int index) const
{
    const QRect rect = m_list->visualItemRect(m_list->item(index));
    return { m_list->viewport()->mapTo(this, rect.topLeft()), rect.size() };
}

void FindingsView::setTheme(const Theme &theme)
{
    m_theme = &theme;
    m_card->setTheme(theme);
    QPalette palette = m_empty->palette();
    palette.setColor(QPalette::WindowText, theme.color(Role::Secondary));
    m_empty->setPalette(palette);
    showCount();
    m_list->viewport()->update();
}

void FindingsView::showCount()
{
    const bool hasErrors = !m_shown.empty() && m_shown.front().severity == analysis::Severity::Error;
    m_count->setVisible(!m_shown.empty());
    m_count->setText(QString::number(m_shown.size()));
    m_count->setStyleSheet(QStringLiteral("background: %1; color: %2; border-radius: 9px; padding: 1px 7px;")
                               .arg(m_theme->color(hasErrors ? Role::CriticalSoft : Role::Window).name(),
                                    m_theme->color(hasErrors ? Role::Critical : Role::Secondary).name()));
    m_empty->setVisible(m_shown.empty());
    m_list->setVisible(!m_shown.empty());
    m_empty->setText(
        m_report
            ? tr("✓ Nothing stands out at %1 users.").arg(QString::fromStdString(reporting::grouped(m_report->users)))
            : tr("Computing…"));
}

namespace {

bool isAbout(const analysis::Finding &a, const analysis::Finding &b)
{
    return a.rule == b.rule && a.subjects == b.subjects;
}

/// The findings in the order of those shown now, with the effects these had; new ones after those as bad as they are.
/// What compares designs is found later, and stays until then.
std::vector<analysis::Finding> asBefore(std::vector<analysis::Finding> next,
                                        const std::vector<analysis::Finding> &shown)
{
    const auto place = [&shown](const analysis::Finding &finding) {
        return std::find_if(shown.begin(), shown.end(),
                            [&](const analysis::Finding &each) { return isAbout(each, finding); });
    };
    for (const analysis::Finding &each : shown)
        if (cost::isComparison(each.rule))
            next.push_back(each);
    for (analysis::Finding &each : next)
        if (const auto before = place(each); before != shown.end() && each.cure)
            each.effect = before->effect;
    std::stable_sort(next.begin(), next.end(), [&](const analysis::Finding &a, const analysis::Finding &b) {
        if (a.acknowledged.has_value() != b.acknowledged.has_value())
            return b.acknowledged.has_value();
        return a.severity != b.severity ? a.severity > b.severity : place(a) < place(b);
    });
    return next;
}

} // namespace

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
    const int scroll = m_list->verticalScrollBar()->value();
    const int current = m_list->currentRow();
    while (m_list->count() > static_cast<int>(m_shown.size()))
        delete m_list->takeItem(m_list->count() - 1);
    for (int i = 0; i < static_cast<int>(m_shown.size()); ++i) {
        const analysis::Finding &finding = m_shown[static_cast<std::size_t>(i)];
        if (i >= m_list->count())
            m_list->addItem(new QListWidgetItem);
        QListWidgetItem *item = m_list->item(i);
        item->setData(TitleRole, QString::fromStdString(finding.title));
        const std::string message = finding.acknowledged
            ? tr("Acknowledged: ").toStdString() + *finding.acknowledged
            : finding.message + (finding.fix.empty() ? "" : " ") + finding.fix;
        item->setData(MessageRole, QString::fromStdString(message));
        const QString effect = finding.effect && !finding.acknowledged
            ? tr("Fixed: %1").arg(QString::fromStdString(reporting::effectText(*finding.effect, m_report->currency)))
            : QString();
        item->setData(EffectRole, effect);
        item->setData(SeverityRole, static_cast<int>(finding.severity));
        item->setData(SubjectRole,
                      finding.subjects.empty() ? QString() : QString::fromStdString(finding.subjects.front()));
        item->setData(Qt::AccessibleTextRole, QString::fromStdString(finding.title + ". " + message + ' ') + effect);
    }
    m_list->setCurrentRow(std::min(current, m_list->count() - 1));
    m_list->verticalScrollBar()->setValue(scroll);
    showActions();
}

} // namespace headroom::findings

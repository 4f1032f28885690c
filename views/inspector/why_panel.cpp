#include "views/inspector/why_panel.h"

#include "views/inspector/calm_combo_box.h"
#include "views/inspector/remedy_list.h"
#include "views/inspector/why_words.h"
#include "views/inspector/wrapped_rows.h"
#include "views/numbers/model_words.h"
#include "views/numbers/screen_numbers.h"

#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <utility>

namespace headroom::inspector {

using derivation::Derivation;
using theme::Role;
using theme::Theme;

namespace {

constexpr int kPause = 120;    ///< ms without a change before the model is asked
constexpr int kOpenLevels = 2; ///< unfolded at first sight
constexpr int kNodeRole = Qt::UserRole;

QLabel *plainLabel(QWidget *parent, int size)
{
    auto *label = new QLabel(parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setFont(Theme::font(size));
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

WhyPanel::WhyPanel(QWidget *parent)
    : QWidget(parent)
    , m_theme(&Theme::light())
    , m_metrics(new CalmComboBox(this))
    , m_formula(plainLabel(this, 12))
    , m_about(plainLabel(this, 11))
    , m_tree(new QTreeWidget(this))
    , m_most(new WrappedButton(this))
    , m_limits(plainLabel(this, 11))
    , m_remedies(new RemedyList(this))
{
    m_metrics->setFont(Theme::font(12));
    m_metrics->setAccessibleName(tr("Number to explain"));
    m_metrics->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_metrics->setMinimumContentsLength(12);
    m_formula->setObjectName(QStringLiteral("formula"));
    m_formula->setTextFormat(Qt::RichText);
    m_formula->setMargin(10);
    m_tree->setColumnCount(2);
    m_tree->setHeaderHidden(true);
    m_tree->setProperty("bare", true);
    m_tree->setFont(Theme::font(11));
    m_tree->setIndentation(9); // ten levels deep a name still has room
    new WrappedRows(*m_tree);
    m_tree->setAccessibleName(tr("What the number comes from"));
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    m_tree->setMinimumHeight(180);
    m_most->setProperty("outlined", true);
    m_most->setFont(Theme::font(12));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 8, 14, 12);
    column->setSpacing(8);
    column->addWidget(m_metrics);
    column->addWidget(m_formula);
    column->addWidget(m_about);
    column->addWidget(m_tree, 1);
    column->addWidget(m_most);
    column->addWidget(m_limits);
    column->addWidget(m_remedies);
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPause);
    connect(&m_pause, &QTimer::timeout, this, &WhyPanel::refreshNow);
    connect(m_metrics, &QComboBox::activated, this, [this] { setMetric(metric()); });
    connect(m_tree, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem *item) {
        if (const Derivation *node = nodeOf(item))
            showNode(*node);
    });
    connect(m_tree, &QTreeWidget::itemActivated, this, &WhyPanel::follow);
    connect(m_most, &WrappedButton::clicked, this, &WhyPanel::askSensitivities);
    forget();
}

WhyPanel::~WhyPanel()
{
    m_tree->disconnect(this); // its rows point into the answer, which goes before them
}

void WhyPanel::ask(project::Snapshot snapshot, std::size_t stage, double users, const std::string &element)
{
    derivation::Question next { std::move(snapshot), stage, users, element, m_question.wanted };
    if (next == m_question)
        return;
    if (next.element != m_question.element || next.stage != m_question.stage)
        forget(); // what is shown would be taken for that of the other
    m_question = std::move(next);
    m_isStale = true;
    if (isVisible())
        m_pause.start();
}

void WhyPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    refreshNow();
}

void WhyPanel::refreshNow()
{
    m_pause.stop();
    if (std::exchange(m_isStale, false) && m_question.snapshot)
        Q_EMIT asked(m_question);
}

/// Shows that nothing is known yet.
void WhyPanel::forget()
{
    m_answer.reset();
    m_metrics->clear();
    m_metrics->setEnabled(false);
    m_tree->clear();
    sayFormula(tr("Working it out…"));
    m_about->clear();
    m_limits->clear();
    m_most->setWords(tr("What would change it most?"));
    m_most->setEnabled(false);
}

void WhyPanel::setAnswer(std::shared_ptr<const derivation::Answer> answer)
{
    if (!answer || answer->question != m_question)
        return;
    m_answer = std::move(answer);
    fillMetrics();
    unfold();
}

void WhyPanel::fillMetrics()
{
    m_metrics->clear();
    for (const derivation::Metric &each : m_answer->metrics) {
        m_metrics->addItem(metricTitle(each, ownerName()), QString::fromStdString(each.path));
        if (each.path == m_answer->path)
            m_metrics->setCurrentIndex(m_metrics->count() - 1);
    }
    m_metrics->setEnabled(m_metrics->count() > 0);
}

QString WhyPanel::ownerName() const
{
    if (!m_question.snapshot || m_question.stage >= m_question.snapshot->stages.size() || m_question.element.empty())
        return {};
    const project::Component *owner = m_question.snapshot->stages[m_question.stage]->findComponent(m_question.element);
    return owner ? QString::fromStdString(owner->name)
                 : QStringLiteral("connection %1").arg(QString::fromStdString(m_question.element));
}

std::string WhyPanel::metric() const
{
    return m_metrics->currentData().toString().toStdString();
}

void WhyPanel::setMetric(const std::string &path)
{
    if (!m_answer)
        return;
    for (const derivation::Metric &each : m_answer->metrics)
        if (each.path == path) {
            m_question.wanted = derivation::nameOf(each);
            m_isStale = true;
        }
    refreshNow();
}

void WhyPanel::want(const std::string &name)
{
    m_question.wanted = name;
    m_isStale = true;
    refreshNow();
}

QString WhyPanel::formulaText() const
{
    return m_formulaText;
}

QString WhyPanel::aboutText() const
{
    return m_about->text();
}

void WhyPanel::unfold()
{
    m_tree->clear();
    m_most->setWords(tr("What would change it most?"));
    m_most->setEnabled(m_answer->root.has_value());
    m_limits->clear();
    if (!m_answer->root) {
        sayFormula(tr("Nothing to explain here."));
        m_about->clear();
        return;
    }
    const Derivation &root = *m_answer->root;
    for (const Derivation &child : root.children)
        addNode(m_tree->invisibleRootItem(), child, 1);
    QStringList limits;
    for (const std::string &sentence : root.limits)
        limits.append(screen::modelWords(sentence));
    m_limits->setText(limits.join(QLatin1Char(' ')));
    m_limits->setVisible(!limits.isEmpty());
    showNode(root);
}

void WhyPanel::addNode(QTreeWidgetItem *parent, const Derivation &node, int depth)
{
    auto *item = new QTreeWidgetItem(parent);
    item->setText(0, nodeTitle(node, ownerName()));
    item->setText(1, valueWords(node));
    item->setTextAlignment(1, Qt::AlignRight | Qt::AlignVCenter);
    item->setData(0, kNodeRole, QVariant::fromValue(reinterpret_cast<quintptr>(&node)));
    const QString words = aboutNode(node);
    const QString whole = valueWords(node, Digits::Whole);
    item->setToolTip(0, words.isEmpty() ? QString() : QStringLiteral("<p>%1</p>").arg(words.toHtmlEscaped()));
    item->setToolTip(1,
                     whole == item->text(1)
                         ? item->toolTip(0)
                         : QStringLiteral("<p>%1</p>").arg(whole.toHtmlEscaped()) + item->toolTip(0));
    item->setForeground(
        0, m_theme->color(node.trust && *node.trust == derivation::Trust::Yours ? Role::Accent : Role::Text));
    for (const Derivation &child : node.children)
        addNode(item, child, depth + 1);
    item->setExpanded(depth < kOpenLevels);
}

const Derivation *WhyPanel::nodeOf(const QTreeWidgetItem *item) const
{
    return item ? reinterpret_cast<const Derivation *>(item->data(0, kNodeRole).value<quintptr>()) : nullptr;
}

void WhyPanel::showNode(const Derivation &node)
{
    sayFormula(formulaOf(node), formulaOf(node, Digits::Whole));
    m_about->setText(aboutNode(node));
    m_about->setVisible(!m_about->text().isEmpty());
}

/// @param whole  the same with all digits, where they are more
void WhyPanel::sayFormula(const QString &text, const QString &whole)
{
    m_formulaText = text;
    m_formula->setText(setInType(text));
    m_formula->setAccessibleName(text);
    m_formula->setToolTip(whole == text ? QString() : setInType(whole));
}

void WhyPanel::follow(const QTreeWidgetItem *item)
{
    const Derivation *node = nodeOf(item);
    if (node && node->place && node->place->owner != derivation::Place::Owner::Question)
        Q_EMIT parameterRequested(QString::fromStdString(node->place->element),
                                  QString::fromStdString(node->place->parameter));
}

void WhyPanel::askSensitivities()
{
    m_most->setWords(tr("Trying every input…"));
    m_most->setEnabled(false);
    Q_EMIT sensitivitiesAsked(m_question, metric());
}

void WhyPanel::setSensitivities(const derivation::Question &question, const std::vector<derivation::Sensitivity> &found)
{
    if (question != m_question || !m_answer)
        return;
    m_most->setWords(tr("What would change it most?"));
    m_most->setEnabled(true);
    m_about->setText(sensitivityText(found));
    m_about->setVisible(true);
}

void WhyPanel::setTheme(const Theme &theme)
{
    m_theme = &theme;
    const auto ink = [&theme](QWidget *widget, Role role) {
        QPalette palette = widget->palette();
        palette.setColor(QPalette::WindowText, theme.color(role));
        widget->setPalette(palette);
    };
    ink(m_about, Role::Secondary);
    ink(m_limits, Role::Faint);
    m_formula->setStyleSheet(
        QStringLiteral("QLabel#formula { background: %1; color: %2; border: 1px solid %3; border-radius: 8px; }")
            .arg(theme.color(Role::Window).name(), theme.color(Role::Text).name(), theme.color(Role::Hairline).name()));
    if (m_answer)
        unfold();
}

} // namespace headroom::inspector

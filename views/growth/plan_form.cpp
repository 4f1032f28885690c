#include "views/growth/plan_form.h"

#include "model/edits/growth_checks.h"
#include "model/growth/curve_text.h"
#include "views/growth/page_parts.h"
#include "views/numbers/model_words.h"
#include "views/numbers/screen_numbers.h"
#include "views/theme/letters.h"
#include "views/workload/quantity_field.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>
#include <utility>

namespace headroom::growth_views {

using theme::Role;
using theme::Theme;
using workload_views::QuantityField;

namespace {

constexpr int kBesideNames = 28; ///< in a list of choices: its margins

QuantityField *fieldOf(const QString &title, double least, double most, QWidget *parent)
{
    catalog::ParameterSpec spec;
    spec.title = title.toStdString();
    spec.unit = "1";
    spec.minimum = least;
    spec.maximum = most;
    return new QuantityField(std::move(spec), parent);
}

} // namespace

PlanForm::PlanForm(QWidget *parent)
    : QWidget(parent)
    , m_from(fieldOf(tr("Users now"), 1, edits::kMostPlannedUsers, this))
    , m_to(fieldOf(tr("Users at the end"), 1, edits::kMostPlannedUsers, this))
    , m_months(fieldOf(tr("Months"), 1e-3, edits::kLongestPlan, this))
    , m_lead(fieldOf(tr("Lead time of a change, in months"), 0, edits::kLongestLead, this))
    , m_leadOf(new QComboBox(this))
    , m_ownLead(fieldOf(tr("Lead time of that change, in months"), 0, edits::kLongestLead, this))
    , m_start(new QLineEdit(this))
    , m_shape(new QComboBox(this))
    , m_curve(new QPlainTextEdit(this))
    , m_hint(new QLabel(this))
    , m_error(new QLabel(this))
    , m_state(new QPushButton(tr("Plan this growth"), this))
    , m_remove(new QPushButton(tr("Remove the plan"), this))
{
    assemble();
    const auto number = [this](QuantityField *field, double project::GrowthPlan::*member) {
        connect(field, &QuantityField::valueStated, this, [this, member](const std::optional<double> &value) {
            project::GrowthPlan plan = m_plan;
            plan.*member = value.value_or(project::GrowthPlan {}.*member);
            state(plan);
        });
        connect(field, &QuantityField::errorChanged, this, &PlanForm::say);
    };
    number(m_from, &project::GrowthPlan::from);
    number(m_to, &project::GrowthPlan::to);
    number(m_months, &project::GrowthPlan::months);
    number(m_lead, &project::GrowthPlan::leadTime);
    connect(m_leadOf, &QComboBox::currentIndexChanged, this, &PlanForm::showOwnLead);
    connect(m_ownLead, &QuantityField::valueStated, this, &PlanForm::stateOwnLead);
    connect(m_ownLead, &QuantityField::errorChanged, this, &PlanForm::say);
    connect(m_start, &QLineEdit::editingFinished, this, &PlanForm::readStart);
    connect(m_shape, &QComboBox::activated, this, [this](int index) { chooseShape(index == 1); });
    connect(m_state, &QPushButton::clicked, this, [this] { Q_EMIT planStated(m_plan); });
    connect(m_remove, &QPushButton::clicked, this, &PlanForm::removeRequested);
    m_curve->installEventFilter(this);
    m_start->installEventFilter(this);
}

void PlanForm::assemble()
{
    m_shape->addItems({ tr("steady factor"), tr("typed curve") });
    m_shape->setAccessibleName(tr("How the users grow"));
    m_shape->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_start->setPlaceholderText(QStringLiteral("2026-01"));
    m_start->setMaxLength(7);
    m_start->setAlignment(Qt::AlignRight);
    m_start->setAccessibleName(tr("Month in which the plan begins"));
    m_start->setToolTip(tr("Month in which the plan begins, like 2026-01. Without it months are only counted."));
    m_curve->setAccessibleName(tr("Month and users, a pair a line"));
    m_curve->setTabChangesFocus(true);
    m_curve->setPlaceholderText(QStringLiteral("0 50k\n6 400k\n12 5M"));
    m_hint->setText(tr("Month and users, a pair a line; paste two columns of a sheet. Ctrl+Enter takes it."));
    for (QLabel *each : { m_hint, m_error }) {
        each->setWordWrap(true);
        each->setTextFormat(Qt::PlainText);
    }
    m_error->hide();
    m_state->setProperty("primary", true);
    m_remove->setProperty("outlined", true);
    auto *grid = new QGridLayout;
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(4);
    grid->setHorizontalSpacing(8);
    grid->setColumnStretch(1, 1);
    const auto row = [&](const QString &title, QWidget *field) {
        auto *label = new QLabel(title, this);
        label->setBuddy(field);
        const int at = grid->rowCount();
        grid->addWidget(label, at, 0);
        grid->addWidget(field, at, 1);
        return label;
    };
    row(tr("Growth"), m_shape);
    m_ends = { row(tr("Users now"), m_from), m_from,  row(tr("Target"), m_to), m_to,
               row(tr("Months"), m_months),  m_months };
    grid->addWidget(m_hint, grid->rowCount(), 0, 1, 2);
    grid->addWidget(m_curve, grid->rowCount(), 0, 1, 2);
    row(tr("Lead time"), m_lead);
    m_leadOf->setAccessibleName(tr("Change with a lead time of its own"));
    m_leadOf->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_leadOf->setMinimumContentsLength(8);
    m_leadOf->setToolTip(tr("Changes that take another time: choose one, and type its months beside it"));
    auto *own = new QHBoxLayout; // across both columns: the names of stages are longer than those of fields
    own->setSpacing(8);
    own->addWidget(m_leadOf, 1);
    own->addWidget(m_ownLead);
    grid->addLayout(own, grid->rowCount(), 0, 1, 2);
    row(tr("Begins"), m_start);
    m_lead->setToolTip(
        tr("Months from the decision for a change until it carries users. It counts for every change that "
           "has no lead time of its own below."));
    m_ownLead->setToolTip(tr("Months that this change takes; emptied, it takes as long as the others"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(6, 4, 6, 4);
    column->setSpacing(6);
    column->addLayout(grid);
    column->addWidget(m_error);
    column->addWidget(m_state);
    column->addStretch(1);
    column->addWidget(m_remove);
}

void PlanForm::setTheme(const Theme &theme)
{
    for (QLabel *label : findChildren<QLabel *>())
        label->setFont(Theme::font(12));
    setPlainFonts({ m_shape, m_leadOf, m_start, m_curve, m_state, m_remove });
    m_hint->setFont(Theme::font(11));
    color(m_hint, theme, Role::Secondary);
    color(m_error, theme, Role::Critical);
    m_curve->setFixedHeight(theme::scaled(92));
    m_ownLead->setFixedWidth(theme::scaled(64));
}

void PlanForm::setPlan(const project::GrowthPlan &plan, bool isStated)
{
    const bool isOther = !(plan == m_plan);
    m_plan = plan;
    m_isStated = isStated;
    m_from->setValue(plan.from, plan.from);
    m_to->setValue(plan.to, plan.to);
    m_months->setValue(plan.months, plan.months);
    m_lead->setValue(plan.leadTime, plan.leadTime);
    showOwnLead();
    if (!m_start->hasFocus() || !m_start->isModified())
        m_start->setText(QString::fromStdString(plan.start));
    if (isOther || m_curve->toPlainText().isEmpty())
        m_curve->setPlainText(QString::fromStdString(growth::curveText(plan.curve, screen::exact)));
    if (isOther)
        say(QString());
    m_state->setVisible(!isStated);
    m_remove->setVisible(isStated);
    showShape();
}

void PlanForm::setStages(const QStringList &names)
{
    if (names == m_stages && m_leadOf->count() > 0)
        return;
    m_stages = names;
    const int chosen = m_leadOf->currentIndex();
    const QSignalBlocker quiet(m_leadOf);
    m_leadOf->clear();
    m_leadOf->addItem(tr("within a stage"));
    for (qsizetype i = 0; i < names.size(); ++i)
        m_leadOf->addItem(tr("to %1: %2").arg(QString::number(i + 1), names[i]));
    m_leadOf->setCurrentIndex(std::clamp(chosen, 0, m_leadOf->count() - 1));
    showOwnLead();
}

/// Names that have a time of their own say it in the list, so that none is overlooked.
void PlanForm::showOwnLead()
{
    const auto own = [this](int index) -> std::optional<double> {
        if (index <= 0)
            return m_plan.changeLead;
        for (const project::StageLead &each : m_plan.stageLeads)
            if (each.stage == m_stages[index - 1].toStdString())
                return each.months;
        return std::nullopt;
    };
    for (int i = 0; i < m_leadOf->count(); ++i) {
        const QString name = i == 0 ? tr("within a stage") : tr("to %1: %2").arg(QString::number(i), m_stages[i - 1]);
        const std::optional<double> months = own(i);
        const double rounded = std::round(months.value_or(0) * 100) / 100;
        m_leadOf->setItemText(i,
                              !months || i == m_leadOf->currentIndex() ? name // the field beside it says it
                                  : std::abs(rounded - 1) < 1e-9
                                  ? tr("%1 – 1 month").arg(name)
                                  : tr("%1 – %2 months").arg(name, QString::fromStdString(screen::exact(rounded))));
    }
    QAbstractItemView *list = m_leadOf->view(); // as wide as its names, though the box is not
    list->setMinimumWidth(list->sizeHintForColumn(0) + theme::scaled(kBesideNames));
    m_ownLead->setValue(own(m_leadOf->currentIndex()).value_or(m_plan.leadTime), m_plan.leadTime);
}

void PlanForm::stateOwnLead(const std::optional<double> &months)
{
    project::GrowthPlan plan = m_plan;
    const int index = m_leadOf->currentIndex();
    if (index <= 0) {
        plan.changeLead = months;
        return state(plan);
    }
    const std::string stage = m_stages[index - 1].toStdString();
    std::erase_if(plan.stageLeads, [&](const project::StageLead &each) { return each.stage == stage; });
    if (months)
        plan.stageLeads.push_back({ stage, *months });
    state(plan);
}

void PlanForm::showShape()
{
    const bool isCurve = !m_plan.curve.empty();
    m_shape->setCurrentIndex(isCurve ? 1 : 0);
    for (QWidget *each : std::as_const(m_ends))
        each->setVisible(!isCurve);
    m_curve->setVisible(isCurve);
    m_hint->setVisible(isCurve);
}

QString PlanForm::error() const
{
    return m_error->text();
}

void PlanForm::say(const QString &error)
{
    sayInForm(m_error, error);
}

/// Before there is a plan, fields change the proposal; it becomes a plan by the button.
void PlanForm::state(const project::GrowthPlan &plan)
{
    if (const std::optional<Error> problem = edits::wrongPlan(plan))
        return say(screen::modelWords(*problem));
    say(QString());
    if (plan == m_plan)
        return;
    if (m_isStated)
        Q_EMIT planStated(plan);
    else
        setPlan(plan, false);
}

void PlanForm::readStart()
{
    project::GrowthPlan plan = m_plan;
    plan.start = m_start->text().trimmed().toStdString();
    m_start->setModified(false);
    state(plan);
}

void PlanForm::readCurve()
{
    const Result<growth::CurveText> read
        = growth::parseCurve(m_curve->toPlainText().toStdString(), screen::parseCompact);
    if (!read) {
        QString said = screen::modelWords(read.error()); // begins with the line
        said[0] = said[0].toUpper();
        return say(said);
    }
    project::GrowthPlan plan = m_plan;
    plan.curve = read.value().points;
    if (!plan.curve.empty()) {
        plan.from = plan.curve.front().users;
        plan.to = plan.curve.back().users;
        plan.months = plan.curve.back().month;
    }
    if (!read.value().start.empty())
        plan.start = read.value().start;
    if (plan.curve.size() < 2)
        return say(tr("A curve needs two points or more."));
    state(plan);
}

void PlanForm::chooseShape(bool isCurve)
{
    project::GrowthPlan plan = m_plan;
    plan.curve.clear();
    if (isCurve)
        plan.curve = { { 0, plan.from }, { plan.months, plan.to } };
    state(plan);
    showShape();
}

bool PlanForm::eventFilter(QObject *object, QEvent *event)
{
    if (object == m_curve && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        const bool isReturn = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (isReturn && (key->modifiers() & Qt::ControlModifier)) {
            readCurve();
            return true;
        }
        if (key->key() == Qt::Key_Escape) {
            m_curve->setPlainText(QString::fromStdString(growth::curveText(m_plan.curve, screen::exact)));
            say(QString());
            return true;
        }
    }
    if (object == m_curve && event->type() == QEvent::FocusOut && m_curve->document()->isModified()
        && !m_plan.curve.empty())
        readCurve();
    if (object == m_start && QuantityField::isUndoOfWindow(*m_start, *event)) {
        event->ignore();
        return true;
    }
    return QWidget::eventFilter(object, event);
}

} // namespace headroom::growth_views
